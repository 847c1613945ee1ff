package import Terminal

/// Which theme the screen has, and why.
package struct ThemeChoice: Hashable, Sendable {
    package private(set) var name = Ground.dark.rawValue
    /// The user named it: what the terminal says of its background changes nothing.
    package private(set) var isChosen = false
    /// The terminal is asked for its background.
    package let asks: Bool
    /// Those that there are.
    package let names: [String]
    /// In place of a theme: the one that fits the background that the terminal tells.
    package static let automatic = "auto"

    /// - Parameters:
    ///   - guess: what the background seems to be before the terminal says so.
    ///   - asks: the terminal is of a kind that answers when it is asked.
    package init(
        chosen: String? = nil, guess: Ground? = nil, asks: Bool = false,
        names: [String] = Ground.allCases.map(\.rawValue)
    ) {
        let named = chosen == Self.automatic ? nil : chosen
        name = named ?? (guess ?? .dark).rawValue
        isChosen = named != nil
        self.asks = named == nil && (asks || chosen != nil)
        self.names = names
    }

    package mutating func choose(_ name: String) { (self.name, isChosen) = (name, true) }

    /// The terminal says what its background is.
    package mutating func take(_ ground: Ground) { if !isChosen { name = ground.rawValue } }

    /// The theme that a line names which is being typed: it is shown while it stands there.
    package func named(in line: String) -> String? {
        let words = line.split(separator: " ")
        return words.count == 2 && words[0] == "theme" ? names.first { $0 == words[1] } : nil
    }
}
