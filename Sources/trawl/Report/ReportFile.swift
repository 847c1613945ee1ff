import Foundation
import Panes
import Platform
import Reader
import Shell
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

    func write(_ items: ItemsModel, scope: PlatformScope) -> Answer {
        let rows = items.visible.map { items.rows[$0] }
        let local = LocalKnowledge(facts: items.facts, classNames: items.classNames, lastErrors: items.lastErrors)
        let report = FailureReport(
            items.evaluation, rows, filter: items.filter, local: local, scope: scope, now: .now)
        return write("\(Figures.grouped(report.classes.count)) classes", among: Format.allCases) { format in
            switch format {
            case .md: report.blocks.markdown
            case .html: HTMLPage.lines(title: report.evaluation.name, report.blocks)
            case .csv: report.csv
            case .json: [report.json.serialized(pretty: true)]
            }
        }
    }

    func write(_ model: ComparisonModel) -> Answer {
        guard let report = ComparisonReport(model) else { return .done("The comparison is not here yet") }
        return write("\(Figures.grouped(report.tasks.count)) tasks", among: [.md, .html, .json]) { format in
            switch format {
            case .md: report.blocks.markdown
            case .html: HTMLPage.lines(title: report.title, report.blocks)
            case .json, .csv: [report.json.serialized(pretty: true)]
            }
        }
    }

    private func write(_ what: String, among formats: [Format], _ lines: (Format) -> [String]) -> Answer {
        let format = Format(rawValue: (path as NSString).pathExtension.lowercased())
        guard let format, formats.contains(format) else {
            let endings = formats.map { ".\($0.rawValue)" }
            let words = endings.dropLast().joined(separator: ", ") + " or \(endings.last ?? "")"
            return .ended(Message("report takes a file that ends in \(words)", .warning))
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
