import ArgumentParser
import Foundation
import Platform
import Reader
import Terminal
import Trajectory
import Wire

/// `trawl trajectory`: one trajectory, byte for byte.
struct TrajectoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trajectory", abstract: "Print one trajectory, byte for byte, or as text; or open it to read.",
        discussion: """
            PLACE is SESSION, EVALUATION/ITEM, or PATH[/ITEM]; ids may be cut short. --format html writes a page to read:
            one file, without scripts.
            """)

    @Argument(help: ArgumentHelp("A session, or EVALUATION/ITEM.", valueName: "place"), completion: .evaluation)
    var place: String

    @Option(
        name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("Write to a file.", valueName: "file"))
    var file: String?

    @Flag(help: "Replace the file if it exists.")
    var force = false

    @Flag(help: "As text to read in a pipe.")
    var text = false

    @Flag(help: "Open the reader.")
    var read = false

    @OptionGroup var form: FormOptions
    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if read, text || file != nil { throw ValidationError("--read opens the screen: no --text and no -o with it") }
    }

    func run() throws {
        let target = try Target(place)
        if read { return try openReader(target) }
        let out = output.open()
        if out.isTerminal, file == nil, !text, form.format != .html {
            throw CommandError.misuse(
                "This would print raw JSON to the terminal.", hint: "Use --read, --text, -o FILE, or a pipe.")
        }
        let (platform, places) = try platform.openForScript(out, at: [target])
        let place = places[0]
        let (form, text, file, force) = (form, text, file, force)
        try runBlocking {
            let session = try await Self.session(place, platform)
            let isPage = form.format == .html
            let body = try await platform.trajectory(
                of: session, form: isPage ? .atif : form.format, includeCompacted: form.includeCompacted)
            do {
                try await Self.write(
                    body, as: isPage ? .page : text ? .text : .bytes, to: try Sink(out, path: file, force: force))
            } catch let error as SystemError {
                throw CommandError(writing: error)
            }
        }
    }

    /// The reader, where the trajectory stands in its list.
    private func openReader(_ target: Target) throws {
        if let path = target.path {
            Interruption.ignore()
            return try ScreenLauncher.run(.files([path]))
        }
        let platform = try platform.openForScript(output.open())
        let found = try runBlocking { try await Self.found(target, platform) }
        Interruption.ignore()
        try ScreenLauncher.run(self.platform.screenSource, target: found, form: form)
    }

    /// The place with whole ids: names and beginnings are looked up here, the screen takes ids.
    private static func found(_ target: Target, _ platform: any Platform) async throws -> Target {
        var target = target
        guard let name = target.evaluation else { return target }
        guard let item = target.item else {
            (target.evaluation, target.session) = (nil, name)
            return target
        }
        let resolver = Resolver(platform: platform)
        let evaluation = try await resolver.evaluation(name)
        target.evaluation = evaluation.id.text
        target.item = try await resolver.item(item, of: evaluation.id).id.text
        return target
    }

    private enum Form {
        case bytes, text, page
    }

    private static func write(_ body: ByteStream, as form: Form, to sink: Sink) async throws {
        if form != .bytes {
            let document = try await TrajectoryDocument.read(
                body, name: "trajectory", limit: Settings.chosenLimit)
            if document.progress.isInterrupted {
                let size = NumberFormat.bytes(document.store.count)
                sink.warn("This is not all: the document is too large, and only the first \(size) were read.")
            }
            if form == .page {
                let title = document.header.sessionID ?? "Trajectory"
                let steps = 0..<document.stepCount
                for piece in StepReport.pieces(document, title: title, steps: steps, asHTML: true) {
                    try sink.bytes(Array(piece.utf8))
                }
                return try sink.close()
            }
            for line in TrajectoryText.lines(document, isRaw: sink.isRaw) { try sink.clean(line) }
            guard document.stepCount == 0 else { return try sink.close() }
            sink.warn("No format that trawl knows: the document as it is.")
            let text = String(decoding: document.store.bytes(0..<document.store.count), as: UTF8.self)
            for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
                try sink.clean(sink.isRaw ? String(line) : Sanitize.line(String(line)))
            }
        } else {
            while let chunk = try await body.next() { try sink.bytes(chunk) }
        }
        try sink.close()
    }

    /// The session that is meant.
    static func session(_ target: Target, _ platform: any Platform) async throws -> SessionID {
        if let session = target.session { return SessionID(session) }
        guard let evaluation = target.evaluation else { throw CommandError.misuse("a session is missing") }
        let resolver = Resolver(platform: platform)
        let found: EvaluationItem
        if let item = target.item {
            found = try await resolver.item(item, of: try await resolver.evaluation(evaluation).id)
        } else if let path = target.path {
            found = try await only(of: EvaluationID(evaluation), at: path, platform)
        } else {
            return SessionID(evaluation)
        }
        if let session = found.sessionID { return session }
        let reason = found.error.map { ": \($0)" } ?? "."
        throw CommandError("This item has no session, so there is no trajectory\(reason)", status: .notFound)
    }

    /// The only item that a path holds.
    private static func only(
        of evaluation: EvaluationID, at path: String, _ platform: any Platform
    ) async throws -> EvaluationItem {
        let items = try await platform.items(of: evaluation).collect()
        if items.count == 1, let only = items.first { return only }
        let names = items.prefix(8).map { "  \(path)/\($0.id.short)  \($0.taskName)" }.joined(separator: "\n")
        throw CommandError(
            "\(path) holds \(NumberFormat.counted(items.count, "item")); name one:",
            hint: names + (items.count > 8 ? "\n  …" : ""), status: items.isEmpty ? .notFound : .misuse)
    }

    /// Standard output, or a file that is there when it is whole.
    private final class Sink: Sendable {
        private let out: Output
        private let file: PrivateFile?

        init(_ out: Output, path: String?, force: Bool) throws(SystemError) {
            self.out = out
            file = try path.map { (path) throws(SystemError) in try PrivateFile(beside: path, replacing: force) }
        }

        func bytes(_ bytes: [UInt8]) throws(SystemError) {
            if let file { try file.append(bytes) } else { out.bytes(bytes) }
        }

        /// One line that is clean, or wanted as it is.
        func clean(_ line: String) throws(SystemError) { try bytes(Array((line + "\n").utf8)) }

        func warn(_ text: String) { out.warn(text) }

        var isRaw: Bool { out.isRaw }

        func close() throws(SystemError) {
            out.flush()
            try file?.finish()
        }
    }
}

