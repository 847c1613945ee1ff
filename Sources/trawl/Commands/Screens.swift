import Archive
import ArgumentParser
import Platform

/// `trawl [PLACE]`: the screen, against a server.
struct Browse: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Browse a workspace (the default command).",
        discussion: "PLACE is EVALUATION[/ITEM][#STEP], where ids may be cut short, or a link from the web pages.")

    @Argument(help: ArgumentHelp("Where to go.", valueName: "place"), completion: .evaluation)
    var place: String?

    @OptionGroup var platform: PlatformOptions
    @OptionGroup var screen: ScreenOptions

    func run() throws {
        let target = try place.map { try Target($0) }
        if let path = target?.path { return try ScreenLauncher.run(.files([path]), screen: screen) }
        var options = platform
        // A pasted link says where it points; flags still win.
        options.server = options.server ?? target?.server
        options.organization = options.organization ?? target?.organization
        options.workspace = options.workspace ?? target?.workspace
        try ScreenLauncher.run(options.screenSource, target: target, screen: screen)
    }
}

/// `trawl demo`: the screen over the built-in workspace.
struct Demo: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Browse a built-in workspace: no account, no network.")

    @Argument(help: ArgumentHelp("Where to go.", valueName: "place"))
    var place: String?

    @OptionGroup var screen: ScreenOptions

    func run() throws {
        try ScreenLauncher.run(.demo, target: try place.map { try Target($0) }, screen: screen)
    }
}

/// `trawl open PATH...`: the screen over files of this disk.
struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Browse local files: bundles, documents, Harbor jobs, dn exports.")

    @Argument(help: ArgumentHelp("ZIPs, folders or files.", valueName: "path"))
    var paths: [String]

    @OptionGroup var screen: ScreenOptions

    func run() throws {
        try ScreenLauncher.run(.files(paths), screen: screen)
    }
}
