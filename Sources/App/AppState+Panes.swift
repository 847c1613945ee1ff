package import Panes
import Platform
package import Reader
import Shell
package import Terminal

// The panes that the program itself knows of. A pane that only its own keys and answers concern needs no name here.
extension AppState {
    package internal(set) var evaluations: EvaluationsModel {
        get { stack[EvaluationsModel.self, default: EvaluationsModel()] }
        _modify { yield &stack[EvaluationsModel.self, default: EvaluationsModel()] }
    }

    package internal(set) var worlds: WorldsModel {
        get { stack[WorldsModel.self, default: WorldsModel()] }
        _modify { yield &stack[WorldsModel.self, default: WorldsModel()] }
    }

    package internal(set) var itemsPane: ItemsPane? {
        get { stack[ItemsPane.self] }
        _modify { yield &stack[ItemsPane.self] }
    }

    /// The items of the evaluation that was opened last.
    package var items: ItemsModel? { stack[ItemsPane.self]?.list }

    package internal(set) var reader: ReaderPane? {
        get { stack[ReaderPane.self] }
        _modify { yield &stack[ReaderPane.self] }
    }

    /// The trajectory that was opened last.
    package var trajectory: TrajectoryModel? { stack[ReaderPane.self]?.model }

    package var hits: HitsModel? {
        get { stack[HitsModel.self] }
        _modify { yield &stack[HitsModel.self] }
    }

    package internal(set) var sweep: SweepModel? {
        get { stack[SweepModel.self] }
        _modify { yield &stack[SweepModel.self] }
    }

    package internal(set) var comparison: ComparisonModel? {
        get { stack[ComparisonModel.self] }
        _modify { yield &stack[ComparisonModel.self] }
    }

    package internal(set) var sides: TrajectoryDiffModel? {
        get { stack[TrajectoryDiffModel.self] }
        _modify { yield &stack[TrajectoryDiffModel.self] }
    }
}

extension AppState {
    /// What goes on, for the right end of the line on top: where one is among the hits, else in the pane on the screen.
    package var news: [Span] {
        if let hitPlace { return [Span(hitPlace.words + " ", .strong)] }
        if stack.isMain(ReaderPane.self), let item = trajectory?.item, let place = items?.progress(at: item.id) {
            return [Span(place + "  ", .strong)] + stack.main.news(at: now)
        }
        return (stack.main.origin.flatMap { stack.open($0) } ?? stack.main).news(at: now)
    }

    /// The way to what is on the screen, for the line on top: what the panes on it are of, each said once.
    package var crumbs: [String] {
        let path = stack.path
        let start = path.lastIndex { $0.beginsCrumbs } ?? path.startIndex
        var crumbs = path[start...].reduce(into: [String]()) { crumbs, pane in
            crumbs += pane.crumbs.first == crumbs.last ? Array(pane.crumbs.dropFirst()) : pane.crumbs
        }
        if crumbs.isEmpty, path.count > 1, let evaluation = evaluationInView { crumbs = [evaluation.name] }
        return crumbs + stack.main.heading
    }
}
