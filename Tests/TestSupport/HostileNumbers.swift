package import Wire

/// Numbers and times that no program expects, and documents in which one of them stands in place of another.
package enum HostileNumbers {
    /// Numbers as they are written, and texts where a number or a time should be.
    package static let values: [JSONValue] =
        [
            "9223372036854775807", "-9223372036854775808", "9223372036854775808", "18446744073709551616", "1e18",
            "-1e18",
            "1e300", "-1e300", "1e400", "-1e400", "4e18", "9007199254740992", "-9007199254740993", "253402300800000",
            "1e-400", "-1", "-0", "0", "0.5", "NaN", "Infinity", "-Infinity",
        ].map { JSONValue.number($0) }
        + [
            "NaN", "inf", "-Infinity", "1e400", "0x7fffffffffffffff", "9223372036854775807", "-1",
            "292277026596-12-04T15:30:08Z", "-292277022657-01-27T08:29:52Z", "0000-01-01T00:00:00Z",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999+99:99", "1970-01-01T00:00:00-99:99", "2026-02-30T25:61:61Z", "",
        ].map { JSONValue.string($0) } + [.null, .bool(true), [], [:]]

    /// Places in a value where a number or a time stands: keys, and places in lists.
    package static func places(in value: JSONValue) -> [[Step]] {
        switch value {
        case .number: return [[]]
        case .string(let text): return Timestamp(text) == nil && JSONValue.string(text).double == nil ? [] : [[]]
        case .array(let elements):
            return elements.indices.flatMap { index in places(in: elements[index]).map { [.index(index)] + $0 } }
        case .object(let object):
            return object.members.flatMap { member in places(in: member.value).map { [.key(member.key)] + $0 } }
        default: return []
        }
    }

    package enum Step: Hashable, Sendable, CustomStringConvertible {
        case key(String)
        case index(Int)

        package var description: String {
            switch self {
            case .key(let key): key
            case .index(let index): String(index)
            }
        }
    }

    /// A copy of a value with another one at a place.
    package static func replacing(_ place: some Collection<Step>, in value: JSONValue, by other: JSONValue) -> JSONValue
    {
        guard let first = place.first else { return other }
        switch (first, value) {
        case (.key(let key), .object(var object)):
            object[key] = object[key].map { replacing(place.dropFirst(), in: $0, by: other) }
            return .object(object)
        case (.index(let index), .array(var elements)) where elements.indices.contains(index):
            elements[index] = replacing(place.dropFirst(), in: elements[index], by: other)
            return .array(elements)
        default: return value
        }
    }
}
