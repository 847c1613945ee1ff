import Platform
import Wire

/// A JSON answer on its way to a model: the one place that decides whether its shape will do.
struct ResponseDecoder {
    private let json: JSONValue
    private let resource: String

    init(_ json: JSONValue, _ endpoint: Endpoint) {
        // Some gateways wrap what an API answers.
        let isWrapped = json["data"]?.object != nil && json["id"] == nil
        self.json = isWrapped ? json["data"] ?? json : json
        resource = endpoint.resource
    }

    /// One model; `malformed` where the answer is none.
    func one<T>(_ what: String, _ read: (JSONValue) -> T?) throws -> T {
        guard let value = read(json) else { throw malformed("without \(what)") }
        return value
    }

    /// An answer that must have an array at `key`: with it absent everything else would read as "nothing found".
    func with<T>(array key: String, _ read: (JSONValue) -> T) throws -> T {
        guard json[key]?.array != nil else { throw malformed("without \"\(key)\"") }
        return read(json)
    }

    /// A list, at `key`, bare, or the only one there is; elements that cannot be read are left out.
    func list<T>(_ key: String, _ read: (JSONValue) -> T?) throws -> [T] {
        guard let elements = json[key]?.array ?? json.array ?? onlyList else {
            throw malformed("without \"\(key)\"")
        }
        return elements.compactMap(read)
    }

    private var onlyList: [JSONValue]? {
        let lists = json.object?.members.filter { $0.value.array != nil } ?? []
        guard lists.count == 1, let list = lists.first, !["errors", "detail"].contains(list.key) else { return nil }
        return list.value.array
    }

    /// A page of a list: the one that was asked for, whatever the server calls it. It may give fewer rows than was asked
    /// for and says so in `page_size`.
    func page<T>(_ key: String, page: Int, pageSize: Int, _ read: (JSONValue) -> T?) throws -> Page<T> {
        let rows = try list(key) { $0 }
        let items = rows.compactMap(read)
        let size = json["page_size"]?.int ?? json["limit"]?.int ?? pageSize
        var found = Page(items: items, total: json["total"]?.int, page: page, pageSize: size)
        found.hasNext = json["has_next"]?.bool
        found.unreadable = rows.count - items.count
        return found
    }

    private func malformed(_ what: String) -> PlatformError {
        let text = AnswerReader.excerpt(json.bytes)
        return PlatformError(.malformed, detail: "an answer \(what): \(text)", resource: resource)
    }
}
