import Synchronization
import Wire

// Trajectories of sub-agents that stand in the same file (ATIF `subagent_trajectories`).
extension TrajectoryDocument {
    /// The sub-agents' trajectories that this document holds, each as a document of its own.
    package var subdocuments: [TrajectoryDocument] {
        subagentRanges.enumerated().map { subdocument($0.element, number: $0.offset + 1) }
    }

    /// The trajectory that a reference names, where this document holds it; nil for another file's and for a dangling one.
    package func subagent(_ reference: SubagentReference) -> TrajectoryDocument? {
        guard let id = reference.trajectoryID else { return nil }
        for (offset, range) in subagentRanges.enumerated() where identifier(range) == id {
            return subdocument(range, number: offset + 1)
        }
        for index in 0..<partCount {
            if let found = part(index)?.subagent(reference) { return found }
        }
        return nil
    }

    private var subagentRanges: [Range<Int>] {
        state.withLock { $0.scanner.member("subagent_trajectories")?.elements.ranges ?? [] }
    }

    private func identifier(_ range: Range<Int>) -> String? {
        store.withBytes(0..<range.upperBound) { bytes in
            guard bytes[range.lowerBound] == UInt8(ascii: "{") else { return nil }
            var walker = MemberWalker(bytes, range)
            while let member = walker.next() {
                guard member.has("trajectory_id"), member.kind == .string else { continue }
                return (try? JSONParser.parse(UnsafeRawBufferPointer(rebasing: bytes[member.range])))?.string
            }
            return nil
        }
    }

    private func subdocument(_ range: Range<Int>, number: Int) -> TrajectoryDocument {
        if let kept = state.withLock({ $0.subagents[range.lowerBound] }) { return kept }
        let document = document(range, name: identifier(range) ?? "\(name)/\(number)")
        state.withLock { $0.subagents[range.lowerBound] = document }
        return document
    }
}
