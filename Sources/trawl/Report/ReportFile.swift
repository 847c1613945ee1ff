import Foundation
import Panes
import Platform
import Reader
import Shell
import Terminal
import Triage
import Wire

/// The file of the screen's `:report`: what `trawl report` and `trawl compare` print, of what the screen shows.
struct ReportFile: Sendable {
    let path: String
    let replacing: Bool
    /// What looks like a key or a password is masked.
    let masking: Bool

    private enum Format: String, CaseIterable {
        case md, html, json, csv
    }

    func write(_ items: ItemsModel, scope: PlatformScope) -> EffectResult {
        let rows = items.visible.map { items.rows[$0] }
        let local = LocalAnnotations(facts: items.facts, classNames: items.classNames, lastErrors: items.lastErrors)
        let report = FailureReport(
            items.evaluation, rows, filter: items.filter, local: local, scope: scope, now: .now)
        return write("\(NumberFormat.grouped(report.classes.count)) classes", among: Format.allCases) { format in
            switch format {
            case .md: report.blocks.markdown
            case .html: HTMLPage.lines(title: report.evaluation.name, report.blocks)
            case .csv: report.csv
            case .json: [report.json.serialized(pretty: true)]
            }
        }
    }

    func write(_ model: ComparisonModel) -> EffectResult {
        guard let report = ComparisonReport(model) else { return .done("The comparison is not here yet") }
        return write("\(NumberFormat.grouped(report.tasks.count)) tasks", among: [.md, .html, .json]) { format in
            switch format {
            case .md: report.blocks.markdown
            case .html: HTMLPage.lines(title: report.title, report.blocks)
            case .json, .csv: [report.json.serialized(pretty: true)]
            }
        }
    }

    /// What somebody wrote down of the items, one a row, by the names of their tasks.
    func write(marksOf items: ItemsModel) -> EffectResult {
        let marked = items.visible.map { (items.rows[$0].item, items.facts(of: items.rows[$0].item.id)) }
            .filter { $0.1.mark != nil || $0.1.note != nil }
        let names = ["task", "model", "status", "mark", "note", "item_id", "session_id"]
        let rows = marked.map { item, facts in
            [
                item.taskName, item.model ?? "", item.status.rawValue, facts.mark ?? "", facts.note ?? "", item.id.text,
                item.sessionID?.text ?? "",
            ]
        }
        let title = "Marks and notes of \(items.evaluation.name)"
        let blocks: [ReportBlock] = [
            .heading(1, [.text(title)]),
            .table(names.map { ReportBlock.Column($0) }, rows.map { $0.map { [.text($0)] } }),
        ]
        return write(NumberFormat.counted(rows.count, "item"), among: Format.allCases) { format in
            switch format {
            case .md: blocks.markdown
            case .html: HTMLPage.lines(title: title, blocks)
            case .csv:
                ([names] + rows).map { row in
                    row.map { Quote.csv(Sanitize.lines($0).joined(separator: "\n")) }.joined(separator: ",")
                }
            case .json:
                [
                    JSONValue.array(rows.map { .object(JSONObject(Array(zip(names, $0.map(JSONValue.string))))) })
                        .serialized(pretty: true)
                ]
            }
        }
    }

    private func write(_ what: String, among formats: [Format], _ lines: (Format) -> [String]) -> EffectResult {
        let format = Format(rawValue: (path as NSString).pathExtension.lowercased())
        guard let format, formats.contains(format) else {
            let endings = formats.map { ".\($0.rawValue)" }
            let words = endings.dropLast().joined(separator: ", ") + " or \(endings.last ?? "")"
            return .ended(Message("Name a file that ends in \(words)", .warning))
        }
        do {
            let file = try PrivateFile(beside: SystemPath.expanded(path), replacing: replacing)
            let text = lines(format).joined(separator: "\n") + "\n"
            try file.append(Array((masking ? Secrets.masked(text) : text).utf8))
            try file.finish()
            return .done("\(what) written to \(path)")
        } catch {
            return .failed(PlatformError(writing: error))
        }
    }
}
