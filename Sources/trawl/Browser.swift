import App
import Curses
import Effects
import Foundation
import LocalState
import Panes
import Platform
import PlatformHTTP
import Shell
import Terminal
import Themes
import Triage
import Views
import Wire

/// The interactive screen: one thread that owns curses and the state, a mailbox for everything else.
final class Browser {
    private let screen: CursesScreen
    private let mailbox = Mailbox<Event>()
    private let loop: UILoop<Event>
    private var platform: any Platform
    private var runner: EffectRunner
    /// Those of places that were left: what was to be stored there may still be under way.
    private var former: [EffectRunner] = []
    private let connector: PlatformSwitcher?
    private let makeCache: (any Platform) -> ResponseCache
    private let makeRunner: (any Platform, ResponseCache) -> EffectRunner
    private var cache: ResponseCache
    /// Themes that were shown, by their names, with the colors that there are.
    private var themes: [String: Theme]
    private let loadTheme: (String) -> Theme?
    private let handed = HandedFiles()
    private var state: AppState

    /// Opens the screen and runs until the user quits. Throws where there is no terminal or no platform.
    static func run(_ setup: BrowserSetup) throws {
        let browser = try Browser(setup)
        browser.run(setup)
    }

    private init(_ setup: BrowserSetup) throws {
        let mailbox = mailbox
        try Descriptor.reserve(20)
        let report: @Sendable (RetryNotice) -> Void = { mailbox.post(.retrying(RetryCountdown($0))) }
        let (asked, question) = (try setup.origin.place?.serverToAsk, try setup.origin.place?.question)
        // What is there at once is there before the screen, and an error is not seen for a moment only.
        let waits = asked != nil || setup.origin.readsFiles
        var opening = waits && question == nil ? Opening { [origin = setup.origin] in try origin.open(report) } : nil
        var opened: (any Platform)?
        if let opening {
            if asked == nil { opened = try opening.platform(within: Self.patienceBeforeScreen) }
        } else if question == nil {
            opened = try setup.origin.open(report)
        }
        let environment = ProcessInfo.processInfo.environment
        screen = try CursesScreen(term: environment["TERM"] ?? "", mouse: setup.usesMouse)
        let depth = ColourDepth.detect(environment: environment, terminalColours: screen.colours)
        let theme = setup.theme.resolved(for: depth)
        themes = [setup.themeChoice.name: theme]
        loadTheme = { setup.loadTheme($0)?.resolved(for: depth) }
        var origin = setup.origin
        if let question, let place = origin.place {
            origin = .server(
                place.sharingKey(try Opening.agrees(to: question + " Send this key to it? (y/n)", on: screen, theme)))
            opening = Opening { [origin] in try origin.open(report) }
        }
        let platform =
            try opened ?? opening?.platform(on: screen, of: asked ?? "archive", theme) ?? origin.open(report)
        self.platform = platform
        connector = origin.place.map { PlatformSwitcher($0, report: report) { mailbox.post(.answer($0, $1)) } }
        StandardError.redirect(to: setup.logFile)
        state = AppState(size: screen.size, scope: platform.scope, keymap: setup.keymap, now: .now)
        (state.form, state.includesCompacted) = (setup.form, setup.includesCompacted)
        state.verdicts = setup.verdicts
        state.failureTarget = setup.failureTarget
        state.alert = setup.alert
        (state.isReadOnly, state.revealsSecrets) = (setup.isReadOnly, setup.revealsSecrets)
        state.ownCommands = setup.ownCommands
        state.refusalSets = setup.refusalSets
        state.columns = setup.columns
        state.theme = setup.themeChoice
        makeCache = {
            ResponseCache(budget: setup.cacheBudget, documentLimit: setup.limit, seen: setup.seenLists?($0.scope))
        }
        makeRunner = { platform, cache in
            EffectRunner(
                platform: platform, cache: cache, marks: setup.makeMarks(platform.scope),
                download: BackgroundDownload.run
            ) { mailbox.post($0) }
        }
        cache = makeCache(platform)
        runner = makeRunner(platform, cache)
        loop = UILoop(screen: screen, mailbox: mailbox)
    }

