import Platform
import Wire

extension Evaluation {
    /// What a bundle tells of the evaluation whose trajectories it holds.
    static func bundle(path: String, archive: ZipArchive, notes: BundleManifest) -> Evaluation {
        let id = EvaluationID(notes.evaluationID ?? StableHash("bundle", archive.fingerprint.hexadecimal).uuid)
        var facts = Evaluation(id: id, name: notes.name ?? FileSet(archive).name, status: .completed)
        facts.kind = "bundle"
        facts.createdAt = modificationTime(path)
        facts.completedAt = facts.createdAt
        facts.raw = ["source": .string(SystemPath.shown(lastComponent(path))), "manifest": notes.rest]
        return facts
    }
}
