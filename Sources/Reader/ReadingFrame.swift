package import Shell
import Wire

/// What goes on from one document to the next: how the user likes them drawn, how large the panes are, what time it is.
package struct ReadingFrame: Hashable, Sendable {
    package var preferences = ReaderPreferences()
    package var size = PaneSize()
    /// What the user presses for the commands that a text names.
    package var keys = KeyNames.standard
    /// As last told.
    var now = Timestamp(seconds: 0)
}

/// How the user likes documents to be drawn.
package struct ReaderPreferences: Hashable, Sendable {
    package var density: DetailLevel = .full
    package var isWrapping = true
    /// Kinds of parts that are folded or unfolded in all steps.
    package var groupFolds: [SectionGroup: Bool] = [:]
    /// Texts as they are, without Markdown and pretty forms.
    package var isRaw = false
    /// Escapes, odd blanks and look-alike letters stand out, and nothing is taken as layout or colour.
    package var showsHidden = false

    package init() {}
}

/// What the user chose of how one document is shown: it stays when the same document is fetched again.
package struct ReadingChoices: Hashable, Sendable {
    package var folds = Folds()
    /// Loops that have all their rows, by their first step.
    var openLoops: Set<Int> = []
    /// The outline shows how long each step took.
    var isTimeline = false
    /// Columns by which rows are moved to the left where long lines are cut.
    var pan = 0
}

/// What of the steps of one document is folded by hand.
package struct Folds: Hashable, Sendable {
    /// Steps that are shown otherwise than all.
    package var densities: [Int: DetailLevel] = [:]
    /// Parts that the user folded or unfolded himself.
    package var parts: [SectionKey: Bool] = [:]
    /// Every part folded (`true`) or unfolded (`false`) at once; nil: by its length.
    package var all: Bool?

    package init() {}
}
