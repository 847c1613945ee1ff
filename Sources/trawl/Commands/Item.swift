import ArgumentParser
import Platform
import Triage
import Wire

/// `trawl item`: one item, whole.
struct Item: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print one item whole.", discussion: "PLACE is EVALUATION/ITEM; ids may be cut short.")

    @Argument(help: ArgumentHelp("EVALUATION/ITEM.", valueName: "place"), completion: .evaluation)
    var place: String

    @OptionGroup var json: JSONOption
    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let out = output.open()
        let (platform, places) = try platform.openForScript(out, at: [try Target(place)])
        let target = places[0]
        guard let evaluation = target.evaluation, let name = target.item else {
            throw CommandError.misuse("\(place): an item is EVALUATION/ITEM")
        }
        let (item, local) = try runBlocking {
            let resolver = Resolver(platform: platform)
            let found = try await resolver.evaluation(evaluation)
            let item = try await resolver.item(name, of: found.id)
            return (
                try await platform.describe([item.id], of: found.id, atMost: 1).items.first { $0.id == item.id }
                    ?? item,
                try await LocalAnnotations.read(found.id, in: platform.scope, isNeeded: false, out)
            )
        }
        defer { out.flush() }
        if json.json { return out.json(Rows.json(ItemRow(item), local.facts(of: item.id), now: platform.clock)) }
        for member in item.json.object?.members ?? [] { Self.print(member.value, named: member.key, out) }
    }

    /// A field on its line, what is in it below.
    private static func print(_ value: JSONValue, named name: String, _ out: Output, indent: String = "") {
        switch value {
        case .object(let object) where !object.isEmpty:
            out.line("\(indent)\(name):")
            for member in object.members { print(member.value, named: member.key, out, indent: indent + "  ") }
        case .string(let text) where text.contains(where: \.isNewline):
            out.line("\(indent)\(name):")
            for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
                out.line("\(indent)  \(line)")
            }
        default: out.line("\(indent)\(name): \(value.string ?? value.serialized())")
        }
    }
}
