import RichText
import Shell
package import Trajectory
import Wire

/// The texts of a step, as the user takes them away.
package enum StepTexts {
    package static func text(of step: Step) -> String {
        StepText.texts(of: step).filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// For a step of megabytes: decodes it here, behind the screen.
    static func answer(_ document: TrajectoryDocument, _ index: Int, _ use: StepUse) -> EffectResult {
        let name = "step \(index + 1)"
        if use == .raw {
            let value = StepAbridger.rawValue(index, of: document) ?? .null
            return .rawLines(JSONLines.render(value), title: name)
        }
        guard let step = document.step(index) else { return .stepText("", name: name, use) }
        return .stepText(use == .edit ? StepReport.markdown(step) : text(of: step), name: name, use)
    }
}
