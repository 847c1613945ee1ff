import Glibc

/// Runs what trawl promises beside what others need for the same, on this machine, and prints one table.
///
/// `trawl-bench [GROUP ...]`: start, keys, items, documents, search, follow; all of them where none is named.
/// TRAWL names the program, BENCH_RUNS how often each is measured.
@main
enum Bench {
    static let folder: String = {
        var template = Array("/tmp/trawl-bench.XXXXXX".utf8CString)
        return mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
    }()
    static let runs = max(1, getenv("BENCH_RUNS").flatMap { Int(String(cString: $0)) } ?? 5)
    static let trawl: String = {
        if let chosen = getenv("TRAWL") { return String(cString: chosen) }
        let own = realpath("/proc/self/exe", nil).map { String(cString: $0) } ?? ""
        return own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/trawl"
    }()
    /// The C list, and what it shows: made here, so that both are of one machine.
    static var list: [String] { [folder + "/list", folder + "/lines"] }

    static let groups: [(name: String, run: @Sendable (inout Table) throws -> Void)] = [
        ("start", Start.run), ("keys", Keys.run), ("items", ItemLists.run), ("documents", Documents.run),
        ("search", Search.run), ("follow", Follow.run),
    ]

    static func main() {
        let chosen = CommandLine.arguments.dropFirst()
        guard chosen.allSatisfy({ name in groups.contains { $0.name == name } }) else {
            Files.print("trawl-bench [\(groups.map(\.name).joined(separator: "] ["))]")
            exit(64)
        }
        defer { _ = try? Command.run(["rm", "-rf", folder]) }
        var table = Table()
        do {
            try prepare()
            for group in groups where chosen.isEmpty || chosen.contains(group.name) {
                do { try group.run(&table) } catch { table.fail(group.name, "\(error)") }
            }
        } catch {
            Files.print("\(error)")
            exit(1)
        }
        table.end()
        if table.hasFailed { exit(1) }
    }

    private static func prepare() throws {
        if access(trawl, X_OK) != 0 {
            try Command.run(["swift", "build", "-c", "release", "--product", "trawl"], output: "/dev/stderr")
        }
        let source = String(#filePath.dropLast("Bench.swift".count)) + "list.c"
        try Command.run(["cc", "-O2", "-o", list[0], source, "-lncursesw", "-ltinfo"])
        try Files.write(list[1]) { write in
            for index in 0..<100_000 {
                let (status, task) = (["PASS", "FAIL", "BUSY"][index % 3], "task-\(index % 977)-of-the-list")
                let facts = "openai/gpt-5.2  \(index % 3_600) s  \(index * 37 % 90_000) tokens"
                let error = "TimeoutError: command timed out after \(index % 900) seconds"
                write(Array("\(100_000 + index) \(status) \(task)  \(facts)  \(error)\n".utf8))
            }
        }
        let load = (Files.read("/proc/loadavg") ?? "").split(separator: " ").first ?? "?"
        Files.print("\(trawl), \(runs) runs each, load of the machine \(load)\n")
    }
}

/// The figures, as they come.
struct Table {
    private(set) var hasFailed = false
    private var hasHead = false

    /// One line. `limit` is the most that the figure, or its ratio to the reference, may be; nil where it is only told.
    mutating func add(
        _ what: String, _ figure: Double, _ unit: String = "ms", reference: (name: String, figure: Double)? = nil,
        ratio: Double? = nil, limit: Double? = nil
    ) {
        let share = reference.map { figure / max($0.figure, 1e-9) }
        let isKept = limit.map { figure <= $0 } ?? true
        let isNear = ratio.map { (share ?? .infinity) <= $0 } ?? true
        let budget =
            [limit.map { "<= \(Self.text($0)) \(unit)" }, ratio.map { "<= \(Self.text($0)) x" }].compactMap { $0 }
            .joined(separator: ", ")
        let passes = budget.isEmpty ? "" : isKept && isNear ? "yes" : "NO"
        hasFailed = hasFailed || passes == "NO"
        row([
            what, budget, "\(Self.text(figure)) \(unit)", reference.map { "\($0.name) \(Self.text($0.figure))" } ?? "",
            share.map { Self.text($0) } ?? "", passes,
        ])
    }

    mutating func fail(_ what: String, _ why: String) {
        hasFailed = true
        row([what, "", "not measured", "", "", "NO"])
        Files.say(why)
    }

    mutating private func row(_ cells: [String]) {
        if !hasHead {
            hasHead = true
            row(["what", "budget", "figure", "beside", "ratio", "passes"])
            row(["---", "---", "---:", "---:", "---:", "---"])
        }
        Files.print("| " + cells.joined(separator: " | ") + " |")
    }

    func end() {
        Files.print(hasFailed ? "\nNot every budget is kept." : "\nEvery budget is kept.")
    }

    private static func text(_ number: Double) -> String {
        let digits = abs(number) < 10 ? 2 : abs(number) < 100 ? 1 : 0
        let scale = [1.0, 10, 100][digits]
        let rounded = (number * scale).rounded() / scale
        return digits == 0 ? String(Int(rounded)) : String(rounded)
    }
}

extension [Double] {
    /// The value below which this part of them lies.
    func part(_ share: Double) -> Double {
        let ordered = sorted()
        return ordered.isEmpty ? .nan : ordered[Swift.min(count - 1, Int((Double(count) * share).rounded(.down)))]
    }

    var median: Double { part(0.5) }
}

/// Measures several ways of doing one thing in turn, so that a slow spell of the machine meets all of them.
func inTurn(_ ways: [() throws -> Double]) throws -> [Double] {
    var all = ways.map { _ in [Double]() }
    for _ in 0..<Bench.runs {
        for (index, way) in ways.enumerated() { all[index].append(try way()) }
    }
    return all.map(\.median)
}
