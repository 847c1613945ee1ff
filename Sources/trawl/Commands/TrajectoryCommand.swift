import ArgumentParser
import Foundation
import Platform
import Trajectory
import Wire

/// `trawl trajectory`: one trajectory, byte for byte.
struct TrajectoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trajectory", abstract: "Print one trajectory, byte for byte, or as text to read.")

    @Argument(help: ArgumentHelp("A session, or EVALUATION/ITEM.", valueName: "session"))
    var place: String

    @Option(
        name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("Write to a file.", valueName: "file"))
    var file: String?

    @Flag(help: "As text to read in a pipe.")
    var text = false

    @OptionGroup var form: FormOptions
    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let out = output.open()
        let target = try Target(place)
        let platform = try platform.openForScript(out)
        let (form, text) = (form, text)
        let body = try runBlocking { () async throws -> ByteStream in
            let session = try await Self.session(target, platform)
            return try await platform.trajectory(
                of: session, form: form.format, includeCompacted: form.includeCompacted)
        }
        let sink = try file.map { try Sink(path: $0) } ?? Sink(out)
        if out.isTerminal, file == nil, !text {
            throw Failure.misuse("This would print raw JSON to the terminal.", hint: "Use --text, -o FILE, or a pipe.")
        }
        try runBlocking {
            if text {
                let document = TrajectoryDocument.read(try await body.collect(), name: "trajectory")
                for line in TrajectoryText.lines(document) { try sink.line(line) }
            } else {
                while let chunk = try await body.next() { try sink.bytes(chunk) }
            }
        }
        try sink.close()
    }

    /// The session that is meant.
    private static func session(_ target: Target, _ platform: any Platform) async throws -> SessionID {
        if let session = target.session { return SessionID(session) }
        guard let evaluation = target.evaluation else { throw Failure.misuse("a session is missing") }
        guard let item = target.item else { return SessionID(evaluation) }
        let resolver = Resolver(platform: platform)
        let found = try await resolver.item(item, of: try await resolver.evaluation(evaluation).id)
        if let session = found.sessionID { return session }
        let reason = found.error.map { ": \($0)" } ?? "."
        throw Failure("This item has no session, so there is no trajectory\(reason)", status: .notFound)
    }

    /// Standard output, or a file.
    private final class Sink: Sendable {
        private let out: Output?
        private let handle: FileHandle?

        init(_ out: Output) {
            self.out = out
            handle = nil
        }

        init(path: String) throws(Failure) {
            out = nil
            guard FileManager.default.createFile(atPath: path, contents: nil),
                let handle = FileHandle(forWritingAtPath: path)
            else { throw Failure("\(path) cannot be written.", status: .local) }
            self.handle = handle
        }

        func bytes(_ bytes: [UInt8]) throws {
            out?.bytes(bytes)
            do {
                try handle?.write(contentsOf: bytes)
            } catch {
                throw Failure("The file cannot be written: \(error.localizedDescription)", status: .local)
            }
        }

        func line(_ line: String) throws {
            if let out { out.line(line) } else { try bytes(Array((line + "\n").utf8)) }
        }

        func close() throws {
            out?.flush()
            try handle?.close()
        }
    }
}

/// A trajectory as text to read in a pipe.
enum TrajectoryText {
    /// Every step: who and when, the message, reasoning, each call beside its results.
    static func lines(_ document: TrajectoryDocument) -> some Sequence<String> {
        (0..<document.stepCount).lazy.compactMap { document.step($0) }.flatMap { lines(of: $0) }
    }

    private static func lines(of step: Step) -> [String] {
        let facts = [step.timestamp.map(\.iso8601), step.model].compactMap { $0 }
        var lines = [
            "── \(step.number) \(step.source.name)\(facts.isEmpty ? "" : "  " + facts.joined(separator: "  "))"
        ]
        if let reasoning = step.reasoning { lines += split("(reasoning) " + reasoning) }
        lines += step.message.flatMap(part)
        for call in step.calls {
            lines += split("→ \(call.name) \(call.arguments.string ?? call.arguments.serialized())")
            lines += call.results.flatMap(result)
        }
        lines += step.results.flatMap(result)
        return lines + [""]
    }

    private static func result(_ result: ToolResult) -> [String] {
        let mark = result.isError == true ? "✗ " : "← "
        let lines = result.parts.flatMap(part)
        return lines.isEmpty ? [mark] : lines.enumerated().map { ($0.offset == 0 ? mark : "  ") + $0.element }
    }

    private static func part(_ part: Part) -> [String] {
        switch part {
        case .text(let text): split(text)
        case .refusal(let text): split("(refusal) " + text)
        case .reasoning(let text): split("(reasoning) " + text)
        case .media(let media): ["[\(media.kind)\(media.path.map { " " + $0 } ?? "")]"]
        case .unknown(let type, _): ["[\(type)]"]
        }
    }

    private static func split(_ text: String) -> [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { String($0) }
    }
}
