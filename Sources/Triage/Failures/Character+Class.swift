// Error texts are nearly all ASCII: the tables of Unicode are asked only for the rest.
extension Character {
    var isAlphabetic: Bool {
        guard let byte = asciiValue else { return isLetter }
        return (0x61...0x7A).contains(byte | 0x20)
    }

    var isDigit: Bool {
        guard let byte = asciiValue else { return isNumber }
        return (0x30...0x39).contains(byte)
    }
}
