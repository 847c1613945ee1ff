package import Shell
import Trajectory
import Wire

// What commands do, and where they go.
extension ReadingState {
    package mutating func apply(_ command: Command, in context: Context) -> Reaction? {
        let (before, step) = (top, current)
        let reaction =
            applyToSelection(command, in: context) ?? applyAnywhere(command)
            ?? (context == .outline ? applyToOutline(command) : applyToBody(command))
        if selection != nil, context == .outline, step != current { selectStep() }
        if selection != nil { reveal() }
        if JumpList.records(command), before.step != top.step { jumps.left(before) }
        return reaction
    }

    mutating func applyToOutline(_ command: Command) -> Reaction? {
        switch command {
        case .open: return foldedLoop(at: current) == nil ? nil : setLoop(isFolded: false)
        case .fold, .unfold:
            return setLoop(isFolded: command == .fold)
                ?? .say("No loop here: the same call three times or more", .warning)
        case .foldAll, .unfoldAll:
            return setAllLoops(isFolded: command == .foldAll)
        default: break
        }
        guard outline.apply(command, count: outlineCount, height: outlineHeight) else { return nil }
        if let step = step(atOutlineRow: outline.selected) { select(step: step) }
        return .done
    }

    mutating func applyToBody(_ command: Command) -> Reaction? {
        let page = max(1, size.bodyHeight - 2)
        switch command {
        case .down: move(by: 1)
        case .up: move(by: -1)
        case .halfPageDown: move(by: max(1, page / 2))
        case .halfPageUp: move(by: -max(1, page / 2))
        case .pageDown: move(by: page)
        case .pageUp: move(by: -page)
        case .top: jump(to: BodyPosition())
        case .bottom: goToEnd()
        case .fold, .unfold: return setFold(command == .fold)
        case .open: return openOnScreen()
        case .foldAll, .unfoldAll: return setAllFolds(command == .foldAll)
        default: return nil
        }
        return .done
    }

    mutating func applyAnywhere(_ command: Command) -> Reaction? {
        switch command {
        case .nextStep: select(step: step(atRow: row(ofStep: current) + 1) ?? current)
        case .previousStep:
            let isInside = top.row > 0 && top.step == current
            select(step: isInside ? current : step(atRow: row(ofStep: current) - 1) ?? current)
        case .density:
            keepingPlace { model in
                model.preferences.density = model.preferences.density.next
                model.choices.folds.all = nil
                model.preferences.groupFolds = [:]
            }
            return .say(preferences.density.words)
        case .wrap:
            keepingPlace { $0.preferences.isWrapping.toggle() }
            choices.pan = 0
            return .say(
                preferences.isWrapping
                    ? "long lines wrap" : "long lines are cut; \(key: .panRight) and \(key: .panLeft) move them")
        case .nextMatch, .previousMatch:
            guard find != nil else { return nil }
            // Past the last match it is for the hits to go on, or to begin anew.
            return goToMatch(from: top, forward: command == .nextMatch, includingHere: false) ? .done : nil
        case .stepDensity: return cycleStepDensity()
        case .foldKind, .unfoldKind: return setGroupFold(command == .foldKind)
        case .hidden:
            keepingPlace { $0.preferences.showsHidden.toggle() }
            endSelection()
            return .say(preferences.showsHidden ? "hidden characters stand out" : "hidden characters do not stand out")
        case .panLeft, .panRight: return pan(right: command == .panRight)
        case .openMedia: return openMedia()
        case .back: return clearLimit()
        case .limit: return toggleLimit()
        case .timeline: return toggleTimeline()
        case .nextSlowStep, .previousSlowStep: return goToLongStep(forward: command == .nextSlowStep)
        case .editor: return edit()
        case .nextPart, .previousPart: return goToPart(forward: command == .nextPart)
        case .bookmark: return toggleBookmark()
        case .nextBookmark: return goToBookmark()
        case .jumpBack, .jumpForward: return retrace(forward: command == .jumpForward)
        case .firstError, .lastError: return goToError(isLast: command == .lastError)
        default:
            guard let jump = StepJump(command) else { return nil }
            return go(jump)
        }
        return .done
    }

