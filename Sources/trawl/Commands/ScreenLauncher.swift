import Foundation
import LocalState
import Platform
import PlatformHTTP
import Themes
import Triage
import ViewModels
import Wire

/// Opens the interactive screen: settings, theme, keys and the platform, each made only when it is wanted.
enum ScreenLauncher {
    static func run(options: PlatformOptions, target: Target?, screen: ScreenOptions) throws {
        let folders = Folders()
        let settings = try Settings.load(folders)
        let theme = try ThemeLibrary.load(
            name: screen.theme ?? settings.theme ?? ThemeLibrary.defaultName, directory: folders.config + "/themes")
        var setup = BrowserSetup(makePlatform: { report in try open(options, report) }, theme: theme)
        setup.startingPoint = options.archive.isEmpty ? target.flatMap(StartingPoint.init) : .onlyOne
        setup.makeMarks = { MarksFile(path: folders.marks, scope: $0) }
        if let verdicts = settings.verdicts { setup.verdicts = verdicts }
        setup.keymap = try settings.keymap(path: Settings.path(folders))
        setup.cacheBudget = settings.cacheBudget
        setup.usesMouse = settings.mouse
        setup.logFile = folders.logFile()
        try Browser.run(setup)
    }

    private static func open(
        _ options: PlatformOptions, _ report: @escaping @Sendable (RetryWait) -> Void
    ) throws -> any Platform {
        try options.open { notice in
            report(
                RetryWait(
                    cause: notice.cause.text.sentence, attempt: notice.attempt + 1, most: notice.maximumAttempts,
                    until: .now + notice.seconds))
        }
    }
}

extension StartingPoint {
    /// Where a place leads; nil where it names only a session, which no list leads to.
    fileprivate init?(_ target: Target) {
        guard let evaluation = target.evaluation else { return nil }
        self = .evaluation(EvaluationID(evaluation), item: target.item, step: target.step)
    }
}

extension Settings {
    /// The keys with the user's own; throws where a command or a key is none.
    func keymap(path: String) throws -> Keymap {
        var overrides: [Command: [String]] = [:]
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
