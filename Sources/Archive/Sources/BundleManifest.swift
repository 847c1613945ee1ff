import Wire

/// The manifest of a trajectories ZIP, read leniently as its field names are not documented
/// (Platform.docc/Evaluations): every
/// array of objects that hold an id together with a file or a reason is a list of samples.
struct BundleManifest: Sendable {
    /// One sample that the manifest names.
    struct Item: Sendable {
        var id: String?
        var sessionID: String?
        var taskName: String?
        var position: Int?
        var file: String?
        /// Why the sample was left out.
        var reason: String?
        var error: String?
    }

    var evaluationID: String?
    var name: String?
    /// `atif`, `openai` or `native`.
    var form: String?
    var items: [Item] = []
    /// Members of the manifest that are no list of samples, for the raw view.
    var rest: JSONValue = .null
    /// The folder that the manifest lies in, with its slash; file names may be relative to it.
    var folder = ""

    init(_ json: JSONValue?) {
        guard let json else { return }
        if let list = json.array { items = list.compactMap(Self.item) }
        evaluationID = json["evaluation_id"]?.string ?? json["evaluation"]?["id"]?.string
        name = json["evaluation_name"]?.string ?? json["name"]?.string ?? json["evaluation"]?["name"]?.string
        form = json["format"]?.string
        var others: [JSONObject.Member] = []
        for member in json.object?.members ?? [] {
            let found = Self.items(member.value)
            if found.isEmpty { others.append(member) } else { items += found }
        }
        rest = .object(JSONObject(members: others))
        sort()
    }

    /// An array of objects, or an object of objects keyed by id.
    private static func items(_ value: JSONValue) -> [Item] {
        if let list = value.array { return list.compactMap(item) }
        return (value.object?.members ?? []).compactMap { member in
            guard member.value.object != nil, var item = item(member.value, id: member.key) else { return nil }
            item.id = item.id ?? member.key
            return item
        }
    }

    private static func item(_ json: JSONValue) -> Item? { item(json, id: nil) }

    private static func item(_ json: JSONValue, id key: String?) -> Item? {
        var item = Item()
        item.id = first(json, ["item_id", "sample_id", "id", "item"]) ?? key
        item.sessionID = first(json, ["session_id", "session"])
        item.taskName = first(json, ["task_name", "task_name_snapshot", "task", "task_ref", "name"])
        item.position = json["position"]?.int ?? json["index"]?.int
        item.file = first(json, ["file", "filename", "file_name", "path", "entry", "name"])
        item.reason = first(json, ["reason", "skip_reason", "skipped_reason", "skipped"])
        item.error = first(json, ["error", "detail"])
        guard item.id != nil || item.sessionID != nil, item.file != nil || item.reason != nil || item.error != nil
        else { return nil }
        return item
    }

    private static func first(_ json: JSONValue, _ keys: [String]) -> String? {
        for key in keys {
            if let text = json[key]?.string, !text.isEmpty { return text }
        }
        return nil
    }

    /// By position where every sample has one; else as listed.
    private mutating func sort() {
        guard items.allSatisfy({ $0.position != nil || $0.reason != nil }) else { return }
        let order = items.enumerated().sorted { left, right in
            (left.element.position ?? .max, left.offset) < (right.element.position ?? .max, right.offset)
        }
        items = order.map(\.element)
    }
}
