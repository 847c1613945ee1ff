import Platform
import Wire

/// Reads a Harbor job folder (Trajectory.docc/ATIF): `JOB/result.json`, and a folder for each trial with a
/// `result.json` of its own.
struct HarborSource {
    /// The least reward that counts as passed.
    let passes: Double

    /// Trials up to which every `result.json` is read to count statuses; beyond, the job's own statistics are believed.
    private static let readLimit = 2_000

    static func isJob(_ json: JSONValue?) -> Bool {
        json?["n_total_trials"] != nil || json?["stats"]?["evals"] != nil || json?["trial_results"] != nil
    }

    static func isTrial(_ json: JSONValue?) -> Bool { json?["trial_name"] != nil && json?["task_name"] != nil }

    /// Whether a folder holds trials, though no `result.json` of a job: it was stopped, or still runs.
    static func isUnfinishedJob(_ files: FileSet) -> Bool {
        if let config = files.json("config.json"), config["job_name"] != nil || config["n_concurrent_trials"] != nil {
            return !HarborTrial.all(files).isEmpty
        }
        let result = files.files.first { $0.name.hasSuffix("/result.json") && $0.name.count { $0 == "/" } == 1 }
        return result.map { isTrial(files.json($0.name)) } ?? false
    }

    func open(job files: FileSet) -> ArchivedEvaluation {
        let result = files.json("result.json", atMost: 256 << 20)
        let config = files.json("config.json")
        let id = result?["id"]?.string ?? StableHash("harbor", files.path).uuid
        var facts = Evaluation(
            id: EvaluationID(id), name: config?["job_name"]?.string ?? files.name, status: .completed)
        let trials = HarborTrial.all(files)
        let samples = trials.map { $0.sample(seed: id, started: result?["started_at"], passes: passes) }
        describe(&facts, result: result, config: config)
        facts.counts = samples.count > Self.readLimit ? statistics(result, total: samples.count) : ItemCounts()
        let numbered = number(samples)
        facts.model = facts.model ?? onlyModel(numbered)
        facts.status = status(result, samples: numbered, counts: facts.counts)
        return ArchivedEvaluation(facts: facts, samples: numbered)
    }

    /// One trial's folder, opened by itself.
    func open(trial files: FileSet) -> ArchivedEvaluation {
        let id = StableHash("harbor-trial", files.path).uuid
        let trial = HarborTrial(folder: "", files: files)
        var facts = Evaluation(id: EvaluationID(id), name: files.name, status: .completed)
        facts.kind = "harbor"
        facts.createdAt = files.modified
        return ArchivedEvaluation(
            facts: facts, samples: [trial.sample(seed: id, started: nil, passes: passes)])
    }

    private func describe(_ facts: inout Evaluation, result: JSONValue?, config: JSONValue?) {
        facts.kind = "harbor"
        facts.startedAt = Timestamp(result?["started_at"])
        facts.createdAt = facts.startedAt
        facts.completedAt = Timestamp(result?["finished_at"])
        facts.datasetSize = result?["n_total_trials"]?.count
        facts.agentType = config?["agents"]?.array?.first?["name"]?.string
        facts.model = config?["agents"]?.array?.first?["model_name"]?.string
        facts.requestedConcurrency =
            config?["n_concurrent_trials"]?.count ?? config?["orchestrator"]?["n_concurrent_trials"]?.count
        facts.raw = ["harbor": result ?? .null]
    }

    /// Positions in the order of the folders' names.
    private func number(_ samples: [ArchivedSample]) -> [ArchivedSample] {
        samples.enumerated().map { index, unnumbered in
            var sample = unnumbered
            sample.details = {
                var item = unnumbered.details?() ?? EvaluationItem(unnumbered, position: index)
                item.position = index
                return item
            }
            return sample
        }
    }

    private func onlyModel(_ samples: [ArchivedSample]) -> String? {
        guard samples.count <= Self.readLimit else { return nil }
        let models = Set(samples.compactMap { $0.details?().model })
        return models.count == 1 ? models.first : nil
    }

    private func status(_ result: JSONValue?, samples: [ArchivedSample], counts: ItemCounts) -> JobStatus {
        let isOver = result?["finished_at"] != nil
        guard isOver else { return result == nil || samples.isEmpty ? .partial : .running }
        let errors = result?["stats"]?["n_errors"]?.int ?? 0
        return errors > 0 ? .partial : .completed
    }

    /// From `stats.evals.*`: names of trials by reward and by exception.
    private func statistics(_ result: JSONValue?, total: Int) -> ItemCounts {
        var counts = ItemCounts()
        for evaluation in result?["stats"]?["evals"]?.object?.members ?? [] {
            for member in evaluation.value["reward_stats"]?["reward"]?.object?.members ?? [] {
                let status: ItemStatus = (Double(member.key) ?? 0) >= passes ? .passed : .failed
                counts[status] += Quantity(member.value.array?.count ?? 0)
            }
            for member in evaluation.value["exception_stats"]?.object?.members ?? [] {
                counts[HarborResult.status(ofException: member.key)] += Quantity(member.value.array?.count ?? 0)
            }
        }
        counts[.unknown] = max(0, Quantity(total) - counts.total)
        return counts
    }
}
