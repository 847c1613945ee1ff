/// A number from outside: a count, tokens, money, seconds.
///
/// Nothing that a server or a document says of a number can end the program: every sum, difference and product of such
/// numbers is one, and what lies beyond all that can be meant stays at the edge. There it is no fact any more, only a
/// bound, and reads as such: `>9e15`. Whole numbers are exact up to the edge, 2^53.
package struct Quantity: Hashable, Comparable, Sendable {
    /// The edge: beyond it whole numbers are not exact, and nobody counts, pays or waits so much.
    package static let edge = 9_007_199_254_740_992.0

    /// From -`edge` to `edge`; never NaN.
    package let value: Double

    /// A number; NaN is nothing and becomes 0.
    package init(_ value: Double) { self.value = value.isNaN ? 0 : min(max(value, -Self.edge), Self.edge) }

    package init(_ value: Int) { self.init(Double(value)) }

    package static let zero = Quantity(0.0)

    /// At the edge: how much it is, is not known.
    package var isClamped: Bool { abs(value) >= Self.edge }

    /// The number, cut to a whole one: within ±2^53.
    package var int: Int { Int(value) }

    package static func < (left: Quantity, right: Quantity) -> Bool { left.value < right.value }
    package static func + (left: Quantity, right: Quantity) -> Quantity { Quantity(left.value + right.value) }
    package static func - (left: Quantity, right: Quantity) -> Quantity { Quantity(left.value - right.value) }
    package static func * (left: Quantity, right: Double) -> Quantity { Quantity(left.value * right) }
    package static func += (left: inout Quantity, right: Quantity) { left = left + right }

    /// How much of a whole this is, from 0 to 1; nil where that makes no sense: of nothing, or of what is not known.
    package func share(of whole: Quantity) -> Double? {
        guard whole.value > 0, !whole.isClamped, !isClamped else { return nil }
        return min(max(value / whole.value, 0), 1)
    }
}

extension Quantity: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, CustomStringConvertible {
    package init(integerLiteral value: Int) { self.init(value) }
    package init(floatLiteral value: Double) { self.init(value) }

    /// `12`, `0.25`, and at the edge `>9e15`.
    package var description: String {
        if isClamped { return value < 0 ? "<-9e15" : ">9e15" }
        return value == value.rounded() ? String(Int(value)) : String(value)
    }
}

extension JSONValue {
    /// A number from outside, from a number or from a string that holds one in plain digits. Words such as `NaN` and
    /// `infinity` are none.
    package var quantity: Quantity? { unclamped.map { Quantity($0) } }

    /// The same before it is clamped: it may be infinite.
    var unclamped: Double? {
        switch self {
        case .number(let text), .string(let text):
            guard let last = text.utf8.last, (0x30...0x39).contains(last) || last == UInt8(ascii: "."),
                !text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "x") })
            else { return nil }
            return Double(text)
        default: return nil
        }
    }

    /// A number from outside that counts something: fractions are none.
    package var count: Quantity? {
        quantity.flatMap { $0.isClamped || $0.value == $0.value.rounded() ? $0 : nil }
    }

    /// A number as JSON; one at the edge is not known: `null`.
    package static func quantity(_ value: Quantity) -> JSONValue {
        if value.isClamped { return .null }
        return value.value == value.value.rounded() ? .int(value.int) : .double(value.value)
    }

    /// A number as JSON, or `null`.
    package static func optional(_ value: Quantity?) -> JSONValue { value.map(JSONValue.quantity) ?? .null }
}

extension JSONObject {
    /// Sets a member to a number. Where it is not known any more how much it is, what was received stays.
    package mutating func put(_ key: String, _ value: Quantity?) {
        if let value, value.isClamped, self[key] != nil { return }
        self[key] = .optional(value)
    }
}
