import Platform
import Triage

extension AppState {
    /// Opens the `/` line of the pane that has the keys.
    mutating func openFind() {
        let text: String =
            switch context {
            case .evaluations: evaluations.filter
            case .items: items?.filter.text ?? ""
            case .outline, .body, .selection: trajectory?.find?.pattern.text ?? ""
            case .hits: hits?.query ?? ""
            case .worlds: worlds.filter
            case .detail: ""
            case .sides: sides?.find?.pattern.text ?? ""
            case .comparison: ""
            }
        // A filter is made narrower; what is looked for next is mostly something else.
        let isFind = [.outline, .body, .sides].contains(context)
        prompt = Prompt(context == .hits ? .search : .find(context), text: text, isReplaceable: isFind)
        if context == .outline || context == .body { trajectory?.reading.beginFind() }
        if context == .sides { sides?.beginFind() }
    }

    /// `&` where nothing is looked for yet: what is typed is what the steps are limited to.
    mutating func openLimit() {
        openFind()
        prompt?.limits = true
    }

    /// What is typed takes effect as it is typed.
    mutating func typed(_ prompt: Prompt) -> Reaction {
        switch prompt.purpose {
        case .find(let context): return Reaction(find(prompt.input.text, in: context))
        case .search:
            let requests = hits?.type(prompt.input.text) ?? []
            self.prompt?.problem = hits?.problem
            return Reaction(requests)
        default: return .done
        }
    }

    private mutating func find(_ text: String, in context: Context) -> [Request] {
        if overlay != nil {
            guard case .text(var pane) = overlay else { return [] }
            pane.find(text)
            overlay = .text(pane)
            return []
        }
        switch context {
        case .evaluations: return evaluations.filter(text)
        case .items:
            items?.filter(text)
            prompt?.problem = items?.filterProblem?.description
            // What makes no sense shows what was in force before it was typed.
            if prompt?.problem != nil, let original = prompt?.original { items?.filter(original) }
            return sweepForFilter()
        case .outline, .body, .selection:
            let requests = trajectory?.reading.find(text) ?? []
            prompt?.problem = trajectory?.findProblem
            return requests
        case .detail: detail.find(text)
        case .worlds: return worlds.filter(text)
        case .sides:
            let requests = sides?.find(text) ?? []
            prompt?.problem = sides?.findProblem
            return requests
        case .hits, .comparison: break
        }
        return []
    }

    /// Esc: what was in force before the line was opened is in force again.
    mutating func revert(_ prompt: Prompt) -> Reaction {
        switch prompt.purpose {
        case .find(.outline), .find(.body): return Reaction(trajectory?.reading.revertFind(to: prompt.original) ?? [])
        case .find(.sides): return Reaction(sides?.revertFind(to: prompt.original) ?? [])
        case .find(let context): return Reaction(find(prompt.original, in: context))
        case .search where hits?.query.isEmpty != false: return goBack()
        default: return .done
        }
    }

    mutating func submit(_ prompt: Prompt) -> Reaction {
        // What makes no sense is not taken: it stands to be put right, or given up with Esc.
        if case .find(.items) = prompt.purpose, let problem = ItemFilter.problem(of: prompt.input.text) {
            self.prompt?.problem = problem.description
        }
        if prompt.isOfFind, self.prompt?.problem != nil { return .done }
        self.prompt = nil
        remember(prompt)
        let text = prompt.input.text
        switch prompt.purpose {
        case .find(.outline), .find(.body): return submitFind(prompt)
        case .find(.sides):
            let reaction = typed(prompt)
            sides?.keepFind()
            return prompt.input.isReplaceable ? reaction + perform(.nextMatch) : reaction
        case .find: return typed(prompt)
        case .search:
            let requests = hits?.type(text) ?? []
            // Enter does not wait for the pause; a query that is answered is not asked again.
            let isAnswered = hits?.answered == hits?.query && requests.isEmpty
            return Reaction(isAnswered ? [] : hits?.ask() ?? [])
        case .command:
            if showsDownloads, text.trimmingBlanks() == "cancel" { return cancelDownload() }
            // What is typed over a text is about the panes under it.
            overlay = nil
            return run(line: text)
        case .stopDownload:
            return ["y", "yes"].contains(text.lowercased()) ? cancelDownload() : .say("The download goes on")
        case .download(let evaluation): return start(BundleRequest(evaluation, parsing: text))
        case .note(let item): return take(note: text, for: item)
        case .markAll(let word, let ids): return markAll(word, ids, answer: text)
        case .confirm(let expected, _, let request):
            guard text == expected else { return .say("Not done: the name does not match", .warning) }
            return Reaction([request])
        }
    }

    private mutating func submitFind(_ prompt: Prompt) -> Reaction {
        let reaction = typed(prompt)
        trajectory?.reading.keepFind()
        guard trajectory?.find != nil else { return reaction }
        if prompt.limits { return reaction + (trajectory?.reading.toggleLimit() ?? .done) }
        // Enter on what was looked for last goes on to its next match.
        return prompt.input.isReplaceable ? reaction + perform(.nextMatch) : reaction
    }

    /// Completes a command's name, or a filter's field.
    mutating func complete(_ prompt: inout Prompt) {
        switch prompt.purpose {
        case .command:
            let candidates = CommandLine.completions(of: prompt.input.text)
            if let common = Self.commonPrefix(candidates) { prompt.input.replace(with: common) }
            prompt.problem = candidates.count > 1 ? candidates.prefix(8).joined(separator: "  ") : nil
        case .find(.items):
            let candidates = ItemFilter.completions(for: prompt.input.text)
            if let common = Self.commonPrefix(candidates) { prompt.input.replace(with: common) }
            prompt.problem = candidates.count > 1 ? candidates.prefix(8).joined(separator: "  ") : nil
        default: break
        }
    }

    private static func commonPrefix(_ texts: [String]) -> String? {
        guard var prefix = texts.first else { return nil }
        for text in texts.dropFirst() { prefix = prefix.commonPrefix(with: text) }
        return prefix.isEmpty ? nil : prefix
    }
}

extension String {
    /// The characters with which both texts begin.
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