    private func run(_ setup: BrowserSetup) {
        let earlier = setup.stateFile?.read() ?? SavedState()
        let last = state.resume(earlier, keepsPlace: setup.keepsPlace)
        let startingPoint = setup.startingPoint ?? last
        loop.asksGround = setup.themeChoice.asks
        loop.isBusy = { [unowned self] in state.isBusy }
        perform(state.start(at: startingPoint))
        if let open = setup.origin.place?.isOpen {
            perform(state.offer(organization: open.organization, workspace: open.workspace))
        }
        loop.run(
            handle: { [unowned self] event in handle(event) },
            draw: { [unowned self] frame in Views.draw(state, theme: theme(), into: &frame) })
        runner.stop()
        // Read anew: another run may have left something meanwhile. Nobody is told when it cannot be written: it is a
        // convenience, and the screen is about to close.
        if let file = setup.stateFile {
            try? file.write(state.resumption(after: file.read(), keepsPlace: setup.keepsPlace))
        }
        screen.close()
        handed.remove()
        cache.seen?.write(cache)
        if setup.origin.place != nil { KnownEvaluations().remember(state.evaluations.all) }
        for runner in former + [runner] { runner.finish(within: Self.patience) }
    }

    /// The theme that the state names; one that cannot be read is plain.
    private func theme() -> Theme {
        let name = state.shownTheme
        if let theme = themes[name] { return theme }
        let theme = loadTheme(name) ?? .plain
        themes[name] = theme
        return theme
    }

    /// Seconds that files may take before there is a screen.
    private static let patienceBeforeScreen = 0.015
    /// Seconds for which a program that was told to end still saves.
    private static let patience = 0.4

    private func handle(_ event: LoopEvent<Event>) {
        _ = state.update(.clock(platform.clock))
        switch event {
        case .key(let key): perform(state.update(.key(key)))
        case .resize(let size): perform(state.update(.resize(size)))
        case .ground(let ground): perform(state.update(.ground(ground)))
        case .message(let event):
            if case .answer(let ticket, .connected) = event { move(ticket) }
            perform(state.update(event))
        case .terminate, .hangup: loop.stop()
        }
    }

    private func perform(_ effects: [Effect]) {
        for effect in effects {
            if let work = runner.run(effect) { perform(work, effect.ticket) }
        }
    }

    /// Does what needs the terminal, or this thread. Everything is answered.
    private func perform(_ work: TerminalWork, _ ticket: Ticket) {
        switch work {
        case .copy(let text, let what): copy(text, what, ticket)
        case .page(let text, let name): answer(ticket, page(text, name))
        case .edit(let text, let name): answer(ticket, edit(text, name))
        case .openMedia(let request):
            behind(ticket) { [platform, handed] in await MediaOpener(handed: handed).open(request, platform) }
        case .openBundle(let path): answer(ticket, open(path))
        case .fileNames(let beginning): behind(ticket) { .fileNames(FileNames.beginning(with: beginning)) }
        case .run(let run): answer(ticket, self.run(run))
        case .report(let what, let path, let replacing, let masking):
            report(what, ticket, ReportFile(path: path, replacing: replacing, masking: masking))
        case .alert(let text, let kind):
            screen.alert(message: kind == .bell ? nil : text, ringing: kind != .message)
            answer(ticket, .due)
        case .profiles: connector(ticket)?.listProfiles(ticket)
        case .connect(let wish): connector(ticket)?.connect(wish, ticket)
        case .login: if let connector = connector(ticket) { login(connector, ticket) }
        case .suspend:
            screen.suspendToShell()
            answer(ticket, .due)
            perform(state.update(.resize(screen.size)))
        case .redraw:
            screen.repaint()
            answer(ticket, .due)
        case .quit: loop.stop()
        }
    }

    private func answer(_ ticket: Ticket, _ answer: EffectResult) { perform(state.update(.answer(ticket, answer))) }

    /// Answers once something is done on another thread.
    private func behind(_ ticket: Ticket, _ work: @escaping @Sendable () async -> EffectResult) {
        Task.detached { [mailbox] in mailbox.post(.answer(ticket, await work())) }
    }

    // MARK: Elsewhere

    /// From here on another platform is asked; what is stored for the old one is still stored.
    private func move(_ ticket: Ticket) {
        guard let next = connector?.take(ticket), state.isWaiting(for: ticket) else { return }
        runner.stop()
        former.append(runner)
        cache.seen?.write(cache)
        platform = next
        cache = makeCache(next)
        runner = makeRunner(next, cache)
    }

