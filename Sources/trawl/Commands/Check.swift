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
        for checked in paths.lazy.flatMap({ DocumentFiles(path: $0) }) {
            checked.check { row in
                isWhole = isWhole && row.isReadable
                if json.json { out.json(row.json) } else { table.add(row.cells) }
            }
        }
        table.print(to: out)
        out.flush()
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

    /// A document whose bytes are here. `isNamed`: the user named it, so it has to be a trajectory.
    init(path: String, _ document: TrajectoryDocument, isNamed: Bool) {
        self.path = path
        format = document.format
        problems = document.validate()
        steps = document.stepCount
        toolCalls = document.totals.toolCalls
        if format == .unknown, problems.isEmpty { problems = [Problem(message: "not a trajectory")] }
        isReadable = format != .unknown || !isNamed
    }

    /// A document that cannot be had.
    init(path: String, problem: String) {
        self.path = path
        problems = [Problem(message: problem)]
        isReadable = false
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

/// One file to be checked.
struct DocumentFile {
    var path: String
    /// The user named it; else it was found in a folder.
    var isNamed: Bool

    private var isBundle: Bool { path.lowercased().hasSuffix(".zip") }

    /// Checks the file, or every document in it.
    func check(_ report: (CheckedDocument) -> Void) {
        do {
            guard isBundle else {
                return report(CheckedDocument(path: path, try TrajectoryDocument.open(path: path), isNamed: isNamed))
            }
            try BundleDocuments.each(of: path) { name, contents in report(Self.inBundle("\(path)/\(name)", contents)) }
        } catch let error as PlatformError {
            report(CheckedDocument(path: path, problem: error.detail))
        } catch {
            report(CheckedDocument(path: path, problem: (error as? SystemError)?.reason ?? "\(error)"))
        }
    }

    private static func inBundle(_ path: String, _ contents: Result<ByteStore, PlatformError>) -> CheckedDocument {
        switch contents {
        case .success(let store):
            let document = TrajectoryDocument(store: store, expectedBytes: store.count, name: path)
            document.finish(interrupted: false)
            return CheckedDocument(path: path, document, isNamed: false)
        case .failure(let error): return CheckedDocument(path: path, problem: error.detail)
        }
    }
}

/// The documents that a path stands for: itself, or in a folder every file with a name that trajectories have.
struct DocumentFiles: Sequence {
    let path: String
    private static let endings: Set<String> = ["json", "jsonl", "ndjson", "traj", "zip"]

    func makeIterator() -> AnyIterator<DocumentFile> {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return AnyIterator(CollectionOfOne(DocumentFile(path: path, isNamed: true)).makeIterator())
        }
        let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        let wanted = names.filter { Self.endings.contains(($0 as NSString).pathExtension.lowercased()) }.sorted()
        let root = path.hasSuffix("/") ? path : path + "/"
        return AnyIterator(wanted.lazy.map { DocumentFile(path: root + $0, isNamed: false) }.makeIterator())
    }
}

extension SystemError {
    /// The reason without the path, which the row shows.
    fileprivate var reason: String { String(cString: strerror(code)) }
}
