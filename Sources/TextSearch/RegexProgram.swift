/// A regular expression as the steps of a machine that has several threads.
struct RegexProgram: Hashable, Sendable {
    enum Step: Hashable, Sendable {
        /// Takes a byte out of the set and goes on behind.
        case bytes(ByteSet)
        /// Goes on at both places; the first one goes before the second.
        case split(Int, Int)
        case jump(Int)
        case assertion(RegexAssertion)
        case match
    }

    private(set) var steps: [Step] = []

    private static let mostSteps = 10_000

    init(_ syntax: RegexSyntax) throws(RegexError) {
        try add(syntax)
        steps.append(.match)
    }

    private mutating func add(_ syntax: RegexSyntax) throws(RegexError) {
        guard steps.count < Self.mostSteps else { throw RegexError("the expression is too large") }
        switch syntax {
        case .empty: break
        case .bytes(let set): steps.append(.bytes(set))
        case .assertion(let assertion): steps.append(.assertion(assertion))
        case .sequence(let parts): for part in parts { try add(part) }
        case .choice(let branches): try add(choice: branches[...])
        case .repeated(let inner, let least, let most, let isGreedy):
            for _ in 0..<least { try add(inner) }
            if let most {
                try add(optional: inner, times: most - least, isGreedy)
            } else {
                try add(loop: inner, isGreedy)
            }
        }
    }

    private mutating func add(choice branches: ArraySlice<RegexSyntax>) throws(RegexError) {
        guard let first = branches.first else { return }
        guard branches.count > 1 else { return try add(first) }
        let split = steps.count
        steps.append(.split(split + 1, 0))
        try add(first)
        let jump = steps.count
        steps.append(.jump(0))
        steps[split] = .split(split + 1, steps.count)
        try add(choice: branches.dropFirst())
        steps[jump] = .jump(steps.count)
    }

    private mutating func add(loop inner: RegexSyntax, _ isGreedy: Bool) throws(RegexError) {
        let split = steps.count
        steps.append(.split(0, 0))
        try add(inner)
        steps.append(.jump(split))
        steps[split] = Self.split(split + 1, steps.count, isGreedy)
    }

    private mutating func add(optional inner: RegexSyntax, times: Int, _ isGreedy: Bool) throws(RegexError) {
        var splits: [Int] = []
        for _ in 0..<times {
            splits.append(steps.count)
            steps.append(.split(0, 0))
            try add(inner)
        }
        for split in splits { steps[split] = Self.split(split + 1, steps.count, isGreedy) }
    }

    private static func split(_ inside: Int, _ behind: Int, _ isGreedy: Bool) -> Step {
        isGreedy ? .split(inside, behind) : .split(behind, inside)
    }

    /// The bytes with which a match that is not empty can begin.
    var firsts: ByteSet {
        var found = ByteSet()
        var seen = Set<Int>()
        var waiting = [0]
        while let step = waiting.popLast() {
            guard seen.insert(step).inserted else { continue }
            switch steps[step] {
            case .jump(let target): waiting.append(target)
            case .split(let first, let second): waiting += [second, first]
            case .assertion: waiting.append(step + 1)
            case .bytes(let set): found.formUnion(set)
            case .match: break
            }
        }
        return found
    }

    /// For every byte a number: bytes with the same number are told apart by no step.
    var byteClasses: (numbers: [UInt8], count: Int) {
        let sets = Set(steps.compactMap { if case .bytes(let set) = $0 { set } else { nil } })
        var numbers = [UInt8](repeating: 0, count: 256)
        var known: [[Bool]: UInt8] = [:]
        for byte in 0...255 {
            let signature = sets.map { $0.contains(UInt8(byte)) }
            let number = known[signature] ?? UInt8(known.count)
            known[signature] = number
            numbers[byte] = number
        }
        return (numbers, known.count)
    }
}
