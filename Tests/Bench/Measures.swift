import Glibc
import Shapes

/// From the start of a program to its first whole screen, and of those that scripts call often to their end.
enum Start {
    static func run(_ table: inout Table) throws {
        let server = try FollowServer(items: 10)
        let trawl = Bench.trawl
        func screen(_ command: [String], _ text: String, _ environment: [String: String] = [:]) -> () throws -> Double {
            { try Program(command, environment).wait(for: text) }
        }
        func end(_ command: [String]) -> () throws -> Double { { try Command.run(command).milliseconds } }
        var ways = [
            screen(Bench.list, "line 1 of"), screen([trawl, "demo"], Demo.ready),
            screen([trawl], "bench", server.environment),
        ]
        let less = Command.find("less")
        if let less { ways.append(screen([less, Bench.list[1]], "100000")) }
        let times = try inTurn(ways)
        let list = ("C list of 100,000 lines", times[0])
        table.add("start of `trawl demo` to its screen", times[1], reference: list, ratio: 1, limit: 40)
        table.add("start of `trawl` against a server", times[2], reference: list, ratio: 1.5)
        if less != nil { table.add("the same of `less`, for comparison", times[3], reference: list) }
        let shape = Bench.folder + "/small.json"
        try Files.write(shape) { write in Shape.manySteps.write(scale: 0.01, to: write) }
        let git = Command.find("git") ?? "true"
        let others = try inTurn([
            end([git, "--version"]), end([trawl, "--help"]), end([trawl, "keys"]), end([trawl, "check", shape]),
        ])
        for (name, time) in zip(["--help", "keys", "check FILE"], others.dropFirst()) {
            table.add("`trawl \(name)`", time, reference: ("git --version", others[0]), limit: 15)
        }
    }
}

enum Demo {
    static let ready = "completed"
}

/// Keys in a list, beside the least that a list costs.
enum Keys {
    private struct NumberFormat {
        var times: [Double] = []
        var bytes = 0.0
        var cpu = 0.0
    }

    /// `count` keys one at a time, down and up again, so that the bar moves and the list does not.
    private static func press(_ program: Program, _ count: Int) -> NumberFormat {
        var figures = NumberFormat()
        let (bytes, cpu) = (program.bytes, program.cpu)
        for index in 0..<count { program.press(index % 2 == 0 ? "j" : "k").map { figures.times.append($0) } }
        figures.bytes = Double(program.bytes - bytes) / Double(count)
        figures.cpu = (program.cpu - cpu) / Double(count)
        return figures
    }

    static func run(_ table: inout Table) throws {
        let list = try Program(Bench.list)
        try list.wait(for: "line 1 of")
        let trawl = try Program([Bench.trawl, "demo"])
        try trawl.wait(for: Demo.ready)
        trawl.settle()
        let first = Double(trawl.bytes)
        var (least, ours) = ([NumberFormat](), [NumberFormat]())
        for _ in 0..<Bench.runs {
            least.append(press(list, 40))
            ours.append(press(trawl, 40))
        }
        let times = (least.flatMap(\.times), ours.flatMap(\.times))
        table.add("a line down, half of the keys", times.1.median, reference: ("C list", times.0.median), ratio: 1.15)
        table.add(
            "a line down, 99 of 100 keys", times.1.part(0.99), reference: ("C list", times.0.part(0.99)), limit: 10)
        let bytes = (least.map(\.bytes).median, ours.map(\.bytes).median)
        table.add("bytes for a line", bytes.1, "B", reference: ("C list", bytes.0), ratio: 1.2)
        let cpu = (least.map(\.cpu).median, ours.map(\.cpu).median)
        table.add("processor time for a line", cpu.1, reference: ("C list", cpu.0), ratio: 1.5)
        table.add("bytes of the first screen", first, "B", limit: 14_000)
        let before = (trawl.bytes, list.bytes)
        for program in [trawl, list] {
            program.type(String(repeating: "j", count: 200))
            program.settle()
        }
        let burst = (Double(trawl.bytes - before.0), Double(list.bytes - before.1))
        table.add("200 keys at once", burst.0, "B", reference: ("C list", burst.1), limit: 6_000)
        let idle = (trawl.cpu, trawl.bytes)
        trawl.watch(seconds: 3)
        table.add("3 s of nothing, bytes", Double(trawl.bytes - idle.1), "B", limit: 0)
        table.add("3 s of nothing, processor time", trawl.cpu - idle.0, limit: 3)
        table.add("memory of `trawl demo`", trawl.memory(peak: true), "MB", limit: 45)
    }
}

