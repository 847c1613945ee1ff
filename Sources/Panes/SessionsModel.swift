package import Platform
package import Shell
import Terminal
package import Wire

/// The sessions of the workspace, those of evaluations among them: pages come as the selection nears the end of what is
/// here. The words of the filter are the server's to answer once they are entered; while they are typed they narrow what is
/// here.
package struct SessionsModel: Sendable {
    package static let pageSize = 50
    /// Rows before the end at which the next page is asked for.
    private static let margin = 25
    /// Characters that the server takes.
    private static let longestSearch = 200

    package private(set) var pager = Pager<Session>()
    /// What the words that are typed leave.
    package private(set) var rows: [Session] = []
    package private(set) var phase: LoadPhase = .idle
    package var cursor = ListCursor()
    /// What the server was asked for.
    package private(set) var search = ""
    private var typed = ""
    package var height = 20
    private var loadingPage: Int?

    package init() {}

    package var selected: Session? { cursor.selected < rows.count ? rows[cursor.selected] : nil }
    package var total: Int? { pager.total }
    /// What narrows the rows.
    package var filter: String { typed.isEmpty ? search : typed }

    // MARK: Loading

    /// Asks for the list from its first page on; what is here stays until that has come.
    package mutating func load() -> [EffectRequest] { request(page: 1) }

    private mutating func request(page: Int) -> [EffectRequest] {
        loadingPage = page
        phase = .loading
        let query = SessionQuery(page: page, pageSize: Self.pageSize, search: search.isEmpty ? nil : search)
        return [EffectRequest(.sessions, .sessions(query))]
    }

    private mutating func apply(_ answer: EffectResult) -> [EffectRequest] {
        switch answer {
        case .sessions(let page):
            // The pages behind a first one that comes anew may have shifted: they are asked for as they are needed.
            if page.page == 1 { pager = Pager() }
            pager.take(page)
            phase = .ready
            loadingPage = nil
            gather()
            return more()
        case .failed(let error):
            phase = .failed(error)
            loadingPage = nil
            return []
        default: return []
        }
    }

    /// The next page, when the selection nears the end of the rows.
    private mutating func more() -> [EffectRequest] {
        guard let next = pager.next, loadingPage == nil, phase == .ready else { return [] }
        return cursor.selected + Self.margin >= rows.count && typed.isEmpty ? request(page: next) : []
    }

    /// Rebuilds the rows; the selection stays on its session.
    private mutating func gather() {
        let id = selected?.id
        let words = typed.lowercased().split(separator: " ")
        rows = words.isEmpty ? pager.all : pager.all.filter { $0.holds(words) }
        let row = id.flatMap { id in rows.firstIndex { $0.id == id } }
        select(row: row ?? cursor.selected)
    }

    /// Asks the server for other words.
    private mutating func ask(_ text: String) -> [EffectRequest] {
        let words = String(text.trimmingBlanks().prefix(Self.longestSearch))
        typed = ""
        guard words != search else {
            gather()
            return []
        }
        search = words
        pager = Pager()
        rows = []
        cursor = ListCursor()
        return load()
    }

    /// To the next or the previous session, for who reads one.
    package mutating func walk(_ command: Command) -> (session: Session?, requests: [EffectRequest]) {
        let before = cursor.selected
        _ = cursor.apply(command == .nextItem ? .down : .up, count: rows.count, height: height)
        return (cursor.selected == before ? nil : selected, more())
    }
}

extension SessionsModel: ListPane {
    package var columnSet: ColumnSet? { .sessions }
    package var contexts: [Context] { [.sessions] }
    package var rowCount: Int { rows.count }

    package mutating func apply(_ command: Command) -> Reaction? {
        if move(command) { return Reaction(more()) }
        switch command {
        case .open: return selected.map { .go(.session($0)) } ?? .done
        case .back where !search.isEmpty: return Reaction(ask(""), say: Message("all sessions"))
        default: return nil
        }
    }

    package mutating func receive(_ answer: EffectResult, for slot: EffectSlot) -> Reaction? {
        slot == .sessions ? Reaction(apply(answer)) : nil
    }

    package var hints: [Hint] {
        [Hint(.open, "read"), Hint(.find, "filter"), Hint(.refresh, "reload")]
    }

    package var subject: Subject {
        guard let selected else { return .nothing }
        var subject = Subject(.session)
        subject.session = selected.id
        subject.id = (selected.id.text, "session id")
        subject.text = .json(selected.json, named: "session")
        subject.json = .here { (selected.json, selected.title ?? selected.id.short) }
        return subject
    }

    package func requests(in scope: PlatformScope) -> [String] {
        let query: [(name: String, value: String?)] = [
            ("page", "1"), ("limit", String(Self.pageSize)), ("search", search.isEmpty ? nil : search),
            ("project_id", scope.projectID), ("include_workload_sessions", "true"), ("sort_by", "updated_at"),
            ("sort_dir", "desc"),
        ]
        return [CurlLine.get(["sessions"], query: query, scope: scope)]
    }

    package var slot: EffectSlot? { .sessions }
    package var canStop: Bool { phase.isLoading }

    package mutating func stop() {
        guard phase.isLoading else { return }
        phase = .ready
        loadingPage = nil
    }

    package mutating func refresh() -> Reaction? { Reaction(load()) }
    package func loading(at now: Timestamp) -> String? { phase.isLoading ? "loading…" : nil }

    package var findLine: FindLine? { FindLine(.filter, text: search) }

    package mutating func find(typed text: String) -> Reaction {
        typed = text.trimmingBlanks() == search ? "" : text
        gather()
        return .done
    }

    package mutating func revertFind(to text: String) -> Reaction { find(typed: "") }
    package mutating func keepFind(_ text: String, limits: Bool) -> Reaction { Reaction(ask(text)) }

    package var crumbs: [String] { ["sessions"] }
    package var beginsCrumbs: Bool { true }
}
