import Wire

/// What a span, an event or a record of a log says of itself, however it is written: an object, a list of keys with typed
/// values, or keys with dots and numbers in them that stand for objects and lists.
struct SpanAttributes {
    private var plain = JSONObject()
    /// The keys with dots, as the objects and lists that they stand for.
    private var tree = JSONValue.null

    init(_ places: [JSONValue?]) {
        for case let place? in places {
            for member in Self.members(place) where plain[member.key] == nil { plain[member.key] = member.value }
        }
        tree = Self.tree(plain)
    }

    private static func members(_ value: JSONValue) -> [JSONObject.Member] {
        guard let list = value.array else { return value.object?.members ?? [] }
        return list.compactMap { entry in
            guard let key = entry["key"]?.string, let value = entry["value"] else { return nil }
            return JSONObject.Member(key: key, value: Self.value(value))
        }
    }

    /// A typed value without its type.
    static func value(_ value: JSONValue) -> JSONValue {
        guard let only = value.object?.members.first, value.object?.members.count == 1 else { return value }
        switch Spelling.bare(only.key) {
        case "stringvalue", "boolvalue", "doublevalue", "intvalue": return only.value
        case "arrayvalue": return .array((only.value["values"]?.array ?? []).map(Self.value))
        case "kvlistvalue": return .object(JSONObject(members: members(only.value["values"] ?? .null)))
        default: return value
        }
    }

    private static func tree(_ plain: JSONObject) -> JSONValue {
        var tree = JSONValue.null
        for member in plain.members where member.key.contains(".") {
            put(member.value, at: member.key.split(separator: ".", maxSplits: 32).map(String.init)[...], in: &tree)
        }
        return lists(tree)
    }

    private static func put(_ value: JSONValue, at path: ArraySlice<String>, in tree: inout JSONValue) {
        guard let key = path.first else {
            if tree.object == nil { tree = value }
            return
        }
        var object = tree.object ?? JSONObject()
        var inner = object[key] ?? .null
        put(value, at: path.dropFirst(), in: &inner)
        object[key] = inner
        tree = .object(object)
    }

    /// Objects whose keys are all numbers as the lists that they stand for.
    private static func lists(_ value: JSONValue) -> JSONValue {
        guard let members = value.object?.members, !members.isEmpty else { return value }
        let inner = members.map { JSONObject.Member(key: $0.key, value: lists($0.value)) }
        let numbers = inner.compactMap { member in Int(member.key).map { ($0, member.value) } }
        guard numbers.count == inner.count else { return .object(JSONObject(members: inner)) }
        return .array(numbers.sorted { $0.0 < $1.0 }.map(\.1))
    }

    /// What stands under the first of these names that says anything, by its whole name or from object to object.
    subscript(names: [String]) -> JSONValue? {
        for name in names {
            let path = name.split(separator: ".").map(String.init)
            let inner = path.reduce(Optional(tree)) { $0?[$1] }
            let nested = path.reduce(Optional(JSONValue.object(plain))) { $0?[$1] }
            if let found = plain[name] ?? inner ?? nested, !found.isNull, found != "" { return found.opened }
        }
        return nil
    }

    func text(_ names: [String]) -> String? { self[names].flatMap { $0.string ?? $0.serialized() } }

    func text(_ name: String) -> String? { text([name]) }
}
