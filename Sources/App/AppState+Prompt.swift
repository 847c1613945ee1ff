import Panes
import Platform
import Shell
import Triage

extension AppState {
    /// Opens the line in which the pane that has the keys finds. `limits`: what is typed is what the steps are limited to.
    mutating func openFind(limits: Bool = false) -> Reaction {
        guard let line = stack.top.findLine else { return notHere(.find) }
        // A filter is made narrower; what is looked for next is mostly something else.
        var prompt = Prompt(.find(line.style), text: line.text, isReplaceable: line.style == .pattern)
        prompt.limits = limits
        self.prompt = prompt
        stack.onTop { $0.beginFind() }
        return .done
    }

    /// What is typed takes effect as it is typed.
    mutating func typed(_ prompt: Prompt) -> Reaction {
        guard case .find = prompt.purpose else { return askNames(for: prompt) }
        let reaction = stack.onTop { $0.find(typed: prompt.input.text) }
        self.prompt?.problem = stack.top.findProblem
        return reaction
    }

    /// Esc: what was in force before the line was opened is in force again.
    mutating func revert(_ prompt: Prompt) -> Reaction {
        guard case .find = prompt.purpose else { return .done }
        return stack.onTop { $0.revertFind(to: prompt.original) }
    }

    private mutating func submitFind(_ prompt: Prompt, _ style: FindLine.Style) -> Reaction {
        let reaction = stack.onTop { $0.keepFind(prompt.input.text, limits: prompt.limits) }
        // Enter on what was looked for last goes on to its next match.
        return style == .pattern && prompt.input.isReplaceable && !prompt.limits
            ? reaction + perform(.nextMatch) : reaction
    }

    mutating func submit(_ prompt: Prompt) -> Reaction {
        // What makes no sense is not taken: it stands to be put right, or given up.
        if case .find = prompt.purpose, let problem = stack.top.problem(entering: prompt.input.text) {
            self.prompt?.problem = problem
            return .done
        }
        self.prompt = nil
        remember(prompt)
        let text = prompt.input.text
        switch prompt.purpose {
        case .find(let style): return submitFind(prompt, style)
        case .command:
            if stack.top is DownloadsPane, text.trimmingBlanks() == "cancel" { return cancelDownload() }
            // What is typed over a text is about the panes under it.
            stack.uncover()
            return run(line: text)
        case .stopDownload:
            return ["y", "yes"].contains(text.lowercased()) ? cancelDownload() : .say("The download goes on")
        case .download(let evaluation): return start(BundleRequest(evaluation, parsing: text))
        case .note(let item): return take(note: text, for: item)
        case .noteAll(let ids): return take(note: text, forAll: ids)
        case .markAll(let word, let ids, let change): return markAll(word, ids, change, answer: text)
        case .allow(_, let request):
            return ["y", "yes"].contains(text.lowercased()) ? Reaction([request]) : .say("Not done", .warning)
        case .confirm(let expected, _, let request):
            guard text == expected else { return .say("Not done: the name does not match", .warning) }
            return Reaction([request])
        }
    }
}
