import Platform
import Wire

extension ArchivePlatform {
    package func bundle(
        of evaluation: EvaluationID, form: TrajectoryForm, includeCompacted: Bool
    ) async throws -> ByteStream {
        let archived = try find(evaluation)
        if let bundle = archived.bundle, bundle.form == form.rawValue {
            return ByteStream(store: try mapped(bundle.path), contentType: "application/zip")
        }
        return try await BundleWriter.stream(
            evaluation: archived.facts.id, form: form,
            samples: archived.samples.lazy.enumerated().map { index, sample in
                BundleWriter.Sample(
                    item: sample.id, session: sample.sessionID, task: sample.taskName, position: index)
            },
            document: { try self.document(archived, $0, as: form, includeCompacted: includeCompacted) })
    }

    private func document(
        _ archived: ArchivedEvaluation, _ index: Int, as form: TrajectoryForm, includeCompacted: Bool
    ) throws(PlatformError) -> [UInt8] {
        let sample = archived.samples[index]
        guard let location = sample.document, let session = sample.sessionID else { throw Self.withoutDocument }
        let store = try location.load()
        if form == .atif { return store.bytes(0..<store.count) }
        return try converted(store, location, session, of: archived, index, form, includeCompacted)
    }
}
