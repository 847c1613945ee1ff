import Platform
import Shell
import Terminal
import Trajectory

// Pictures and sounds: described, looked for, and opened elsewhere.
extension ReadingState {
    /// Asks about the files that the rows on the screen refer to and that were not asked about yet.
    mutating func wantedMedia() -> [EffectRequest] {
        guard let session = source?.session else { return [] }
        let paths = visibleRows().compactMap(\.row.media?.path).filter { path in
            !askedMedia.contains(path) && !path.contains("://")
        }
        guard !paths.isEmpty else { return [] }
        askedMedia.formUnion(paths)
        return [EffectRequest(.media, .findMedia(session, Array(Set(paths)).sorted()))]
    }

    mutating func take(mediaSizes sizes: [String: Int?]) {
        for (path, size) in sizes {
            media[path] = size.map(MediaPresence.present) ?? .missing
        }
    }

    /// Opens the first picture or sound of the current step, or else of the screen.
    func openMedia() -> Reaction {
        guard let document else { return .say("No trajectory is open", .warning) }
        let visible = visibleRows().filter { $0.row.media != nil }
        guard let first = visible.first(where: { $0.position.step == current }) ?? visible.first,
            let media = first.row.media
        else { return .say("No picture or sound on the screen", .warning) }
        let step = first.position.step
        let before = rows(of: step).rows[..<first.position.row].count { $0.media == media }
        let wanted = MediaRequest(
            document: DocumentReference(document), step: step, media: media, ordinal: before,
            session: source?.session)
        return .act(.openMedia(wanted))
    }
}