/// A trajectory as text to read in a pipe.
struct TrajectoryText {
    /// Texts as they are, not cleaned.
    let isRaw: Bool

    /// Every step: who and when, the message, reasoning, each call beside its results.
    static func lines(_ document: TrajectoryDocument, isRaw: Bool = false) -> some Sequence<String> {
        let text = TrajectoryText(isRaw: isRaw)
        let facts = document.header.sessionFacts.flatMap { text.split("\($0.name): \($0.value)") }
        return (-1..<document.stepCount).lazy.flatMap { index in
            index < 0 ? facts + (facts.isEmpty ? [] : [""]) : document.step(index).map(text.lines) ?? []
        }
    }

    private func lines(of step: Step) -> [String] {
        let facts = [step.timestamp.map(\.iso8601), step.model].compactMap { $0 }
        var lines = split(
            "── \(step.number) \(step.source.name)\(facts.isEmpty ? "" : "  " + facts.joined(separator: "  "))")
        if let reasoning = step.reasoning { lines += split("(reasoning) " + reasoning) }
        lines += step.message.flatMap(part)
        for call in step.calls {
            lines += split("→ \(call.name) \(call.arguments.string ?? call.arguments.serialized())")
            lines += call.results.flatMap(result)
        }
        lines += step.results.flatMap(result)
        if !step.unshown.isEmpty { lines += split("(not shown: \(step.unshown.joined(separator: ", ")))") }
        return lines + [""]
    }

    private func result(_ result: ToolResult) -> [String] {
        let mark = result.isError == true ? "✗ " : "← "
        let lines =
            result.parts.flatMap(part)
            + result.subagents.flatMap { split("[sub-agent \($0.trajectoryID ?? $0.path ?? $0.sessionID ?? "?")]") }
        return lines.isEmpty ? [mark] : lines.enumerated().map { ($0.offset == 0 ? mark : "  ") + $0.element }
    }

    private func part(_ part: Part) -> [String] {
        switch part {
        case .text(let text): split(text)
        case .refusal(let text): split("(refusal) " + text)
        case .reasoning(let text): split("(reasoning) " + text)
        case .media(let media):
            split(
                "["
                    + [media.kind, media.mediaType, media.name, media.inlineBytes.map { "\($0) bytes" }, media.path]
                    .compactMap(\.self).joined(separator: " ") + "]")
        case .unknown(let type, let json): split("[\(type)] \(json.serialized())")
        }
    }

    private func split(_ text: String) -> [String] {
        guard isRaw else { return Sanitize.lines(text) }
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { String($0) }
    }
}

extension TrajectoryFormat {
    /// A page made here, of what the platform sends in its usual form.
    fileprivate static let html = TrajectoryFormat(named: "html")
}
