import CNCurses
import CProcess
import Glibc
package import Terminal

/// Why there is no screen.
package enum ScreenError: Error, Equatable, CustomStringConvertible {
    /// stdin or stdout is a file or a pipe.
    case notATerminal(String)
    /// terminfo does not know the terminal, or it cannot move its cursor.
    case unknownTerminal(String)

    package var description: String {
        switch self {
        case .notATerminal(let name):
            "\(name) is not a terminal; the browser needs one to draw on and to read keys from"
        case .unknownTerminal(""): "TERM is not set; set it to the name of your terminal, such as xterm-256color"
        case .unknownTerminal(let term):
            "the terminal type “\(Sanitize.line(term))” (TERM) is unknown here or has no cursor to move; "
                + "try TERM=xterm-256color, or install its terminfo entry"
        }
    }
}

/// The terminal while the program has it. One at a time; used by one thread only.
///
/// It is given back exactly once: by `close`, by the end of the process, or, when the program crashes, by the signal
/// handler.
package final class CursesScreen {
    /// How many colours terminfo says there are; 0 for none.
    package let colours: Int
    /// Readable when a signal has come that the loop must hear of.
    let signals: Int32
    /// What was read of the keys; kept from one loop to the next.
    var input = InputReader()
    private let modes: PrivateModes
    private let presenter = Presenter()

    /// Takes the terminal.
    ///
    /// - Parameters:
    ///   - term: the terminal type, from TERM.
    ///   - mouse: report the wheel and clicks. Selecting text with the mouse then needs Shift in most terminals.
    /// - Throws: `ScreenError`, with the terminal untouched.
    package init(term: String, mouse: Bool = false) throws {
        if isatty(STDIN_FILENO) == 0 { throw ScreenError.notATerminal("standard input") }
        if isatty(STDOUT_FILENO) == 0 { throw ScreenError.notATerminal("standard output") }
        _ = nc_locale()
        modes = PrivateModes(term: term, mouse: mouse)
        nc_set_modes(modes.on, modes.off)
        guard !term.isEmpty,
            nc_open(term) || PrivateModes.isModern(term) && Self.kin(of: term).contains(where: { nc_open($0) })
        else { throw ScreenError.unknownTerminal(term) }
        signals = process_signals_catch(Int32(PROCESS_ALL))
        colours = Int(nc_colours())
    }

    /// Terminals that one without an entry of its own behaves like, the likeliest first; none where nothing tells.
    private static func kin(of term: String) -> [String] {
        let families = [
            "xterm", "kitty", "foot", "alacritty", "ghostty", "wezterm", "contour", "konsole", "vte", "gnome", "iterm",
            "rxvt", "st-", "tmux", "screen", "-256color", "-direct",
        ]
        return families.contains { term.contains($0) } ? ["xterm-256color", "xterm", "vt100"] : []
    }

    deinit { close() }

    package var size: Size { Size(width: Int(nc_width()), height: Int(nc_height())) }

    /// Gives the terminal back. May be called again; only the first call does anything.
    package func close() { nc_close() }

    /// Gives the terminal to somebody else, such as $PAGER, and takes it back.
    package func suspend<Result>(_ body: () throws -> Result) rethrows -> Result {
        nc_leave()
        // ^Z stops the program at once while somebody else has the terminal.
        process_signals_catch(Int32(PROCESS_ALL & ~PROCESS_STOP))
        defer {
            retake()
            // ^C, ^\\ and ^Z were meant for the one who had the terminal.
            process_signals_forget(Int32(PROCESS_INTERRUPT | PROCESS_QUIT | PROCESS_STOP | PROCESS_CONTINUE))
        }
        return try body()
    }

    /// Takes the terminal again after the program was stopped without being asked, and repaints.
    func retake() {
        process_signals_catch(Int32(PROCESS_ALL))
        nc_return()
        nc_sync_size()
        repaint()
    }

    /// Stops the program as ^Z does; returns when the shell continues it.
    package func suspendToShell() { suspend { process_stop_job() } }

    /// Sends every cell again with the next frame, for when somebody else wrote on the terminal.
    package func repaint() {
        presenter.forget()
        nc_repaint()
    }

    /// Takes the size the terminal has now.
    package func syncSize() {
        nc_sync_size()
        presenter.forget()
    }

    /// Shows a frame. `frame` comes back with other contents, to be drawn anew.
    package func present(_ frame: inout CellBuffer) { presenter.present(&frame, modes: modes) }

    /// Puts text on the clipboard of the terminal the user sits at (OSC 52), where that terminal allows it.
    package func copy(_ text: String) { Raw.write("\u{1b}]52;c;\(Base64.encode(Array(text.utf8)))\u{7}") }

    /// Calls the user: by the bell, by a message of the desktop where the terminal knows OSC 9, or by both.
    /// The message begins with a word of ours: a number there would be a command.
    package func alert(message: String?, ringing: Bool) {
        let note = message.map { "\u{1b}]9;trawl: \(Sanitize.line($0))\u{7}" } ?? ""
        Raw.write(note + (ringing ? "\u{7}" : ""))
    }

    /// Asks the terminal for its background (OSC 11); false where it is of a kind that would print the question.
    func askGround() -> Bool {
        guard modes.hasTitle else { return false }
        Raw.write("\u{1b}]11;?\u{1b}\\")
        return true
    }
}

/// Bytes past curses.
enum Raw {
    static func write(_ text: String) {
        var text = text
        text.withUTF8 { _ = process_terminal_write($0.baseAddress, $0.count) }
    }
}
