/// Attributes that every terminal can be asked for.
package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let italic = Attributes(rawValue: 4)
    package static let underline = Attributes(rawValue: 8)
    package static let reverse = Attributes(rawValue: 16)
    /// Its writer meant it not to be seen. No terminal is asked for that: see `Theme.style`.
    package static let concealed = Attributes(rawValue: 32)

    /// Every attribute with its name in theme files.
    package static let named: [(name: String, attribute: Attributes)] = [
        ("bold", .bold), ("dim", .dim), ("italic", .italic), ("underline", .underline), ("reverse", .reverse),
    ]
}

/// How a cell looks: palette colours (-1 is the terminal's own) and attributes.
package struct Style: Hashable, Sendable {
    /// -1 for the default colour, else an index in the terminal's palette of 8 or 256.
    package var foreground: Int16
    package var background: Int16
    package var attributes: Attributes

    package init(foreground: Int16 = -1, background: Int16 = -1, attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    package static let plain = Style()

    /// This style laid over another: what it leaves open comes from below, but a foreground named below wins.
    package func over(_ base: Style) -> Style {
        Style(
            foreground: base.foreground >= 0 && background < 0 ? base.foreground : foreground,
            background: background >= 0 ? background : base.background,
            attributes: attributes.union(base.attributes))
    }
}

/// How a piece of text is meant to look: a slot of the theme, and over it what the text itself asks for (the colours of
/// a tool's output) and what the user looks for (a match).
package struct Ink: Hashable, Sendable {
    package var slot: ThemeSlot
    /// Colours and attributes from SGR sequences in a tool's output, as palette indices; nil where there are none.
    package var ansi: Style?

    package init(_ slot: ThemeSlot, ansi: Style? = nil) {
        self.slot = slot
        self.ansi = ansi
    }
}

/// A run of text in one ink. The text is safe to draw: it has been through `Sanitize`.
package struct Span: Hashable, Sendable {
    package var text: String
    package var ink: Ink

    package init(_ text: String, _ slot: ThemeSlot = .text) {
        self.text = text
        ink = Ink(slot)
    }

    package init(_ text: String, ink: Ink) {
        self.text = text
        self.ink = ink
    }
}
