package import Platform
package import Trajectory

/// A picture or sound that is to be opened with another program.
package struct MediaRequest: Hashable, Sendable {
    package var document: DocumentReference
    /// 0-based.
    package var step: Int
    package var media: Media
    /// Among the media of the step that are just like it.
    package var ordinal: Int
    package var session: SessionID?

    package init(document: DocumentReference, step: Int, media: Media, ordinal: Int, session: SessionID?) {
        self.document = document
        self.step = step
        self.media = media
        self.ordinal = ordinal
        self.session = session
    }
}
