import Panes
import Platform
import Reader
import Shell
import Trajectory
import Triage
import Wire

extension AppState {
    /// Runs a line of the `:` prompt: a command by its name, or a word with a value.
    mutating func run(line: String) -> Reaction {
        let words = line.trimmingBlanks().split(separator: " ", maxSplits: 1).map(String.init)
        guard let name = words.first else { return .done }
        let value = words.count > 1 ? words[1].trimmingBlanks() : ""
        if isReadOnly, CommandLine.writing.contains(name.filter { $0 != "!" }) { return readOnly(name) }
        if words.count == 1, let own = ownCommands.first(where: { $0.name == name }) { return run(own) }
        if words.count > 1 || Command(rawValue: name) == nil, let refusal = refuse(name) { return refusal }
        if let number = Int(name), words.count == 1 { return goToStep(number) }
        if let reaction = runDownload(name, value) ?? runConnection(name, value) { return reaction }
        if let command = Command(rawValue: name), words.count == 1 { return perform(command) }
        if let reaction = runReading(name, value) { return reaction }
        if name == "q" || name == "q!" { return perform(.quit) }
        return run(word: name, value) ?? unknown(name)
    }

    /// Words are about what is on the screen: of the trajectory, or of the items.
    private func refuse(_ word: String) -> Reaction? {
        let name = word.hasSuffix("!") ? String(word.dropLast()) : word
        if Self.ofTrajectory.contains(name) || Int(name) != nil, !stack.isMain(ReaderPane.self) {
            return reader == nil
                ? .say("No trajectory is open", .warning)
                : .say("\(name) is for the trajectory: \(key: .trajectory) goes there", .warning)
        }
        if Self.ofItems.contains(name), !stack.isMain(ItemsPane.self) {
            return .say("\(name) is for the items: go there first", .warning)
        }
        return nil
    }

    private static let ofTrajectory: Set = [
        "step", "format", "compacted", "time", "subagent", "write", "export", "hide", "show", "raw", "markdown",
        "context", "about", "bookmark", "bookmarks",
    ]
    private static let ofItems: Set = ["sort", "filter", "group", "name", "select"]

    private mutating func run(word: String, _ value: String) -> Reaction? {
        switch word {
        case "step":
            guard let number = Int(value) else { return .say("step takes a number, such as :step 812", .warning) }
            return goToStep(number)
        case "format":
            // The server knows which there are.
            return ask(
                form: TrajectoryFormat(named: value), includeCompacted: reader?.model.request?.includeCompacted ?? false
            )
        case "compacted":
            let request = reader?.model.request
            return ask(form: request?.form ?? .atif, includeCompacted: request?.includeCompacted != true)
        case "time": return reader?.model.reading.visit(time: value) ?? .say("No trajectory is open", .warning)
        case "subagent":
            guard let number = Int(value) else { return .say("subagent takes a number, such as :subagent 1", .warning) }
            return reader?.model.openSubagent(number: number) ?? .say("No trajectory is open", .warning)
        case "write", "write!":
            return reader?.model.write(to: value, overwriting: word.hasSuffix("!"))
                ?? .say("No trajectory is open", .warning)
        case "export", "export!":
            return reader?.model.export(value, overwriting: word.hasSuffix("!"), masking: !revealsSecrets)
                ?? .say("No trajectory is open", .warning)
        case "hide", "show":
            return reader?.model.reading.hide(value, word == "hide") ?? .say("No trajectory is open", .warning)
        case "curl": return showCurl()
        case "sort": return sort(value)
        case "select": return selectRows(value)
        case "columns": return chooseColumns(value)
        case "theme": return choose(theme: value)
        case "filter": return filter(value)
        case "save": return stack.main.findLine?.style == .query ? saveSearch(value) : saveFilter(value)
        case "search": return search(value)
        case "searches": return listSearches()
        case "refusals": return openSweep(named: value)
        case "watch": return watch(value)
        case "report", "report!", "marks", "marks!": return report(word, to: value)
        case "mark": return value.isEmpty ? .say("mark takes a word, such as :mark infra", .warning) : mark(with: value)
        case "group": return group(by: value)
        case "name": return nameClass(value)
        case "alert":
            guard let kind = AlertKind(rawValue: value) else {
                return .say(
                    "alert is one of \(AlertKind.allCases.map(\.rawValue).joined(separator: ", "))", .warning)
            }
            alert = kind
            return .say(kind == .none ? "Alert: none" : "Alert: \(kind.rawValue)")
        case "mark-all": return confirmMarkAll(value)
        case "note": return note(value)
        case "compare": return compare(with: value)
        case "traces":
            guard let evaluation = evaluationInView else { return .say("No evaluation is in view here", .warning) }
            return .ask(.traces, .traces(evaluation.id, byItem: value == "items"))
        case "retry": return confirmRetry()
        case "cancel": return subject.kind == .job ? perform(.cancelJob) : confirmCancel()
        default: return nil
        }
    }

