import Platform
import Terminal
import Trajectory

// What comes back for the trajectory that is read.
extension AppState {
    mutating func takeOfTrajectory(_ answer: Answer) -> Reaction {
        let requests = reader?.model.apply(answer) ?? []
        guard case .failed(let error) = answer, let model = trajectory, model.stepCount > 0 else {
            return Reaction(requests)
        }
        // What has come is still on the screen: its title says what is missing, this line why.
        let isOfFile = error.kind == .storage && !error.detail.isEmpty
        let words = isOfFile ? Sanitize.line(error.detail) : ErrorText(error).sentence
        return Reaction(requests, say: Message(words, .error))
    }

    /// A large step was decoded for something that the user wants of it.
    mutating func takeStepText(_ answer: Answer) -> Reaction {
        switch answer {
        case .stepText(let text, let name, .copy): return .act(.copy(text, what: name))
        case .stepText(let text, let name, .page): return .act(.page(text, name: name))
        case .stepText(let text, let name, _): return .act(.edit(text, name: name))
        case .rawLines(let lines, let title):
            return .lines("JSON of \(title)", lines)
        case .ended(let message): return Reaction(say: message)
        case .failed(let error): return .say(ErrorText(error).sentence, .error)
        default: return .done
        }
    }

    /// `:bookmarks`: a list to choose from.
    mutating func openBookmarks() -> Reaction {
        guard let trajectory else { return .say("No trajectory is open", .warning) }
        guard let menu = trajectory.bookmarkMenu else {
            return .say("No bookmark; \(key: .bookmark) sets one", .warning)
        }
        return .go(.menu(menu))
    }

    /// `:about`: what the document says of itself, and what is not as it says.
    mutating func openAbout() -> Reaction {
        guard let trajectory, let document = trajectory.document else { return .say("No trajectory is open", .warning) }
        let lines = AboutLines.render(document, progress: trajectory.progress)
        return .lines("About \(Sanitize.line(trajectory.crumbs.last ?? ""))", lines)
    }
}
