import Platform
import Shell
import Terminal

// Commands of the user's own.
extension AppState {
    /// The command that keys are for; nil where they are for none, or something lies over the panes.
    func ownCommand(of keys: [Key]) -> OwnCommand? {
        stack.overlay == nil ? ownCommands.first { $0.keys == keys } : nil
    }

    /// Runs a command on what the cursor is on; asks first where that is wanted.
    mutating func run(_ command: OwnCommand) -> Reaction {
        guard !isReadOnly || command.isReadOnly else {
            return .say("Read-only: \(command.name) is not marked \"readonly: true\" in the settings", .warning)
        }
        do throws(OwnCommand.Problem) {
            let run = try ownRun(command)
            let request = EffectRequest(action: .run(run))
            guard command.isConfirmed else { return Reaction([request]) }
            let shown = run.command.words.map { Sanitize.line($0) }.joined(separator: " ")
            prompt = Prompt(.allow(question: "Run \(command.name) (\(shown))?", request: request))
            return .done
        } catch {
            return .say(Sanitize.line(error.words), .warning)
        }
    }

    private func ownRun(_ command: OwnCommand) throws(OwnCommand.Problem) -> OwnRun {
        let subject = subject
        var values: [OwnCommand.Variable: String] = [:]
        values[.id] = subject.id?.text
        values[.item] = subject.item?.id.text
        values[.task] = subject.item?.taskName ?? (subject.kind == .task ? subject.id?.text : nil)
        values[.session] = subject.session?.text
        values[.evaluation] = subject.evaluation?.text
        values[.model] = subject.item?.model
        values[.status] = subject.item?.status.rawValue
        var text: String?
        if command.variables.contains(.file), case .here(let read)? = subject.text {
            text = read()?.text
            // The path is known once the file is written.
            values[.file] = text.map { _ in "file" }
        }
        _ = try command.arguments(values)
        values[.file] = nil
        return OwnRun(command: command, values: values, text: text)
    }
}
