package import Shell
package import Wire

/// The downloads, live while they are open.
package struct DownloadsPane: TextOverlay {
    package var text = TextPane(title: "Downloads", lines: [])
    /// Back is about the download that goes on.
    private var isRunning = false

    package init(_ downloads: DownloadsModel, at now: Timestamp) { show(downloads, at: now) }

    package mutating func show(_ downloads: DownloadsModel, at now: Timestamp) {
        isRunning = downloads.running != nil
        text.show(downloads.lines(at: now), fromTop: false)
    }

    package mutating func apply(_ command: Command) -> Reaction? {
        if command == .back, isRunning, text.selection == nil { return .go(.prompt(Prompt(.stopDownload))) }
        return applyToText(command)
    }

    package var hints: [Hint] {
        guard isRunning, text.selection == nil else { return LinesPane(text).hints }
        return [
            Hint(.back, "stop it"), Hint(.quit, "close"), Hint(.find, "find"), Hint(.select, "select"),
            Hint(.copyText, "copy"),
        ]
    }
}
