/// What a theme says about one slot, before the depth of colour is known.
package struct SlotLook: Hashable, Sendable {
    package var foreground: Color
    package var background: Color
    package var attributes: Attributes
    /// What to use on eight colours instead of the nearest ones; nil where those will do.
    package var eight: Style?
    /// What to use without colour; nil means the attributes, and reverse where there is a background.
    package var plain: Attributes?

    package init(
        foreground: Color = .terminal, background: Color = .terminal, attributes: Attributes = [],
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
    /// The background that its colours are for; nil where they suit any.
    package let ground: Ground?
    private let looks: [ThemeSlot: SlotLook]
    /// By slot ordinal.
    private let styles: [Style]

    /// - Parameter looks: a slot that is left out looks as the part of its name before the last dot, in the end as `text`.
    package init(
        name: String, looks: [ThemeSlot: SlotLook], ground: Ground? = nil, depth: ColourDepth = .palette256
    ) {
        self.name = name
        self.ground = ground
        self.looks = looks
        self.depth = depth
        styles = ThemeSlot.allCases.map { Theme.look(of: $0, in: looks).style(at: depth) }
    }

    /// The same theme with the colours that are there.
    package func resolved(for depth: ColourDepth) -> Theme {
        Theme(name: name, looks: looks, ground: ground, depth: depth)
    }

    package func style(_ slot: ThemeSlot) -> Style { styles[slot.ordinal] }

    /// The slot's style, over it the colours that the text itself asked for, as far as the depth allows and as they can be
    /// read here. Text that was to be hidden looks like what hides in texts otherwise: it is what one should see.
    /// - Parameter row: a look under it, such as the selected row's (see `Style.over`).
    package func style(_ ink: Ink, over row: Style? = nil) -> Style {
        let slot = styles[ink.slot.ordinal]
        let base = row.map(slot.over) ?? slot
        guard let ansi = ink.ansi else { return base }
        guard !isHidden(ansi) else {
            return row.map(styles[ThemeSlot.hidden.ordinal].over) ?? styles[ThemeSlot.hidden.ordinal]
        }
        let foreground = reduced(ansi.foreground)
        let background = reduced(ansi.background)
        let style = Style(
            foreground: foreground >= 0 ? foreground : slot.foreground,
            background: background >= 0 ? background : slot.background,
            attributes: slot.attributes.union(ansi.attributes))
        return legible(row.map(style.over) ?? style)
    }

    private func isHidden(_ ansi: Style) -> Bool {
        if ansi.attributes.contains(.concealed) { return true }
        guard depth != .none, ansi.foreground >= 0, ansi.background >= 0 else { return false }
        return Contrast.ratio(ansi.foreground, ansi.background) < Contrast.hidden
    }

    /// With a foreground that stands out from the background, where it is known what is behind it.
    private func legible(_ style: Style) -> Style {
        let foreground = style.foreground >= 0 ? style.foreground : ground?.own.foreground
        let background = style.background >= 0 ? style.background : ground?.own.background
        guard depth != .none, let foreground, let background else { return style }
        let legible = Contrast.legible(foreground, on: background, at: depth)
        return legible == foreground
            ? style : Style(foreground: legible, background: style.background, attributes: style.attributes)
    }

    private func reduced(_ index: Int16) -> Int16 {
        guard let index = UInt8(exactly: index) else { return -1 }
        return depth == .palette256 ? Int16(index) : Color.index(index).index(at: depth)
    }

    private static func look(of slot: ThemeSlot, in looks: [ThemeSlot: SlotLook]) -> SlotLook {
        var slot: ThemeSlot? = slot
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
