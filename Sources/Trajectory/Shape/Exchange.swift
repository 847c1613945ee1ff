import Wire

/// A logged exchange with a model's API: `{"request": {"messages": [...]}, "response": {"choices": [...]}}`.
enum Exchange {
    private static let requestKeys: [StaticString] = ["messages", "input"]
    private static let responseKeys: [StaticString] = ["choices", "output"]

    /// The messages of the request, then the choices or items of the response; empty where this is no exchange.
    static func elements(_ scanner: ElementScanner, _ bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
        let asked = lists(scanner.member("request"), requestKeys, bytes)
        let answered = lists(scanner.member("response"), responseKeys, bytes)
        let elements = asked + answered
        return elements.contains { ElementKinds.kind(bytes, $0).isStep } ? elements : []
    }

    private static func lists(
        _ member: ElementScanner.Member?, _ keys: [StaticString], _ bytes: UnsafeRawBufferPointer
    ) -> [Range<Int>] {
        guard let member, member.kind == .object else { return [] }
        var walker = MemberWalker(bytes, member.start..<(member.end ?? bytes.count))
        var elements: [Range<Int>] = []
        while let inner = walker.next() {
            if inner.kind == .array, keys.contains(where: { inner.has($0) }) {
                elements += MemberWalker.elements(bytes, inner.range)
            }
        }
        return elements
    }
}