    mutating func go(_ jump: StepJump) -> Reaction {
        let candidates =
            jump.isForward
            ? survey.steps[min(survey.steps.count, current + 1)...] : survey.steps[..<min(survey.steps.count, current)]
        let found =
            jump.isForward
            ? candidates.first { jump.matches($0) && isShown($0.index) }
            : candidates.last { jump.matches($0) && isShown($0.index) }
        if let found {
            select(step: found.index)
            let steps = survey.steps.filter { isShown($0.index) }
            return .say(jump.place(of: found, among: steps, isAll: survey.steps.count >= stepCount))
        }
        let unknown = jump.isForward && survey.steps.count < stepCount
        let rest = unknown ? " among the \(survey.steps.count) of \(stepCount) steps looked at so far" : ""
        return .say("No \(jump.words)\(rest)", .warning)
    }

    // MARK: First and last error

    /// Steps at either end that are looked at where the survey has not come yet. An error long before the end is not why a
    /// run failed.
    private static let glanced = 40

    /// All steps were looked at.
    package var isSurveyed: Bool { survey.steps.count >= stepCount && survey.steps.count > 0 }

    /// Steps with an error, as far as steps were looked at.
    package var errors: [SurveyedStep] { landmarks.filter { $0.flags.contains(.error) } }

    /// The first or the last step with an error; nil where there is none, and nil around it while that is not known.
    func error(isLast: Bool, _ isComplete: Bool) -> Int?? {
        func isError(_ step: Int) -> Bool { document?.outline(step)?.flags.contains(.error) == true }
        if isComplete, isSurveyed { return .some((isLast ? errors.last : errors.first)?.index) }
        guard isLast else {
            return (errors.first?.index ?? (0..<min(Self.glanced, stepCount)).first(where: isError)).map { .some($0) }
        }
        return isComplete ? .some((max(0, stepCount - Self.glanced)..<stepCount).last(where: isError)) : nil
    }

    private mutating func goToError(isLast: Bool) -> Reaction {
        guard let step = error(isLast: isLast, true), let step else {
            let rest = isSurveyed ? "" : " among the \(survey.steps.count) of \(stepCount) steps looked at so far"
            return .say("No error\(rest)", .warning)
        }
        select(step: step)
        return .say("\(isLast ? "last" : "first") error: step \(step + 1) of \(NumberFormat.grouped(stepCount))")
    }

    /// Makes a step the current one, its header at the top of the body.
    package mutating func select(step: Int) {
        guard stepCount > 0 else { return }
        jump(to: BodyPosition(step: min(max(0, step), stepCount - 1)))
    }

    /// The last step is the current one, and its end stands on the last line.
    mutating func goToEnd() {
        guard stepCount > 0 else { return }
        jump(to: BodyPosition(step: stepCount - 1))
        top = lastPosition
    }

    mutating func jump(to position: BodyPosition) {
        guard stepCount > 0 else { return }
        guard selection == nil else { return putCursor(at: position) }
        point(at: position.step)
        top = clamped(position)
    }

    /// Scrolls. Where the end is reached the current step goes on, so that the last steps can be pointed at.
    mutating func move(by count: Int) {
        guard stepCount > 0 else { return }
        let before = top
        top = moved(top, by: count)
        if top != before {
            point(at: top.step)
        } else if count > 0 {
            point(at: step(atRow: row(ofStep: current) + 1) ?? current)
        } else {
            point(at: step(atRow: row(ofStep: current) - 1) ?? current)
        }
    }

    /// Moves long lines by half the width of the pane.
    private mutating func pan(right: Bool) -> Reaction {
        guard !preferences.isWrapping else {
            return .say(
                "Long lines wrap: \(key: .wrap) cuts them, then \(key: .panRight) and \(key: .panLeft) move them",
                .warning)
        }
        choices.pan = max(0, pan + (right ? 1 : -1) * max(8, size.bodyWidth / 2))
        return .say("long lines from column \(pan + 1)")
    }
}
