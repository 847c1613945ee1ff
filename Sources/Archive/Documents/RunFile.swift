import Platform
import Trajectory
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// A file that holds many runs. What is kept of a run is where it is: it is read where it lies, when it is asked for.
final class RunFile: Sendable {
    let location: DocumentLocation
    let list: RunList
    /// The least score that counts as passed, where a run has no verdict.
    let passes: Double
    let evaluation: EvaluationID
    /// The kind of member that the runs are named by.
    private let naming: Int?

    /// Nil where a file holds no list of runs, or cannot be read.
    init?(_ location: DocumentLocation, of evaluation: EvaluationID, passes: Double) {
        guard let store = try? location.mapped(), let list = RunList.find(in: store, name: bareName(location.name))
        else {
            return nil
        }
        (self.location, self.list, self.evaluation, self.passes) = (location, list, evaluation, passes)
        naming = Self.naming(list, store)
        if store.isMapped { store.discard(0..<store.count) }
    }

    /// What of the first runs tells them apart: the best name that is not the same for all.
    private static func naming(_ list: RunList, _ store: ByteStore) -> Int? {
        let names = list.runs.prefix(64).map { run in store.withBytes { RunEnvelope($0, run.range).names } }
        let ranks = Set(names.joined().map(\.rank)).sorted()
        return ranks.first { rank in
            let told = names.compactMap { names in names.first { $0.rank == rank }?.value }
            return told.count == names.count && (Set(told).count > 1 || told.count == 1)
        }
    }

    /// The bytes of one run. Throws `storage` where the file is not what it was.
    func contents(_ run: Int) throws(PlatformError) -> ByteStore {
        let range = list.runs[run].range
        let whole = try location.mapped()
        let isThere = whole.withBytes { bytes in
            range.upperBound <= bytes.count && [0x7B, 0x5B].contains(bytes[range.lowerBound])
                && [0x7D, 0x5D].contains(bytes[range.upperBound - 1])
        }
        guard isThere else {
            throw PlatformError(.storage, detail: "the file has changed since it was opened", resource: location.name)
        }
        return ByteStore(range, of: whole)
    }

    /// Gives back the pages of runs that were looked at, once there are many, from the run `first` on up to another one.
    func release(from first: inout Int, to run: Int) {
        let range = list.runs[first].range.lowerBound..<list.runs[run].range.lowerBound
        guard range.count > RunList.stretch, let store = try? location.mapped(), store.isMapped else { return }
        store.discard(range)
        first = run
    }

    /// What a run says of itself.
    func envelope(_ run: Int) -> RunEnvelope {
        guard let store = try? contents(run) else { return RunEnvelope() }
        return store.withBytes { RunEnvelope($0, 0..<$0.count) }
    }

    func name(_ run: Int, _ envelope: RunEnvelope) -> String {
        let named = naming.flatMap { rank in envelope.names.first { $0.rank == rank }?.value }
        return list.runs[run].key ?? named ?? envelope.names.first?.value ?? "\(run + 1)"
    }
}
