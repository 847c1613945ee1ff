extension TextRegex {
    package func occurs(in text: String) -> Bool {
        var text = text
        return text.withUTF8 { occurs(in: UnsafeRawBufferPointer($0)) }
    }

    /// The first match, in UTF-8 offsets.
    package func firstMatch(in text: String) -> Range<Int>? {
        var text = text
        return text.withUTF8 { first(in: UnsafeRawBufferPointer($0)) }
    }
}
