import Foundation
import Shell
import Triage
import Wire

/// What the user set in `$XDG_CONFIG_HOME/trawl/config.yaml`. An absent file is all defaults.
struct Settings: Hashable, Sendable {
    /// The name of a theme, or the path of a theme file; nil is `dark`.
    var theme: String?
    /// Commands and the keys for them, in the notation of the help: `next-match: n`.
    var keys: [KeyOverride] = []
    /// The user's own sets of refusal phrases; one named as a shipped set takes its place.
    var refusals: [RefusalSet] = []
    /// Bytes of answers that are kept in memory.
    var cacheBudget = 256 << 20
    /// Bytes of one answer, body or document that are kept.
    var limit = ByteStore.usualLimit
    /// The mouse selects and scrolls. Off, the terminal's own selection works.
    var mouse = false

    /// The least score that counts as passed, where a file holds a score and no verdict.
    var passes = 1.0
    /// Times are shown in the zone of this machine, and not in UTC.
    var usesLocalZone = false
    /// The step at which a failed item opens.
    var failureTarget = StepTarget.OfFailure.lastError
    /// How the end of a followed evaluation is told.
    var alert = AlertKind.none
    /// The words of the verdict keys, in their order; nil for the usual ones.
    var verdicts: [String]?

    /// The columns of lists, by the name of the list.
    var columns: [String: [ColumnChoice]] = [:]
    /// The user's own commands.
    var commands: [OwnCommand] = []
    /// Lists are kept in the cache folder, for a start without the server.
    var keepsLists = true

    /// A command with another key, and where the file says so.
    struct KeyOverride: Hashable, Sendable {
        var command: String
        var keys: [String]
        var line: Int
    }

    /// The limit that the user set, for commands that need no other setting: what is wrong with the file, the screen says.
    static var chosenLimit: Int { (try? load())?.limit ?? ByteStore.usualLimit }

    /// Lets times be shown in the zone that the user set; what is wrong with the file is told by who needs the rest of it.
    static func useZone() { Timestamp.useLocalZone((try? load())?.usesLocalZone ?? false) }

    /// The user's own sets, then the shipped ones.
    var refusalSets: [RefusalSet] { refusals + RefusalSet.shipped }

    /// The set of that name: the user's own, or a shipped one.
    func refusalSet(named name: String) throws -> RefusalSet {
        let sets = refusalSets
        if let set = sets.first(where: { $0.name == name }) { return set }
        let closest = Spelling.closest(to: name, among: sets.map(\.name)).map { " Did you mean \($0)?" } ?? ""
        throw CommandError.misuse(
            "There is no set of refusal phrases \(name).\(closest)",
            hint: "There are: " + sets.map(\.name).joined(separator: ", ") + ".")
    }
}
