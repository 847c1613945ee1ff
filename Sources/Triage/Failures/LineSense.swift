/// What a line of an error text sounds like: the reason of a failure, the word of a wrapper that something failed, a stack
/// frame, a progress bar.
struct LineSense {
    /// Words that name a failure: `error`, `fatal`.
    private var naming = 0
    /// Words that describe one: `refused`, `no such`.
    private var describing = 0
    /// Words that say something else than that a command failed.
    private var telling = 0
    /// Something is named, in quotes or by a path.
    private var namesSomething = false
    private let line: Bytes

    init(_ line: Bytes) {
        // Perl's tests speak in comments.
        self.line = line.drop { $0.isBlank || $0 == UInt8(ascii: "#") }
        scan()
    }

    /// How much a line sounds like the reason.
    static func score(_ line: Bytes) -> Int { LineSense(line).score }

    /// Says no more than that something failed: `make: *** [all] Error 2`, `exit code 1`.
    var isHollow: Bool {
        telling == 0 && !(isFailedTest && namesSomething) || line.contains("] Error ")
    }

    private var isFailedTest: Bool { Self.failedTests.contains(where: line.has(prefix:)) }

    private var score: Int {
        guard !isHollow, !isProgress else { return -9 }
        var score = 0
        if line.has(prefix: "E  ") { score += 4 }
        if ExceptionName.matches(line.prefix { $0 != UInt8(ascii: ":") && !$0.isBlank }) { score += 4 }
        if naming > 0 { score += 3 }
        if describing > 0 { score += 2 }
        if isFailedTest { score += 3 }
        if isPlace { score += 4 }
        if line.last == UInt8(ascii: ":") { score -= 3 }
        if Self.asides.contains(where: lower.contains) { score -= 3 }
        if Self.passed.contains(where: line.has(prefix:)) { score -= 6 }
        if Self.frames.contains(where: lower.has(prefix:)) { score -= 6 }
        return score
    }

    private var lower: Bytes { line.map(\.lowered)[...] }

    // MARK: Words

    private enum Word { case naming, describing, hollow }

    private static let quotes = ByteSet("'\"`")
    private static let places = ByteSet("/\\@")

    /// Counts words outside of quotes, paths and addresses: what stands in those is named, not said.
    private mutating func scan() {
        var at = line.startIndex
        var before: UInt64 = 0
        while at < line.endIndex {
            if Self.quotes.contains(line[at]), at == line.startIndex || !line[at - 1].isWord,
                let end = line[(at + 1)...].firstIndex(of: line[at])
            {
                namesSomething = true
                at = end + 1
                continue
            }
            guard line[at].isWord else {
                at += 1
                continue
            }
            let chunk = line[at...].prefix { !$0.isBlank && !Self.quotes.contains($0) }
            if isNamed(chunk) {
                namesSomething = namesSomething || at > line.startIndex
                at = chunk.endIndex
                continue
            }
            let word = line[at...].prefix(while: \.isWord)
            before = count(word, after: before)
            at = word.endIndex
        }
    }

