import Shell
import Synchronization
import TextSearch
import Trajectory
import Wire

/// Counts a pattern in a text that comes in pieces.
struct PieceCount {
    private let pattern: FindPattern
    /// What may hold the beginning of a match that ends in the next piece.
    private var rest: [UInt8] = []
    private(set) var count = 0

    init(_ pattern: FindPattern) { self.pattern = pattern }

    mutating func add(_ piece: String) {
        rest += Array(piece.utf8)
        look { $0.count - $1.reach(in: $0) }
    }

    /// All of the text was there.
    mutating func finish() { look { bytes, _ in bytes.count } }

    /// Counts the matches that begin before a place, and keeps what stands behind it and behind them.
    private mutating func look(before place: (UnsafeRawBufferPointer, FindPattern) -> Int) {
        let (found, used) = rest.withUnsafeBytes { bytes in
            let end = place(bytes, pattern)
            let found = pattern.matches(in: bytes).prefix { $0.lowerBound < end }
            return (found.count, max(end, found.last?.upperBound ?? 0))
        }
        count += found
        rest.removeFirst(used)
    }
}

/// Counts a pattern in a step of megabytes whose long texts are not decoded whole: each of them is looked through in
/// pieces, and a word that nobody can have written stands for it in the step.
enum LongTextCount {
    /// Bytes from which on a text is long, and bytes of a piece of it.
    private static let longest = 1 << 20

    static func count(
        _ pattern: FindPattern, in document: TrajectoryDocument, _ index: Int, hiding hidden: Set<StepFilter.Kind> = []
    ) -> StepMatches? {
        let word = "\(UInt64.random(in: .min ... .max))-\(UInt64.random(in: .min ... .max))-"
        let counts = Mutex<[Int]>([])
        let abridging = Abridging(longest: longest, head: 0, tail: 0) { whole, _ in
            var count = PieceCount(pattern)
            whole.forEachPiece(of: longest) { count.add($0) }
            count.finish()
            return counts.withLock { counts in
                counts.append(count.count)
                return word + "\(counts.count - 1);"
            }
        }
        guard let step = document.step(index, abridging) else { return nil }
        let failed = document.outline(index)?.flags.contains(.error) == true
        let long = counts.withLock { $0 }
        var total = FindCount()
        for piece in StepText.pieces(of: step) {
            let (text, found) = Self.found(piece.text, word, long)
            // Whether a result has failed is read from its text, which is not here.
            let kinds =
                failed && found != nil && piece.kinds.contains(.result) ? piece.kinds.union([.error]) : piece.kinds
            guard pattern.looksAt(kinds) else { continue }
            let isHidden = StepText.isHidden(piece, of: step.source, hidden)
            total.add(pattern.count(in: text) + (found ?? 0), isHidden: isHidden)
        }
        return StepMatches(index: index, total, in: step)
    }

    /// A text without the words that stand for long ones, and what was counted in those; nil where it has none.
    private static func found(_ text: String, _ word: String, _ counts: [Int]) -> (text: String, count: Int?) {
        guard text.contains(word) else { return (text, nil) }
        var total = 0
        let rest = text.split(separator: word, omittingEmptySubsequences: false).enumerated().map { at, part in
            guard at > 0, let end = part.firstIndex(of: ";") else { return part }
            if let number = Int(part[..<end]), counts.indices.contains(number) { total += counts[number] }
            return part[part.index(after: end)...]
        }
        return (rest.joined(), total)
    }
}
