import Wire

/// A logged exchange with a model's API, `{"request": {"messages": [...]}, "response": {"choices": [...]}}`, or what was
/// asked and what was answered side by side, `{"prompt": [...], "completion": [...]}`.
enum Exchange {
    private static let asking = ["messages", "input", "contents", "prompt"]
    private static let answering = ["choices", "output", "completion", "candidates"]
    private static let systemKeys = ["system", "instructions"]

    /// One member of an object: its key, kind and place.
    private typealias Entry = (key: String, kind: JSONKind, range: Range<Int>)

    /// The messages of the request, then the choices or items of the response; empty where this is no exchange.
    static func elements(_ scanner: ElementScanner, _ bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
        let elements = asked(scanner, bytes) + answered(scanner, bytes)
        return elements.contains { ElementKinds.kind(bytes, $0).isStep } ? elements : []
    }

    /// The system prompt of the request, where it stands apart from the messages.
    static func systemPrompt(_ scanner: ElementScanner, _ bytes: UnsafeRawBufferPointer) -> Range<Int>? {
        (entries("request", scanner, bytes) ?? root(scanner, bytes)).first { entry in
            systemKeys.contains(entry.key) && entry.range.count > 2 && [.string, .array].contains(entry.kind)
        }?.range
    }

    private static func asked(_ scanner: ElementScanner, _ bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
        if let request = entries("request", scanner, bytes) { return lists(request, asking, bytes) }
        let root = root(scanner, bytes)
        return lists(root, answering, bytes).isEmpty ? [] : lists(root, ["prompt", "input"], bytes)
    }

    private static func answered(_ scanner: ElementScanner, _ bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
        guard let response = entries("response", scanner, bytes) else {
            let isAsked = !asked(scanner, bytes).isEmpty && scanner.member("request") == nil
            return isAsked ? lists(root(scanner, bytes), answering, bytes) : []
        }
        let answers = lists(response, answering, bytes)
        guard answers.isEmpty, let member = scanner.member("response") else { return answers }
        // Anthropic's answer is the message itself.
        let whole = member.start..<(member.end ?? bytes.count)
        return ElementKinds.kind(bytes, whole).isStep ? [whole] : []
    }

    private static func entries(
        _ key: String, _ scanner: ElementScanner, _ bytes: UnsafeRawBufferPointer
    ) -> [Entry]? {
        guard let member = scanner.member(key), member.kind == .object else { return nil }
        var walker = MemberWalker(bytes, member.start..<(member.end ?? bytes.count))
        var entries: [Entry] = []
        while let inner = walker.next() { entries.append((inner.key, inner.kind, inner.range)) }
        return entries
    }

    private static func root(_ scanner: ElementScanner, _ bytes: UnsafeRawBufferPointer) -> [Entry] {
        scanner.members.prefix(64).map { ($0.key, $0.kind, $0.start..<($0.end ?? bytes.count)) }
    }

    /// The elements of lists under these keys; a text that stands for a list is one element.
    private static func lists(
        _ entries: [Entry], _ keys: [String], _ bytes: UnsafeRawBufferPointer
    ) -> [Range<Int>] {
        entries.filter { keys.contains($0.key) }.flatMap { (entry: Entry) -> [Range<Int>] in
            switch entry.kind {
            case .array: return MemberWalker.elements(bytes, entry.range)
            case .string: return entry.range.count > 2 ? [entry.range] : []
            default: return []
            }
        }
    }
}
