import RichText
import Shell
import Terminal
import Wire

// Leaving: at once where nothing would be lost; else when what is being saved is done, or when the user insists.
extension AppState {
    mutating func leave() -> Reaction {
        guard !slots.saving.isEmpty else { return .act(.quit) }
        leaving = leaving ?? now
        return .ask(.leaving, .wait(1))
    }

    /// While it is waited for what is being saved, keys have nothing to do but to stay, or to leave all the same.
    mutating func handleLeaving(_ key: Key) -> Reaction {
        switch key {
        case .escape:
            leaving = nil
            return Reaction([EffectRequest(.leaving, .cancel)])
        case .control("c"): return .act(.quit)
        default: return .done
        }
    }

    /// Leaves once all is saved. What could not be saved is said, and the user decides.
    mutating func leaveWhenSaved() -> [Effect] {
        guard let since = leaving else { return [] }
        let hasFailed = outcomes.hasError(since: since)
        guard hasFailed || slots.saving.isEmpty else { return [] }
        leaving = nil
        return effects([EffectRequest(.leaving, .cancel)] + (hasFailed ? [] : [EffectRequest(action: .quit)]))
    }

    /// What is waited for before the program ends, for how long by now, and how to leave all the same.
    package var leavingWords: String? {
        guard let leaving else { return nil }
        let saving = slots.saving
        let parts = [(Saving.file, "file"), (.mark, "mark"), (.request, "request")].compactMap { kind, word in
            let count = saving.count { $0 == kind }
            return count == 0 ? nil : NumberFormat.counted(count, word)
        }
        let time = now - leaving
        let words = "saving \(parts.joined(separator: ", "))" + (time < 1 ? "" : " for \(NumberFormat.duration(time))")
        return "\(words)... \(fixed: .control("c")) leaves, \(fixed: .escape) stays"
    }
}
