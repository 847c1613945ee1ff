// TriageTests
