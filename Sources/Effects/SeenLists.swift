package import Platform
import Shell
import Synchronization
import Triage
import Wire

/// The lists of a server that were seen last, on this disk: shown with their age until the server answers, or where it
/// does not.
///
/// A file of lines, each a list with its place and time, the one seen last first. Documents are never in it, and what
/// looks like a secret is masked.
package final class SeenLists: Sendable {
    /// Bytes of the file.
    package static let budget = 4 << 20

    /// A line: where the list is from, which it is, when it came, and the list.
    private struct Line {
        var name: [String]
        var seen: Timestamp
        var text: ArraySlice<UInt8>

        var organization: String { name[0] }
        var workspace: String { name[1] }
    }

    private let path: String
    private let scope: PlatformScope
    private let lines = Mutex<[Line]?>(nil)

    package init(path: String, scope: PlatformScope) { (self.path, self.scope) = (path, scope) }

    /// Where the user of a server was last; nil where that is not known.
    package static func place(in path: String) -> (organization: String, workspace: String)? {
        read(path).first.map { ($0.organization, $0.workspace) }
    }

    private static func read(_ path: String) -> [Line] {
        guard let bytes = try? RegularFile.read(path, atMost: budget) else { return [] }
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let fields = line.split(separator: UInt8(ascii: "\t"), maxSplits: 2)
            guard fields.count == 3, let name = try? JSONParser.parse(Array(fields[0])).array?.compactMap(\.string),
                name.count > 2, let seconds = Double(String(decoding: fields[1], as: UTF8.self)), seconds.isFinite
            else { return nil }
            return Line(name: name, seen: Timestamp(seconds: seconds), text: fields[2])
        }
    }

    private var all: [Line] {
        lines.withLock { lines in
            let read = lines ?? Self.read(path)
            lines = read
            return read
        }
    }

    // MARK: Reading

    func evaluations(_ query: EvaluationQuery, now: Timestamp) -> (page: Page<Evaluation>, age: Double)? {
        find(.evaluations(query), now).flatMap { json, age in
            guard let rows = json["items"]?.array?.compactMap({ Evaluation($0) }), !rows.isEmpty else { return nil }
            let total = json["total"]?.count?.int
            return (Page(items: rows, total: total, page: query.page, pageSize: query.pageSize), age)
        }
    }

    func items(of id: EvaluationID, now: Timestamp) -> (rows: [ItemRow], age: Double)? {
        find(.items(id), now).flatMap { json, age in
            guard let items = json.array?.compactMap({ EvaluationItem($0) }), !items.isEmpty else { return nil }
            return (items.map { ItemRow($0) }, age)
        }
    }

    /// An evaluation of a list.
    func evaluation(_ id: EvaluationID) -> Evaluation? {
        for line in all where isHere(line) && line.name[2] == "evaluations" {
            let rows = (try? JSONParser.parse(Array(line.text)))?["items"]?.array ?? []
            if let row = rows.first(where: { $0["id"]?.string == id.text }) { return Evaluation(row) }
        }
        return nil
    }

    private func isHere(_ line: Line) -> Bool {
        line.organization == scope.organization && line.workspace == scope.workspace
    }

    private func find(_ key: CacheKey, _ now: Timestamp) -> (json: JSONValue, age: Double)? {
        guard let name = name(of: key), let line = all.first(where: { $0.name == name }),
            let json = try? JSONParser.parse(Array(line.text))
        else { return nil }
        return (json, max(0, now - line.seen))
    }

    /// What a list is called; nil for what is none that is kept.
    private func name(of key: CacheKey) -> [String]? {
        let words: [String]
        switch key {
        case .evaluations(let query):
            words = ["evaluations", query.status?.rawValue ?? "", query.projectID ?? "", String(query.page)]
        case .items(let id): words = ["items", id.text]
        default: return nil
        }
        return [scope.organization, scope.workspace] + words
    }

    // MARK: Writing

    /// Puts the lists of a run before those of earlier ones, as far as the budget goes. Nobody is told when that cannot be
    /// written: it is a convenience.
    package func write(_ cache: ResponseCache) {
        var (bytes, names): ([UInt8], Set<[String]>) = ([], [])
        func add(_ name: [String], _ seen: Timestamp, _ text: some Collection<UInt8>) {
            guard text.count < Self.budget - bytes.count, names.insert(name).inserted else { return }
            let head = JSONValue.array(name.map(JSONValue.string)).bytes + Array("\t\(seen.seconds)\t".utf8)
            guard bytes.count + head.count + text.count < Self.budget else { return }
            bytes += head + text + [UInt8(ascii: "\n")]
        }
        for (key, value, seen) in cache.newest {
            guard let name = name(of: key), let json = Self.json(value) else { continue }
            add(name, seen, Array(Secrets.masked(json.serialized()).utf8))
        }
        guard !bytes.isEmpty else { return }
        for line in Self.read(path) { add(line.name, line.seen, line.text) }
        try? PrivateFile.replace(path, with: bytes, isConvenience: true)
    }

    /// Rows of a longer list are not worth a wait at the end.
    private static let mostRows = 5_000

    private static func json(_ value: any Sendable) -> JSONValue? {
        switch value {
        case let page as Page<Evaluation>:
            ["items": .array(page.items.map(\.json)), "total": .optional(page.total)]
        case let rows as [ItemRow] where rows.count <= mostRows: .array(rows.map(\.item.json))
        default: nil
        }
    }
}