/// Long lists from disk.
enum ItemLists {
    static func run(_ table: inout Table) throws {
        let baseline = try opened(10).memory(peak: false)
        for count in [10_000, 100_000] {
            let program = try opened(count) { table.add($0, $1, limit: $2) }
            let each = (program.memory(peak: false) - baseline) * 1_048_576 / Double(count)
            table.add("memory of an item, of \(Self.grouped(count))", each, "B", limit: 1_200)
        }
        let program = try opened(200_000) { table.add($0, $1, limit: $2) }
        func keys(_ name: String, _ keys: [String]) {
            let times = keys.compactMap { program.press($0, quiet: 40, patience: 3_000) }
            program.settle(milliseconds: 500)
            table.add("\(name), of 200,000 items", times.max() ?? .nan, limit: 50)
        }
        keys("a line", ["j", "k", "j", "k"])
        keys("a letter of a filter", ["/", "t", "i", "m", "e", "d"])
        _ = program.press("\u{1b}")
        program.settle()
        keys("the next sort order", Array(repeating: "o", count: 8))
        table.add("memory with 200,000 items open", program.memory(peak: true), "MB")
    }

    private static func opened(
        _ count: Int, tell: (String, Double, Double?) -> Void = { _, _, _ in }
    ) throws -> Program {
        let folder = Bench.folder + "/items-\(count)"
        try Items.export(count, to: folder)
        let program = try Program([Bench.trawl, "open", folder])
        while !program.read(milliseconds: 1_000) {}
        let first = (program.last - program.begun) * 1000
        let shown = try program.wait(for: grouped(count))
        tell("\(grouped(count)) items: the screen is taken", first, 100)
        tell("\(grouped(count)) items: all listed", shown, nil)
        program.settle(milliseconds: 1_000)
        return program
    }

    static func grouped(_ count: Int) -> String {
        let digits = String(count)
        return digits.count > 3 ? "\(digits.dropLast(3)),\(digits.suffix(3))" : digits
    }
}

/// Trajectories beyond what is usual.
enum Documents {
    static func run(_ table: inout Table) throws {
        for (shape, total) in [(Shape.manySteps, "5,000"), (.tenTimesMore, "50,000"), (.largestReported, "65,001")] {
            let path = "\(Bench.folder)/\(shape.rawValue).json"
            try Files.write(path) { shape.write(to: $0) }
            let size = Files.size(path)
            let name = "\(shape.rawValue), \(Int(size)) MB"
            let python = try Command.run(["python3", "-c", "import json,sys; json.load(open(sys.argv[1]))", path])
            var (first, whole, memory) = ([Double](), [Double](), [Double]())
            for _ in 0..<Bench.runs {
                let program = try Program([Bench.trawl, "open", path])
                first.append(try program.wait(for: "Steps"))
                whole.append(try program.shows("/" + total) ? first[first.count - 1] : program.wait(for: "/" + total))
                program.settle(milliseconds: 1_000)
                memory.append(program.memory(peak: true))
            }
            let parsed = ("python3 json.load", python.milliseconds)
            table.add("\(name): the first steps", first.median, reference: parsed, limit: 200)
            table.add("\(name): every step", whole.median, reference: parsed, ratio: 1)
            table.add(
                "\(name): memory", memory.median, "MB", reference: ("python3 json.load", python.megabytes),
                limit: 1.3 * size + 60)
            unlink(path)
        }
    }
}

