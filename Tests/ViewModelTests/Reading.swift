import Terminal
import TestSupport
import Trajectory

@testable import ViewModels

extension StateDriver {
    /// The trajectory of the first of some samples is open; finds are counted as the program counts them.
    static func reading(
        _ document: TrajectoryDocument, samples: Int = 1, size: Size = Size(width: 120, height: 40)
    ) -> StateDriver {
        let answers = Sample.workspace(items: (0..<samples).map { Sample.item($0) }, document: document)
        var driver = StateDriver(size: size) { work in
            guard case .match(let reference, let pattern, let from, let hidden) = work else { return answers(work) }
            var found: [Answer] = []
            try? MatchCount(reference.document, pattern, hiding: hidden).run(from: from) { found.append($0) }
            return found
        }
        driver.press("<enter><enter>")
        return driver
    }
}
