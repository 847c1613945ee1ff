import Terminal

extension Color {
    private static let eight = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

    /// Every word that is a colour without a palette.
    static var names: [String] { ["terminal"] + eight + eight.map { "bright-" + $0 } }

    /// `terminal`, or one of the ANSI colours.
    static func named(_ name: String) -> Color? {
        guard let index = names.firstIndex(of: name) else { return nil }
        return index == 0 ? .terminal : .index(UInt8(index - 1))
    }

    /// A name, `#rrggbb`, or 0 to 255.
    init?(parsing word: String) {
        if let colour = Color.named(word) {
            self = colour
        } else if let index = UInt8(word), word.first != "+" {
            self = .index(index)
        } else if word.hasPrefix("#"), word.utf8.count == 7, let bits = UInt32(word.dropFirst(), radix: 16) {
            self = .rgb(red: UInt8(bits >> 16 & 255), green: UInt8(bits >> 8 & 255), blue: UInt8(bits & 255))
        } else {
            return nil
        }
    }
}
