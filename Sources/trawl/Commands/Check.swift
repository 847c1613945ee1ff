import Archive
import ArgumentParser
import Foundation
import Platform
import Trajectory
import Wire

/// `trawl check`: what documents are, without a screen.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check trajectory documents: format, steps, tool calls, problems.",
        discussion: "Folders are walked, ZIPs are looked into. Exit status 1 when a document cannot be read.")

    @Argument(help: ArgumentHelp("Files, folders or ZIPs.", valueName: "path"))
    var paths: [String]

    @OptionGroup var json: JSONOption
    @OptionGroup var output: OutputOptions

    func run() throws {
        let out = output.open()
        var table = Table([
            .flexible("document"), .text("format"), .number("steps"), .number("calls"), .flexible("problems"),
        ])
        var isWhole = true
        var others = 0
        for path in paths {
            others += FoundDocument.each(of: path) { found in
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
    var steps = 0
    var toolCalls = 0
    var problems: [Problem] = []
    /// The document could be read, or nobody said that it was one.
    var isReadable = true

    /// A document that the user named has to be a trajectory, and one that was found has to be readable.
    init(_ found: FoundDocument) {
        path = SystemPath.shown(found.path)
        switch found.contents {
        case .success(let store):
            let document = TrajectoryDocument(store: store, expectedBytes: store.count, name: path)
            document.finish(interrupted: false)
            format = document.format
            problems = document.validate()
            steps = document.stepCount
            toolCalls = document.totals.toolCalls
            if format == .unknown, problems.isEmpty { problems = [Problem(message: "not a trajectory")] }
            isReadable = format != .unknown || !found.isNamed
        case .failure(let error):
            problems = [Problem(message: error.detail)]
            isReadable = false
        }
    }

    var json: JSONValue {
        [
            "path": .string(path), "format": .string(format.rawValue), "steps": .int(steps),
            "tool_calls": .int(toolCalls),
            "problems": .array(
                problems.map { ["step": .optional($0.step), "message": .string($0.message)] }),
        ]
    }

    var cells: [String] {
        let first = problems.first.map { problem in problem.step.map { "step \($0): " } ?? "" } ?? ""
        let more = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
        return [
            path, format.rawValue, String(steps), String(toolCalls), first + (problems.first?.message ?? "") + more,
        ]
    }
}
