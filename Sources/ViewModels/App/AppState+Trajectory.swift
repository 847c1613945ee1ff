import Platform
import Terminal
import Trajectory

// What comes back for the trajectory that is read.
extension AppState {
    /// Whoever waits for a trajectory sees how fast it comes, or that nothing does.
    mutating func watchLoad() -> [Request] {
        guard place == .trajectory, trajectory?.phase.isLoading == true else {
            trajectory?.load.pace = nil
            return slots.isBusy(.loadClock) ? [Request(.loadClock, .cancel)] : []
        }
        if trajectory?.load.pace == nil { trajectory?.load.pace = LoadPace(asked: now) }
        if let come = trajectory?.loading?.progress, !come.isComplete {
            trajectory?.load.pace?.note(come.bytes, at: now)
        }
        return slots.isBusy(.loadClock) ? [] : [Request(.loadClock, .wait(1))]
    }

    mutating func takeOfTrajectory(_ answer: Answer) -> Reaction {
        let requests = trajectory?.apply(answer) ?? []
        guard case .failed(let error) = answer, let model = trajectory, model.stepCount > 0 else {
            return Reaction(requests)
        }
        // What has come is still on the screen: its title says what is missing, this line why.
        let isOfFile = error.kind == .storage && !error.detail.isEmpty
        let words = isOfFile ? Sanitize.line(error.detail) : ErrorText(error).sentence
        return Reaction(requests, say: Message(words, .error))
    }

    /// J on what has no steps: the document itself, or as much of it as anybody reads.
    mutating func showRawDocument() -> Reaction? {
        guard let model = trajectory, model.stepCount == 0, let document = model.document else { return nil }
        let lines = document.rawLines
        guard !lines.isEmpty else { return .say("The document is empty", .warning) }
        overlay = .text(TextPane(title: "Document, as received", lines: lines))
        return .done
    }

    /// A large step was decoded for something that the user wants of it.
    mutating func takeStepText(_ answer: Answer) -> Reaction {
        switch answer {
        case .stepText(let text, let name, .copy): return .act(.copy(text, what: name))
        case .stepText(let text, let name, .page): return .act(.page(text, name: name))
        case .stepText(let text, let name, _): return .act(.edit(text, name: name))
        case .rawLines(let lines, let title):
            overlay = .text(TextPane(title: "JSON of \(title)", lines: lines))
            return .done
        case .ended(let message): return Reaction(say: message)
        case .failed(let error): return .say(ErrorText(error).sentence, .error)
        default: return .done
        }
    }

    /// `:bookmarks`: a list to choose from.
    mutating func openBookmarks() -> Reaction {
        guard let trajectory else { return .say("No trajectory is open", .warning) }
        guard let menu = trajectory.bookmarkMenu else { return .say("No bookmark; b sets one", .warning) }
        overlay = .menu(menu)
        return .done
    }

    /// `:about`: what the document says of itself, and what is not as it says.
    mutating func openAbout() -> Reaction {
        guard let trajectory, let document = trajectory.document else { return .say("No trajectory is open", .warning) }
        let lines = AboutLines.render(document, progress: trajectory.progress)
        overlay = .text(TextPane(title: "About \(Sanitize.line(trajectory.crumbs.last ?? ""))", lines: lines))
        return .done
    }
}
