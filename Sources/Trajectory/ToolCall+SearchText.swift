import Wire

extension ToolCall {
    /// Name, id and every text in the arguments, keys included, one a line and without the marks of JSON around them: a
    /// word in a JSON string is found although the JSON text says `\nword`.
    package var searchText: String {
        var texts = [name]
        arguments.gather(into: &texts)
        if !id.isEmpty { texts.append(id) }
        return texts.joined(separator: "\n")
    }
}

extension JSONValue {
    fileprivate func gather(into texts: inout [String]) {
        switch self {
        case .string(let text), .number(let text): texts.append(text)
        case .bool(let flag): texts.append(flag ? "true" : "false")
        case .null: break
        case .array(let values): for value in values { value.gather(into: &texts) }
        case .object(let object):
            for member in object.members {
                texts.append(member.key)
                member.value.gather(into: &texts)
            }
        }
    }
}
