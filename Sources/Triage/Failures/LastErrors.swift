package import Platform
package import Trajectory

/// Reads the last error of trajectories, for failures that say nothing themselves.
package struct LastErrors: Sendable {
    /// What one trajectory gave: the text of its last failed tool result; nil where nothing failed in it, or it could not
    /// be read.
    package struct Found: Hashable, Sendable {
        package var item: ItemID
        package var text: String?

        package init(item: ItemID, text: String?) {
            self.item = item
            self.text = text
        }
    }

    let platform: any Platform
    let concurrency: Int

    /// Steps from the end that are looked at: an error long before it is not why the run failed.
    private static let mostSteps = 40
    /// Bytes of the end of a text that are kept: what failed says so last, a build within so much.
    private static let mostKept = 65_536

    package init(platform: any Platform, concurrency: Int = 3) {
        self.platform = platform
        self.concurrency = max(1, concurrency)
    }

    /// Reads one trajectory after the other, some at a time; `report` gets each result as it is there.
    package func read(_ items: [EvaluationItem], report: (Found) -> Void) async throws {
        try await Bounded.run(items, concurrency) {
            try await read($0)
        } each: {
            report($0)
        }
    }

    private func read(_ item: EvaluationItem) async throws -> Found {
        guard let session = item.sessionID else { return Found(item: item.id, text: nil) }
        do {
            let body = try await platform.trajectory(of: session, form: .atif, includeCompacted: false)
            let document = try await TrajectoryDocument.read(body, name: item.id.text)
            return Found(item: item.id, text: Self.lastError(of: document))
        } catch is PlatformError {
            return Found(item: item.id, text: nil)
        }
    }

    /// The text of the last failed result near the end of a document that says more than that something failed, else of
    /// the last; nil where nothing failed there.
    package static func lastError(of document: TrajectoryDocument) -> String? {
        let last = document.stepCount
        var hollow: String?
        for index in (max(0, last - mostSteps)..<max(last, 0)).reversed() {
            guard document.outline(index)?.flags.contains(.error) == true, let step = document.step(index),
                let text = (step.calls.flatMap(\.results) + step.results).last(where: \.hasFailed)?.text
            else { continue }
            let end = lines(text)
            guard RootErrorLine.isHollow(end) else { return end }
            hollow = hollow ?? end
        }
        return hollow
    }

    /// The last lines of a text, whole.
    private static func lines(_ text: String) -> String {
        guard text.utf8.count > mostKept else { return text }
        return String(decoding: text.utf8.suffix(mostKept).drop { !$0.isLineBreak }, as: UTF8.self)
    }
}
