import Testing

@testable import Wire

@Suite("Numbers from outside")
struct QuantityTests {
    @Test("Nothing overflows, and what lies at the edge says so")
    func edge() {
        let most = JSONValue.number("9223372036854775807").count
        #expect(most?.isClamped == true)
        #expect(most?.description == ">9e15")
        var sum: Quantity = 0
        for _ in 0..<10_000 { sum += most ?? 0 }
        #expect(sum == most)
        #expect((sum * 1e300).isClamped)
        #expect(JSONValue.number("-1e400").quantity?.description == "<-9e15")
        #expect(JSONValue.number("1e400").double == nil && JSONValue.number("1e400").int == nil)
        #expect(JSONValue.quantity(sum) == .null)
    }

    @Test("Ordinary numbers are what they were", arguments: ["0", "12", "-5", "0.25", "1e3", "9007199254740991"])
    func ordinary(text: String) {
        #expect(JSONValue.number(text).quantity?.value == Double(text))
        #expect(JSONValue.string(text).quantity?.value == Double(text))
        #expect(JSONValue.number(text).quantity?.isClamped == false)
    }

    @Test("Words are no numbers", arguments: ["NaN", "nan", "inf", "Infinity", "-Infinity", "0x10", "1e", "", "two"])
    func words(text: String) {
        #expect(JSONValue.string(text).quantity == nil)
        #expect(JSONValue.number(text).int == nil)
    }

    @Test("A share is none of nothing, and none of what is not known")
    func share() {
        #expect(Quantity(1).share(of: 4) == 0.25)
        #expect(Quantity(1).share(of: 0) == nil)
        #expect(Quantity(9).share(of: 4) == 1)
        #expect(Quantity(-9).share(of: 4) == 0)
        #expect(Quantity(1e300).share(of: 4) == nil)
    }

    @Test("Where a number is no longer known, what was received stays")
    func put() {
        var object = JSONObject([("a", .number("1e400")), ("b", 1)])
        object.put("a", JSONValue.number("1e400").quantity)
        object.put("b", 2)
        #expect(object["a"] == .number("1e400"))
        #expect(object["b"] == 2)
    }

    @Test(
        "The unit of a time is told by its size",
        arguments: [
            "1775816679", "1775816679000", "1775816679000000", "1775816679000000000",
        ])
    func units(text: String) {
        #expect(Timestamp(JSONValue.number(text))?.seconds == 1_775_816_679)
        #expect(Timestamp(JSONValue.string(text))?.seconds == 1_775_816_679)
    }

    @Test(
        "What lies outside of time is none",
        arguments: ["1e300", "-1e300", "9223372036854775807", "1e400", "-62135596801", "NaN", "99999999999999999999"])
    func noTime(text: String) {
        let time = Timestamp(JSONValue.number(text))
        #expect(time == nil || (1...9999).contains(Int(time?.iso8601.prefix(4) ?? "") ?? 0))
    }

    @Test("Figures of anything are drawn")
    func figures() {
        for value in [Quantity(1e300), Quantity(-1e300), 0, -5, 1e12, 0.5, 9_007_199_254_740_991] {
            for text in [
                NumberFormat.short(value), NumberFormat.grouped(value), NumberFormat.cost(value),
                NumberFormat.duration(value),
            ] {
                #expect(!text.isEmpty && text.count < 24)
            }
        }
        #expect(NumberFormat.grouped(Int.min) == "<-9e15" && NumberFormat.grouped(84_112) == "84,112")
        #expect(NumberFormat.percent(1e300) == ">9e15%" && NumberFormat.tenths(.nan) == "0.0")
        #expect(NumberFormat.duration(Double.nan) == "-" && NumberFormat.duration(Double.infinity) == "11574d1h")
    }
}
