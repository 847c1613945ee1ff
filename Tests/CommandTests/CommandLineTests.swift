import ArgumentParser
import Foundation
import Platform
import Testing
import Wire

@testable import trawl

/// What command lines mean.
@Suite struct CommandLineTests {
    @Test func theProgramAloneBrowses() throws {
        let browse = try #require(try Trawl.parse(commandLine: []) as? Browse)
        #expect(browse.place == nil)
        let there = try #require(try Trawl.parse(commandLine: ["4f1c/9a#12"]) as? Browse)
        #expect(there.place == "4f1c/9a#12")
    }

    @Test func everySubcommandHasHelp() {
        let names = [
            [], ["browse"], ["demo"], ["open"], ["evaluations"], ["items"], ["search"], ["report"], ["compare"],
            ["download"], ["trajectory"], ["worlds"], ["worlds", "create"], ["worlds", "jobs"], ["worlds", "job"],
            ["worlds", "cancel"], ["worlds", "manifests"], ["check"], ["serve"], ["login"], ["whoami"], ["profiles"],
            ["man"], ["completions"], ["sessions"], ["marks", "export"], ["marks", "import"], ["keys"], ["item"],
            ["worlds", "trajectories"],
        ]
        for name in names {
            let error = #expect(throws: (any Error).self) { try Self.run(name + ["--help"]) }
            let text = error.map { Trawl.fullMessage(for: $0) } ?? ""
            #expect(text.contains("USAGE: trawl"), "\(name)")
            #expect(text.contains("OVERVIEW:"), "\(name)")
        }
    }

    /// The parser answers `--help` by an error; help of a default subcommand comes when it is run.
    private static func run(_ arguments: [String]) throws {
        var command = try Trawl.parse(commandLine: arguments)
        try command.run()
    }

    static let wrong: [[String]] = [
        ["items"], ["search", "e"], ["search", "e", "q", "--refusals"], ["search", "e", "   "], ["serve"],
        ["serve", "a.zip", "--demo"], ["compare", "a"], ["compare", "a", "--models", "m"],
        ["compare", "a", "b", "--models", "m", "n"], ["worlds", "create"], ["open"], ["check"],
        ["worlds", "create", "--manifest", "m", "--count", "101"],
        ["worlds", "create", "--manifest", "m", "--mode", "agent"],
        ["worlds", "create", "--manifest", "m", "--strategy", "clever"],
        ["report", "e", "--format", "pdf"], ["evaluations", "--limit", "0"],
        ["evaluations", "--demo", "--server", "x"],
        ["download", "e", "--format", ""], ["trajectory", "e/i", "--read", "--text"],
        ["trajectory", "e/i", "--read", "-o", "f"], ["login", "--profile", "a..b"], ["items", "e", "--nonsense"],
    ]

    @Test(arguments: wrong) func misuseIsNoticed(_ arguments: [String]) {
        let error = #expect(throws: (any Error).self) { try Trawl.parse(commandLine: arguments) }
        #expect(error.map { Trawl.exitCode(for: $0) } == .validationFailure)
    }

    @Test func refusalsTakeASetOrNone() throws {
        let standard = try #require(try Trawl.parse(commandLine: ["search", "e", "--refusals"]) as? Search)
        #expect(standard.refusals == "default")
        let named = try #require(
            try Trawl.parse(commandLine: ["search", "e", "--refusals=broad", "--demo"]) as? Search)
        #expect(named.refusals == "broad")
    }

    @Test func filterAndSortMayBeginWithADash() throws {
        let items = try #require(
            try Trawl.parse(commandLine: ["items", "e", "--filter", "-task:web", "--sort", "-duration"]) as? Items)
        #expect(items.selection.filter == "-task:web")
        #expect(items.selection.sort == "-duration")
    }

    private static let policy =
        #"{"capability_name":"c","capability_artifact_digest":"1","capability_runtime_digest":"2","#
        + #""capability_version":"3","runtime_digest":"4","runtime_id":"5"}"#

    @Test func aWorldJobTakesEveryField() throws {
        let create = try #require(
            try Trawl.parse(commandLine: [
                "worlds", "create", "--manifest", "m1", "--goal", "g", "--count", "7", "--strategy", "greedy",
                "--max-steps",
                "9", "--seed", "1", "--threads", "2", "--only-successful", "--mode", "agent", "--name", "n",
                "--project-id",
                "p", "--runtime-id", "r", "--capability-name", "c", "--agent-name", "a", "--agent-model", "x",
                "--agent-policy",
                Self.policy,
            ]) as? WorldsCreate)
        #expect(
            create.request.json.serialized()
                == #"{"manifest_id":"m1","goal":"g","count":7,"strategy":"greedy","max_steps":9,"seed":1,"threads":2,"#
                + #""only_successful":true,"mode":"agent","name":"n","project_id":"p","runtime_id":"r","#
                + #""capability_name":"c","agent_name":"a","agent_model":"x","agent_policy":"#
                + Self.policy + "}")
        let least = try #require(
            try Trawl.parse(commandLine: ["worlds", "create", "--manifest", "m"]) as? WorldsCreate)
        #expect(least.request == WorldTrajectoryRequest(manifestID: "m"))
    }

    @Test func placesAndLinks() throws {
        let place = try Target("4f1c/9a#12")
        #expect(place.evaluation == "4f1c" && place.item == "9a" && place.step == 12)
        #expect(try Target("4f1c").item == nil)
        let link = try Target("https://app.dreadnode.io/acme/evaluation?workspace=main&project=p&eval=4f1c")
        #expect(link.server == "https://app.dreadnode.io" && link.organization == "acme")
        #expect(link.workspace == "main" && link.evaluation == "4f1c")
        let session = try Target("http://127.0.0.1:9000/acme/analysis?workspace=main&session=s9")
        #expect(session.server == "http://127.0.0.1:9000" && session.session == "s9" && session.evaluation == nil)
        for wrong in ["", "/", "a/", "a/b/c", "a#", "a#0", "a#1", "a/b#x", "https://app.dreadnode.io/acme", "http://"] {
            #expect(throws: CommandError.self) { try Target(wrong) }
        }
    }
}
