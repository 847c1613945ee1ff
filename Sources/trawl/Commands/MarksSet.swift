import ArgumentParser
import Foundation
import LocalState
import Platform
import Triage
import Wire

/// `trawl marks set EVALUATION ITEM...`: marks from scripts.
struct SetMarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Mark items, or write a note on them.",
        discussion: """
            Each item is stored by itself, and its id is printed once that is done: what was printed is not lost, \
            whatever happens next. Others may mark the same evaluation meanwhile.
            """)

    @Argument(
        help: ArgumentHelp("Id, beginning of an id, or name.", valueName: "evaluation"), completion: .evaluation)
    var evaluation: String

    @Argument(help: ArgumentHelp("Ids or beginnings of ids; - reads them from standard input.", valueName: "item"))
    var items: [String]

    @Option(help: "The mark; an empty one takes it away.")
    var mark: String?

    @Option(help: "The note; an empty one takes it away.")
    var note: String?

    @Flag(help: "As looked at.")
    var seen = false

    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard mark != nil || note != nil || seen else { throw ValidationError("give --mark, --note or --seen") }
    }

    private var change: AnnotationChange {
        AnnotationChange(
            mark: mark.map { .set($0.isEmpty ? nil : $0) } ?? .kept,
            note: note.map { .set($0.isEmpty ? nil : $0) } ?? .kept, seen: seen ? .set(true) : .kept)
    }

    func run() throws {
        let out = output.open()
        let (platform, names) = try platform.openForScript(out, evaluations: [evaluation])
        let name = names[0]
        let (found, ids) = try runBlocking {
            let found = try await Resolver(platform: platform).evaluation(name)
            return (found.id, try await platform.items(of: found.id).collect().map(\.id))
        }
        let database = try MarksDatabase(path: Folders().marks)
        let scope = MarksDatabase.Scope(platform.scope)
        let known = ItemIDs(ids)
        let change = change
        for text in items == ["-"] ? AnySequence(Self.lines) : AnySequence(items) {
            let item = try known.only(text)
            try runBlocking { try await database.store([item: change], of: found, in: scope) }
            out.line(item.text)
            out.flush()
        }
    }

    /// The lines of standard input, as they come.
    private static var lines: AnySequence<String> {
        AnySequence { AnyIterator { readLine() } }
    }
}

/// The items that a beginning of an id can mean.
private struct ItemIDs {
    private let sorted: [ItemID]

    init(_ ids: [ItemID]) { sorted = ids.sorted { $0.text < $1.text } }

    /// The one item; throws where there is none, or more than one.
    func only(_ text: String) throws -> ItemID {
        let found = sorted[sorted.partitioningIndex { $0.text >= text }...].prefix(2).prefix {
            $0.text.hasPrefix(text) && !text.isEmpty
        }
        guard let first = found.first else { throw CommandError("There is no item \(text).", status: .notFound) }
        if found.count > 1, first.text != text {
            throw CommandError("\(text) is the beginning of several items.", status: .misuse)
        }
        return first
    }
}
