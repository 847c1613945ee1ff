import Platform
package import Shell
package import Triage
import Wire

extension ItemsModel {
    /// What `e` groups by, in its order: first why they failed.
    private static let groupings: [ItemGrouping?] = [nil] + ItemGrouping.allCases.map { $0 }

    /// Trajectories that are read at one go for the last errors of failures that say nothing.
    private static let mostRead = 200
    /// Results after which the groups are reckoned anew while more are being read.
    private static let regroupEvery = 50

    /// Groups what the filter leaves, behind the screen; nil is by why they failed.
    package mutating func group(by grouping: ItemGrouping?) -> Reaction {
        var model = ClassesModel(by: grouping, height: height)
        model.names = classNames
        model.context = classes?.context
        classes = model
        wantsGroups = true
        return Reaction([EffectRequest(.lastErrors, .cancel)])
    }

    /// The work of the groups that are on the screen.
    func groupWork(_ grouping: ItemGrouping?) -> GroupWork {
        GroupWork(
            table: table, filter: filter, facts: filter.needsFacts ? facts : [:], grouping: grouping,
            lastErrors: lastErrors, now: now)
    }

    /// Takes the groups; where failures say nothing, the first of their trajectories are asked for.
    mutating func take(_ grouped: Grouped) -> Reaction {
        guard let model = classes, model.grouping == grouped.grouping else { return .done }
        let isFirst = !model.isWhole
        if classes?.take(grouped) == true { arrange() } else { countProgress() }
        guard isFirst, let model = classes, model.isWhole else { return .done }
        let isOne = model.count == 1
        let what =
            model.grouping.map { "\(isOne ? "group" : "groups") by \($0.rawValue)" }
            ?? "\(isOne ? "class" : "classes") of failures"
        let said = Message(
            "\(NumberFormat.grouped(model.count)) \(what); \(key: .open) opens, \(key: .group) regroups, \(key: .sort) sorts"
        )
        return Reaction(askContext(model) + readLastErrors(), say: said)
    }

    /// Asks what came before the classes: of all failures, and before trajectories add to what the items say.
    private func askContext(_ model: ClassesModel) -> [EffectRequest] {
        guard model.grouping == nil, filter.isEmpty, lastErrors.isEmpty, model.count > 0 else { return [] }
        return [EffectRequest(.classContext, .classContext(evaluation, model.classes))]
    }

    /// Takes what was reckoned, or read, for the groups.
    mutating func take(groups answer: EffectResult) -> Reaction {
        switch answer {
        case .grouped(let grouped): return take(grouped)
        case .progress(let progress): classes?.progress = progress
        case .lastError(let found): take(found)
        case .classContext(let context): classes?.context = context
        case .failed(let error): return .say(ErrorText(error).sentence, .error)
        default: break
        }
        return .done
    }

    /// Reads the trajectories of the next failures that say nothing.
    mutating func readLastErrors() -> [EffectRequest] {
        guard let items = classes?.nextUnread(Self.mostRead), !items.isEmpty else { return [] }
        classes?.reading = Progress(label: "reading", done: 0, total: items.count)
        return [EffectRequest(.lastErrors, .lastErrors(items))]
    }

    /// Takes the last error of a trajectory; one in which nothing failed is not read again.
    mutating func take(_ found: LastErrors.Found) {
        lastErrors[found.item] = found.text ?? ""
        guard var reading = classes?.reading, let total = reading.total else { return }
        reading.done += 1
        classes?.reading = reading.done < total ? reading : nil
        if reading.done == total || reading.done.isMultiple(of: Self.regroupEvery) { wantsGroups = true }
    }

    mutating func applyToClasses(_ command: Command) -> Reaction? {
        switch command {
        case .open:
            guard classes?.count != 0 else { return .done }
            classes?.open()
            selectsFirst = true
            arrange()
        case .back:
            classes = nil
            arrange()
            return Reaction([.group, .lastErrors, .classContext].map { EffectRequest($0, .cancel) })
        case .nextUnseenFailure: return openNextClass() ?? .say("Every failure was looked at", .good)
        case .sort: return .say("Sorted by \(classes?.sort() ?? "")")
        case .group:
            let at = Self.groupings.firstIndex { $0 == classes?.grouping } ?? 0
            return group(by: Self.groupings[(at + 1) % Self.groupings.count])
        default: return classes?.apply(command) == true ? .done : nil
        }
        return .done
    }
}
