import TextSearch
package import Trajectory
import Wire

extension RefusalSet {
    /// Bytes of a step beyond which its words are not judged: an agent that declines says little else.
    private static let longest = 1 << 16

    /// What stands in the JSON of nearly every step that refuses; in other scripts than Latin it is not looked for.
    private static let hints = [
        "can't", "can\u{2019}t", "cannot", "can not", "unable", "not able", "won't", "won\u{2019}t", "will not",
        "declin", "refus", "must not",
        "not comfortable", "feel comfortable", "uncomfortable", "guidelines", "policy", "appropriate", "ethical",
        "nicht", " pas ", " no ", "não",
        "n\\u00e3o", " non ",
    ].compactMap { TextNeedle(Array($0.utf8), ignoresCase: true) }

    /// Whether a step of a document refuses in words, as far as that can be told quickly.
    package func isRefusal(_ outline: StepOutline, _ index: Int, of document: TrajectoryDocument) -> Bool {
        guard outline.source == .agent, outline.size <= Self.longest, !outline.flags.contains(.copied),
            document.rawJSON(index).contains(where: { document.store.withBytes($0, Self.mayRefuse) }),
            let step = document.step(index)
        else { return false }
        return !findings(in: step, place: .middle).isEmpty
    }

    private static func mayRefuse(_ bytes: UnsafeRawBufferPointer) -> Bool {
        hints.contains { $0.next(in: bytes, from: 0) != nil } || bytes.contains { $0 >= 0xD0 && $0 != 0xE2 }
    }
}
