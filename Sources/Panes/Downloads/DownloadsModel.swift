import Platform
import RichText
package import Shell
import Terminal
package import Wire

/// The download that is under way, and those that have ended since the start.
package struct DownloadsModel: Hashable, Sendable {
    package struct Running: Hashable, Sendable {
        package var request: BundleRequest
        package var started: Timestamp
        package var progress = Progress(label: "", done: 0, total: nil)
    }

    package struct Ended: Hashable, Sendable {
        package var request: BundleRequest
        package var at: Timestamp
        package var message: Message
    }

    package private(set) var running: Running?
    package private(set) var ended: [Ended] = []

    package init() {}

    /// The last one that went well.
    package var lastGood: Ended? { ended.last { $0.message.tone == .good } }

    package mutating func start(_ request: BundleRequest, at now: Timestamp) {
        running = Running(request: request, started: now)
    }

    package mutating func advance(_ progress: Progress) { running?.progress = progress }

    package mutating func end(_ message: Message, at now: Timestamp) {
        guard let running else { return }
        ended.append(Ended(request: running.request, at: now, message: message))
        self.running = nil
    }

    /// How far the download is: `12.3 MB, 5.1 MB/s`; nil where none is under way.
    package func words(at now: Timestamp) -> String? {
        guard let running else { return nil }
        let progress = running.progress
        if !progress.label.isEmpty {
            return progress.label + (progress.total.map { " \(progress.done) of \($0)" } ?? "")
        }
        let seconds = now - running.started
        let rate = seconds > 0.5 ? Double(progress.done) / seconds : nil
        return TransferWords.words(done: progress.done, total: progress.total, rate: rate)
    }

    /// What is under way and what has ended, the newest first.
    func lines(at now: Timestamp) -> [RichLine] {
        var lines: [RichLine] = []
        if let running, let words = words(at: now) {
            lines.append(RichLine([Span("↓ \(Sanitize.line(running.request.path))", .statusBusy)]))
            lines.append(detail(Sanitize.line(running.request.name)))
            lines.append(detail("\(words)   :cancel stops it"))
        }
        for one in ended.reversed() {
            if !lines.isEmpty { lines.append(.blank) }
            let isGood = one.message.tone == .good
            let sign = isGood ? "✔" : "✘"
            lines.append(
                RichLine([
                    Span("\(sign) \(Sanitize.line(one.request.path))", isGood ? .good : .error),
                    Span("  \(one.at.clock)", .dim),
                ]))
            lines.append(detail(Sanitize.line(one.message.text)))
        }
        return lines.isEmpty ? [RichLine([Span("No download yet: \(key: .download) starts one.", .dim)])] : lines
    }

    private func detail(_ text: String) -> RichLine { RichLine([Span(text, .dim)], lead: [Span("  ")]) }
}
