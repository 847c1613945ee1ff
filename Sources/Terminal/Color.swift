/// How many colours there are to draw with.
package enum ColourDepth: Hashable, Sendable, CaseIterable {
    /// Attributes alone.
    case none
    /// The eight of ANSI, whose exact shades are the terminal's affair.
    case eight
    /// The palette of xterm: 16 of the terminal's own, a cube of 216, 24 greys.
    case palette256

    /// What to use here. `NO_COLOR` with any text in it means none, as no-color.org asks.
    /// - Parameter terminalColours: what terminfo says the terminal has; below 8 counts as none.
    package static func detect(environment: [String: String], terminalColours: Int) -> ColourDepth {
        if let wish = environment["NO_COLOR"], !wish.isEmpty { return .none }
        return terminalColours >= 256 ? .palette256 : terminalColours >= 8 ? .eight : .none
    }
}

/// A colour as a theme writes it.
package enum Color: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case terminal
    /// An index in the palette of 256.
    case index(UInt8)
    case rgb(red: UInt8, green: UInt8, blue: UInt8)

    /// The nearest palette index at that depth; -1 for the terminal's own.
    package func index(at depth: ColourDepth) -> Int16 {
        switch (self, depth) {
        case (.terminal, _), (_, .none): -1
        case (.index(let index), .palette256): Int16(index)
        case (.index(let index), .eight): Palette.eight(index)
        case (.rgb(let red, let green, let blue), .palette256): Palette.nearest256(red, green, blue)
        case (.rgb(let red, let green, let blue), .eight): Palette.eight(red, green, blue)
        }
    }
}

/// Arithmetic between RGB, the palette of 256 and the eight colours.
package enum Palette {
    private static let cubeLevels = [0, 95, 135, 175, 215, 255]

    /// The nearest of the cube and the greys. The first 16 are left alone: the user may have redefined them.
    package static func nearest256(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int16 {
        let wanted = (Int(red), Int(green), Int(blue))
        let steps = [wanted.0, wanted.1, wanted.2].map(cubeStep)
        let cube = 16 + 36 * steps[0] + 6 * steps[1] + steps[2]
        let grey = 232 + min(max((wanted.0 + wanted.1 + wanted.2) / 3 - 3, 0) / 10, 23)
        return Int16(distance(wanted, rgb(UInt8(grey))) < distance(wanted, rgb(UInt8(cube))) ? grey : cube)
    }

    /// The red, green and blue of an index from 16 up; of the first 16, what xterm uses.
    package static func rgb(_ index: UInt8) -> (Int, Int, Int) {
        let index = Int(index)
        if index >= 232 { return (index * 10 - 2312, index * 10 - 2312, index * 10 - 2312) }
        if index >= 16 {
            let cube = index - 16
            return (cubeLevels[cube / 36], cubeLevels[cube / 6 % 6], cubeLevels[cube % 6])
        }
        if index == 7 { return (229, 229, 229) }
        if index == 8 { return (127, 127, 127) }
        let on = index < 8 ? 205 : 255
        return (index & 1 != 0 ? on : 0, index & 2 != 0 ? on : 0, index & 4 != 0 ? on : 0)
    }

    /// One of the eight for an index of the 256.
    package static func eight(_ index: UInt8) -> Int16 {
        if index < 16 { return Int16(index % 8) }
        let (red, green, blue) = rgb(index)
        return eight(UInt8(red), UInt8(green), UInt8(blue))
    }

    /// The hue decides. Greys become the terminal's own colour: white text would vanish on a white terminal.
    package static func eight(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int16 {
        let parts = [Int(red), Int(green), Int(blue)]
        let high = max(parts[0], parts[1], parts[2])
        let low = min(parts[0], parts[1], parts[2])
        guard (high - low) * 4 > high else { return -1 }
        let threshold = low + (high - low) * 6 / 10
        var index: Int16 = 0
        for (bit, part) in parts.enumerated() where part > threshold { index |= 1 << Int16(bit) }
        return index
    }

    private static func cubeStep(_ part: Int) -> Int {
        part < 48 ? 0 : part < 115 ? 1 : (part - 35) / 40
    }

    /// Squared distance, weighted about as the eye weighs the three.
    private static func distance(_ one: (Int, Int, Int), _ two: (Int, Int, Int)) -> Int {
        let red = one.0 - two.0
        let green = one.1 - two.1
        let blue = one.2 - two.2
        return 3 * red * red + 4 * green * green + 2 * blue * blue
    }
}
