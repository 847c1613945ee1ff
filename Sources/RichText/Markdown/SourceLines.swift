import Wire

/// The lines of a text that a parser reads: which of them what it reports of the text is on.
struct SourceLines {
    /// The text; what the parser reports of it lies within.
    private let source: UnsafeRawBufferPointer
    /// UTF-8 offsets of the last byte of each line end: a line feed, or a carriage return that none follows, as the parser
    /// counts them.
    private let breaks: [Int]

    init(_ source: UnsafeRawBufferPointer) {
        self.source = source
        breaks = source.indices.filter { at in
            source[at] == 0x0A || source[at] == 0x0D && (at + 1 == source.count || source[at + 1] != 0x0A)
        }
    }

    /// Where bytes of the text begin in it; nil for bytes that are none of it.
    func offset(of bytes: UnsafeRawBufferPointer) -> Int? {
        guard let base = source.baseAddress, let start = bytes.baseAddress else { return nil }
        let offset = start - base
        return (0..<source.count).contains(offset) ? offset : nil
    }

    /// The 0-based line that holds an offset.
    func line(at offset: Int) -> Int { breaks.partitioningIndex { $0 >= offset } }

    /// Where a line begins.
    func start(of line: Int) -> Int { line == 0 ? 0 : breaks[line - 1] + 1 }

    /// Where a line is; nil for one that is not there.
    func origin(of line: Int) -> LineOrigin? {
        guard (0...breaks.count).contains(line) else { return nil }
        let start = start(of: line)
        var end = line < breaks.count ? breaks[line] : source.count
        if end > start, source[end - 1] == 0x0D { end -= 1 }
        return LineOrigin(bytes: start..<max(start, end), line: line)
    }

    /// Bytes of a line up to an offset.
    func bytes(before offset: Int) -> Slice<UnsafeRawBufferPointer> { source[start(of: line(at: offset))..<offset] }
}
