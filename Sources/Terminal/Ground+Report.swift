// How a terminal says what its background is.
extension Ground {
    /// The ground of a color: light where black stands out from it more than white.
    init(luminance: Double) { self = luminance > 0.179 ? .light : .dark }

    /// `COLORFGBG` as rxvt and others set it: `foreground;background`, as indices of the sixteen; nil for anything else.
    package init?(colorFGBG text: String) {
        let fields = text.split(separator: ";", omittingEmptySubsequences: false)
        guard fields.count > 1, let index = fields.last.flatMap({ UInt8($0) }), index < 16 else { return nil }
        self = index == 7 || index > 8 ? .light : .dark
    }

    /// Whether the environment names a terminal that tells its background when it is asked. One that does not know the
    /// question might print it, and a terminal that says nothing of itself is not asked.
    package static func isTold(in environment: [String: String]) -> Bool {
        let signs = ["COLORTERM", "TERM_PROGRAM", "VTE_VERSION", "KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION"]
        let own = ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour", "rio"]
        return signs.contains { environment[$0]?.isEmpty == false }
            || own.contains { environment["TERM"]?.hasPrefix($0) == true }
    }

    /// The answer to OSC 11, without its frame: `11;rgb:ffff/ffff/ffff`, `rgba:` with an alpha that does not count, or
    /// `#ffffff`. Nil for anything else.
    package init?(report: ArraySlice<UInt8>) {
        let text = String(decoding: report.prefix(64), as: UTF8.self)
        guard text.hasPrefix("11;") else { return nil }
        let value = text.dropFirst(3)
        let parts: [Substring]
        if let colon = value.firstIndex(of: ":"), ["rgb", "rgba"].contains(value[..<colon]) {
            parts = value[value.index(after: colon)...].split(separator: "/", omittingEmptySubsequences: false)
        } else if value.first == "#", value.utf8.count > 1, (value.utf8.count - 1).isMultiple(of: 3) {
            let digits = Array(value.dropFirst())
            let width = digits.count / 3
            parts = (0..<3).map { Substring(String(digits[$0 * width..<($0 + 1) * width])) }
        } else {
            return nil
        }
        let shares = parts.prefix(3).compactMap(Self.share)
        guard shares.count == 3 else { return nil }
        self.init(luminance: Contrast.luminance(red: shares[0], green: shares[1], blue: shares[2]))
    }

    /// One to four hexadecimal digits as a share of the most that so many can say.
    private static func share(_ digits: Substring) -> Double? {
        guard (1...4).contains(digits.utf8.count), digits.allSatisfy(\.isHexDigit),
            let value = Int(digits, radix: 16)
        else { return nil }
        return Double(value) / Double((1 << (4 * digits.utf8.count)) - 1)
    }
}
