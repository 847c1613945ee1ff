import Shell

/// What the find says of where it leads: in one trajectory and in two side by side alike.
enum FindWords {
    static let noPattern = Reaction.say("Nothing to repeat; \(key: .find) finds text", .warning)

    /// Not all steps are counted yet.
    static func unfinished(forward: Bool) -> Reaction {
        .say(forward ? "No further match so far" : "No match before so far", .warning)
    }

    /// `remark` is where there are matches all the same.
    static func absent(_ pattern: FindPattern, _ remark: String = "") -> Reaction {
        .say("No match of \"\(pattern.text)\"\(remark)", .warning)
    }

    /// The find went past an end, to the only match or on from the other end.
    static func wrapped(forward: Bool, isOnly: Bool) -> Reaction {
        .say(isOnly ? "The only match" : "Continued from the \(forward ? "first" : "last") match", .warning)
    }
}

extension FindPattern {
    /// Reads what was typed; with what is wrong with it, where something is.
    static func parsed(_ text: String) -> (pattern: FindPattern?, problem: String?) {
        do {
            return (try read(text), nil)
        } catch {
            return (nil, error.text)
        }
    }
}
