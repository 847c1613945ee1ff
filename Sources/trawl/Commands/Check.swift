import Archive
import ArgumentParser
import Foundation
import Platform
import Trajectory
import Triage
import Wire

/// `trawl check`: what documents are, without a screen.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check trajectory documents: format, producer, runs, outcome, problems.",
        discussion: "Sees what open sees, in folders and ZIPs too. Exit status 1 when a document cannot be read.")

    @Argument(help: ArgumentHelp("Files, folders or ZIPs.", valueName: "path"))
    var paths: [String]

    @OptionGroup var json: JSONOption
    @OptionGroup var output: OutputOptions

    func run() throws {
        let out = output.open()
        var table = Table([
            .flexible("document"), .text("format"), .flexible("producer"), .number("runs"), .number("steps"),
            .number("calls"), .flexible("outcome"), .flexible("problems"),
        ])
        var isWhole = true
        var others = 0
        let options = try PlatformOptions.archiveOptions()
        for path in paths {
            others += FoundDocument.each(of: path, options) { found in
                let row = CheckedDocument(found)
                isWhole = isWhole && row.isReadable
                if json.json { out.json(row.json) } else { table.add(row.cells) }
            }
        }
        table.print(to: out)
        out.flush()
        if others > 0 { out.note("\(others) other \(others == 1 ? "file is" : "files are") no trajectories") }
        if !isWhole { throw ShellStatus.negative }
    }
}

/// What was found out of one document.
struct CheckedDocument {
    var path: String
    var format = DocumentFormat.unknown
    var header = TrajectoryHeader()
    var runs = 1
    var steps = 0
    var toolCalls = 0
    var answeredCalls = 0
    var problems: [Problem] = []
    let items: [EvaluationItem]
    /// The document could be read, or nobody said that it was one.
    var isReadable = true

    /// Problems that are told of a file with many runs.
    private static let mostProblems = 1_000

    /// A document that the user named has to be a trajectory, and one that was found has to be readable.
    init(_ found: FoundDocument) {
        path = SystemPath.shown(found.path)
        items = found.items
        switch found.contents {
        case .success(let store) where found.runs.isEmpty:
            read(store, name: path, in: nil)
            name(by: store)
        case .success(let store):
            runs = found.runs.count
            for (index, range) in found.runs.enumerated() {
                read(ByteStore(range, of: store), name: path, in: items.indices.contains(index) ? items[index] : nil)
            }
            name(by: store)
        case .failure(let error):
            problems = [Problem(message: error.detail)]
            isReadable = false
            return
        }
        if format == .unknown, problems.isEmpty { problems = [Problem(message: "not a trajectory")] }
        isReadable = format != .unknown || !found.isNamed
    }

    /// The producer, where the document names no agent.
    private mutating func name(by store: ByteStore) {
        guard header.agentName == nil, format != .unknown, let signs = ProducerSigns(store) else { return }
        (header.agentName, header.agentVersion) = (signs.name, header.agentVersion ?? signs.version)
    }

    /// Reads the document, or one of the runs that it holds.
    private mutating func read(_ store: ByteStore, name: String, in run: EvaluationItem?) {
        let document = TrajectoryDocument(store: store, expectedBytes: store.count, name: name)
        document.finish(interrupted: false)
        if format == .unknown { (format, header) = (document.format, document.header) }
        // A run that says how it ended may have ended before its first step.
        if document.format == .unknown, let run, run.error != nil || run.status.rawValue != "unknown" { return }
        let found = document.validate().map { problem in
            run.map { Problem(step: problem.step, message: "\($0.taskName): \(problem.message)") } ?? problem
        }
        problems += found.prefix(max(0, Self.mostProblems - problems.count))
        steps += document.stepCount
        toolCalls += document.totals.toolCalls
        answeredCalls += document.totals.answeredCalls
    }

    private var outcomes: [(status: String, count: Int)] {
        let counts = Dictionary(grouping: items.map(\.status.rawValue)) { $0 }.mapValues(\.count)
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }

    private var row: ItemRow? { items.count == 1 ? items.first.map { ItemRow($0) } : nil }

    var json: JSONValue {
        [
            "path": .string(path), "format": .string(format.rawValue), "steps": .int(steps),
            "tool_calls": .int(toolCalls), "answered_calls": .int(answeredCalls),
            "problems": .array(
                problems.map { ["step": .optional($0.step), "message": .string($0.message)] }),
            "producer": .optional(header.agentName), "version": .optional(header.agentVersion),
            "schema": .optional(header.schemaVersion), "model": .optional(header.modelName ?? row?.item.model),
            "runs": .int(runs), "outcome": .optional(row?.item.status.rawValue),
            "outcomes": .object(JSONObject(outcomes.map { ($0.status, .int($0.count)) })),
            "score": .optional(row?.score?.value), "score_name": .optional(row?.score?.name),
            "error": .optional(row?.item.error), "stop_reason": .optional(row?.stopReason),
        ]
    }

    var cells: [String] {
        let first = problems.first.map { problem in problem.step.map { "step \($0): " } ?? "" } ?? ""
        let more = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
        let producer = [header.agentName ?? header.schemaVersion, header.agentVersion].compactMap { $0 }
        let outcome = row.map { [$0.item.status.rawValue, $0.score?.text].compactMap { $0 } }
        return [
            path, format.rawValue, producer.joined(separator: " "), String(runs), String(steps), String(toolCalls),
            outcome?.joined(separator: " ") ?? outcomes.map { "\($0.count) \($0.status)" }.joined(separator: ", "),
            first + (problems.first?.message ?? "") + more,
        ]
    }
}
