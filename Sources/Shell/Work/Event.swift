package import Platform
package import RichText
package import Terminal
package import Trajectory
package import Triage
package import Wire

/// Everything that can happen to the program: the only way in which its state changes.
package enum Event: Sendable {
    case key(Key)
    case resize(Size)
    /// What the terminal's background is, as it says.
    case ground(Ground)
    /// The time at which this turn of the loop began: state knows no clock of its own.
    case clock(Timestamp)
    case answer(Ticket, EffectResult)
    /// A request failed and will be sent again: shown as a count-down.
    case retrying(RetryCountdown)
    /// The network or a running job has something to say that belongs to no request of a pane.
    case notice(Message)
}

/// What came back for an effect.
package enum EffectResult: Sendable {
    case evaluations(Page<Evaluation>, Freshness)
    case evaluation(Evaluation)
    /// A batch of an evaluation's items; `isLast` ends the list, and with it items that are no longer there go.
    case rows([ItemRow], isFirst: Bool, isLast: Bool, Freshness)
    /// Rows of which more is known now, and how many are left to be read.
    case described([ItemRow], left: Int)
    case arranged(Arrangement)
    case grouped(Grouped)
    case summarised(SummaryData)
    /// What the last step of the trajectory of a failure says; `lastErrorsRead` follows when all are read.
    case lastError(LastErrors.Found)
    case lastErrorsRead
    case classContext(ClassContext)
    case analytics(JSONValue)
    /// A document to be shown as it came, and what it is called.
    case raw(JSONValue, String)
    /// How old the document that follows is, in seconds; `missing` is why there is no newer one.
    case age(Double, missing: PlatformError?)
    /// The document exists and may grow; `documentGrew` follows until it is complete.
    case document(TrajectoryDocument, DocumentOrigin)
    case documentGrew
    case surveyed([SurveyedStep], next: Int)
    case matched([StepMatches], scanned: Int, isLast: Bool)
    /// Matches in the sub-agents' trajectories that the document holds.
    case matchedInSubagents(Int)
    case found(SearchResult)
    /// What a search that reads texts has found so far; `found` follows.
    case foundSoFar(SearchResult)
    /// What a refusal sweep found since the last answer, and how far it is.
    case swept([ItemRefusals], RefusalSweep.Progress, isLast: Bool)
    case watched(WatchState)
    case item(EvaluationItem)
    case itemFiles(EvaluationItem, [ItemFile])
    /// A step of megabytes, its long texts cut, and its 0-based index.
    case decoded(Step, Int)
    /// The first step that answers a query; nil where none does.
    case located(Int?)
    case messages(MessageSearchResult)
    case sessions(Page<Session>)
    case jobs(Page<WorldJob>)
    case job(WorldJob)
    case manifests(Page<WorldManifest>)
    /// All trajectories of a job that are found so far.
    case worldTrajectories([WorldTrajectory], isLast: Bool)
    case marks([ItemID: ItemAnnotations])
    /// The bookmarks of a trajectory, as they are kept.
    case bookmarks(TrajectoryKey, [Bookmark])
    /// The text of a step that was too large to be decoded between two keys, and what it was wanted for.
    case stepText(String, name: String, StepUse)
    case rawLines([RichLine], title: String)
    /// A text to be shown over the panes.
    case lines(String, [RichLine])
    /// How large files beside a document are; nil for those that are missing.
    case media([String: Int?])
    case compared(ComparisonResult)
    case aligned(AlignedRuns)
    case followed(FollowedFile)
    case chain(FileChain)
    /// Names of failure classes, by the id of their signature.
    case classNames([String: String])
    case profiles([ConnectionOption])
    case organizations([ConnectionOption])
    case workspaces([ConnectionOption])
    /// Another platform is there, or the same one with another key; and what is to be said of a place that is gone.
    case connected(PlatformScope, loss: String = "")
    case progress(Progress)
    /// Paths that begin as the one that is typed.
    case fileNames([String])
    /// Something was done for the user: what to say of it.
    case done(String)
    /// Something that went on behind has ended, well or not.
    case ended(Message)
    case failed(PlatformError)
    /// A timer.
    case due
}

extension ErrorText {
    /// The hint where a key asks again.
    package var hintOnScreen: String {
        switch remedy {
        case .retry: "Press \(key: .refresh) to try again."
        case .retryLater: "Wait a little, then press \(key: .refresh) to try again."
        case .signIn: "Type :login to sign in."
        case nil: Sanitize.line(hint)
        }
    }

    /// The hint where what failed was done for the user once, and no key repeats it.
    var hintOnce: String { remedy == .signIn ? hintOnScreen : hint }
}

extension EffectResult {
    package var isFailure: Bool { if case .failed = self { true } else { false } }
}

/// Where an answer comes from.
package struct Freshness: Hashable, Sendable {
    /// Seconds since the server said so; nil for an answer that has just come.
    package var age: Double?
    /// A newer answer is being fetched behind this one.
    package var isRefreshing: Bool
    /// Rows that came without an id, and are not shown.
    package var lost: Int

    package init(age: Double? = nil, isRefreshing: Bool = false, lost: Int = 0) {
        self.age = age
        self.isRefreshing = isRefreshing
        self.lost = lost
    }

    package static let fresh = Freshness()
}

/// A request that waits to be sent again.
package struct RetryCountdown: Hashable, Sendable {
    package var cause: String
    /// Which try comes next, and how many there are at most.
    package var attempt: Int
    package var most: Int
    package var until: Timestamp

    package init(cause: String, attempt: Int, most: Int, until: Timestamp) {
        self.cause = cause
        self.attempt = attempt
        self.most = most
        self.until = until
    }
}

/// A line for the user at the foot of the screen.
package struct Message: Hashable, Sendable {
    package enum Tone: Hashable, Sendable { case plain, good, warning, error }

    package var text: String
    package var tone: Tone

    package init(_ text: String, _ tone: Tone = .plain) {
        self.text = text
        self.tone = tone
    }

    /// What went wrong and what to do about it. `isOnce`: what failed was done for the user, and no key repeats it.
    package init(_ error: PlatformError, isOnce: Bool = false) {
        let words = ErrorText(error)
        let hint = isOnce ? words.hintOnce : words.hintOnScreen
        self.init([words.sentence, hint].filter { !$0.isEmpty }.joined(separator: " "), .error)
    }
}

extension PlatformError {
    /// The server was not reached, or did not answer to the end.
    package var isAway: Bool {
        switch kind {
        case .unreachable, .unknownHost, .interrupted, .stalled: true
        default: status.map { (502...504).contains($0) } ?? false
        }
    }
}

extension WorldJob {
    /// The kind of a job that makes a manifest and no trajectory.
    package static let makesManifest = "manifest_generation"
}
