import Triage

/// Something that was changed while a trajectory is read, and can be taken back.
enum ReaderChange: Hashable, Sendable {
    /// `before`: the bookmark that was there.
    case bookmark(step: Int, before: Bookmark?)
    /// A mark or a note of the sample.
    case mark
}
