import Foundation
import Panes
import Platform
import Reader
import Shell
import Triage
import Wire

/// The report of the screen's `:report`: what `trawl report` prints, of the items that the list shows.
enum ReportFile {
    static func write(_ items: ItemsModel, scope: PlatformScope, to path: String, replacing: Bool, masking: Bool)
        -> Answer
    {
        guard let format = Report.Format(rawValue: (path as NSString).pathExtension.lowercased()) else {
            return .done("report takes a file that ends in .md, .json or .csv")
        }
        let rows = items.visible.map { items.rows[$0] }
        let local = LocalKnowledge(facts: items.facts, classNames: items.classNames, lastErrors: items.lastErrors)
        let report = FailureReport(
            items.evaluation, rows, filter: items.filter, local: local, scope: scope, now: .now)
        let lines =
            switch format {
            case .md: report.markdown
            case .csv: report.csv
            case .json: [report.json.serialized(pretty: true)]
            }
        do {
            let file = try PrivateFile(beside: SystemPath.expanded(path), replacing: replacing)
            let text = lines.joined(separator: "\n") + "\n"
            try file.append(Array((masking ? Secrets.masked(text) : text).utf8))
            try file.finish()
            return .done("\(Figures.grouped(report.classes.count)) classes written to \(path)")
        } catch {
            return .failed(PlatformError(writing: error))
        }
    }
}
