import Platform
import RichText
import Terminal

/// Downloads, which go on while one browses, and links to the web.
extension AppState {
    /// The words of the `:` line that are about downloads; nil for any other.
    mutating func runDownload(_ word: String, _ value: String) -> Reaction? {
        switch word {
        case "download", "download!":
            if value.isEmpty, word == "download" { return openDownload() }
            guard let evaluation = evaluationToTake else { return noEvaluation }
            return start(BundleRequest(evaluation, parsing: value, overwrites: word.hasSuffix("!")))
        case "jobs": return showDownloads()
        case "cancel-download": return cancelDownload()
        default: return nil
        }
    }

    /// The evaluation that is in view; none among the worlds.
    private var evaluationToTake: Evaluation? {
        switch place {
        case .evaluations: evaluations.selected
        case .worlds, .comparison: nil
        case .sides where sides?.left.item.evaluationID != items?.evaluation.id: nil
        case .trajectory where trajectory?.request?.replay != nil: nil
        case .items, .hits, .trajectory, .sides: items?.evaluation
        }
    }

    private var noEvaluation: Reaction { .say("No evaluation is in view here", .warning) }

    mutating func openDownload() -> Reaction {
        guard let evaluation = evaluationToTake else { return noEvaluation }
        prompt = Prompt(.download(evaluation), text: BundleRequest.fileName(evaluation))
        return .done
    }

    mutating func start(_ request: BundleRequest) -> Reaction {
        guard downloads.running == nil else {
            return .say("One download at a time: :jobs shows it, :cancel-download stops it", .warning)
        }
        downloads.start(request, at: now)
        return .ask(.download, .download(request))
    }

    mutating func takeDownload(_ answer: Answer) -> Reaction {
        defer { refreshDownloads() }
        switch answer {
        case .progress(let progress): downloads.advance(progress)
        case .ended(let message):
            downloads.end(message, at: now)
            return Reaction(say: message.tone == .good ? Message("\(message.text). \(opens)", .good) : message)
        case .failed(let error):
            let message = Message(error, isOnce: true)
            downloads.end(message, at: now)
            return Reaction(say: message)
        default: break
        }
        return .done
    }

    private var opens: String {
        "\(CommandTable.info(.openDownload)?.keys.first.map(KeyNotation.shown) ?? ":open-download") opens it"
    }

    /// Browses the ZIP that came last; what is on the screen waits.
    func openLastDownload() -> Reaction {
        guard let path = downloads.lastGood?.request.path else {
            return .say("No download yet: d starts one", .warning)
        }
        return .act(.openBundle(path))
    }

    mutating func cancelDownload() -> Reaction {
        guard downloads.running != nil else { return .say("No download is under way", .warning) }
        defer { refreshDownloads() }
        let message = Message("Download stopped; nothing of it is kept", .warning)
        downloads.end(message, at: now)
        return Reaction([Request(.download, .cancel)], say: message)
    }

    private mutating func showDownloads() -> Reaction {
        overlay = .text(TextPane(title: DownloadsModel.title, lines: downloads.lines(at: now)))
        return .done
    }

    /// Whether the list of downloads lies over the panes.
    var showsDownloads: Bool {
        guard case .text(let pane) = overlay else { return false }
        return pane.title == DownloadsModel.title
    }

    /// Whether Esc is about the download that goes on, as its list lies over the panes.
    package var escapeStopsDownload: Bool { showsDownloads && downloads.running != nil }

    /// The list of downloads is live while it is open.
    private mutating func refreshDownloads() {
        guard case .text(var pane) = overlay, showsDownloads else { return }
        pane.show(downloads.lines(at: now), fromTop: false)
        overlay = .text(pane)
    }

    // MARK: Links

    /// Shows and copies the address of what is in view on the platform's pages.
    mutating func showWebLink() -> Reaction {
        guard scope.capabilities.contains(.hasWebPages) else {
            return .say("\(scope.server) has no web pages", .warning)
        }
        guard let (link, what) = webLink else { return .say("Nothing here has a web page", .warning) }
        overlay = .text(TextPane(title: "Web page of the \(what)", lines: [RichLine([Span(link, .link)])]))
        return .act(.copy(link, what: "the link"))
    }

    private var webLink: (link: String, what: String)? {
        let pages = WebPages(scope)
        if let session = sessionInView { return (pages.session(session), "session") }
        return evaluationToTake.map { (pages.evaluation($0.id), "evaluation") }
    }

    /// The session that is read, or of the selected item.
    private var sessionInView: SessionID? {
        switch context {
        case .outline, .body, .selection:
            trajectory?.item?.sessionID ?? trajectory?.request.flatMap { $0.session.text.isEmpty ? nil : $0.session }
        case .detail: items?.selected?.sessionID
        case .hits: markedItem?.sessionID
        case .sides: sides.flatMap { $0[$0.side].item.sessionID }
        case .evaluations, .items, .worlds, .comparison: nil
        }
    }
}
