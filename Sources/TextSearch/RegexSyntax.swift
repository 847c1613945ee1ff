/// What a regular expression says, before it is made into a program.
indirect enum RegexSyntax: Hashable, Sendable {
    case empty
    /// One byte out of a set.
    case bytes(ByteSet)
    case sequence([RegexSyntax])
    /// The first one that matches is taken.
    case choice([RegexSyntax])
    /// `most` nil: without end. Greedy: as many as possible.
    case repeated(RegexSyntax, least: Int, most: Int?, isGreedy: Bool)
    case assertion(RegexAssertion)

    /// The longest text that every match holds, its letters as they were written; empty where there is none.
    var required: [UInt8] {
        switch self {
        case .empty, .assertion: return []
        case .choice(let branches): return branches.count == 1 ? branches[0].required : []
        case .bytes(let set): return set.only.map { [$0] } ?? []
        case .repeated(let inner, let least, _, _): return least > 0 ? inner.required : []
        case .sequence(let parts):
            var best: [UInt8] = []
            var run: [UInt8] = []
            for part in parts {
                if case .bytes(let set) = part, let byte = set.only {
                    run.append(byte)
                    continue
                }
                for candidate in [run, part.required] where candidate.count > best.count { best = candidate }
                run = []
            }
            return run.count > best.count ? run : best
        }
    }
}

/// What must hold between two bytes. A line begins and ends where the text does.
enum RegexAssertion: Hashable, Sendable {
    case start, end, wordBorder, noWordBorder
}

/// A set of bytes.
struct ByteSet: Hashable, Sendable {
    private var bits = SIMD4<UInt64>()

    init() {}

    init(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { insert(byte) }
    }

    mutating func insert(_ byte: UInt8) { bits[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

    mutating func formUnion(_ other: ByteSet) { bits |= other.bits }

    func contains(_ byte: UInt8) -> Bool { bits[Int(byte >> 6)] & 1 << UInt64(byte & 63) != 0 }

    /// Of few bytes, which somebody named one by one.
    var isSmall: Bool { (0...255).count { contains(UInt8($0)) } <= 16 }

    /// The ASCII characters that are not in the set; never the line feed, as a match lies within one line.
    var otherASCII: ByteSet { ByteSet((0...0x7F).filter { !contains($0) && $0 != 0x0A }) }

    /// The one byte of the set, an ASCII letter in either case counting as one: in small.
    var only: UInt8? {
        let members = (0...255).filter { contains(UInt8($0)) }.map { UInt8($0) }
        switch members.count {
        case 1: return members[0]
        case 2 where members[0] ^ members[1] == 0x20 && (0x61...0x7A).contains(members[1]): return members[1]
        default: return nil
        }
    }

    /// With the other case of every ASCII letter.
    var ignoringCase: ByteSet {
        var set = self
        for byte in UInt8(ascii: "a")...UInt8(ascii: "z") where contains(byte) || contains(byte ^ 0x20) {
            set.insert(byte)
            set.insert(byte ^ 0x20)
        }
        return set
    }

    static let digits = ByteSet(0x30...0x39)
    static let blanks = ByteSet([0x20, 0x09, 0x0B, 0x0C, 0x0D])
    static let word = ByteSet(Array(0x30...0x39) + Array(0x41...0x5A) + Array(0x61...0x7A) + [0x5F])
}
