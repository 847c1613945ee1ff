import Wire

/// Gives results to the calls that they answer (`Trajectory.docc/Pairing-calls-and-results`). Never across steps.
enum Pairing {
    /// Attaches results to calls and returns those that answer none.
    ///
    /// A result with an id goes to the first call of that id that has no result yet, else to the last one of that id.
    /// A result without an id goes to the only call there is, or to the calls in order where `inOrder` or where there
    /// are as many calls as results; a result with an id that no call has stays by itself.
    static func attach(_ results: [ToolResult], to calls: inout [ToolCall], inOrder: Bool) -> [ToolResult] {
        guard !calls.isEmpty else { return results }
        let unlinked = results.filter { id($0) == nil }.count
        let takesUnlinked = inOrder || calls.count == 1 || unlinked == calls.count && unlinked == results.count
        var left: [ToolResult] = []
        // Results with an id first: what is left over in order must not take their calls.
        var isPlaced: [Bool] = []
        for result in results {
            let at = id(result).flatMap { place($0, calls) }
            if let at { calls[at].results.append(result) }
            isPlaced.append(at != nil)
        }
        for (result, isPlaced) in zip(results, isPlaced) where !isPlaced {
            if id(result) != nil {
                left.append(result)
            } else if takesUnlinked, let at = firstOpen(calls) {
                calls[at].results.append(result)
            } else {
                left.append(result)
            }
        }
        return left
    }

    private static func id(_ result: ToolResult) -> String? {
        guard let id = result.callID, !id.isEmpty else { return nil }
        return id
    }

    private static func place(_ id: String, _ calls: [ToolCall]) -> Int? {
        calls.firstIndex { $0.id == id && $0.results.isEmpty } ?? calls.lastIndex { $0.id == id }
            ?? calls.firstIndex { $0.name == id && $0.results.isEmpty }
    }

    private static func firstOpen(_ calls: [ToolCall]) -> Int? {
        calls.firstIndex { $0.results.isEmpty } ?? (calls.count == 1 ? 0 : nil)
    }
}
