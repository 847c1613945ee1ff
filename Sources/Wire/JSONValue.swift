/// A JSON value as it was received: key order, duplicate keys and the text of numbers are kept, so that a raw view can
/// show what the server said and nothing is dropped.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// The number's text as received (`1e400`, `0.10`), so that nothing is rounded away.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

extension JSONValue {
    /// The text of a string value; nil for everything else, `null` included.
    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// What a value says, whatever it is: a text as it is, of an object its message with its type, else its JSON. Nil for
    /// `null`.
    package var words: String? {
        switch self {
        case .null: return nil
        case .string(let text): return text
        case .object:
            guard let message = self["message"]?.string ?? self["detail"]?.string else { return serialized() }
            return [self["type"]?.string, message].compactMap { $0 }.joined(separator: ": ")
        default: return serialized()
        }
    }

    /// A boolean, or nil.
    package var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// A whole number, from a number or from a string that holds one (`"2"`); fractions are nil, and so is what lies beyond
    /// the edge of `Quantity`, where whole numbers end. For what is added up take `count`.
    package var int: Int? {
        guard let count, !count.isClamped else { return nil }
        return count.int
    }

    /// A number, from a number or from a string that holds one; nil beyond the edge of `Quantity`. For what is added up
    /// take `quantity`.
    package var double: Double? {
        guard let quantity, !quantity.isClamped else { return nil }
        return quantity.value
    }

    package var array: [JSONValue]? {
        if case .array(let values) = self { values } else { nil }
    }

    package var object: JSONObject? {
        if case .object(let members) = self { members } else { nil }
    }

    package var isNull: Bool { self == .null }

    /// The member of an object; nil where the key is absent, where it is `null`, and for anything but an object.
    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self, let value = members[key], value != .null else { return nil }
        return value
    }

    /// An integer as a JSON number.
    package static func int(_ value: Int) -> JSONValue { .number(String(value)) }

    /// A double as a JSON number; NaN and infinities become `null`, as JSON has no word for them.
    package static func double(_ value: Double) -> JSONValue { value.isFinite ? .number(String(value)) : .null }

    /// A string or `null`.
    package static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    /// An integer or `null`.
    package static func optional(_ value: Int?) -> JSONValue { value.map(JSONValue.int) ?? .null }

    /// A double or `null`.
    package static func optional(_ value: Double?) -> JSONValue { value.map(JSONValue.double) ?? .null }

    /// A boolean or `null`.
    package static func optional(_ value: Bool?) -> JSONValue { value.map(JSONValue.bool) ?? .null }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .int(value) }
    package init(floatLiteral value: Double) { self = .double(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
    package init(nilLiteral: ()) { self = .null }
}

/// The members of an object in the order in which they were received, duplicates included.
package struct JSONObject: Hashable, Sendable {
    /// One `"key": value` pair.
    package struct Member: Hashable, Sendable {
        package var key: String
        package var value: JSONValue

        package init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    package var members: [Member]

    package init(members: [Member] = []) { self.members = members }

    package init(_ pairs: [(String, JSONValue)]) {
        members = pairs.map { Member(key: $0.0, value: $0.1) }
    }

    package var isEmpty: Bool { members.isEmpty }
    package var keys: [String] { members.map(\.key) }

    /// The value of a key: of the last one, where a document repeats it, as most parsers do. Setting nil removes the key.
    package subscript(key: String) -> JSONValue? {
        get { members.last { $0.key == key }?.value }
        set {
            guard let newValue else { return members.removeAll { $0.key == key } }
            if let at = members.lastIndex(where: { $0.key == key }) {
                members[at].value = newValue
            } else {
                members.append(Member(key: key, value: newValue))
            }
        }
    }
}
