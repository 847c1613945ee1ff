/// A small generator whose numbers depend on its seed alone, in every version of the language and on every machine.
struct DemoRandom: Sendable {
    private var state: UInt64

    /// A stream of its own for each list of keys: (seed, evaluation, item, attempt, step).
    init(_ keys: UInt64...) {
        state = keys.reduce(0x243F_6A88_85A3_08D3) { StableHash.mix(($0 ^ $1) &+ 0x9E37_79B9_7F4A_7C15) }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return StableHash.mix(state)
    }

    /// 0 ..< limit.
    mutating func below(_ limit: Int) -> Int { limit > 1 ? Int(next() % UInt64(limit)) : 0 }

    mutating func int(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// 0 ..< 1.
    mutating func share() -> Double { Double(next() >> 11) / Double(UInt64(1) << 53) }

    mutating func chance(_ share: Double) -> Bool { self.share() < share }

    mutating func double(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + share() * (range.upperBound - range.lowerBound)
    }

    mutating func pick<T>(_ list: [T]) -> T { list[below(list.count)] }

    mutating func hexadecimal(_ digits: Int) -> String {
        String(unsafeUninitializedCapacity: digits) { buffer in
            var word: UInt64 = 0
            for place in 0..<digits {
                if place % 16 == 0 { word = next() }
                let digit = UInt8(word & 15)
                buffer[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
                word >>= 4
            }
            return digits
        }
    }

    mutating func address() -> String { "10.\(int(0...40)).\(int(0...20)).\(int(2...250))" }
}
