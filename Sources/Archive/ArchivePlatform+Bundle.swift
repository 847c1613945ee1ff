package import Platform
package import Wire

extension ArchivePlatform {
    package func bundle(
        of evaluation: EvaluationID, form: TrajectoryFormat, includeCompacted: Bool
    ) async throws -> ByteStream {
        try form.check()
        let archived = try find(evaluation)
        if let bundle = archived.bundle, bundle.form == form.rawValue, !archived.isLoose {
            return ByteStream(store: try mapped(bundle.path), contentType: "application/zip")
        }
        return try await BundleWriter.stream(
            evaluation: archived.facts.id, form: form,
            samples: archived.samples.lazy.enumerated().map { index, sample in
                BundleWriter.Sample(
                    item: sample.id, session: sample.sessionID, task: sample.taskName, position: index)
            },
            document: { index in
                guard let session = archived.samples[index].sessionID, let place = archived.place(exactly: session)
                else {
                    throw Self.withoutDocument
                }
                return try self.converted(place, of: archived, as: form, includeCompacted: includeCompacted)
            })
    }
}
