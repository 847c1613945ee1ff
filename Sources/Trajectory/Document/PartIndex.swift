import Wire

/// The trajectories that one file holds: where each is, and how many steps come before it.
struct PartIndex {
    private(set) var ranges: [Range<Int>] = []
    /// Steps in the parts up to and including each.
    private var ends: [Int] = []
    /// Steps at the beginning of a part that are those of the part before it, by the part's index.
    private var repeated: [Int: Int] = [:]
    /// The part that is arriving, its end unknown.
    var open: TrajectoryDocument?
    var openStart: Int?
    /// Parts that were looked at last, the latest at the end.
    private var recent: [(index: Int, part: TrajectoryDocument)] = []

    /// The first part, which tells what the file is: asked for again and again.
    private var first: TrajectoryDocument?
    /// What is wrong with the first parts; of a file with very many, they tell what is wrong with it.
    private(set) var problems: [Problem] = []

    private static let recentLimit = 4
    private static let toldParts = 16

    var count: Int { ranges.count + (open == nil ? 0 : 1) }
    var steps: Int { (ends.last ?? 0) + (open?.stepCount ?? 0) }

    mutating func append(_ range: Range<Int>, steps: Int, repeating: Int = 0) {
        if repeating > 0 { repeated[ranges.count] = repeating }
        ranges.append(range)
        ends.append((ends.last ?? 0) + steps)
    }

    /// Steps before a part.
    func steps(before part: Int) -> Int { part > 0 ? ends[min(part, ends.count) - 1] : 0 }

    /// Whether a step of a part was already in the part before it.
    func isRepeated(_ step: Int, in part: Int) -> Bool { step < repeated[part] ?? 0 }

    /// The part that holds a step of the whole document.
    func part(ofStep step: Int) -> Int? {
        guard step >= 0, step < steps else { return nil }
        return ends.partitioningIndex { $0 > step }
    }

    /// Keeps what a complete part says is wrong with it.
    mutating func note(_ new: [Problem], ofPart index: Int) {
        guard index < Self.toldParts else { return }
        problems += new.map { Problem(step: $0.step, message: "part \(index + 1): \($0.message)") }
    }

    mutating func remember(_ part: TrajectoryDocument, at index: Int) {
        if index == 0 { return first = part }
        recent.removeAll { $0.index == index }
        recent.append((index, part))
        if recent.count > Self.recentLimit { recent.removeFirst() }
    }

    func remembered(_ index: Int) -> TrajectoryDocument? {
        if index == ranges.count { return open }
        if index == 0 { return first }
        return recent.last { $0.index == index }?.part
    }
}
