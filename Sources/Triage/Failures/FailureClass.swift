package import Platform
package import Wire

/// Failures that are the same failure.
package struct FailureClass: Hashable, Sendable, Identifiable {
    package let signature: FailureSignature
    /// What is shown of it: the words that every failure of the class has, with the values in which all agree. Hostile: show
    /// through `Sanitize`.
    package let label: String
    /// What tells it from another class with the same label; nil where none has that.
    package fileprivate(set) var distinction: String?
    /// The rows of the class, as places in the list that was grouped, in its order.
    package let members: [Int]
    /// Of all failures that were grouped: 0 to 1.
    package let share: Double
    /// Models that it hit, in the order met.
    package let models: [String]
    /// How many different tasks it hit.
    package let tasks: Int
    package let firstSeen: Timestamp?
    package let lastSeen: Timestamp?
    /// The error text of the first member, as it was written. Hostile: show through `Sanitize`.
    package let example: String
    /// The ids of the signatures that make up the class, its own first: several where names turned out to be values.
    package let ids: [String]

    package var id: String { signature.id }
    package var count: Int { members.count }

    /// The label, with what tells it from another class.
    package var title: String { label + (distinction.map { " (\($0))" } ?? "") }

    /// What somebody called the class, or one of those that it is made of.
    package func name(in names: [String: String]) -> String? { ids.lazy.compactMap { names[$0] }.first }
}

extension ItemTable {
    /// The classes of the failed rows, the largest first; classes of equal size in the order in which they were met.
    /// `lastErrors` holds the last error of a trajectory, for items that say nothing themselves. Signatures that are not
    /// known yet are made (`makeSignatures`).
    package func failureClasses(at places: [Int]? = nil, lastErrors: [ItemID: String] = [:]) -> [FailureClass] {
        let places = places ?? Array(rows.indices)
        for block in SignatureBlock.blocks(of: places) { makeSignatures(block) }
        return classes(ofKnown: places, lastErrors: lastErrors)
    }

    /// The classes of those failed rows whose signatures are known by now.
    package func classes(ofKnown places: [Int], lastErrors: [ItemID: String] = [:]) -> [FailureClass] {
        var found = SignatureGroups()
        for (block, places) in SignatureBlock.grouped(places) {
            if let known = signatures(block) { found.add(places, of: rows, known, lastErrors) }
        }
        found.merge()
        let total = found.groups.reduce(0) { $0 + $1.members.count }
        let tasks = texts("task") { $0.item.taskName }
        let classes = found.groups.enumerated()
            .sorted { ($1.element.members.count, $0.offset) < ($0.element.members.count, $1.offset) }
            .map { make($0.element, total: total, tasks: tasks, lastErrors: lastErrors) }
        return Self.distinguished(classes)
    }

    private func make(
        _ group: SignatureGroup, total: Int, tasks: TextColumn, lastErrors: [ItemID: String]
    ) -> FailureClass {
        var models: [String] = []
        var known: Set<String> = []
        var first: Timestamp?
        var last: Timestamp?
        for place in group.members {
            let row = rows[place]
            if let model = row.item.model, models.last != model, known.insert(model).inserted { models.append(model) }
            guard let seen = row.lastSeen else { continue }
            first = first.map { min($0, seen) } ?? seen
            last = last.map { max($0, seen) } ?? seen
        }
        let example = group.members.first.map { rows[$0] }
        return FailureClass(
            signature: group.signature, label: group.label.text, members: group.members,
            share: total == 0 ? 0 : Double(group.members.count) / Double(total), models: models,
            tasks: Set(group.members.lazy.map { tasks.numbers[$0] }).count, firstSeen: first, lastSeen: last,
            example: example.map { FailureText.find($0, lastError: lastErrors[$0.item.id]).text } ?? "",
            ids: group.ids)
    }

    /// Two classes with one label say what tells them apart.
    private static func distinguished(_ classes: [FailureClass]) -> [FailureClass] {
        let labels = Dictionary(grouping: classes.indices) { classes[$0].label }.values.filter { $0.count > 1 }
        return labels.reduce(into: classes) { classes, alike in
            let words: [(FailureSignature) -> String?] = [
                { $0.status.rawValue.replacing("_", with: " ") }, \.phase, \.stopReason,
            ]
            let telling = words.filter { word in Set(alike.map { word(classes[$0].signature) }).count > 1 }
            for place in alike {
                classes[place].distinction = telling.compactMap { $0(classes[place].signature) }.joined(separator: ", ")
            }
            // They differ in words beyond those that are shown.
            for same in Dictionary(grouping: alike, by: { classes[$0].distinction }).values where same.count > 1 {
                for place in same {
                    let before = classes[place].distinction.map { $0.isEmpty ? "" : $0 + ", " } ?? ""
                    classes[place].distinction = before + classes[place].id
                }
            }
        }
    }
}

extension ItemRow {
    /// The last moment of the item's life that is known.
    fileprivate var lastSeen: Timestamp? {
        item.completedAt ?? item.agentFinishedAt ?? item.startedAt ?? item.queuedAt
    }
}

/// What items can be grouped by, apart from why they failed.
package enum ItemGrouping: String, CaseIterable, Sendable {
    case task, model, worker, capability, status

    private func name(of row: ItemRow) -> String? {
        switch self {
        case .task: row.item.taskName
        case .model: row.item.model
        case .worker: row.item.workerID
        case .capability: row.capability
        case .status: row.item.status.rawValue
        }
    }

    /// The groups in the order met, each with the places of its rows. Items that lack what is grouped by are one group
    /// with an empty name.
    package func groups(of table: ItemTable, at places: [Int]? = nil) -> [(name: String, members: [Int])] {
        let column = table.texts(rawValue, name)
        // Behind the texts: the place of the group without a name.
        var numbers = [Int?](repeating: nil, count: column.texts.count + 1)
        var groups: [(name: String, members: [Int])] = []
        for place in places ?? Array(table.rows.indices) {
            let text = column.numbers[place] == TextColumn.none ? column.texts.count : Int(column.numbers[place])
            if let number = numbers[text] {
                groups[number].members.append(place)
            } else {
                numbers[text] = groups.count
                groups.append((text < column.texts.count ? column.texts[text] : "", [place]))
            }
        }
        return groups
    }
}
