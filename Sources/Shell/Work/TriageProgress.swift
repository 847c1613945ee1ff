/// How far somebody is with some items: how many were looked at, and how many have a mark.
package struct TriageProgress: Hashable, Sendable {
    package var total = 0
    package var seen = 0
    package var judged = 0

    package init() {}

    /// Items that nobody looked at.
    package var left: Int { total - seen }

    package mutating func add(seen isSeen: Bool, judged isJudged: Bool) {
        total += 1
        if isSeen { seen += 1 }
        if isJudged { judged += 1 }
    }
}
