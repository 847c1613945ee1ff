/// What shells and the system's own commands complain about, whoever the command and whatever the file: the last part of
/// `bash: line 3: foo: command not found`.
enum ShellComplaint {
    private static let complaints: [StaticString] = [
        "command not found", "no such file or directory", "permission denied", "is a directory", "not a directory",
        "no space left on device", "cannot execute binary file: exec format error", "exec format error",
        "text file busy", "read-only file system", "too many open files", "argument list too long",
        "cannot allocate memory", "device or resource busy", "operation not permitted", "unbound variable",
        "bad substitution", "not found",
    ]
    /// What a shell says of a process that was ended by a signal, before the command line of the process.
    private static let signals: [StaticString] = ["segmentation fault", "killed", "aborted", "terminated", "bus error"]
    private static let colon = UInt8(ascii: ":")

    /// The complaint of a shell or command, if the line is one.
    static func key(of line: Bytes) -> String? {
        // Longer ones are nobody's complaint.
        guard line.count < 1_024 else { return nil }
        let lower = line.map(\.lowered)[...].unindented
        let parts = lower.split(separator: colon).map(\.unindented)
        guard parts.count > 1, let command = parts.first, !command.contains("error"), !command.contains(" fail"),
            !parts.contains(where: { $0.equals("fatal error") || $0.equals("error") })
        else { return signal(parts) }
        // zsh puts the command last.
        if parts[1].equals("command not found") { return "shell command not found" }
        guard words(command) == 1 else { return nil }
        for complaint in complaints where lower.has(suffix: complaint) {
            guard lower.dropLast(complaint.utf8CodeUnitCount).has(suffix: ": ") else { continue }
            // Before the complaint stand only names: `line 3`, `cannot access 'x'`, a command, a path.
            return parts.dropLast().allSatisfy { words($0) <= 4 } ? "shell \(complaint)" : nil
        }
        return signal(parts)
    }

    private static func words(_ part: Bytes) -> Int { part.split(separator: UInt8(ascii: " ")).count }

    private static func signal(_ parts: [Bytes]) -> String? {
        guard let last = parts.last, parts.count < 4 else { return nil }
        let text = last.drop { $0.isDigit || $0.isBlank }
        guard parts.count == 1 || parts.contains(where: { $0.has(prefix: "line ") }),
            let signal = signals.first(where: text.has(prefix:))
        else { return nil }
        let rest = text.dropFirst(signal.utf8CodeUnitCount)
        return rest.isEmpty || rest.first == UInt8(ascii: " ") ? "shell \(signal)" : nil
    }
}
