import Shell
import Wire

/// Where and how a pane is drawn.
struct PaneFrame {
    var layout: ScreenLayout
    var now: Timestamp
    /// The columns that the user wants of the list; nil for the usual ones.
    var columns: [ColumnChoice]?
    /// The lower part has the keys.
    var focusesLower: Bool

    /// The upper part has the keys, or is all there is.
    var focusesUpper: Bool { !focusesLower || layout.lower == nil }
}