    /// A path, an option, a file: nothing that is said.
    private func isNamed(_ chunk: Bytes) -> Bool {
        if chunk.contains(anyOf: Self.places) { return true }
        if chunk.startIndex > line.startIndex, line[chunk.startIndex - 1] == UInt8(ascii: "-") { return true }
        guard let dot = chunk.dropFirst().firstIndex(of: UInt8(ascii: ".")), dot + 1 < chunk.endIndex,
            chunk[dot + 1].isLetter
        else { return false }
        return !ExceptionName.matches(chunk.prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: ",") })
    }

    /// Answers the word, for the next one.
    private mutating func count(_ word: Bytes, after before: UInt64) -> UInt64 {
        let hash = Self.hash(word)
        switch Self.words[hash] ?? Self.words[Self.pair(before, hash)] {
        case .naming: naming += 1
        case .describing:
            describing += 1
            telling += 1
        case .hollow: break
        case nil where ExceptionName.matches(word):
            naming += 1
            telling += 1
        case nil: telling += word.count(where: \.isLetter) > 2 && word.count(where: \.isDigit) < 2 ? 1 : 0
        }
        return hash
    }

    private static func hash(_ word: some Sequence<UInt8>) -> UInt64 {
        word.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1.lowered)) &* 0x0000_0100_0000_01B3 }
    }

    private static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 { first &* 31 &+ second }

    private static let words: [UInt64: Word] = {
        var words: [UInt64: Word] = [:]
        func add(_ list: String, _ kind: Word) {
            for word in list.split(separator: " ") {
                let parts = word.split(separator: "+").map { hash($0.utf8) }
                words[parts.count == 2 ? pair(parts[0], parts[1]) : parts[0]] = kind
            }
        }
        add(
            "a an the of in on at to for with by from as and or but is was were are be been has have had it its this that there"
                + " your you please see above below more most if when than some all one any not"
                + " command commands process script scripts program job jobs task tasks goal build builds tool step steps"
                + " test tests suite suites subtests testing example examples spec specs assertion assertions target targets project"
                + " run running execution execute executed code codes status signal reason result results report reported"
                + " exit exited exiting return returned non zero nonzero unsuccessful unsuccessfully"
                + " failed fail fails failing failure failures err stopped stopping stop done finished complete completed"
                + " aborting aborted ended terminated core dumped total passed passing skipped pending elapsed time seconds sec ms"
                + " log logs output details detail information info additional logging previous following summary short"
                + " problem problems probably likely issue npm make elifecycle errno went wrong what due subcommand"
                + " traceback last call recent", .hollow)
        add("error errors fatal panic panicked exception exceptions critical assertionerror", .naming)
        add(
            "cannot denied refused killed timeout unable invalid exceeded unreachable missing mismatch expected unexpected"
                + " unauthorized undefined undeclared unresolved unknown unsupported unrecognized incompatible conflict"
                + " conflicts overflow corrupt corrupted unavailable forbidden rejected oomkilled detected"
                + " not+found no+such no+space could+not can+t couldn+t timed+out reset+by segmentation+fault does+not did+not"
                + " doesn+t didn+t must+be of+memory bus+error is+not are+not", .describing)
        return words
    }()

    // MARK: Shapes

    private static let failedTests: [StaticString] = [
        "FAIL", "not ok ", "--- FAIL", "✗", "✖", "✕", "×", "●", "Failure", "Failed",
    ]
    private static let passed: [StaticString] = ["PASS", "ok ", "✓", "✔", "--- PASS", "$ ", "+ ", "> "]
    private static let frames: [StaticString] = [
        "at ", "file \"", "goroutine ", "in <", "#0", "#1", "#2", "stack:", "^", "~", "| ", "->", "throw ", "raise ",
    ]
    private static let asides: [StaticString] = [
        "warning", "deprecat", "note:", "hint:", "during handling of", "direct cause", "exit code", "exit status",
        "exited with", "returned non-zero", "command failed", "0 error", "0 fail", "no error",
    ]

    /// `src/main.c:12:3: ...`: compilers and linters begin with the place.
    private var isPlace: Bool {
        let place = line.prefix { !$0.isBlank }
        return place.last == UInt8(ascii: ":") && place.count { $0 == UInt8(ascii: ":") } > 1
            && place.contains(UInt8(ascii: ".")) && place.contains(where: \.isDigit)
    }

    private static let bars: [StaticString] = ["%|", "=====", "#####", "█", "━━━", "it/s", " ETA ", "B/s"]

    /// A bar, or how far a transfer is.
    private var isProgress: Bool {
        line.contains(UInt8(ascii: "%")) && Self.bars.contains(where: line.contains)
            || line.allSatisfy { !$0.isLetter }
    }
}
