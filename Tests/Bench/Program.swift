import CPty
import Glibc
import TerminalHarness

/// A program on a terminal whose every byte is noted with its time.
final class Program {
    private var pty = pty_program()
    private let screen = ScreenModel(width: 120, height: 40)
    private(set) var bytes = 0
    private(set) var frames = 0
    /// When the last byte came.
    private(set) var last: Double
    let begun: Double

    init(_ command: [String], _ environment: [String: String] = [:]) throws {
        var variables = ["TERM": "xterm-256color", "PATH": "/usr/bin:/bin", "HOME": Bench.folder, "LANG": "C.UTF-8"]
        if let value = getenv("LD_LIBRARY_PATH") { variables["LD_LIBRARY_PATH"] = String(cString: value) }
        variables.merge(environment) { $1 }
        begun = Clock.now
        last = begun
        let started = Self.cStrings(command) { arguments in
            Self.cStrings(variables.map { "\($0)=\($1)" }) { variables in
                pty_start(&pty, command[0], arguments, variables, Bench.folder, 120, 40)
            }
        }
        guard started else { throw BenchError("cannot start \(command[0])") }
    }

    deinit { pty_end(&pty) }

    /// Reads what is written until the screen shows a text; milliseconds from the start of the program, or from `since`.
    @discardableResult
    func wait(for text: String, since: Double? = nil, seconds: Double = 60) throws -> Double {
        let limit = Clock.now + seconds
        while Clock.now < limit {
            guard read(milliseconds: 50) else { continue }
            if screen.lines.contains(where: { $0.contains(text) }) { return (last - (since ?? begun)) * 1000 }
        }
        throw BenchError("waited in vain for \(text):\n\(screen.lines.joined(separator: "\n"))")
    }

    func shows(_ text: String) -> Bool { screen.lines.contains { $0.contains(text) } }

    /// Types; milliseconds until the last byte before `quiet` milliseconds of silence, nil where nothing came.
    func press(_ keys: String, quiet: Int32 = 12, patience: Int32 = 200) -> Double? {
        let start = Clock.now
        type(keys)
        guard read(milliseconds: patience) else { return nil }
        while read(milliseconds: quiet) {}
        return (last - start) * 1000
    }

    func type(_ keys: String) {
        let text = Array(keys.utf8)
        _ = text.withUnsafeBytes { write(pty.master, $0.baseAddress, $0.count) }
    }

    /// Takes everything until nothing comes for so long.
    func settle(milliseconds: Int32 = 300) { while read(milliseconds: milliseconds) {} }

    /// Takes what comes for so many seconds.
    func watch(seconds: Double) {
        let end = Clock.now + seconds
        while Clock.now < end { _ = read(milliseconds: Int32(max(1, min(100, (end - Clock.now) * 1000)))) }
    }

    /// Takes at most `most` bytes where some come within the time.
    @discardableResult
    func read(milliseconds: Int32, most: Int = 1 << 16) -> Bool {
        var descriptor = pollfd(fd: pty.master, events: Int16(POLLIN), revents: 0)
        guard poll(&descriptor, 1, milliseconds) > 0, descriptor.revents & Int16(POLLIN) != 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: most)
        let count = Glibc.read(pty.master, &buffer, most)
        guard count > 0 else { return false }
        last = Clock.now
        (bytes, frames) = (bytes + count, frames + 1)
        screen.feed(buffer[..<count])
        return true
    }

    /// Milliseconds of processor time, of threads that have ended as well.
    var cpu: Double {
        var (clock, time) = (clockid_t(), timespec())
        guard clock_getcpuclockid(pty.process, &clock) == 0, clock_gettime(clock, &time) == 0 else { return .nan }
        return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
    }

    /// Megabytes that the program held at most, or holds now.
    func memory(peak: Bool) -> Double {
        let lines = (Files.read("/proc/\(pty.process)/status") ?? "").split(separator: "\n")
        let line = lines.first { $0.hasPrefix(peak ? "VmHWM" : "RssAnon") } ?? ""
        return (line.split { !$0.isNumber }.first.flatMap { Double($0) } ?? 0) / 1024
    }

    static func cStrings<T>(_ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> T) -> T {
        let copies = texts.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}

enum Clock {
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// A program without a terminal, to its end.
enum Command {
    struct Result {
        var milliseconds: Double
        var cpu: Double
        var megabytes: Double
    }

    /// Runs it with its output in `output`; throws where it fails.
    @discardableResult
    static func run(
        _ words: [String], _ environment: [String: String] = [:], output: String = "/dev/null"
    ) throws -> Result {
        var variables = environment
        for name in ["PATH", "LD_LIBRARY_PATH", "HOME"] where variables[name] == nil {
            variables[name] = getenv(name).map { String(cString: $0) }
        }
        let start = Clock.now
        var process = pid_t()
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        let error = Program.cStrings(words) { arguments in
            Program.cStrings(variables.map { "\($0)=\($1)" }) { variables in
                posix_spawnp(&process, words[0], &actions, nil, arguments, variables)
            }
        }
        guard error == 0 else { throw BenchError("cannot start \(words[0])") }
        var (status, usage) = (Int32(0), rusage())
        guard wait4(process, &status, 0, &usage) == process, status == 0 else {
            throw BenchError("\(words.joined(separator: " ")) failed")
        }
        func milliseconds(_ time: timeval) -> Double { Double(time.tv_sec) * 1000 + Double(time.tv_usec) / 1000 }
        return Result(
            milliseconds: (Clock.now - start) * 1000, cpu: milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime),
            megabytes: Double(usage.ru_maxrss) / 1024)
    }

    static func find(_ name: String) -> String? {
        ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { $0 + name }.first { access($0, X_OK) == 0 }
    }
}

enum Files {
    static func read(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var (all, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 14))
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { all += buffer[..<count] }
        return String(decoding: all, as: UTF8.self)
    }

    /// Writes a file piece by piece.
    static func write(_ path: String, _ body: (([UInt8]) -> Void) throws -> Void) throws {
        guard let file = fopen(path, "w") else { throw BenchError("cannot write \(path)") }
        defer { fclose(file) }
        try body { bytes in _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) } }
    }

    /// Whole lines, at once, to the standard output; `say` to the standard error.
    static func print(_ text: String) { write(text, to: 1) }
    static func say(_ text: String) { write(text, to: 2) }

    private static func write(_ text: String, to descriptor: Int32) {
        let bytes = Array((text + "\n").utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    }

    static func size(_ path: String) -> Double {
        var status = stat()
        return stat(path, &status) == 0 ? Double(status.st_size) / 1e6 : 0
    }
}

struct BenchError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
