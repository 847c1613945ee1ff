import Platform

/// The signatures of some rows of a table that stand one behind the other: each different one once. Blocks are what is
/// worked on at one time, on several threads, and what is shown of so far.
package struct SignatureBlock: Sendable {
    /// Rows of a block.
    static let size = 2_048

    private let first: Int
    /// Per row the number of its signature; negative where it has not failed.
    private var numbers: [Int16] = []
    private(set) var signatures: [FailureSignature] = []

    /// Masks every different error text once.
    init(_ rows: [ItemRow], _ range: Range<Int>) {
        first = range.lowerBound
        numbers.reserveCapacity(range.count)
        var known: [FailureSignature: Int16] = [:]
        var masked: [String: MaskedError] = [:]
        for row in range {
            guard let signature = FailureSignature(rows[row], masked: &masked) else {
                numbers.append(-1)
                continue
            }
            if let number = known[signature] {
                numbers.append(number)
            } else {
                known[signature] = Int16(signatures.count)
                numbers.append(Int16(signatures.count))
                signatures.append(signature)
            }
        }
    }

    /// The place of a row's signature in `signatures`; nil where the row has not failed.
    func number(ofRow row: Int) -> Int? {
        let number = numbers[row - first]
        return number < 0 ? nil : Int(number)
    }

    /// Places, which run upwards, by the block that they lie in.
    static func grouped(_ places: [Int]) -> [(block: Int, places: [Int])] {
        var groups: [(block: Int, places: [Int])] = []
        for place in places {
            if groups.last?.block == place / size {
                groups[groups.count - 1].places.append(place)
            } else {
                groups.append((place / size, [place]))
            }
        }
        return groups
    }

    /// The blocks in which places lie that run upwards.
    package static func blocks(of places: [Int]) -> [Int] {
        var blocks: [Int] = []
        for place in places where blocks.last != place / size { blocks.append(place / size) }
        return blocks
    }
}
