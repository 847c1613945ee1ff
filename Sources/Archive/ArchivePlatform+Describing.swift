package import Platform

extension ArchivePlatform {
    package func describe(
        _ wanted: [ItemID], of evaluation: EvaluationID, atMost: Int
    ) async throws -> (items: [EvaluationItem], left: Int) {
        let archived = try find(evaluation)
        var places = wanted.compactMap { archived.index(of: $0) }.filter(archived.needsEnrichment)
        if places.count < atMost {
            places += archived.nextSilent(atMost - places.count, but: Set(places))
        }
        for place in places.prefix(atMost) {
            guard let document = archived.samples[place].document else { continue }
            archived.note(try DocumentFacts(document, passes: options.passes), on: place)
        }
        return (places.prefix(atMost).map { archived.item($0) }, archived.silentCount)
    }
}
