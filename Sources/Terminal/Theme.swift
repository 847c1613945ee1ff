/// What a theme says about one slot, before the depth of colour is known.
package struct SlotLook: Hashable, Sendable {
    package var foreground: Colour
    package var background: Colour
    package var attributes: Attributes
    /// What to use on eight colours instead of the nearest ones; nil where those will do.
    package var eight: Style?
    /// What to use without colour; nil means the attributes, and reverse where there is a background.
    package var plain: Attributes?

    package init(
        foreground: Colour = .terminal, background: Colour = .terminal, attributes: Attributes = [],
        eight: Style? = nil, plain: Attributes? = nil
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
        self.eight = eight
        self.plain = plain
    }

    func style(at depth: ColourDepth) -> Style {
        switch depth {
        case .none: Style(attributes: plain ?? (background == .terminal ? attributes : attributes.union(.reverse)))
        case .eight: eight ?? nearest(.eight)
        case .palette256: nearest(.palette256)
        }
    }

    private func nearest(_ depth: ColourDepth) -> Style {
        Style(
            foreground: foreground.index(at: depth), background: background.index(at: depth), attributes: attributes)
    }
}

/// How every slot looks. Made from what a theme file says, for one depth of colour.
package struct Theme: Sendable {
    package let name: String
    package let depth: ColourDepth
    private let looks: [Slot: SlotLook]
    /// By slot ordinal.
    private let styles: [Style]

    /// - Parameter looks: a slot that is left out looks as the part of its name before the last dot, in the end as `text`.
    package init(name: String, looks: [Slot: SlotLook], depth: ColourDepth = .palette256) {
        self.name = name
        self.looks = looks
        self.depth = depth
        styles = Slot.allCases.map { Theme.look(of: $0, in: looks).style(at: depth) }
    }

    /// The same theme with the colours that are there.
    package func resolved(for depth: ColourDepth) -> Theme { Theme(name: name, looks: looks, depth: depth) }

    package func style(_ slot: Slot) -> Style { styles[slot.ordinal] }

    /// The slot's style, and over it the colours the text itself asked for, as far as the depth allows.
    package func style(_ ink: Ink) -> Style {
        let base = styles[ink.slot.ordinal]
        guard let ansi = ink.ansi else { return base }
        let foreground = reduced(ansi.foreground)
        let background = reduced(ansi.background)
        return Style(
            foreground: foreground >= 0 ? foreground : base.foreground,
            background: background >= 0 ? background : base.background,
            attributes: base.attributes.union(ansi.attributes))
    }

    private func reduced(_ index: Int16) -> Int16 {
        guard let index = UInt8(exactly: index) else { return -1 }
        return depth == .palette256 ? Int16(index) : Colour.index(index).index(at: depth)
    }

    private static func look(of slot: Slot, in looks: [Slot: SlotLook]) -> SlotLook {
        var slot: Slot? = slot
        while let current = slot {
            if let look = looks[current] { return look }
            slot = current.parent
        }
        return SlotLook()
    }
}

extension Theme {
    /// Attributes alone, with no file behind it: for tests, and for when no theme can be read.
    package static let plain = Theme(
        name: "plain",
        looks: [
            .dim: SlotLook(attributes: .dim), .strong: SlotLook(attributes: .bold),
            .title: SlotLook(attributes: .bold), .titleFocused: SlotLook(attributes: [.bold, .underline]),
            .breadcrumbHere: SlotLook(attributes: .bold), .statusKey: SlotLook(attributes: .bold),
            .helpKey: SlotLook(attributes: .bold), .header: SlotLook(attributes: .underline),
            .selected: SlotLook(attributes: .reverse), .selectedUnfocused: SlotLook(attributes: .underline),
            .marked: SlotLook(attributes: .bold), .failed: SlotLook(attributes: .bold),
            .error: SlotLook(attributes: [.bold, .reverse]), .warning: SlotLook(attributes: .bold),
            .refusal: SlotLook(attributes: [.bold, .underline]), .match: SlotLook(attributes: .underline),
            .matchCurrent: SlotLook(attributes: .reverse), .selection: SlotLook(attributes: .reverse),
            .heading: SlotLook(attributes: .bold),
            .emphasis: SlotLook(attributes: .italic),
        ],
        depth: .none)
}
