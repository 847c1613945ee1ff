import Foundation
import Synchronization
import Terminal
import Wire

/// One line of progress on standard error: only when that is a terminal, at most ten times a second, gone at the end.
final class Progress: Sendable {
    private let isShown: Bool
    private let state = Mutex((last: 0.0, isDrawn: false))

    init(quiet: Bool) { isShown = !quiet && isatty(STDERR_FILENO) == 1 }

    /// Shows a line, in place of the one before.
    func show(_ text: @autoclosure () -> String) {
        guard isShown else { return }
        let now = Timestamp.now.seconds
        let isDue = state.withLock { state in
            guard now - state.last >= 0.1 else { return false }
            state = (now, true)
            return true
        }
        if isDue { Self.write("\r\u{1B}[K" + Sanitize.line(text())) }
    }

    /// Takes the line away.
    func clear() {
        let wasDrawn = state.withLock { state in
            defer { state.isDrawn = false }
            return state.isDrawn
        }
        if wasDrawn { Self.write("\r\u{1B}[K") }
    }

    private static func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
