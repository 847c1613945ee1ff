import App
import Archive
import Effects
import Foundation
import LocalState
import Platform
import PlatformHTTP
import Shell
import Terminal
import Themes
import Triage
import Wire

/// Where the screen's data comes from.
enum ScreenSource {
    /// The built-in workspace.
    case demo
    /// Files of this disk.
    case files([String])
    case server(PlatformOptions)

    /// The source of the plainest command lines, `demo` and `open PATH...`: recognised without the parser, which takes
    /// longer to build its tree of commands than the screen takes to show its first frame.
    init?(plain arguments: [String]) {
        guard !arguments.contains(where: { $0.hasPrefix("-") }) else { return nil }
        if arguments == ["demo"] {
            self = .demo
        } else if arguments.first == "open", arguments.count > 1 {
            self = .files(Array(arguments.dropFirst()))
        } else {
            return nil
        }
    }
}

extension PlatformOptions {
    /// The same platform, for the screen.
    var screenSource: ScreenSource {
        if demo { return .demo }
        return archive.isEmpty ? .server(self) : .files(archive)
    }
}

/// Opens the interactive screen: settings, theme, keys and the platform, each made only when it is wanted.
enum ScreenLauncher {
    static func run(
        _ source: ScreenSource, target: Target? = nil, screen: ScreenOptions? = nil, form: FormOptions? = nil
    ) throws {
        let folders = Folders()
        let settings = try Settings.load(folders)
        let themes = folders.config + "/themes"
        let choice = ThemeChoice(
            chosen: screen?.theme ?? settings.theme,
            guess: ProcessInfo.processInfo.environment["COLORFGBG"].flatMap(Ground.init(colorFGBG:)),
            asks: Ground.isTold(in: ProcessInfo.processInfo.environment),
            names: ThemeLibrary.names(in: themes))
        let theme = try ThemeLibrary.load(name: choice.name, directory: themes)
        var setup = try setup(source, theme)
        setup.themeChoice = choice
        setup.loadTheme = { try? ThemeLibrary.load(name: $0, directory: themes) }
        setup.startingPoint = target.flatMap(StartingPoint.init)
        if case .files = source { setup.startingPoint = .onlyOne }
        if let form { (setup.form, setup.includesCompacted) = (form.format, form.includeCompacted) }
        setup.makeMarks = { MarksFile(path: folders.marks, scope: $0) }
        if case .demo = source { setup.makeMarks = { DemoMarks(own: MarksFile(path: folders.marks, scope: $0)) } }
        if screen?.fresh != true {
            setup.stateFile = StateFile(path: folders.lastVisit)
            // Files and the demo are opened anew; a place that was asked for is where the visit goes.
            if case .server = source { setup.keepsPlace = true }
            if let place = setup.origin.place, settings.keepsLists, let path = place.seenLists {
                setup.seenLists = { SeenLists(path: path, scope: $0) }
            }
        }
        if let verdicts = settings.verdicts { setup.verdicts = verdicts }
        setup.failureTarget = settings.failureTarget
        Timestamp.useLocalZone(settings.usesLocalZone)
        setup.alert = settings.alert
        (setup.isReadOnly, setup.revealsSecrets) = (screen?.isReadOnly == true, screen?.reveal == true)
        setup.ownCommands = settings.commands
        setup.keymap = try settings.keymap(path: Settings.path(folders))
        setup.cacheBudget = settings.cacheBudget
        setup.limit = settings.limit
        setup.usesMouse = settings.mouse
        setup.refusalSets = settings.refusalSets
        setup.columns = settings.columns
        setup.logFile = folders.logFile()
        try Browser.run(setup)
    }

    private static func setup(_ source: ScreenSource, _ theme: Theme) throws -> BrowserSetup {
        switch source {
        case .demo: return BrowserSetup(origin: .ready { DemoPlatform() }, theme: theme)
        case .files(let paths):
            var options = try PlatformOptions.archiveOptions()
            options.resolvesSiblingFiles = true
            let open: @Sendable () throws -> any Platform = { [options] in
                try ArchivePlatform.open(paths: paths, options: options)
            }
            return BrowserSetup(
                origin: paths.contains { ["-", "/dev/stdin"].contains($0) } ? .ready(open) : .files(open), theme: theme)
        case .server(let options):
            return BrowserSetup(origin: .server(try ServerScope(options)), theme: theme)
        }
    }
}

extension RetryCountdown {
    /// A retry as the screen counts it down.
    init(_ notice: RetryNotice) {
        self.init(
            cause: notice.cause.text.sentence, attempt: notice.attempt + 1, most: notice.maximumAttempts,
            until: notice.until)
    }
}

extension StartingPoint {
    /// Where a place leads.
    fileprivate init?(_ target: Target) {
        if let evaluation = target.evaluation {
            self = .evaluation(EvaluationID(evaluation), item: target.item, step: target.step)
        } else if let session = target.session {
            self = .session(SessionID(session), step: target.step)
        } else {
            return nil
        }
    }
}

extension Settings {
    /// The keys with the user's own; throws where a command or a key is none.
    func keymap(path: String) throws -> Keymap {
        var overrides = verdicts.map { Keymap.verdictKeys($0) } ?? [:]
        for entry in keys {
            guard let command = Command(rawValue: entry.command) else {
                throw SettingsError(path: path, line: entry.line, message: unknown(entry.command))
            }
            for key in entry.keys where KeyNotation.parse(key) == nil {
                throw SettingsError(path: path, line: entry.line, message: "\(key) is not a key")
            }
            overrides[command] = entry.keys
        }
        return Keymap(overrides: overrides)
    }

    private func unknown(_ command: String) -> String {
        let closest = Spelling.closest(to: command, among: Command.allCases.map(\.rawValue))
        return "there is no command \(command)" + (closest.map { "; did you mean \($0)?" } ?? "")
    }
}
