package import Platform
package import Wire

/// What the next run takes up where this one ends: lines that were typed, filters that were saved, and the place in each
/// workspace.
package struct SavedState: Hashable, Sendable {
    /// Where somebody was in a workspace.
    package struct SavedPosition: Hashable, Sendable {
        package var evaluation: EvaluationID
        package var item: ItemID?
        /// 1-based; nil where no trajectory was open.
        package var step: Int?
        package var list: ListState

        package init(evaluation: EvaluationID, item: ItemID?, step: Int?, list: ListState) {
            self.evaluation = evaluation
            self.item = item
            self.step = step
            self.list = list
        }
    }

    /// Lines that were typed, by what they were for, the latest at the end.
    package var history: [String: [String]] = [:]
    /// Filters by the name that they were saved under.
    package var filters: [String: String] = [:]
    /// Searches by the name that they were saved under.
    package var searches: [String: String] = [:]
    /// Columns that were chosen, as they are written, by the name of their list.
    package var columns: [String: String] = [:]
    /// By `server organization/workspace`, the latest at the end.
    package var spots: [(workspace: String, spot: SavedPosition)] = []

    /// Workspaces whose places are kept.
    private static let mostSpots = 50

    package init() {}

    package static func == (left: SavedState, right: SavedState) -> Bool { left.json == right.json }
    package func hash(into hasher: inout Hasher) { hasher.combine(json) }

    static func key(_ scope: PlatformScope) -> String { "\(scope.server) \(scope.organization)/\(scope.workspace)" }

    package func spot(in scope: PlatformScope) -> SavedPosition? {
        spots.last { $0.workspace == Self.key(scope) }?.spot
    }

    package mutating func keep(_ spot: SavedPosition?, in scope: PlatformScope) {
        spots.removeAll { $0.workspace == Self.key(scope) }
        if let spot { spots.append((Self.key(scope), spot)) }
        spots = Array(spots.suffix(Self.mostSpots))
    }

    // MARK: JSON

    /// Reads what an earlier run wrote; what cannot be read is left out.
    package init(_ json: JSONValue) {
        for member in json["history"]?.object?.members ?? [] {
            history[member.key] = (member.value.array ?? []).compactMap(\.string)
        }
        for member in json["filters"]?.object?.members ?? [] { filters[member.key] = member.value.string }
        for member in json["searches"]?.object?.members ?? [] { searches[member.key] = member.value.string }
        for member in json["columns"]?.object?.members ?? [] { columns[member.key] = member.value.string }
        spots = (json["places"]?.array ?? []).compactMap { entry in
            guard let workspace = entry["workspace"]?.string, let spot = SavedPosition(entry) else { return nil }
            return (workspace, spot)
        }
    }

    package var json: JSONValue {
        [
            "history": .object(
                JSONObject(history.sorted { $0.key < $1.key }.map { ($0.key, .array($0.value.map(JSONValue.string))) })),
            "filters": .object(JSONObject(filters.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
            "searches": .object(JSONObject(searches.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
            "columns": .object(JSONObject(columns.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
            "places": .array(spots.map { $0.spot.json(workspace: $0.workspace) }),
        ]
    }
}

extension SavedState.SavedPosition {
    fileprivate init?(_ json: JSONValue) {
        guard let evaluation = json["evaluation"]?.string else { return nil }
        self.init(
            evaluation: EvaluationID(evaluation), item: json["item"]?.string.map { ItemID($0) },
            step: json["step"]?.int.flatMap { $0 > 0 ? $0 : nil },
            list: ListState(
                filter: json["filter"]?.string ?? "", sort: json["sort"]?.string ?? "",
                selected: json["selected"]?.string.map { ItemID($0) }))
    }

    fileprivate func json(workspace: String) -> JSONValue {
        [
            "workspace": .string(workspace), "evaluation": .string(evaluation.text), "item": .optional(item?.text),
            "step": .optional(step), "filter": .string(list.filter), "sort": .string(list.sort),
            "selected": .optional(list.selected?.text),
        ]
    }
}

/// How a list of items was left.
package struct ListState: Hashable, Sendable {
    package var filter: String
    package var sort: String
    package var selected: ItemID?

    package init(filter: String, sort: String, selected: ItemID?) {
        self.filter = filter
        self.sort = sort
        self.selected = selected
    }
}
