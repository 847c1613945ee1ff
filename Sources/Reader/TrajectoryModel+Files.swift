package import Shell
import Trajectory

// Taking the document away.
extension TrajectoryModel {
    /// `:write FILE`: the document as received.
    package func write(to path: String, overwriting: Bool) -> Reaction {
        guard let document = reading.document else { return .say("No trajectory is open", .warning) }
        guard !path.isEmpty else { return .say("write takes a file", .warning) }
        let file = DocumentFile(
            document: DocumentReference(document), kind: .received, path: path, isOverwriting: overwriting)
        return .act(file)
    }

    /// `:export FILE` or `:export 10-20 FILE`: a report of all steps, or of some.
    /// `masking`: what looks like a key or a password is masked.
    package func export(_ text: String, overwriting: Bool, masking: Bool) -> Reaction {
        guard let document = reading.document else { return .say("No trajectory is open", .warning) }
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        let range = words.count == 2 ? Self.steps(words[0], of: reading.stepCount) : nil
        if words.count == 2, range == nil, words[0].first?.isNumber == true {
            return .say("Steps go from 1 to \(reading.stepCount), such as :export 10-20 FILE.md", .warning)
        }
        let path = range == nil ? text : words[1]
        guard !path.isEmpty else { return .say("export takes a file, such as :export 10-20 FILE.md", .warning) }
        let kind = DocumentFile.Kind.report(
            range ?? 0..<reading.stepCount, title: crumbs.joined(separator: ", "), masking: masking)
        let file = DocumentFile(
            document: DocumentReference(document), kind: kind, path: path, isOverwriting: overwriting)
        return .act(file)
    }

    /// `10-20`, `10-`, `10` as 0-based steps; nil where it is none, or lies outside.
    private static func steps(_ text: String, of count: Int) -> Range<Int>? {
        let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = ends.first.flatMap({ Int($0) }), (1...max(1, count)).contains(first) else { return nil }
        let last = ends.count == 1 ? first : ends[1].isEmpty ? count : Int(ends[1]) ?? 0
        return first <= last && last <= count ? first - 1..<last : nil
    }
}
