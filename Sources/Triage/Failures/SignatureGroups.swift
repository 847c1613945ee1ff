import Platform

/// Rows that have a signature.
struct SignatureGroup {
    var signature: FailureSignature
    var members: [Int]
    var label: ErrorLabel
    /// Of this signature first, then of those that it is one with.
    var ids: [String]
}

/// Rows by their signature, in the order met.
struct SignatureGroups {
    private(set) var groups: [SignatureGroup] = []
    private var places: [FailureSignature: Int] = [:]
    private var texts = MaskedTexts()

    /// Adds rows of one block. The last error of a trajectory serves where a row itself says nothing.
    mutating func add(
        _ places: [Int], of rows: [ItemRow], _ known: SignatureBlock, _ lastErrors: [ItemID: String]
    ) {
        var members = [[Int]](repeating: [], count: known.signatures.count)
        for place in places {
            guard let own = known.number(ofRow: place) else { continue }
            let row = rows[place]
            if !lastErrors.isEmpty, let error = lastErrors[row.item.id], row.isSilentFailure {
                let found = FailureText.find(row, lastError: error)
                let masked = texts[found.text]
                add([place], FailureSignature(row, masked, found.source), masked.label)
            } else {
                members[own].append(place)
            }
        }
        for (own, members) in members.enumerated() where !members.isEmpty {
            // What the whole block has in common may hold values of rows that are not among these.
            let isWhole = members.count == known.counts[own]
            add(members, known.signatures[own], isWhole ? known.labels[own] : label(of: members, rows))
        }
    }

    private mutating func label(of members: [Int], _ rows: [ItemRow]) -> ErrorLabel {
        var label: ErrorLabel?
        var known: Set<String> = []
        for member in members {
            let text = FailureText.find(rows[member], lastError: nil).text
            guard known.insert(text).inserted else { continue }
            let own = texts[text].label
            label?.merge(own)
            label = label ?? own
        }
        return label ?? ErrorLabel([])
    }

    private mutating func add(_ members: [Int], _ signature: FailureSignature, _ label: ErrorLabel) {
        if let place = places[signature] {
            groups[place].members += members
            groups[place].label.merge(label)
        } else {
            places[signature] = groups.count
            groups.append(SignatureGroup(signature: signature, members: members, label: label, ids: []))
        }
    }

    /// Makes one of the groups that differ in names only. What was merged has no more rows to come.
    mutating func merge() {
        var numbers: [[String]: Int] = [:]
        let circumstances = groups.map { group in
            let number = numbers[group.signature.circumstances] ?? numbers.count
            numbers[group.signature.circumstances] = number
            return number
        }
        let merging = TemplateMerging(groups.map(\.signature.template), groups: circumstances)
        var merged: [Int: SignatureGroup] = [:]
        for (place, leader) in merging.leaders.enumerated() {
            let group = groups[place]
            merged[leader, default: SignatureGroup(group)].ids.append(group.signature.id)
            guard leader != place else { continue }
            merged[leader]?.members += group.members
            merged[leader]?.label.merge(group.label)
        }
        groups = merged.map { leader, group in
            var group = group
            group.members.sort()
            guard group.ids.count > 1 else { return group }
            let template = merging.templates[leader]
            group.signature = FailureSignature(group.signature, template: template, text: group.label.masked)
            group.ids.insert(group.signature.id, at: 0)
            return group
        }
        groups.sort { ($0.members.first ?? 0) < ($1.members.first ?? 0) }
        places = [:]
    }
}

extension SignatureGroup {
    fileprivate init(_ group: SignatureGroup) {
        self = group
        ids = []
    }
}
