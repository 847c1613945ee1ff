// ViewTests
