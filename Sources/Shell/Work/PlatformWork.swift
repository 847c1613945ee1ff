package import Platform
package import Triage

/// What a platform answers, or the marks that are kept beside it.
package enum PlatformWork: Hashable, Sendable {
    /// `isForced` goes round the cache.
    case evaluations(EvaluationQuery, isForced: Bool)
    case evaluation(EvaluationID)
    case items(EvaluationID, isForced: Bool, isSettled: Bool)
    case item(ItemID, EvaluationID)
    /// Reads what lies beside an item: logs, what its verifier wrote.
    case itemFiles(EvaluationItem)
    /// Reads documents of items of which little is known: of these first, and so many at most.
    case describe(EvaluationID, first: [ItemID], atMost: Int)
    case analytics(EvaluationID)
    case traces(EvaluationID, byItem: Bool)
    case retryFailed(EvaluationID)
    case cancelEvaluation(EvaluationID)

    case trajectory(TrajectoryRequest)
    /// Waits until the file of a session's document is written again.
    case change(of: SessionID)
    /// Reads a trajectory that nobody asked for yet.
    case prefetch(TrajectoryRequest)
    /// Opens a file that a session's document names, in the form of a request.
    case follow(String, beside: SessionID, like: TrajectoryRequest)
    /// Finds the files that a trajectory is spread over. `goesOn`: it names a further one.
    case chain(TrajectoryRequest, goesOn: Bool)
    /// Asks how large the files are that a session's documents refer to by these paths.
    case findMedia(SessionID, [String])
    /// Reads the trajectories of failures that say nothing, for their last errors.
    case lastErrors([EvaluationItem])
    /// What came before the failure classes of an evaluation; notes that they were met.
    case classContext(Evaluation, [FailureClass])
    /// Reads two lists of items and compares them by task.
    case compare(ComparedItems, ComparedItems)
    /// Reads two runs and aligns their steps.
    case sides(TrajectoryRequest, TrajectoryRequest)
    /// Reads a run and others of its task, and tells how far each did the same.
    case passedRuns(TrajectoryRequest, [EvaluationItem])

    case search(EvaluationID, String, isForced: Bool)
    /// The same by reading trajectories, where the server's own search knows words alone.
    case readingSearch(EvaluationID, String)
    /// Somebody is about to search: an index that is not there yet may be begun.
    case prepareSearch(EvaluationID)
    case messageSearch(SessionID, String)
    case sweep(EvaluationID, [EvaluationItem], RefusalSet)
    /// Looks whether samples have started to match since the last look.
    case watch(EvaluationID, WatchSubject, WatchState)

    case sessions(SessionQuery)
    case worldJobs(WorldQuery)
    case worldManifests
    /// The trajectories that a job made, as they are found.
    case worldTrajectories(of: WorldJob)
    case createWorld(WorldTrajectoryRequest)
    case cancelWorldJob(WorldJobID)

    case organizations
    case workspaces(of: String)
    /// Writes the bundle of an evaluation to a file.
    case download(BundleRequest)
    case marks(MarksWork)
}

extension PlatformWork {
    package var isOfMarks: Bool { if case .marks = self { true } else { false } }

    /// What is lost when this is not done to its end.
    package var saves: Saving? {
        switch self {
        case .retryFailed, .cancelEvaluation, .createWorld, .cancelWorldJob: .request
        case .download: .file
        case .marks(let work): work.isStoring ? .mark : nil
        default: nil
        }
    }
}
