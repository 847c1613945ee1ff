import Foundation
import Platform
import Triage
import Wire

/// Marks that could not be stored, as another program holds the file of marks or the program had to end: kept beside it, a
/// line for each change, until the next time that something is stored or read.
struct LaterMarks: Sendable {
    /// A change, and whose it is.
    struct Change: Hashable, Sendable {
        var scope: MarksDatabase.Scope
        var work: MarksWork
    }

    private let path: String

    init(beside marks: String) { path = marks + ".later" }

    /// Keeps changes. Nobody can be told where that fails as well.
    func keep(_ changes: [Change]) {
        let lines = changes.flatMap(Self.lines).map { $0.serialized() + "\n" }.joined()
        guard !lines.isEmpty else { return }
        try? FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        try? FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).write(contentsOf: Data(lines.utf8))
    }

    /// Hands over what was kept, and forgets it. Of several programs one has it.
    func take() -> [Change] {
        let own = path + ".\(ProcessInfo.processInfo.processIdentifier)"
        guard rename(path, own) == 0 else { return [] }
        defer { unlink(own) }
        let descriptor = open(own, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        let data = try? FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).readToEnd()
        return (data ?? Data()).split(separator: UInt8(ascii: "\n")).compactMap { line in
            (try? JSONParser.parse(Array(line))).flatMap(Self.change)
        }
    }

    // MARK: Lines

    private static func lines(_ change: Change) -> [JSONValue] {
        let scope: [(String, JSONValue)] = [
            ("server", .string(change.scope.server)), ("workspace", .string(change.scope.workspace)),
        ]
        func line(_ members: [(String, JSONValue)]) -> JSONValue { .object(JSONObject(scope + members)) }
        func place(_ place: TrajectoryKey, _ step: Int) -> [(String, JSONValue)] {
            [
                ("evaluation", .string(place.evaluation.text)), ("session", .string(place.session)),
                ("step", .int(step + 1)),
            ]
        }
        switch change.work {
        case .store(let evaluation, let changes):
            return changes.map { item, change in
                var members: [(String, JSONValue)] = [
                    ("evaluation", .string(evaluation.text)), ("item", .string(item.text)),
                ]
                if case .set(let mark) = change.mark { members.append(("mark", .optional(mark))) }
                if case .set(let note) = change.note { members.append(("note", .optional(note))) }
                if case .set(let seen) = change.seen { members.append(("seen", .bool(seen))) }
                return line(members)
            }
        case .storeBookmark(let bookmark, let at):
            return [line(place(at, bookmark.step) + [("name", .string(bookmark.name))])]
        case .removeBookmark(let step, let at): return [line(place(at, step))]
        case .nameClass(let id, let name): return [line([("class", .string(id)), ("name", .optional(name))])]
        case .load, .loadBookmarks, .loadClassNames: return []
        }
    }

    private static func change(_ line: JSONValue) -> Change? {
        guard let server = line["server"]?.string, let workspace = line["workspace"]?.string,
            let work = work(line)
        else { return nil }
        return Change(scope: MarksDatabase.Scope(server: server, workspace: workspace), work: work)
    }

    private static func work(_ line: JSONValue) -> MarksWork? {
        if let id = line["class"]?.string { return .nameClass(id, line["name"]?.string) }
        guard let evaluation = line["evaluation"]?.string.map({ EvaluationID($0) }) else { return nil }
        if let session = line["session"]?.string, let step = line["step"]?.int, step > 0 {
            let place = TrajectoryKey(evaluation: evaluation, session: session)
            return line["name"]?.string.map { .storeBookmark(Bookmark(step: step - 1, name: $0), place) }
                ?? .removeBookmark(step: step - 1, place)
        }
        guard let item = line["item"]?.string else { return nil }
        var change = AnnotationChange()
        // What is null was taken away, what is absent was left alone.
        if let mark = line.object?["mark"] { change.mark = .set(mark.string) }
        if let note = line.object?["note"] { change.note = .set(note.string) }
        if let seen = line["seen"]?.bool { change.seen = .set(seen) }
        return .store(evaluation, [ItemID(item): change])
    }
}
