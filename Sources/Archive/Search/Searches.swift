import Platform

/// The searches that have been asked for, one for each evaluation.
actor Searches {
    private var made: [EvaluationID: ArchiveSearch] = [:]

    func search(of evaluation: ArchivedEvaluation, folder: String?) -> ArchiveSearch {
        let known = made[evaluation.facts.id]
        if let known, known.evaluation === evaluation { return known }
        let search = ArchiveSearch(evaluation: evaluation, folder: folder, after: known)
        made[evaluation.facts.id] = search
        return search
    }
}
