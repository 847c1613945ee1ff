import Foundation
import Platform
import Shell
import Terminal
import Wire

/// A text on its way to where it can be pasted: the terminal's own clipboard by OSC 52, the buffer of tmux, or a file where
/// it is too large for both. Says which it was.
struct Clipboard: Sendable {
    /// Terminals take about 100 kB by OSC 52; more is lost without a word.
    static let most = 74_000

    /// What can be pasted of the text.
    let text: String
    let what: String
    /// Controls that stand-ins stand for.
    private let replaced: Int
    private let usesTmux: Bool

    init(_ text: String, _ what: String, environment: [String: String] = ProcessInfo.processInfo.environment) {
        (self.text, replaced) = Sanitize.pasteable(text)
        self.what = what
        usesTmux = environment["TMUX"]?.isEmpty == false
    }

    /// Whether the terminal takes it.
    var fits: Bool { text.utf8.count <= Self.most }

    private var size: String {
        NumberFormat.bytes(text.utf8.count)
            + (replaced == 0 ? "" : "; \(NumberFormat.counted(replaced, "control character")) made visible")
    }

    /// Fills tmux's buffer where there is one, writes the file that is needed, and says where the text is. May wait for tmux:
    /// not for the screen's thread.
    func copied() -> EffectResult {
        if usesTmux, Self.load(["load-buffer", "-w", "-"], text) {
            return .done(
                fits
                    ? "copied \(what) to the tmux buffer and the terminal's clipboard: \(size)"
                    : "copied \(what) to the tmux buffer alone, too large for the clipboard: \(size)")
        }
        // Before 3.2 tmux does not pass buffers on.
        if usesTmux, Self.load(["load-buffer", "-"], text) {
            return .done("copied \(what) to the tmux buffer: \(size)")
        }
        guard !fits else { return .done("copied \(what) to the terminal's clipboard (OSC 52): \(size)") }
        do {
            let path = try TemporaryFile.write(text, name: what, asItIs: true)
            return .done("written to \(path): \(what), too large for the clipboard (\(size))")
        } catch {
            return .failed(PlatformError(.storage, detail: String(describing: error)))
        }
    }

    /// Gives a text to tmux; false where it does not take it.
    private static func load(_ arguments: [String], _ text: String) -> Bool {
        ChildProgram.feed(["tmux"] + arguments, text) == 0
    }
}
