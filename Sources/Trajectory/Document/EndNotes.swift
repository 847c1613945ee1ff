import Wire

/// What the end of a document says about it.
enum EndNotes {
    static func problems(_ state: DocumentState, strays: Int) -> [Problem] {
        if case .rejected = state.shape { return [] }
        var problems: [Problem] = []
        if let root = state.scanner.rootStart, state.scanner.tornValues.contains(root) {
            let place = state.stepCount > 0 ? " in step \(state.stepCount)" : ""
            problems.append(Problem(message: "the document is cut off\(place)"))
        } else if !state.scanner.tornValues.isEmpty {
            problems.append(Problem(message: "\(counted(state.scanner.tornValues.count, "line")) cut off"))
        }
        if strays > 0 { problems.append(Problem(message: "\(counted(strays, "line")) not part of the trajectory")) }
        if let around = around(state) { problems.append(around) }
        if state.header.hasMore { problems.append(Problem(message: "one page of a longer transcript")) }
        return problems + declared(state)
    }

    /// Text before or behind a document that is one value.
    private static func around(_ state: DocumentState) -> Problem? {
        switch state.shape {
        case .steps(.member), .steps(.root), .messages(.member), .messages(.root):
            guard state.scanner.values.ranges.count > 1 else { return nil }
            return Problem(message: "other text before or behind the document")
        case .undecided, .steps, .messages, .parts, .rejected: return nil
        }
    }

    private static func declared(_ state: DocumentState) -> [Problem] {
        guard state.stepCount > 0 || state.pendingParts.count > 0 || state.parts.count > 0 else {
            return [Problem(message: "no steps")]
        }
        guard case .steps = state.shape, let declared = state.header.header.declaredSteps, declared != state.stepCount
        else { return [] }
        return [Problem(message: "final metrics say \(declared) steps, there are \(state.stepCount)")]
    }

    private static func counted(_ count: Int, _ noun: String) -> String {
        count == 1 ? "1 \(noun) is" : "\(count) \(noun)s are"
    }
}
