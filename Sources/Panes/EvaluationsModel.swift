package import Platform
package import Shell
import Terminal

/// The list of evaluations: pages come as the selection nears the end of what is here.
package struct EvaluationsModel: Sendable {
    package static let pageSize = 50
    /// Rows before the end at which the next page is asked for.
    private static let margin = 25

    package private(set) var pager = Pager<Evaluation>()
    /// What the filter leaves, in the same order.
    package private(set) var rows: [Evaluation] = []
    package private(set) var phase: LoadPhase = .idle
    package var cursor = ListCursor()
    package private(set) var status: JobStatus?
    package private(set) var filter = ""
    /// What narrows the list though nobody asked for it now: a profile's project.
    package var filteredBy: String?
    package var height = 20
    /// The list is asked for again while anything in it runs.
    package private(set) var isFollowing = false
    private var loadingPage: Int?
    /// A refresh goes on through every page that is here.
    private var refreshUpTo = 0
    /// What the last look found, and how many looks since found the same.
    private var seen: [EvaluationID: ItemCounts] = [:]
    private var quietLooks = 0

    package init() {}

    package var selected: Evaluation? { cursor.selected < rows.count ? rows[cursor.selected] : nil }
    /// Every evaluation that is here, once each, in the server's order.
    package var all: [Evaluation] { pager.all }
    /// All evaluations of the workspace, as the server says.
    package var total: Int? { pager.total }
    package var isComplete: Bool { pager.isComplete }

    /// Asks for the first page, or for all that are here anew.
    package mutating func load(isForced: Bool) -> [EffectRequest] {
        refreshUpTo = max(1, pager.pages.count)
        return request(page: 1, isForced: isForced)
    }

    private mutating func request(page: Int, isForced: Bool) -> [EffectRequest] {
        loadingPage = page
        phase = .loading
        let query = EvaluationQuery(page: page, pageSize: Self.pageSize, status: status)
        return [EffectRequest(.evaluations, .evaluations(query, isForced: isForced))]
    }

    package mutating func apply(_ answer: EffectResult) -> [EffectRequest] {
        switch answer {
        case .evaluations(let page, let provenance): return take(page, provenance)
        case .evaluation(let evaluation):
            replace(evaluation)
            return []
        case .failed(let error):
            phase = .failed(error)
            loadingPage = nil
            quietLooks += 1
            return followUp()
        default: return []
        }
    }

    private mutating func take(_ page: Page<Evaluation>, _ provenance: Freshness) -> [EffectRequest] {
        pager.take(page)
        phase = provenance.isRefreshing ? .loading : .ready
        if !provenance.isRefreshing { loadingPage = nil }
        gather()
        guard !provenance.isRefreshing else { return [] }
        if page.page < min(refreshUpTo, pager.pages.count) {
            return request(page: page.page + 1, isForced: provenance.age == nil)
        }
        refreshUpTo = 0
        let found = Dictionary(all.map { ($0.id, $0.counts) }, uniquingKeysWith: { first, _ in first })
        quietLooks = found == seen ? quietLooks + 1 : 0
        seen = found
        return more() + followUp()
    }

    private func followUp() -> [EffectRequest] {
        guard isFollowing, all.contains(where: { !$0.status.isTerminal }) else { return [] }
        return [EffectRequest(.followEvaluations, .wait(min(30, 5 * Double(1 << min(quietLooks, 3)))))]
    }

    /// One evaluation has changed: after an action, or when it was opened.
    package mutating func replace(_ evaluation: Evaluation) {
        pager.replace(evaluation)
        gather()
    }

    /// Rebuilds the rows; the selection stays on its evaluation.
    private mutating func gather() {
        let id = selected?.id
        let words = filter.lowercased().split(separator: " ")
        rows = words.isEmpty ? all : all.filter { Self.matches($0, words) }
        let row = id.flatMap { id in rows.firstIndex { $0.id == id } }
        select(row: row ?? cursor.selected)
    }

    private static func matches(_ evaluation: Evaluation, _ words: [Substring]) -> Bool {
        let text = [
            evaluation.name, evaluation.id.text, evaluation.model ?? "", evaluation.capability ?? "",
            evaluation.status.rawValue, evaluation.createdBy ?? "", evaluation.errorSummary ?? "",
        ].joined(separator: "\n").lowercased()
        return words.allSatisfy { text.contains($0) }
    }

    /// The next page, when the selection nears the end of the rows, or a filter looks for what is not here yet.
    private mutating func more() -> [EffectRequest] {
        guard let next = pager.next, loadingPage == nil, phase == .ready else { return [] }
        guard !filter.isEmpty || cursor.selected + Self.margin >= rows.count else { return [] }
        return request(page: next, isForced: false)
    }

    package mutating func apply(_ command: Command) -> Reaction? {
        if move(command) { return Reaction(more()) }
        switch command {
        case .open: return selected.map { .go(.items($0)) } ?? .done
        case .back where !filter.isEmpty: return Reaction(filter(""))
        case .filterStatus:
            let order: [JobStatus?] = [nil] + JobStatus.known.map { $0 }
            let at = order.firstIndex { $0 == status } ?? 0
            status = order[(at + 1) % order.count]
            clear()
            return Reaction(
                load(isForced: false), say: Message("Status: \(status?.rawValue ?? "all")"))
        case .follow:
            isFollowing.toggle()
            guard isFollowing else {
                return Reaction([EffectRequest(.followEvaluations, .cancel)], say: Message("no longer following"))
            }
            seen = [:]
            return Reaction(load(isForced: true), say: Message("following: asked again while anything runs"))
        default: return nil
        }
    }

    /// Narrows the rows as it is typed; what is not here yet is fetched behind.
    package mutating func filter(_ text: String) -> [EffectRequest] {
        filter = text.trimmingBlanks()
        gather()
        return more()
    }

    private mutating func clear() {
        pager = Pager()
        rows = []
        cursor = ListCursor()
    }

    /// A load was stopped by the user.
    package mutating func stop() {
        guard phase.isLoading else { return }
        phase = .ready
        loadingPage = nil
    }
}
