package import Platform
package import Terminal
package import Wire

/// One thing that stands on the screen and has the keys while it is on top: a list with its detail, the reader, a text or
/// a menu over them. What a pane cannot do it says by the defaults below.
package protocol Pane: SendableMetatype {
    // MARK: Where it stands

    /// It lies over the panes until it is closed.
    var isOverlay: Bool { get }
    /// The parts that it divides the screen into.
    var shape: PaneShape { get }
    mutating func resize(_ layout: ScreenLayout)
    /// The columns that its list can have; nil where it has none to choose from.
    var columnSet: ColumnSet? { get }
    /// It came onto the screen: opened, or gone back to.
    mutating func enter(isBack: Bool)
    /// One step back within the pane; false where the next step leads out of it.
    mutating func stepBack() -> Bool
    /// All others stand on it: nothing is gone back to from there.
    var isBottom: Bool { get }
    /// Whether going back may lead from here to a pane.
    func returns(to pane: any Pane) -> Bool

    // MARK: Keys

    /// Where keys are looked up, the innermost first.
    var contexts: [Context] { get }
    /// Takes a key before the keymap does, as forms and menus do; nil where it does not.
    mutating func handle(_ key: Key) -> Reaction?
    /// Nil where the command is none of the pane's: then it is the program's.
    mutating func apply(_ command: Command) -> Reaction?
    /// Where motions have come to: a count goes no further where that stays the same. Nil: it goes on to its end.
    var standing: AnyHashable? { get }
    /// To a row by its number, from 0; nil where rows are counted from the top.
    mutating func go(toRow row: Int) -> Reaction?
    /// To an item that was marked here; nil where none is shown by itself.
    mutating func select(_ item: EvaluationItem) -> Reaction?
    /// The mouse points at a cell: what is there is selected. False where nothing is.
    mutating func point(x: Int, y: Int, in layout: ScreenLayout) -> Bool
    /// What came of its own work, by the slot that this was asked in; nil where the slot is none of the pane's.
    mutating func receive(_ answer: EffectResult, for slot: EffectSlot) -> Reaction?
    /// What the status line offers: what one does next first, as much as there is room for, and behind it the help.
    var hints: [Hint] { get }

    // MARK: What the cursor is on

    var subject: Subject { get }
    /// The requests behind what is shown, as lines for the shell.
    func requests(in scope: PlatformScope) -> [String]
    /// The item that is read was marked: what undo takes back next is not the pane's.
    mutating func noteMarked()
    /// Takes back the last change that is the pane's own; nil where there is none.
    mutating func undo() -> Reaction?
    /// Goes on after a verdict; nil where the program does.
    mutating func goOn() -> Reaction?

    /// What `:report` writes of it; nil where there is nothing to report.
    var report: Reported? { get }

    // MARK: Loading

    /// What its content is loaded in.
    var slot: EffectSlot? { get }
    /// A load is under way that may be stopped.
    var canStop: Bool { get }
    /// Stops the load; what has come stays.
    mutating func stop()
    /// Asks for the content again, past the cache; nil where there is nothing to ask for.
    mutating func refresh() -> Reaction?
    /// What is waited for, and how far it has come; nil where nothing is.
    func loading(at now: Timestamp) -> String?
    /// The pane itself tells what is missing of its content.
    var tellsLoss: Bool { get }
    mutating func tick(_ now: Timestamp)
    /// Work that has come up, asked for after every event. `isShown`: no other pane is on top of it, save an overlay.
    mutating func wanted(_ slots: Slots, isShown: Bool) -> [EffectRequest]
    /// The item from which trajectories are prefetched.
    var anchor: ItemID? { get }

    // MARK: Finding

    /// The line that `find` opens; nil where there is nothing to find.
    var findLine: FindLine? { get }
    mutating func beginFind()
    /// Takes the line as it is typed.
    mutating func find(typed text: String) -> Reaction
    /// Why what was typed last is not looked for.
    var findProblem: String? { get }
    /// Why the line is not entered as it stands; nil where it is.
    func problem(entering text: String) -> String?
    /// The line was given up: what was in force before is in force again.
    mutating func revertFind(to text: String) -> Reaction
    /// The line was entered. `limits`: only what matches stays.
    mutating func keepFind(_ text: String, limits: Bool) -> Reaction
    func completions(of text: String) -> [String]

    // MARK: Words

    /// What it adds to the line on top, for itself and for the panes above it.
    var crumbs: [String] { get }
    /// What stands there behind all crumbs while it is on the screen.
    var heading: [String] { get }
    /// The crumbs begin here: the panes below lead elsewhere.
    var beginsCrumbs: Bool { get }
    /// The pane of whose rows it shows something: what goes on in that one is told here, too.
    var origin: (any Pane.Type)? { get }
    /// What goes on in it, for the right end of the line on top.
    func news(at now: Timestamp) -> [Span]
    /// What is selected, while lines are.
    var selectionWords: String? { get }
}

extension Pane {
    package var isOverlay: Bool { false }
    package var shape: PaneShape { .whole }
    package mutating func resize(_ layout: ScreenLayout) {}
    package var columnSet: ColumnSet? { nil }
    package mutating func enter(isBack: Bool) {}
    package mutating func stepBack() -> Bool { false }
    package var isBottom: Bool { false }
    package func returns(to pane: any Pane) -> Bool { true }

    package mutating func handle(_ key: Key) -> Reaction? { nil }
    package mutating func apply(_ command: Command) -> Reaction? { nil }
    package var standing: AnyHashable? { nil }
    package mutating func go(toRow row: Int) -> Reaction? { nil }
    package mutating func select(_ item: EvaluationItem) -> Reaction? { nil }
    package mutating func point(x: Int, y: Int, in layout: ScreenLayout) -> Bool { false }
    package mutating func receive(_ answer: EffectResult, for slot: EffectSlot) -> Reaction? { nil }
    package var hints: [Hint] { [] }

    package var subject: Subject { .nothing }
    package func requests(in scope: PlatformScope) -> [String] { [] }
    package mutating func noteMarked() {}
    package mutating func undo() -> Reaction? { nil }
    package mutating func goOn() -> Reaction? { nil }
    package var report: Reported? { nil }

    package var slot: EffectSlot? { nil }
    package var canStop: Bool { false }
    package mutating func stop() {}
    package mutating func refresh() -> Reaction? { nil }
    package func loading(at now: Timestamp) -> String? { nil }
    package var tellsLoss: Bool { false }
    package mutating func tick(_ now: Timestamp) {}
    package mutating func wanted(_ slots: Slots, isShown: Bool) -> [EffectRequest] { [] }
    package var anchor: ItemID? { nil }

    package var findLine: FindLine? { nil }
    package mutating func beginFind() {}
    package mutating func find(typed text: String) -> Reaction { .done }
    package var findProblem: String? { nil }
    package func problem(entering text: String) -> String? { findLine?.style == .pattern ? findProblem : nil }
    package mutating func revertFind(to text: String) -> Reaction { find(typed: text) }
    package mutating func keepFind(_ text: String, limits: Bool) -> Reaction { find(typed: text) }
    package func completions(of text: String) -> [String] { [] }

    package var crumbs: [String] { [] }
    package var heading: [String] { [] }
    package var beginsCrumbs: Bool { false }
    package var origin: (any Pane.Type)? { nil }
    package func news(at now: Timestamp) -> [Span] { [] }
    package var selectionWords: String? { nil }
}
