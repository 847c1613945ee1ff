import Platform
import Terminal
import Trajectory
import Triage
package import Wire

extension ComparisonChoice {
    /// How the menu shows it.
    package func choice(now: Timestamp) -> Menu.Choice {
        switch self {
        case .run(let item):
            let look = StatusStyle(item.status)
            let model = item.model.map { "  " + Sanitize.line($0) } ?? ""
            let time = item.duration(now: now).map { NumberFormat.duration($0) + "  " } ?? ""
            return Menu.Choice(
                label: "\(look.sign) \(look.word)\(model)", detail: "\(time)#\(item.position)  \(item.id.short)",
                isOn: false)
        case .passed(let items):
            let label = "all \(NumberFormat.grouped(items.count)) that passed"
            return Menu.Choice(label: label, detail: "how far each did the same", isOn: false)
        case .models(let before, let after):
            return Menu.Choice(
                label: "\(Sanitize.line(before)) with \(Sanitize.line(after))", detail: "over all tasks", isOn: false)
        case .later: return Menu.Choice(label: "another item", detail: "press \(key: .compare) on it", isOn: false)
        case .evaluation:
            return Menu.Choice(label: "the evaluation with another", detail: "\(key: .compare) on it", isOn: false)
        }
    }
}
