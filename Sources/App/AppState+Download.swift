import Panes
import Platform
import RichText
import Shell
import Terminal

/// Downloads, which go on while one browses, and links to the web.
extension AppState {
    /// The words of the `:` line that are about downloads; nil for any other.
    mutating func runDownload(_ word: String, _ value: String) -> Reaction? {
        switch word {
        case "download", "download!":
            if value.isEmpty, word == "download" { return openDownload() }
            guard let evaluation = evaluationInView else { return noEvaluation }
            return start(BundleRequest(evaluation, parsing: value, overwrites: word.hasSuffix("!")))
        case "jobs": return showDownloads()
        case "cancel-download": return cancelDownload()
        default: return nil
        }
    }

    private var noEvaluation: Reaction { .say("No evaluation is in view here", .warning) }

    mutating func openDownload() -> Reaction {
        guard let evaluation = evaluationInView else { return noEvaluation }
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

    mutating func takeDownload(_ answer: EffectResult) -> Reaction {
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
        "\(key: .openDownload) opens it"
    }

    /// Browses the ZIP that came last; what is on the screen waits.
    func openLastDownload() -> Reaction {
        guard let path = downloads.lastGood?.request.path else {
            return .say("No download yet: \(key: .download) starts one", .warning)
        }
        return .act(.openBundle(path))
    }

    mutating func cancelDownload() -> Reaction {
        guard downloads.running != nil else { return .say("No download is under way", .warning) }
        defer { refreshDownloads() }
        let message = Message("Download cancelled; the partial file was deleted", .warning)
        downloads.end(message, at: now)
        return Reaction([EffectRequest(.download, .cancel)], say: message)
    }

    private mutating func showDownloads() -> Reaction {
        stack.lay(DownloadsPane(downloads, at: now))
        return .done
    }

    /// The list of downloads is live while it is open.
    private mutating func refreshDownloads() {
        stack[DownloadsPane.self]?.show(downloads, at: now)
    }

    // MARK: Links

    /// Shows and copies the address of what is in view on the platform's pages.
    mutating func showWebLink() -> Reaction {
        guard scope.capabilities.contains(.hasWebPages) else {
            return .say("\(scope.server) has no web pages", .warning)
        }
        guard let (link, what) = webLink else { return .say("Nothing here has a web page", .warning) }
        return .lines("Web page of the \(what)", [RichLine([Span(link, .link)])])
            + .act(.copy(link, what: "the link"))
    }

    private var webLink: (link: String, what: String)? {
        let pages = WebPages(scope)
        if let session = subject.session { return (pages.session(session), "session") }
        return evaluationInView.map { (pages.evaluation($0.id), "evaluation") }
    }
}