    /// `:report FILE` of what is on the screen, `:marks FILE` of the items that its list shows.
    private func report(_ word: String, to path: String) -> Reaction {
        let (name, replacing) = (word.hasSuffix("!") ? String(word.dropLast()) : word, word.hasSuffix("!"))
        let isOfItems = items.map { subject.evaluation == $0.evaluation.id } == true
        let items = isOfItems ? (name == "marks" ? Reported.marks : .items) : nil
        guard let what = name == "marks" ? items : stack.main.report ?? items else {
            return .say("\(name) is of items\(name == "marks" ? "" : " or of a comparison"): go there first", .warning)
        }
        guard !path.isEmpty else { return .say("\(name) takes a file, such as :\(name) \(name).csv", .warning) }
        return .act(.report(what, to: path, replacing: replacing, masking: !revealsSecrets))
    }

    /// Words about the trajectory that is read.
    private mutating func runReading(_ word: String, _ value: String) -> Reaction? {
        switch word {
        case "context": return reader?.model.reading.setContext(value)
        case "about": return openAbout()
        case "bookmark": return reader?.model.reading.setBookmark(named: value)
        case "bookmarks": return openBookmarks()
        case "raw", "markdown":
            let isRaw = word == "raw" && trajectory?.preferences.isRaw != true
            return reader?.model.reading.showRaw(isRaw)
        default: return nil
        }
    }

    private func unknown(_ name: String) -> Reaction {
        let near = Spelling.closest(to: name, among: CommandLine.allNames)
        return .say("No command \(name)" + (near.map { ": did you mean \($0)?" } ?? ""), .warning)
    }

    private mutating func goToStep(_ number: Int) -> Reaction {
        reader?.model.reading.go(toStep: number) ?? .say("No trajectory is open", .warning)
    }

    private mutating func ask(form: TrajectoryFormat, includeCompacted: Bool) -> Reaction {
        guard reader?.model.request != nil else { return .say("No trajectory is open", .warning) }
        let words = form.rawValue + (includeCompacted ? ", with compacted history" : "")
        return Reaction(
            reader?.model.ask(form: form, includeCompacted: includeCompacted) ?? [], say: Message(words))
    }

    private mutating func sort(_ text: String) -> Reaction {
        do throws(FilterError) {
            itemsPane?.list.sort(by: try ItemSort(parsing: text))
            return .done
        } catch {
            return .say(error.description, .warning)
        }
    }

    // MARK: Acting on an evaluation

    private mutating func confirmRetry() -> Reaction {
        guard subject.kind != .selection else {
            return .say("Retry is for all failed items: clear the selection first", .warning)
        }
        guard let evaluation = evaluationInView else { return .done }
        let statuses: [ItemStatus] = [.failed, .timedOut, .cancelled, .infraError]
        let count = statuses.reduce(Quantity.zero) { $0 + evaluation.counts[$1] }
        guard count > 0 else { return .say("No failed item to retry", .warning) }
        prompt = Prompt(
            .confirm(
                expected: "retry",
                question: "Retry \(count) items of \(evaluation.name)? Judge errors are not retried. Type retry:",
                request: EffectRequest(action: .retryFailed(evaluation.id))))
        return .done
    }

    private mutating func confirmCancel() -> Reaction {
        guard let evaluation = evaluationInView, !evaluation.status.isTerminal else {
            return downloads.running != nil ? cancelDownload() : .say("No evaluation runs here", .warning)
        }
        let running = evaluation.counts.total - evaluation.counts.finished
        prompt = Prompt(
            .confirm(
                expected: evaluation.name,
                question: "Cancel \(running) unfinished items? Type the name \(evaluation.name):",
                request: EffectRequest(action: .cancelEvaluation(evaluation.id))))
        return .done
    }
}
