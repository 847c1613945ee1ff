import Platform

/// What differs between two readings of one list, whose rows are the same objects where nothing has changed.
package struct RowChanges: Sendable {
    package let before: [ItemRow]
    package let after: [ItemRow]
    /// Places in `after` of rows that are new, or other than before; nil where rows moved or were taken out, or where so
    /// many changed that the list is better looked at as a whole.
    package let places: [Int]?

    /// Lists are looked at as a whole where more than one row in so many has changed.
    private static let most = 8

    package init(from before: [ItemRow], to after: [ItemRow]) {
        (self.before, self.after) = (before, after)
        places = before.count <= after.count ? Self.places(before, after) : nil
    }

    private static func places(_ before: [ItemRow], _ after: [ItemRow]) -> [Int]? {
        var places: [Int] = []
        for place in after.indices {
            if place < before.count {
                if before[place] === after[place] { continue }
                guard before[place].item.id == after[place].item.id else { return nil }
            }
            places.append(place)
            guard places.count <= max(after.count / most, 64) else { return nil }
        }
        return places
    }

    /// Both are the same rows.
    package var isEmpty: Bool { places?.isEmpty == true }

    /// Rows whose status is another one, or that are new.
    package var moved: [ItemRow] {
        if let places {
            return places.filter { $0 >= before.count || before[$0].item.status != after[$0].item.status }
                .map { after[$0] }
        }
        let known = Dictionary(before.map { ($0.item.id, $0.item.status) }, uniquingKeysWith: { first, _ in first })
        return after.filter { known[$0.item.id] != $0.item.status }
    }
}
