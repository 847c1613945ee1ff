import TestSupport

/// One thing that the monkey does.
enum Play: CustomStringConvertible {
    case keys(String)
    case resize(width: Int, height: Int)
    /// So many changes of the size at once.
    case storm([(width: Int, height: Int)])
    case suspend

    var description: String {
        switch self {
        case .keys(let keys): keys.debugDescription
        case .resize(let width, let height): "size \(width)x\(height)"
        case .storm(let sizes): "\(sizes.count) sizes at once"
        case .suspend: "SIGTSTP SIGCONT"
        }
    }
}

/// What is played next, by weight.
struct Plays {
    private static let moves = [
        "j", "k", "\u{4}", "\u{15}", "\u{6}", "\u{2}", "\u{1b}[6~", "\u{1b}[5~", "g", "G", "\r", "\r", "\r", "l", "h",
        "\u{1b}", "\t", "\u{1b}[Z", ",e", ",i", ",h", ",t", "3", "12", "H", "L", "\u{1b}[A", "\u{1b}[B", "\u{1b}[C",
        "\u{1b}[D",
        "\u{1b}OA", "\u{1b}[H", "\u{1b}[F",
    ]
    private static let commands = Array("}{]['<>bxtVJ&nNioeEuUmMZvvvfsRcwWaXFrz|yYpOdCSTDBAKIPq?").map { String($0) }
    private static let words = [
        "error", "a", "/ex(pr)?/", "in:agent,error", "never:bash", "bash>edit/3", "\"x y\"", "status:failed", "((((",
        "/[/", "\\", "retries:>0", "is:unseen", "é字👩\u{200d}🚀", "\u{202e}", "%s%n", "9223372036854775807", "",
    ]
    private static let lines = [
        "help", "about", "curl", "raw", "hide reasoning", "bookmarks", "jobs", "keys", "profile", "marks", "undo",
        "group", "watch", "searches", "theme light", "theme nope", "set", "12", "999999", "0", "-5", "goto", "compare",
        "filter status:failed", "sort tokens", "timeline", "messages", "step 3", "report x.md", "export x.md", "worlds",
        "download", "name x", "save a", "search a", "verdict", "refusals broad",
    ]
    private static let broken = [
        "\u{1b}[", "\u{1b}[1;", "\u{1b}O", "\u{1b}[<0;1", "\u{1b}]0;x", "\u{1b}P", "\u{1b}[200", "\u{1b}\u{1b}",
        "\u{1b}[1;5A", "\u{1b}[27;5;9~", "\u{1b}[99999999999~", "\u{1b}[3;1R", "\u{1b}[I", "\u{1b}[?1;2c",
    ]
    private static let sizes = [(1, 1), (10, 3), (39, 9), (40, 10), (80, 24), (120, 40), (200, 60), (500, 200)]

    private var dice: SeededGenerator

    init(seed: UInt64) { dice = SeededGenerator(seed: seed) }

    mutating func pick<Element>(_ all: [Element]) -> Element { all[Int.random(in: 0..<all.count, using: &dice)] }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &dice) }

    mutating func next() -> Play {
        switch number(0...99) {
        case 0..<45: .keys(String(repeating: pick(Self.moves), count: pick([1, 1, 1, 3, 10])))
        case 45..<75: .keys(pick(Self.commands) + (dice.hits(3) ? pick(Self.commands) : ""))
        case 75..<86: .keys(line())
        case 86..<90: .keys(mouse())
        case 90..<92: .keys(paste())
        case 92..<95: .keys(pick(Self.broken))
        case 95..<97: .keys(anything())
        case 97: resize()
        case 98: .storm((0..<number(5...30)).map { _ in pick(Self.sizes) })
        default: .suspend
        }
    }

    private mutating func resize() -> Play {
        let (width, height) = pick(Self.sizes)
        return .resize(width: width, height: height)
    }

    /// A line behind one of the keys that ask for one, edited a little, and sent or given up.
    private mutating func line() -> String {
        let key = pick(["/", ":", ":", "s", "f", "m"])
        let edits = ["", "", "\t", "\t\t", "\u{1b}[A", "\u{17}", "\u{15}", "\u{1}", "\u{7f}\u{7f}", "\u{b}"]
        return key + pick(key == ":" ? Self.lines : Self.words) + pick(edits)
            + pick(["\r", "\r", "\r", "\u{1b}", "\u{3}"])
    }

    private mutating func mouse() -> String {
        "\u{1b}[<\(pick([0, 0, 0, 1, 2, 32, 35, 64, 65, 99]));\(number(0...300));\(number(0...90))\(pick(["M", "M", "m"]))"
    }

    private mutating func paste() -> String {
        let text = pick(["hello", "a\nb\nc", "\u{1b}[6n", String(repeating: "x", count: 2_000), "", "\u{0}\u{1}", "é字"])
        return "\u{1b}[200~" + text + pick(["\u{1b}[201~", "\u{1b}[201~", "\u{1b}[201"])
    }

    /// Any characters, but the key that suspends: that is a play of its own.
    private mutating func anything() -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<number(1...6) {
            let scalar = Unicode.Scalar(UInt32(number(0...(dice.hits(4) ? 0x10_ffff : 0x7f)))) ?? "x"
            text.append(scalar == "\u{1a}" ? "x" : scalar)
        }
        return String(text)
    }
}