/// A search through 100 MB of trajectories, as it is typed.
enum Search {
    /// Milliseconds for which a letter is waited for after the last one.
    private static let debounce = 150.0

    static func run(_ table: inout Table) throws {
        let folder = Bench.folder + "/runs"
        mkdir(folder, 0o700)
        for index in 0..<25 {
            try Files.write("\(folder)/run-\(index).json") {
                Shape.manySteps.write(scale: 0.2, seed: UInt64(index), to: $0)
            }
        }
        let program = try Program([Bench.trawl, "open", folder])
        try program.wait(for: "run-24")
        program.type("s")
        program.settle()
        program.type("zzqnone")
        try program.wait(for: "25 of 25", seconds: 120)
        var times: [Double] = []
        for word in ["qfirstq", "qlastq", "qfirstq", "qlastq", "qfirstq"] {
            program.type("\u{15}")
            program.settle()
            for letter in word.dropLast() { _ = program.press(String(letter), quiet: 5, patience: 20) }
            let start = Clock.now
            program.type(String(word.suffix(1)))
            times.append(try program.wait(for: "25 hits", since: start) - debounce)
        }
        table.add("search in 100 MB, after the pause", times.median, limit: 50)
    }
}

/// An evaluation that runs, looked at again and again.
enum Follow {
    static func run(_ table: inout Table) throws {
        for count in [1_000, 10_000, 50_000, 100_000] {
            let server = try FollowServer(items: count)
            let program = try Program([Bench.trawl, Items.evaluation], server.environment)
            try program.wait(for: ItemLists.grouped(count))
            program.settle(milliseconds: 1_000)
            // Where nothing happens looks become rare: news come first.
            try looks(server, program, news: 20, count, &table)
            try looks(server, program, news: 0, count, &table)
        }
    }

    /// Waits for some looks; what each of them took in bytes and processor time, and what keys took meanwhile.
    private static func looks(
        _ server: FollowServer, _ program: Program, news: Int, _ count: Int, _ table: inout Table
    ) throws {
        // The look that comes next belongs to what was before.
        server.setNews(news)
        _ = server.takeCounts()
        while server.looks == 0 { program.watch(seconds: 0.2) }
        program.watch(seconds: 2)
        _ = server.takeCounts()
        let (before, written) = (program.cpu, program.bytes)
        let end = Clock.now + 120
        while server.looks < 2, Clock.now < end { program.watch(seconds: 0.2) }
        program.watch(seconds: 2)
        let seen = server.takeCounts()
        guard seen.looks > 0 else { throw BenchError("nobody looked") }
        let (looks, name) = (Double(seen.looks), "\(ItemLists.grouped(count)) items, \(news) new")
        let isGoal = count == 50_000
        table.add(
            "\(name): a look, bytes", Double(seen.bytes) / looks / 1000, "kB", limit: isGoal && news == 0 ? 20 : nil)
        table.add(
            "\(name): a look, processor time", (program.cpu - before) / looks,
            limit: isGoal ? (news == 0 ? 5 : 150) : nil)
        table.add("\(name): a look, to the terminal", Double(program.bytes - written) / looks, "B")
        guard news > 0 else { return }
        var times: [Double] = []
        let target = server.lists + 1
        let limit = Clock.now + 60
        while server.lists < target || times.count < 100, Clock.now < limit {
            program.press(times.count % 2 == 0 ? "j" : "k").map { times.append($0) }
            program.watch(seconds: 0.02)
        }
        table.add("\(name): keys meanwhile, half of them", times.median)
        table.add("\(name): keys meanwhile, 99 of 100", times.part(0.99), limit: isGoal ? 10 : nil)
    }
}
