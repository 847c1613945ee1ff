import Panes
package import Shell

// Which columns lists have.
extension AppState {
    /// The columns that the user wants of the list on the screen; nil for the usual ones.
    package var columnsInView: [ColumnChoice]? { stack.main.columnSet.flatMap { columns[$0.list] } }

    /// `:columns status,task,result.score`: chooses and orders the columns of the list on the screen. `edit` offers
    /// those that are there to be changed.
    mutating func chooseColumns(_ text: String) -> Reaction {
        guard let set = stack.main.columnSet else { return .say("columns is for a list: go to one first", .warning) }
        if text == "edit" {
            let now = columns[set.list].map { $0.map(\.text) } ?? set.columns
            prompt = Prompt(.command, text: "columns " + now.joined(separator: ","))
            return .done
        }
        if text == "default" {
            columns[set.list] = usualColumns[set.list]
            chosenColumns[set.list] = nil
            return .say("The usual columns again", .good)
        }
        do {
            columns[set.list] = try set.read(text)
            chosenColumns[set.list] = text
            return .done
        } catch {
            return .say(error.text, .warning)
        }
    }

    /// Takes up columns that were chosen in an earlier visit; what is not understood any more is left out.
    mutating func resumeColumns(_ chosen: [String: String]) {
        usualColumns = columns
        for set in ColumnSet.all {
            guard let text = chosen[set.list], let read = try? set.read(text) else { continue }
            columns[set.list] = read
            chosenColumns[set.list] = text
        }
    }
}
