package import Platform
package import Shell
package import Terminal

/// The worlds jobs: pages come as the selection nears the end of what is here, and all that are here are asked for anew
/// while a job is under way.
package struct WorldsModel: Sendable {
    package static let pageSize = 50
    /// Rows before the end at which the next page is asked for.
    private static let margin = 10
    /// Seconds until the next look while a job is under way: 5, and up to 30 while nothing changes and nobody waits for a
    /// job of theirs.
    var pause: Double { watched.isEmpty ? min(30, 5 * Double(1 << min(quietLooks, 3))) : 5 }

    package private(set) var pager = Pager<WorldJob>()
    /// What the filter leaves.
    package private(set) var rows: [WorldJob] = []
    package private(set) var phase: LoadPhase = .idle
    package private(set) var cursor = ListCursor()
    package private(set) var choice = JobFilter()
    package private(set) var filter = ""
    /// The job that is looked into; nil where the list is shown.
    package var open: WorldJobModel?
    /// A new job that is being written; kept while the form is closed.
    package internal(set) var form: WorldForm?
    package internal(set) var showsForm = false
    /// Jobs made here whose end is told.
    var watched: Set<WorldJobID> = []
    private var size = Size(width: 80, height: 20)
    private var loadingPage: Int?
    private var refreshUpTo = 0
    private var quietLooks = 0

    package init() {}

    /// Every job that is here, once each, in the server's order.
    package var all: [WorldJob] { pager.all }
    package var total: Int? { pager.total }

    package var selected: WorldJob? {
        if let open { return open.job }
        return cursor.selected < rows.count ? rows[cursor.selected] : nil
    }

    /// Rows of jobs on the screen.
    private var height: Int { max(1, size.height - 1) }

    package mutating func resize(_ size: Size) {
        self.size = size
        cursor.reveal(count: rows.count, height: height)
        open?.resize(size)
    }

    // MARK: Loading

    /// Asks for the first page, or for all that are here anew.
    package mutating func load() -> [EffectRequest] {
        refreshUpTo = max(1, pager.pages.count)
        return request(page: 1)
    }

    private mutating func request(page: Int) -> [EffectRequest] {
        loadingPage = page
        phase = .loading
        let query = WorldQuery(page: page, pageSize: Self.pageSize, kind: choice.kind, status: choice.status)
        return [EffectRequest(.worlds, .worldJobs(query))]
    }

    /// Something is under way that the next look may find changed; not where the server refuses to be asked.
    package var isLive: Bool {
        if case .failed(let error) = phase, !ErrorText(error).isRetryable { return false }
        return all.contains { !$0.status.isTerminal }
    }

    package mutating func apply(_ answer: EffectResult) -> Reaction {
        switch answer {
        case .jobs(let page): return take(page)
        case .failed(let error):
            phase = .failed(error)
            loadingPage = nil
            quietLooks += 1
            return .done
        default: return .done
        }
    }

    private mutating func take(_ page: Page<WorldJob>) -> Reaction {
        let before = all
        pager.take(page)
        quietLooks = all == before ? quietLooks + 1 : 0
        phase = .ready
        loadingPage = nil
        let news = gather()
        if page.page < min(refreshUpTo, pager.pages.count) { return Reaction(request(page: page.page + 1)) + news }
        refreshUpTo = 0
        return Reaction(more()) + news
    }

    /// A load was stopped by the user; what has come stays.
    package mutating func stop() {
        guard phase.isLoading else { return }
        phase = .ready
        loadingPage = nil
    }

    /// One job has changed: after it was cancelled.
    mutating func replace(_ job: WorldJob) {
        pager.replace(job)
        _ = gather()
    }

    /// A job that was just made: on top, selected, and its end is told.
    mutating func insert(_ job: WorldJob) {
        pager.insert(job)
        watched.insert(job.id)
        choice = JobFilter()
        filter = ""
        open = nil
        _ = gather()
        select(job.id)
    }

    mutating func select(_ id: WorldJobID) {
        guard let row = rows.firstIndex(where: { $0.id == id }) else { return }
        cursor.select(row, count: rows.count, height: height)
    }

    /// Rebuilds the rows; the selection stays on its job. Tells what became of jobs that were made here.
    private mutating func gather() -> Reaction {
        let id = cursor.selected < rows.count ? rows[cursor.selected].id : nil
        let words = filter.lowercased().split(separator: " ")
        rows = words.isEmpty ? all : all.filter { Self.matches($0, words) }
        let row = id.flatMap { id in rows.firstIndex { $0.id == id } }
        cursor.select(row ?? cursor.selected, count: rows.count, height: height)
        return refreshOpen() + endings()
    }

    private static func matches(_ job: WorldJob, _ words: [Substring]) -> Bool {
        let text = [job.id.text, job.kind, job.status.rawValue, job.createdBy ?? "", job.error ?? ""]
            .joined(separator: "\n").lowercased()
        return words.allSatisfy { text.contains($0) }
    }

    private mutating func refreshOpen() -> Reaction {
        guard let id = open?.job.id, let job = all.first(where: { $0.id == id }) else { return .done }
        return Reaction(open?.update(job) ?? [])
    }

    private mutating func endings() -> Reaction {
        for job in all where watched.contains(job.id) && job.status.isTerminal {
            watched.remove(job.id)
            let isGood = job.status == .completed
            let words = isGood ? "completed: \(key: .open) shows what it made" : job.status.rawValue
            return .say("Job \(job.id.short) \(words)", isGood ? .good : .warning)
        }
        return .done
    }

    /// The next page, when the selection nears the end of the rows, or a filter looks for what is not here yet.
    private mutating func more() -> [EffectRequest] {
        guard let next = pager.next, loadingPage == nil, phase == .ready else { return [] }
        guard !filter.isEmpty || cursor.selected + Self.margin >= rows.count else { return [] }
        return request(page: next)
    }

    // MARK: Commands

    mutating func applyToList(_ command: Command) -> Reaction? {
        if open != nil { return applyToOpen(command) }
        if cursor.apply(command, count: rows.count, height: height) { return Reaction(more()) }
        switch command {
        case .open:
            guard let selected else { return .done }
            var model = WorldJobModel(selected)
            model.resize(size)
            let requests = model.load()
            open = model
            return Reaction(requests)
        default: return nil
        }
    }

    private mutating func applyToOpen(_ command: Command) -> Reaction? {
        switch command {
        case .back:
            open = nil
            return Reaction([EffectRequest(.worldTrajectories, .cancel)])
        default: return open?.apply(command)
        }
    }

    /// Asks for the jobs again, and for what the open one made.
    package mutating func refresh() -> Reaction? { Reaction(load() + (open?.load() ?? [])) }

    /// Narrows the rows as it is typed.
    package mutating func filter(_ text: String) -> [EffectRequest] {
        filter = text.trimmingBlanks()
        _ = gather()
        return more()
    }

    /// Narrows the list to a kind and a status, on the server.
    package mutating func show(_ choice: JobFilter) -> [EffectRequest] {
        self.choice = choice
        pager = Pager()
        rows = []
        cursor = ListCursor()
        return load()
    }
}

/// Which jobs are asked for; nil is any.
package struct JobFilter: Hashable, Sendable {
    package var status: JobStatus?
    package var kind: String?

    package init(status: JobStatus? = nil, kind: String? = nil) {
        self.status = status
        self.kind = kind
    }

    /// What the platform knows (Platform.docc/Worlds).
    package static let statuses: [JobStatus] = [.queued, .running, .completed, .failed, .cancelled]
    package static let kinds = ["manifest_generation", "trajectory_generation"]
    /// The choice that ends the narrowing.
    static let all = "all"

    /// The choice that a menu's words make; a word that is said twice counts once, the last one of a sort wins.
    package init(words: [String]) {
        guard !words.contains(Self.all) else { return }
        for word in words {
            if Self.kinds.contains(word) { kind = word } else { status = JobStatus(rawValue: word) }
        }
    }

    package var words: String { [status?.rawValue, kind].compactMap { $0 }.joined(separator: " ") }
}
