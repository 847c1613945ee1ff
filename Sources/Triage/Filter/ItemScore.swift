import Platform
import Wire

/// What an item was given: a number, and what it is called.
package struct ItemScore: Hashable, Sendable {
    /// `score`, `reward`, or the name of the first of several: `rewards.speed`.
    package let name: String
    package let value: Double

    /// With at most three decimals: `0.875`, `1`.
    package var text: String {
        let rounded = (value * 1000).rounded() / 1000
        return rounded == rounded.rounded() && abs(rounded) < 1e9 ? String(Int(rounded)) : "\(rounded)"
    }

    private static let names = ["score", "reward"]
    private static let groups = ["rewards", "scores"]

    /// Of the verifier's result, or of what a platform of its own kind says of the item; nil where neither holds a number.
    init?(_ item: EvaluationItem) {
        guard let found = Self.find(item.result) ?? Self.find(.object(item.unknown)) else { return nil }
        self = found
    }

    private init(name: String, value: Double) {
        self.name = name
        self.value = value
    }

    private static func find(_ json: JSONValue?) -> ItemScore? {
        guard let json, json.object != nil else { return nil }
        for name in names {
            if let value = number(json[name]) { return ItemScore(name: name, value: value) }
        }
        for group in groups {
            if let found = find(json[group]) { return found }
            for member in json[group]?.object?.members ?? [] {
                if let value = number(member.value) { return ItemScore(name: "\(group).\(member.key)", value: value) }
            }
        }
        return nil
    }

    private static func number(_ json: JSONValue?) -> Double? {
        (json?.quantity ?? json?["value"]?.quantity ?? json?["score"]?.quantity)?.value
    }
}
