import Glibc

/// What a theme takes the terminal's own background for.
package enum Ground: String, Hashable, Sendable, CaseIterable {
    case dark, light

    /// About what terminals draw text in, and behind it, where nothing is asked for: indices of the 256.
    var own: (foreground: Int16, background: Int16) { self == .dark ? (7, 16) : (16, 231) }
}

/// How far two colours stand apart, as WCAG 2 reckons it: from 1 (alike) to 21 (black on white).
package enum Contrast {
    /// What foreign text has at least: colours that a tool meant for another background are still told apart and read.
    static let floor = 3.0
    /// Below it nobody sees that there is text.
    static let hidden = 1.3

    private static let luminances = (0...255).map { luminance(Palette.rgb(UInt8($0))) }

    /// - Parameters: indices of the 256; anything else counts as black.
    package static func ratio(_ one: Int16, _ other: Int16) -> Double {
        let pair = [one, other].map { UInt8(exactly: $0).map { luminances[Int($0)] } ?? 0 }
        return (max(pair[0], pair[1]) + 0.05) / (min(pair[0], pair[1]) + 0.05)
    }

    /// The colour nearest to this one that can be read on that background: towards white or black, whichever is further
    /// from the background.
    static func legible(_ foreground: Int16, on background: Int16, at depth: ColourDepth) -> Int16 {
        guard ratio(foreground, background) < floor else { return foreground }
        let (black, white): (Int16, Int16) = depth == .eight ? (0, 7) : (16, 231)
        let target = ratio(white, background) > ratio(black, background) ? white : black
        guard depth == .palette256, let from = UInt8(exactly: foreground).map(Palette.rgb) else { return target }
        let end = target == white ? 255 : 0
        let mixes = (1...3).lazy.map { quarter in
            let parts = [from.0, from.1, from.2].map { UInt8(($0 * (4 - quarter) + end * quarter) / 4) }
            return Palette.nearest256(parts[0], parts[1], parts[2])
        }
        return mixes.first { ratio($0, background) >= floor } ?? target
    }

    private static func luminance(_ colour: (Int, Int, Int)) -> Double {
        luminance(red: Double(colour.0) / 255, green: Double(colour.1) / 255, blue: Double(colour.2) / 255)
    }

    /// Of parts from 0 to 1.
    static func luminance(red: Double, green: Double, blue: Double) -> Double {
        func linear(_ part: Double) -> Double {
            part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}
