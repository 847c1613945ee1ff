import Terminal
import TestSupport
import Trajectory

@testable import Reader
@testable import Shell

extension StateDriver {
    /// The trajectory of the first of some samples is open; finds are counted as the program counts them.
    static func reading(
        _ document: TrajectoryDocument, samples: Int = 1, size: Size = Size(width: 120, height: 40)
    ) -> StateDriver {
        let answers = Sample.workspace(items: (0..<samples).map { Sample.item($0) }, document: document)
        var driver = StateDriver(size: size, answers: answers, computed: counted)
        driver.press("<enter><enter>")
        return driver
    }

    /// Finds are counted as the program counts them.
    static func counted(_ work: any ComputeWork) -> [EffectResult] {
        guard let work = work as? MatchWork else { return [] }
        return work.results { try work.run($0) }
    }
}
