package import Wire

/// The members of an answer, on their way into the properties of a model or back: a model names each of its members once,
/// and both ways are the same walk over them.
package struct AnswerFields {
    /// What is read; nil on the way back.
    private let source: JSONValue?
    private(set) var object: JSONObject

    fileprivate init(reading json: JSONValue) { (source, object) = (json, JSONObject()) }
    fileprivate init(changing raw: JSONValue) { (source, object) = (nil, raw.object ?? JSONObject()) }

    /// A member as JSON.
    mutating func value(_ key: String, _ value: inout JSONValue?) {
        if let source { value = source[key] } else { object[key] = value ?? .null }
    }

    /// A member that may be absent, in the words of `read` and `write`.
    private mutating func pass<Value>(
        _ key: String, _ value: inout Value?, _ read: (JSONValue) -> Value?, _ write: (Value) -> JSONValue
    ) {
        if let source { value = source[key].flatMap(read) } else { object[key] = value.map(write) ?? .null }
    }

    /// A member that a model cannot be without: where it is absent, what the model has stays.
    private mutating func pass<Value>(
        _ key: String, _ value: inout Value, _ read: (JSONValue) -> Value?, _ write: (Value) -> JSONValue
    ) {
        if let source { value = source[key].flatMap(read) ?? value } else { object[key] = write(value) }
    }

    mutating func text(_ key: String, _ text: inout String?) { pass(key, &text, \.string) { .string($0) } }
    mutating func text(_ key: String, _ text: inout String) { pass(key, &text, \.string) { .string($0) } }
    /// Text for people, whatever form a server gives it.
    mutating func words(_ key: String, _ text: inout String?) { pass(key, &text, \.words) { .string($0) } }
    mutating func flag(_ key: String, _ flag: inout Bool?) { pass(key, &flag, \.bool) { .bool($0) } }
    mutating func time(_ key: String, _ time: inout Timestamp?) {
        pass(key, &time, { Timestamp($0) }) { .string($0.iso8601) }
    }

    mutating func id<Kind>(_ key: String, _ id: inout Identifier<Kind>) {
        pass(key, &id, { $0.string.map { Identifier($0) } }) { .string($0.text) }
    }

    mutating func id<Kind>(_ key: String, _ id: inout Identifier<Kind>?) {
        pass(key, &id, { $0.string.map { Identifier($0) } }) { .string($0.text) }
    }

    mutating func status(_ key: String, or other: String? = nil, _ status: inout JobStatus) {
        let known = source?[key]?.string == nil ? other.flatMap { source?[$0]?.string } : nil
        pass(key, &status, { ($0.string).map(JobStatus.init) }) { .string($0.rawValue) }
        if let known { status = JobStatus(rawValue: known) }
    }

    /// A number that cannot be below 0. Where it is not known any more how much it is, what was received stays.
    mutating func count(_ key: String, _ count: inout Quantity?) {
        if let source { count = source[key]?.count } else { object.put(key, count) }
    }

    mutating func count(_ key: String, _ count: inout Quantity) {
        if let source { count = source[key]?.count ?? count } else { object.put(key, count) }
    }

    mutating func number(_ key: String, _ number: inout Quantity?) {
        if let source { number = source[key]?.quantity } else { object.put(key, number) }
    }

    /// How many items are in each status.
    mutating func counts(_ key: String, _ counts: inout ItemCounts) {
        if let source {
            counts = ItemCounts(source[key])
        } else if !counts.counts.values.contains(where: \.isClamped) {
            object[key] = counts.json
        }
    }

    /// Who made something: user name, else e-mail address, else the member `other`.
    mutating func user(_ key: String, or other: String? = nil, _ name: inout String?) {
        if let source {
            let user = source[key]
            name = user?["username"]?.string ?? user?["email"]?.string ?? other.flatMap { source[$0]?.string }
        } else if object[key] == nil, other.flatMap({ object[$0] }) == nil, let name {
            object[key] = ["username": .string(name)]
        }
    }
}

/// A model of the API that keeps the answer it was read from, and is written as that answer with what has changed since.
package protocol AnswerModel: Equatable {
    /// The answer as received, or as made: every member that has no property of its own is here.
    var raw: JSONValue { get set }
    init?(_ json: JSONValue)
    /// Hands every property to the member that it is read from and written to.
    mutating func exchange(_ fields: inout AnswerFields)
}

extension AnswerModel {
    /// The platform's form: as it was received, or with the properties that have changed since.
    package var json: JSONValue {
        if Self(raw) == self { return raw }
        var (model, fields) = (self, AnswerFields(changing: raw))
        model.exchange(&fields)
        return .object(fields.object)
    }

    mutating func read(_ json: JSONValue) {
        var fields = AnswerFields(reading: json)
        exchange(&fields)
        raw = json
    }
}
