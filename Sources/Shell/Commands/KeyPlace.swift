import Terminal

/// Keys of layouts without Latin letters, by the Latin letter that the same place of the keyboard has: who writes Russian
/// or Greek need not switch the layout to move about.
enum KeyPlace {
    /// The key that stands in the same place; nil where it has a meaning of its own.
    static func latin(_ key: Key) -> Key? {
        switch key {
        case .character(let letter): twins[letter].map(Key.character)
        case .alt(let letter): twins[letter].map(Key.alt)
        case .control(let letter): twins[letter].map(Key.control)
        default: nil
        }
    }

    private static let layouts = [
        ("йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"),
        ("ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ", "QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~"),
        // Ukrainian and Belarusian letters in the places of Russian ones.
        ("іїєўІЇЄЎ", "s]'oS}\"O"),
        ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"),
        ("ΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ", "ERTYUIOPASDFGHJKLZXCVBNM"),
    ]

    private static let twins = Dictionary(
        layouts.flatMap { zip($0.0, $0.1) }, uniquingKeysWith: { first, _ in first })
}
