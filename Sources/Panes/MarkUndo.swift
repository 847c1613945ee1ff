package import Platform
package import Shell
package import Triage

/// A change of marks or notes, and how it is taken back.
package struct MarkUndo: Sendable {
    /// What was done, for the message.
    var what: String
    package var back: [ItemID: AnnotationChange]
    /// The pane in which it was done.
    package var place: (any Pane.Type)?
}
