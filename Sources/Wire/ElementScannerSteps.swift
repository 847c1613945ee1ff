#if canImport(Glibc)
    import Glibc
#endif

extension ElementScanner {
    /// Goes on by one token, or as far as the bytes reach.
    mutating func advance(_ bytes: UnsafeRawBufferPointer, limit: Int) {
        switch token {
        case .none: between(bytes)
        case .key, .string: endString(bytes, limit: limit)
        case .scalar: endScalar(bytes, limit: limit)
        case .junk: endJunk(bytes, limit: limit)
        case .container(var nesting):
            let isClosed = nesting.advance(bytes, limit: limit)
            position = nesting.position
            token = .container(nesting)
            if isClosed { complete(bytes, end: position) }
        }
    }

    private mutating func endString(_ bytes: UnsafeRawBufferPointer, limit: Int) {
        let start = tokenStart + 1
        guard let end = JSONBytes.endOfString(bytes, start: start, position: position, limit: limit) else {
            return position = limit
        }
        position = end
        complete(bytes, end: end)
    }

    private mutating func endScalar(_ bytes: UnsafeRawBufferPointer, limit: Int) {
        while position < limit, !JSONBytes.endsScalar(bytes[position]) { position += 1 }
        guard position < limit else { return }
        // Prose is no JSON, though it may begin like a literal: the whole line is one value then.
        if level == .top, !isScalar(bytes, tokenStart..<position) { return token = .junk }
        complete(bytes, end: position)
    }

    private mutating func endJunk(_ bytes: UnsafeRawBufferPointer, limit: Int) {
        guard let base = bytes.baseAddress,
            let hit = memchr(base + position, Int32(JSONBytes.newline), limit - position)
        else { return position = limit }
        position = UnsafeRawPointer(hit) - base
        complete(bytes, end: position)
    }

    private func isScalar(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
        guard JSONKind(firstByte: bytes[range.lowerBound]) == .literal else { return true }
        return ["true", "false", "null"].contains { $0.utf8.elementsEqual(bytes[range]) }
    }

    /// One byte between tokens.
    private mutating func between(_ bytes: UnsafeRawBufferPointer) {
        let byte = bytes[position]
        if JSONBytes.isSpace(byte) || byte == UInt8(ascii: ",") || isByteOrderMark(byte) {
            if byte == UInt8(ascii: ",") { expectsValue = false }
            position += 1
            return
        }
        switch level {
        case .done: break
        case .top: JSONKind(firstByte: byte) == .invalid ? start(.junk) : startValue(bytes)
        case .object: inObject(bytes)
        case .array, .member:
            if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
                position += 1
                closeLevel()
            } else {
                startValue(bytes)
            }
        }
    }

    private mutating func inObject(_ bytes: UnsafeRawBufferPointer) {
        switch bytes[position] {
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            position += 1
            closeLevel()
        case UInt8(ascii: ":"):
            expectsValue = true
            position += 1
        case JSONBytes.quote where !expectsValue: start(.key)
        default: expectsValue ? startValue(bytes) : (position += 1)
        }
    }

    private func isByteOrderMark(_ byte: UInt8) -> Bool {
        switch position - origin {
        case 0: byte == 0xEF
        case 1: byte == 0xBB
        case 2: byte == 0xBF
        default: false
        }
    }

    private mutating func start(_ new: Token) {
        token = new
        tokenStart = position
        if level == .top { openValue = position }
        if case .container = new { return }
        position += 1
    }

    private mutating func startValue(_ bytes: UnsafeRawBufferPointer) {
        let kind = JSONKind(firstByte: bytes[position])
        if level == .top {
            lines.valueBegins(bytes, at: position)
            if kind.isContainer, rootStart == nil { return openRoot(kind) }
        }
        if level == .object { openMember(kind) } else if level != .top { openElement = position }
        if level == .object, kind == .array, members.last?.start == position {
            level = .member
            position += 1
            return
        }
        switch kind {
        case .object, .array: start(.container(Nesting(position: position)))
        case .string: start(.string)
        case .number, .literal, .invalid: start(.scalar)
        }
    }

    private mutating func openRoot(_ kind: JSONKind) {
        rootStart = position
        rootKind = kind
        openValue = position
        level = kind == .object ? .object : .array
        position += 1
    }

    private mutating func openMember(_ kind: JSONKind) {
        expectsValue = false
        guard members.count < Self.maximumMembers else { return }
        members.append(Member(key: key ?? "", kind: kind, start: position))
        key = nil
    }

    /// The token ends before `end`.
    mutating func complete(_ bytes: UnsafeRawBufferPointer, end: Int) {
        let range = tokenStart..<end
        let finished = token
        token = .none
        if case .key = finished {
            key = Self.text(bytes, range)
            expectsValue = false
            return
        }
        let isContainer = bytes[tokenStart] == UInt8(ascii: "{") || bytes[tokenStart] == UInt8(ascii: "[")
        switch level {
        case .top: completeValue(bytes, range, isContainer: isContainer)
        case .object:
            if let last = members.indices.last, members[last].start == range.lowerBound { members[last].end = end }
        case .array:
            elements.append(range, isContainer: isContainer)
            openElement = nil
        case .member:
            members[members.count - 1].elements.append(range, isContainer: isContainer)
            openElement = nil
        case .done: break
        }
    }

    private mutating func completeValue(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, isContainer: Bool) {
        values.append(range, isContainer: isContainer)
        openValue = nil
        if isContainer { lines.containerEnded(range) }
        if !readsSequence { level = .done }
    }

    /// The closing bracket of the level was read.
    private mutating func closeLevel() {
        if level == .member {
            members[members.count - 1].end = position
            level = .object
            expectsValue = false
            return
        }
        level = readsSequence ? .top : .done
        rootEnd = position
        openValue = nil
        expectsValue = false
        guard let rootStart else { return }
        lines.containerEnded(rootStart..<position)
        values.append(rootStart..<position, isContainer: true)
    }

    /// Cuts off what is open at `end`: an element that was arriving is kept as the last one.
    mutating func close(_ bytes: UnsafeRawBufferPointer, start: Int, end: Int) {
        if let element = openElement {
            let isContainer = bytes[element] == UInt8(ascii: "{") || bytes[element] == UInt8(ascii: "[")
            if level == .array { elements.append(element..<end, isContainer: isContainer) }
            if level == .member, let last = members.indices.last {
                members[last].elements.append(element..<end, isContainer: isContainer)
            }
        }
        openElement = nil
        if let last = members.indices.last, members[last].end == nil { members[last].end = end }
        if start == rootStart { rootEnd = end }
        openValue = nil
        token = .none
        level = readsSequence ? .top : .done
        expectsValue = false
        tornValues.append(start)
        values.append(start..<end, isContainer: bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "["))
    }

    /// The text of a key, unescaped; of a very long one the beginning.
    static func text(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> String {
        let content = (range.lowerBound + 1)..<max(range.lowerBound + 1, range.upperBound - 1)
        guard content.count <= 128 else { return String(decoding: bytes[content.prefix(128)], as: UTF8.self) }
        let slice = UnsafeRawBufferPointer(rebasing: bytes[content])
        guard slice.contains(JSONBytes.backslash) else { return String(decoding: slice, as: UTF8.self) }
        let quoted = UnsafeRawBufferPointer(rebasing: bytes[range])
        return (try? JSONParser.parse(quoted))?.string ?? String(decoding: slice, as: UTF8.self)
    }
}
