import Wire

/// What elements are that no table knows: told from what they say.
extension ElementKinds {
    /// The most that is decoded to find out what an element is.
    private static let mostDecoded = 1 << 22

    /// What an element is that no table of types knows, told from its members as `FieldReader` reads them.
    static func told(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, inList: Bool) -> ElementKind {
        guard range.count <= mostDecoded, let value = StepDecoder.value(bytes, range, .outline) else { return .unknown }
        var builder = StepBuilder(number: 0)
        let found = FieldReader.read(value, into: &builder)
        return found.isCertain || inList ? found.kind : .unknown
    }

    /// Whether an element has who and what, in words that nobody knows.
    static func says(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
        guard range.count <= mostDecoded, bytes[range.lowerBound] == UInt8(ascii: "{") else { return false }
        return StepDecoder.value(bytes, range, .outline).map(FieldReader.says) == true
    }

    /// What an element is, told from its keys, else from what they hold.
    static func deep(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> ElementKind {
        let kind = kind(bytes, range)
        guard kind == .unknown, range.count <= mostDecoded else { return kind }
        let told = told(bytes, range, inList: false)
        return told == .unknown && Record.isRecord(bytes, range) ? .document : told
    }
}
