/// Finds the lines that may hold a match, one table look-up a byte. States are made as they are met; assertions are taken
/// to hold, so that `RegexThreads` has the last word on a line.
struct RegexFilter {
    private let program: RegexProgram
    private let classes: [UInt8]
    private let classCount: Int
    /// The state behind each state and class of bytes; below 0 where it is not known yet.
    private var table: [Int32] = []
    private var states: [[Int]] = []
    private var numbers: [[Int]: Int32] = [:]

    /// More states than this are forgotten and made anew.
    private static let mostStates = 2_000
    private static let unknown: Int32 = -1
    /// In place of a state that holds a match.
    private static let match: Int32 = -2

    init(_ program: RegexProgram) {
        self.program = program
        (classes, classCount) = program.byteClasses
        begin()
    }

    private mutating func begin() {
        table = []
        states = []
        numbers = [:]
        _ = number(of: closure([0]))
    }

    /// Where a line that may hold a match is, from an offset on: an offset within the line, or nil. The expression must
    /// need at least one byte.
    mutating func candidate(in bytes: UnsafeRawBufferPointer, from: Int) -> Int? {
        var at = from
        var state: Int32 = 0
        while at < bytes.count {
            var next = run(bytes, &at, &state)
            if next == Self.unknown, at < bytes.count {
                next = follow(state, bytes[at], Int(state) * classCount + Int(classes[Int(bytes[at])]))
                if next != Self.match {
                    state = next
                    at += 1
                }
            }
            if next == Self.match { return at }
        }
        return nil
    }

    /// Goes on as far as the table is known; gives what stands where it stopped.
    private func run(_ bytes: UnsafeRawBufferPointer, _ at: inout Int, _ state: inout Int32) -> Int32 {
        table.withUnsafeBufferPointer { table in
            classes.withUnsafeBufferPointer { classes in
                var (place, here) = (at, state)
                defer { (at, state) = (place, here) }
                while place < bytes.count {
                    let byte = bytes[place]
                    let next = byte == 0x0A ? 0 : table[Int(here) * classCount + Int(classes[Int(byte)])]
                    guard next >= 0 else { return next }
                    here = next
                    place += 1
                }
                return Self.unknown
            }
        }
    }

    private mutating func follow(_ state: Int32, _ byte: UInt8, _ cell: Int) -> Int32 {
        var targets: [Int] = [0]
        for step in states[Int(state)] {
            if case .bytes(let set) = program.steps[step], set.contains(byte) { targets.append(step + 1) }
        }
        let steps = closure(targets)
        if steps.contains(where: { program.steps[$0] == .match }) {
            table[cell] = Self.match
            return Self.match
        }
        if states.count >= Self.mostStates {
            begin()
            return number(of: steps)
        }
        let next = number(of: steps)
        table[cell] = next
        return next
    }

    private mutating func number(of steps: [Int]) -> Int32 {
        if let known = numbers[steps] { return known }
        let number = Int32(states.count)
        numbers[steps] = number
        states.append(steps)
        table += [Int32](repeating: Self.unknown, count: classCount)
        return number
    }

    /// The steps that take bytes, or match, reached from these without a byte, in order.
    private func closure(_ start: [Int]) -> [Int] {
        var seen = Set<Int>()
        var waiting = start
        var found: [Int] = []
        while let step = waiting.popLast() {
            guard seen.insert(step).inserted else { continue }
            switch program.steps[step] {
            case .jump(let target): waiting.append(target)
            case .split(let first, let second): waiting += [second, first]
            case .assertion: waiting.append(step + 1)
            case .bytes, .match: found.append(step)
            }
        }
        return found.sorted()
    }
}
