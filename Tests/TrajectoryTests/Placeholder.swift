// TrajectoryTests
