/// Finds where a match is within one line: all threads at once, so that the time grows with the line and never with what
/// it holds. Of the matches that begin first, the one that the expression prefers.
struct RegexThreads {
    private let program: RegexProgram
    private var current: Threads
    private var following: Threads
    /// The bytes with which a match can begin.
    private let firsts: ByteSet

    init(_ program: RegexProgram) {
        self.program = program
        firsts = program.firsts
        current = Threads(program.steps.count)
        following = Threads(program.steps.count)
    }

    /// Matches without overlaps in a line, which holds no line feed; empty ones are none.
    mutating func matches(in line: UnsafeRawBufferPointer) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var at = 0
        while at < line.count, let match = first(in: line, from: at) {
            if !match.isEmpty { found.append(match) }
            at = max(match.upperBound, match.isEmpty ? match.lowerBound + 1 : 0)
        }
        return found
    }

    private mutating func first(in line: UnsafeRawBufferPointer, from: Int) -> Range<Int>? {
        var best: Range<Int>?
        var start = from
        while start < line.count, !firsts.contains(line[start]) { start += 1 }
        guard start < line.count else { return nil }
        current.clear()
        for at in start...line.count {
            if best == nil, at < line.count, firsts.contains(line[at]) {
                follow(0, start: at, at, line, into: &current)
            }
            if best != nil, current.isEmpty { break }
            following.clear()
            for index in 0..<current.count {
                let thread = current[index]
                switch program.steps[thread.step] {
                case .bytes(let set):
                    guard at < line.count, set.contains(line[at]) else { continue }
                    follow(thread.step + 1, start: thread.start, at + 1, line, into: &following)
                case .match:
                    best = thread.start..<at
                default: continue
                }
                // What comes behind the thread that matched is less wanted.
                if best?.upperBound == at, case .match = program.steps[thread.step] { break }
            }
            swap(&current, &following)
        }
        return best
    }

    /// Adds the threads that go on from a step without a byte, the preferred ones first.
    private func follow(
        _ step: Int, start: Int, _ at: Int, _ line: UnsafeRawBufferPointer, into threads: inout Threads
    ) {
        var waiting = [step]
        while let step = waiting.popLast() {
            guard threads.visit(step) else { continue }
            switch program.steps[step] {
            case .jump(let target): waiting.append(target)
            case .split(let first, let second): waiting += [second, first]
            case .assertion(let assertion): if assertion.holds(at, in: line) { waiting.append(step + 1) }
            case .bytes, .match: threads.append(step, start: start)
            }
        }
    }
}

/// Threads in the order of their preference, at most one a step.
private struct Threads {
    private var threads: [(step: Int, start: Int)] = []
    private var visited: [Int]
    private var round = 1

    init(_ count: Int) { visited = [Int](repeating: 0, count: count) }

    var isEmpty: Bool { threads.isEmpty }
    var count: Int { threads.count }
    subscript(index: Int) -> (step: Int, start: Int) { threads[index] }

    mutating func clear() {
        threads.removeAll(keepingCapacity: true)
        round += 1
    }

    /// False where the step was visited in this round.
    mutating func visit(_ step: Int) -> Bool {
        guard visited[step] != round else { return false }
        visited[step] = round
        return true
    }

    mutating func append(_ step: Int, start: Int) { threads.append((step, start)) }
}

extension RegexAssertion {
    fileprivate func holds(_ at: Int, in line: UnsafeRawBufferPointer) -> Bool {
        switch self {
        case .start: return at == 0
        case .end: return at == line.count
        case .wordBorder, .noWordBorder:
            let before = at > 0 && ByteSet.isWord(line[at - 1])
            let after = at < line.count && ByteSet.isWord(line[at])
            return (before != after) == (self == .wordBorder)
        }
    }
}

extension ByteSet {
    /// Letters beyond ASCII are parts of words as well.
    fileprivate static func isWord(_ byte: UInt8) -> Bool { byte >= 0x80 || word.contains(byte) }
}
