package import Platform
package import RichText
import Shell
import Terminal
package import Triage
package import Wire

/// Everything that is known of one item, as lines: what went wrong first, then its life, its run, and the rest raw.
package enum ItemDetail {
    /// `width` is that of the pane: a wide one has the life and the run beside the parts and the item.
    package static func lines(_ item: EvaluationItem, facts: ItemAnnotations, now: Timestamp, width: Int = 0)
        -> [RichLine]
    {
        let report = item.report
        var lines = failure(item, report)
        lines += local(facts)
        let isWide = width >= Self.wide
        let room = isWide ? SideBySide.left(of: width - 2, share: leftShare) : width - 2
        let left =
            lifecycle(item, now: now, width: room)
            + (report?.agent.map { section("Agent", agentRows($0) + cost(of: item)) } ?? [])
        let checks = item.result.map(VerifierLines.render) ?? []
        let parts = report.map { $0.components.isEmpty ? [] : health($0.components) } ?? []
        let right = checks + parts + section("Item", identity(item))
        lines +=
            isWide && !left.isEmpty ? SideBySide.lines(left, right, width: width - 2, share: leftShare) : left + right
        if let metadata = item.metadata { lines += [.blank, .title("Metadata")] + JSONLines.render(metadata).indented }
        var others = item
        others.own = nil
        if !others.unknown.isEmpty {
            lines += [.blank, .title("Other fields")] + JSONLines.render(.object(others.unknown)).indented
        }
        return lines
    }

    /// What a text of the item is read with: how it ended, and why.
    static func brief(_ item: EvaluationItem) -> [RichLine] {
        let look = StatusStyle(item.status)
        var rows: [(String, [Span])] = [("status", [Span("\(look.sign) \(look.word)", look.slot)])]
        if let error = item.error { rows.append(("error", [Span(Sanitize.line(error), .error)])) }
        if let model = item.model { rows.append(("model", [Span(Sanitize.line(model))])) }
        return section("Item", rows)
    }

    /// Lines of a file that are shown from its beginning, and from its end.
    private static let (firstOfFile, lastOfFile) = (200, 200)

    /// The files beside an item, each under its name.
    package static func lines(_ files: [ItemFile]) -> [RichLine] {
        files.flatMap { file -> [RichLine] in
            let title = RichLine.title("\(Sanitize.line(file.name))  \(NumberFormat.bytes(file.size))")
            guard let text = file.text else { return [.blank, title, RichLine([Span("  no text", .dim)])] }
            let (lines, fold) = TextLines.output(
                text, head: firstOfFile, tail: lastOfFile, isRaw: false, isColoured: true)
            var shown = lines.indented
            if let fold {
                let words = "··· \(NumberFormat.grouped(fold.lines)) lines hidden"
                shown.insert(RichLine([Span("  " + words, .folded)]), at: min(fold.at, shown.count))
            }
            let isCut = file.size > text.utf8.count + 3
            return [.blank, title] + (isCut ? [RichLine([Span("  ··· its end", .folded)])] : []) + shown
        }
    }

    /// Columns from which on there is room for two.
    static let wide = 110
    /// Hundredths of the width for the life and the run: ids stand on the other side, and want to stay in one piece.
    private static let leftShare = 47

    // MARK: What went wrong

    private static func failure(_ item: EvaluationItem, _ report: RuntimeReport?) -> [RichLine] {
        var lines: [RichLine] = []
        if let error = item.error {
            lines += Sanitize.lines(error).map { RichLine([Span($0, .error)]) }
        }
        if let failure = report?.provisionFailure {
            lines.append(RichLine([Span(provision(failure), .error)]))
        }
        if let error = report?.agent?.error, error != item.error {
            lines.append(RichLine([Span("agent: ", .dim), Span(Sanitize.line(error), .error)]))
        }
        if let remark = item.remark {
            lines.append(RichLine([Span("trawl: ", .dim), Span(Sanitize.line(remark), .warning)]))
        }
        if item.sessionID == nil {
            lines.append(RichLine([Span("No session, so no transcript and no trajectory", .warning)]))
        }
        return lines
    }

    /// A provisioning failure as a sentence.
    package static func provision(_ failure: ProvisionFailure) -> String {
        let what =
            [
                "env_sandbox": "The environment's sandbox", "provision_script": "The provisioning script",
                "runtime_sandbox": "The agent's sandbox",
            ][failure.phase] ?? "Provisioning"
        let verb = failure.timedOut ? "timed out" : "failed"
        let time = failure.elapsedMilliseconds.map { " after \(NumberFormat.duration($0 * 0.001))" } ?? ""
        let cause = [failure.causeType, failure.causeMessage].compactMap { $0 }.map { Sanitize.line($0) }
        return "\(what) \(verb)\(time)" + (cause.isEmpty ? "." : ": " + cause.joined(separator: ": "))
    }

    private static func local(_ facts: ItemAnnotations) -> [RichLine] {
        var spans: [Span] = []
        if let mark = facts.mark { spans += [Span("marked ", .dim), Span(Sanitize.line(mark), .marked)] }
        if let note = facts.note {
            spans += [Span(spans.isEmpty ? "" : "  ", .dim), Span(Sanitize.line(note), .quote)]
        }
        return spans.isEmpty ? [] : [RichLine(spans)]
    }

    // MARK: The life of the item

    /// The times of its life with how long each stage took.
    private static func lifecycle(_ item: EvaluationItem, now: Timestamp, width: Int) -> [RichLine] {
        let stages: [(String, Timestamp?)] = [
            ("queued", item.queuedAt), ("started", item.startedAt), ("agent finished", item.agentFinishedAt),
            ("verified", item.verifiedAt), ("completed", item.completedAt),
        ]
        var rows = StageTimes.rows(stages)
        if let lease = item.leaseExpiresAt { rows.append(("lease expires", [Span(lease.minute)])) }
        if !item.status.isTerminal, item.completedAt == nil, let before = stages.last(where: { $0.1 != nil })?.1 {
            rows.append(("so far", [Span(NumberFormat.duration(now - before))]))
        }
        let lines = section("Life (\(Timestamp.zone))", rows)
        return Array(lines.prefix(2)) + ItemTimeline.lines(item, width: width, now: now) + lines.dropFirst(2)
    }

    // MARK: The run

    private static func agentRows(_ agent: AgentResult) -> [(String, [Span])] {
        var rows: [(String, [Span])] = []
        func add(_ name: String, _ text: String?, _ slot: ThemeSlot = .text) {
            if let text { rows.append((name, [Span(Sanitize.line(text), slot)])) }
        }
        add("agent", agent.agent)
        add("stop reason", agent.stopReason, agent.stopReason == "end_turn" ? .good : .warning)
        add("steps", agent.generationSteps.map(NumberFormat.grouped))
        add("tool calls", agent.totalToolCalls.map(NumberFormat.grouped))
        if !agent.toolCalls.isEmpty {
            var counts: [(String, Int)] = []
            for name in agent.toolCalls {
                if let at = counts.firstIndex(where: { $0.0 == name }) {
                    counts[at].1 += 1
                } else {
                    counts.append((name, 1))
                }
            }
            add("tools", counts.map { $0.1 > 1 ? "\($0.0) x\($0.1)" : $0.0 }.joined(separator: ", "))
        }
        if agent.inputTokens != nil || agent.outputTokens != nil {
            let input = agent.inputTokens.map(NumberFormat.grouped) ?? "?"
            add("tokens", "\(input) in, \(agent.outputTokens.map(NumberFormat.grouped) ?? "?") out")
        } else {
            add("tokens", agent.totalTokens.map(NumberFormat.grouped))
        }
        add("duration", agent.durationMilliseconds.map { NumberFormat.duration($0 * 0.001) })
        if let errors = agent.generationErrors, errors > 0 { add("model errors", NumberFormat.grouped(errors), .error) }
        if let errors = agent.toolErrors, errors > 0 { add("tool errors", NumberFormat.grouped(errors), .error) }
        return rows
    }

    private static func cost(of item: EvaluationItem) -> [(String, [Span])] {
        ItemRow(item).cost.map { [("cost", [Span(NumberFormat.cost($0) + ", as the agent reports")])] } ?? []
    }

    /// Parts of the runtime: defects first and in words, benign states on one line.
    private static func health(_ components: [ComponentHealth]) -> [RichLine] {
        let defects = components.filter(\.isDefect)
        let rows: [(String, [Span])] = defects.map { component in
            let words = [component.status, component.error, component.detail].compactMap { $0 }
            let text = words.map { Sanitize.line($0) }.joined(separator: ": ")
            return ("\(component.kind) \(component.name)", [Span(text, .error)])
        }
        let benign = components.filter { !$0.isDefect }
        let fine: [(String, [Span])] =
            benign.isEmpty
            ? []
            : [
                (
                    defects.isEmpty ? "no defects" : "others",
                    [Span(benign.map { Sanitize.line("\($0.name) \($0.status)") }.joined(separator: ", "), .dim)]
                )
            ]
        return section(defects.isEmpty ? "Components" : "Components: runtime degraded", rows + fine)
    }

    private static func identity(_ item: EvaluationItem) -> [(String, [Span])] {
        let rows: [(String, String?)] = [
            ("id", item.id.text), ("evaluation", item.evaluationID.text), ("position", String(item.position)),
            ("task", item.taskName), ("model", item.model), ("session", item.sessionID?.text), ("run", item.runID),
            ("worker", item.workerID), ("agent sandbox", item.agentSandboxID),
            ("environment sandbox", item.environmentSandboxID),
            ("retries", "\(item.retryCount) of \(item.maxRetries)"), ("passed", item.passed.map { $0 ? "yes" : "no" }),
        ]
        return rows.compactMap { name, text in text.map { (name, [Span(Sanitize.line($0))]) } }
    }

    // MARK: Layout

    /// A title and its rows, names in one column.
    static func section(_ title: String, _ rows: [(String, [Span])]) -> [RichLine] {
        guard !rows.isEmpty else { return [] }
        let width = min(24, rows.map { TextWidth.width(Sanitize.line($0.0)) }.max() ?? 0)
        let lines = rows.map { name, spans in
            RichLine(
                spans, lead: [Span("  " + TextWidth.fitted(Sanitize.line(name), columns: width) + "  ", .property)],
                follow: [Span(String(repeating: " ", count: width + 4))]
            ).named
        }
        return [.blank, .title(title)] + lines
    }
}

extension RichLine {
    package static var blank: RichLine { RichLine([]) }
    package static func title(_ text: String) -> RichLine { RichLine([Span(text, .heading)]) }
}

extension [RichLine] {
    var indented: [RichLine] {
        map { $0.led(by: [Span("  ")], follow: [Span("  ")]) }
    }
}
