/// What terminals of the xterm family understand beyond terminfo. The others are sent none of it.
struct PrivateModes {
    let on: String
    let off: String
    /// Around a frame, so that it is shown at once and not line by line.
    let beginFrame: String
    let endFrame: String
    let hasTitle: Bool

    init(term: String, mouse: Bool) {
        let isModern = PrivateModes.isModern(term)
        let paste = isModern ? "\u{1b}[?2004" : nil
        let report = mouse && isModern ? "\u{1b}[?1002;1006" : nil
        on = [paste, report].compactMap { $0.map { $0 + "h" } }.joined()
        off = (isModern ? "\u{1b}[?2026l" : "") + [report, paste].compactMap { $0.map { $0 + "l" } }.joined()
        beginFrame = isModern ? "\u{1b}[?2026h" : ""
        endFrame = isModern ? "\u{1b}[?2026l" : ""
        hasTitle = isModern
    }

    /// Glass terminals and the consoles of kernels print or mistake what they do not know.
    static func isModern(_ term: String) -> Bool {
        let plain = ["vt", "linux", "dumb", "ansi", "sun", "cons", "wsvt", "hurd", "cygwin"]
        return !plain.contains { term.hasPrefix($0) } || term.hasPrefix("vte")
    }
}
