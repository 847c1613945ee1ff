/// The lines of a tool's output that say what went wrong, beside all those that say where.
enum StackTrace {
    /// Indices of the lines that stand out: the last line of a Python traceback; of others, which say it first, the line
    /// above the frames. The beginning of a trace may have been folded away.
    static func tellingLines(_ lines: [Substring]) -> Set<Int> {
        var found: Set<Int> = []
        var isInPython = false
        var sawFrame = false
        for (index, line) in lines.enumerated() {
            if line.hasPrefix("Traceback (most recent call last)") {
                (isInPython, sawFrame) = (true, false)
            } else if isPythonFrame(line) {
                sawFrame = true
            } else if let first = line.first, first != " ", first != "\t" {
                if isInPython || sawFrame, namesAnError(line) { found.insert(index) }
                (isInPython, sawFrame) = (false, false)
                if index + 1 < lines.count, isFrame(lines[index + 1]), namesAnError(line) { found.insert(index) }
                let isRust = line.hasPrefix("thread '") && line.contains("panicked at")
                if line.hasPrefix("panic: ") || isRust { found.insert(index) }
                // Rust writes the reason on the line behind the place.
                if isRust, line.hasSuffix(":"), index + 1 < lines.count { found.insert(index + 1) }
            }
        }
        return found
    }

    private static func isPythonFrame(_ line: Substring) -> Bool {
        line.hasPrefix("  File \"") && line.contains("\", line ")
    }

    /// A frame of JavaScript, Java, C#.
    private static func isFrame(_ line: Substring) -> Bool {
        guard line.first == " " || line.first == "\t" else { return false }
        return line.drop { $0 == " " || $0 == "\t" }.hasPrefix("at ")
    }

    /// `ValueError: ...`, `Exception in thread "main" ...`, `Uncaught TypeError: ...`, `KeyboardInterrupt`.
    private static func namesAnError(_ line: Substring) -> Bool {
        let name = line.prefix { $0 != ":" }
        guard name.count <= 120 else { return false }
        let words = name.split(separator: " ")
        if words.count == 1 { return words[0].allSatisfy { $0.isLetter || $0.isNumber || "._$".contains($0) } }
        return words.first == "Exception" || words.first == "Uncaught" || words.first == "Caused"
            || words.last?.hasSuffix("Error") == true || words.last?.hasSuffix("Exception") == true
    }
}