    /// What leads to other places; where there are none, that is the answer.
    private func connector(_ ticket: Ticket) -> PlatformSwitcher? {
        if connector == nil {
            answer(ticket, .ended(Message("\(state.scope.server) is no server: nothing to choose", .warning)))
        }
        return connector
    }

    /// Signs in on the terminal, and goes on in the same place with the new key.
    private func login(_ connector: PlatformSwitcher, _ ticket: Ticket) {
        guard let login = try? connector.place.login() else { return answer(ticket, .due) }
        let status = lend { ChildProgram.runOwn(login.arguments) }
        guard status == 0 else { return answer(ticket, .ended(Message("not signed in", .warning))) }
        let wish = ConnectionRequest(
            profile: login.profile, organization: state.scope.organization, workspace: state.scope.workspace)
        connector.connect(wish, ticket)
    }

    /// Browses a ZIP in a screen of its own, over this one.
    private func open(_ path: String) -> EffectResult {
        let status = lend { ChildProgram.runOwn(["open", SystemPath.argument(SystemPath.expanded(path))]) }
        return status == 0 ? .due : .ended(Message("\(path) cannot be opened (status \(status))", .error))
    }

    /// Lends the terminal to another program.
    private func lend(_ body: () -> Int32) -> Int32 {
        defer { perform(state.update(.resize(screen.size))) }
        return screen.suspend(body)
    }

    // MARK: Taking away

    /// To the clipboard of the terminal. Within tmux that alone may go nowhere: its buffer is filled as well, behind.
    private func copy(_ text: String, _ what: String, _ ticket: Ticket) {
        let clipboard = Clipboard(text, what)
        if clipboard.fits { screen.copy(clipboard.text) }
        behind(ticket) { clipboard.copied() }
    }

    /// Reckoned off this thread: 200,000 items take a second.
    private func report(_ what: Reported, _ ticket: Ticket, _ file: ReportFile) {
        switch what {
        case .items:
            guard let items = state.items?.limitedToSelection else { break }
            let scope = state.scope
            return behind(ticket) { file.write(items, scope: scope) }
        case .marks:
            guard let items = state.items else { break }
            return behind(ticket) { file.write(marksOf: items) }
        case .comparison:
            guard let comparison = state.comparison else { break }
            return behind(ticket) { file.write(comparison) }
        }
        answer(ticket, .due)
    }

    private func edit(_ text: String, _ name: String) -> EffectResult {
        do {
            let path = try TemporaryFile.write(text, name: name, ending: ".md")
            defer { PrivateFile.remove(path) }
            _ = SystemPath.with(path) { chmod($0, 0o400) }
            return ended(.editor, path)
        } catch {
            return .failed(PlatformError(.storage, detail: String(describing: error)))
        }
    }

    /// A program of the user's own, with the terminal, and with a file of its own where it names one.
    private func run(_ run: OwnRun) -> EffectResult {
        do {
            var values = run.values
            values[.file] = try run.text.map { try TemporaryFile.write($0, name: run.command.name, asItIs: true) }
            defer { if let path = values[.file] { PrivateFile.remove(path) } }
            let arguments = try run.command.arguments(values)
            let settings = Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, $0.value) })
            let status = lend { ChildProgram.runInForeground(arguments, settings: settings) }
            return status == 0
                ? .done(run.command.name + ": done")
                : .ended(Message("\(run.command.name) ended with status \(status)", .warning))
        } catch let problem as OwnCommand.Problem {
            return .ended(Message(Sanitize.line(problem.words), .warning))
        } catch {
            return .failed(PlatformError(.storage, detail: String(describing: error)))
        }
    }

    private func page(_ text: String, _ name: String) -> EffectResult {
        do {
            let path = try TemporaryFile.write(text, name: name)
            defer { PrivateFile.remove(path) }
            return ended(.pager, path)
        } catch {
            return .failed(PlatformError(.storage, detail: String(describing: error)))
        }
    }

    /// Shows a file with one of the user's programs, and says what it did where that was not to end well.
    private func ended(_ program: UserProgram, _ path: String) -> EffectResult {
        let status = lend { program.run(path) }
        return status == 0 ? .due : .ended(Message(program.problem(status), .warning))
    }
}
