import Glibc
import TestSupport

/// Text as real runs have it, with sizes from log-normal distributions: words, some very long lines, some controls, some
/// wide characters. It is made once and cut from, so that hundreds of megabytes cost seconds. Already escaped for JSON.
struct ShapeText {
    private var generator: SeededGenerator
    private let lines: [[UInt8]]

    /// The size of a kind of field in characters, as mean and deviation of its natural logarithm (measured on public runs).
    struct Size {
        var mean: Double
        var deviation: Double

        static let message = Size(mean: 4.91, deviation: 1.24)
        static let reasoning = Size(mean: 6.25, deviation: 1.64)
        static let arguments = Size(mean: 5.04, deviation: 1.44)
        static let observation = Size(mean: 6.39, deviation: 1.52)
    }

    init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let words = (0..<3_000).map { _ in Self.word(&generator) }
        lines = (0..<20_000).map { _ in Self.line(words, &generator) }
        self.generator = generator
    }

    mutating func hits(_ sides: Int) -> Bool { Int.random(in: 0..<sides, using: &generator) == 0 }

    mutating func number(in range: Range<Int>) -> Int { Int.random(in: range, using: &generator) }

    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] { elements.shuffled(using: &generator) }

    /// A field of about so many characters as that kind of field has, times `scale`; at most a megabyte.
    mutating func field(_ size: Size, scale: Double = 1) -> [UInt8] {
        let wanted = exp(size.mean + size.deviation * normal()) * scale
        return lines(of: Int(min(max(wanted, 1), 1_000_000)))
    }

    /// Whole lines of about `count` bytes in all.
    mutating func lines(of count: Int) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(count + 200)
        while text.count < count {
            if !text.isEmpty { text += [UInt8(ascii: "\\"), UInt8(ascii: "n")] }
            text += lines[number(in: 0..<lines.count)]
        }
        return text
    }

    /// One line of words of about `count` bytes.
    mutating func oneLine(of count: Int) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(count + 200)
        while text.count < count { text += lines[number(in: 0..<lines.count)] + [UInt8(ascii: " ")] }
        return text
    }

    /// Normally distributed numbers by Box and Muller.
    private mutating func normal() -> Double {
        let first = Double.random(in: .leastNonzeroMagnitude..<1, using: &generator)
        let second = Double.random(in: 0..<1, using: &generator)
        return sqrt(-2 * log(first)) * cos(2 * .pi * second)
    }

    private static func word(_ generator: inout SeededGenerator) -> [UInt8] {
        (0..<Int.random(in: 2...9, using: &generator)).map { _ in UInt8.random(in: 0x61...0x7a, using: &generator) }
    }

    /// One line in a hundred is long, one in a thousand holds a control, one in twenty is Chinese with an emoji.
    private static func line(_ words: [[UInt8]], _ generator: inout SeededGenerator) -> [UInt8] {
        let isLong = Int.random(in: 0..<100, using: &generator) == 0
        let count = isLong ? Int.random(in: 150...400, using: &generator) : Int.random(in: 1...14, using: &generator)
        var line: [UInt8] = []
        for _ in 0..<count { line += words[Int.random(in: 0..<words.count, using: &generator)] + [0x20] }
        if Int.random(in: 0..<20, using: &generator) == 0 { line += Array("漢字かな交じり文 🚀".utf8) }
        if Int.random(in: 0..<1_000, using: &generator) == 0 {
            line += Array(["\\u001b[31m", "\\r", "\\u0000"][Int.random(in: 0..<3, using: &generator)].utf8)
        }
        return line
    }
}
