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
    /// Per signature what is shown of all of its rows.
    private(set) var labels: [ErrorLabel] = []
    /// Per signature how many rows have it.
    private(set) var counts: [Int] = []

    /// Masks every different error text once.
    init(_ rows: [ItemRow], _ range: Range<Int>) {
        first = range.lowerBound
        numbers.reserveCapacity(range.count)
        var known: [FailureSignature: Int16] = [:]
        var texts = MaskedTexts()
        for row in range {
            guard rows[row].isFailure else {
                numbers.append(-1)
                continue
            }
            let found = FailureText.find(rows[row], lastError: nil)
            let masked = texts[found.text]
            let signature = FailureSignature(rows[row], masked, found.source)
            let number = known[signature] ?? Int16(signatures.count)
            if Int(number) == signatures.count {
                known[signature] = number
                signatures.append(signature)
                labels.append(masked.label)
                counts.append(0)
            } else {
                labels[Int(number)].merge(masked.label)
            }
            counts[Int(number)] += 1
            numbers.append(number)
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

/// Error texts masked, each different one once.
struct MaskedTexts {
    private var known: [String: MaskedError] = [:]

    subscript(text: String) -> MaskedError {
        mutating get {
            if let masked = known[text] { return masked }
            let masked = MaskedError(text)
            known[text] = masked
            return masked
        }
    }
}
