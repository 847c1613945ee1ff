import Wire

/// The manual page, made from the arguments themselves: `man` shows what the parser knows.
struct ManPage {
    /// One command or one of its arguments, as the parser describes it.
    private let root: JSONValue
    private let version: String
    /// Options that many commands have are told once.
    private let common: [JSONValue]

    /// `description` is what the parser dumps of the whole program.
    init(_ description: JSONValue, version: String) {
        root = description["command"] ?? .null
        self.version = version
        common = Self.common(of: Self.leaves(of: root))
    }

    /// Commands that have an option before it counts as one that all have.
    private static let leastShared = 5

    var lines: [String] {
        [".TH TRAWL 1 \"\" \"trawl \(version)\" \"User Commands\"", Roff.section("Name")]
            + ["trawl \\- " + Roff.text(Self.text(root, "abstract")), Roff.section("Synopsis")]
            + synopsis + [Roff.section("Description")] + Roff.paragraphs(introduction)
            + Self.leaves(of: root).flatMap(command)
            + [Roff.section("Common options")] + common.flatMap(Self.option)
            + Topic.all.flatMap(section)
    }

    private func section(_ topic: Topic) -> [String] {
        let title = topic.name.replacing("-", with: " ")
        return [Roff.section(title)] + Roff.paragraphs(topic.introduction)
            + topic.groups.flatMap { group in
                (group.heading.isEmpty ? [] : [".SS \(Roff.text(group.heading))"])
                    + group.rows.flatMap { Roff.item(Roff.bold($0.term), $0.meaning) }
            }
    }

    /// The overview without its table of exit statuses, which has a section of its own.
    private var introduction: String {
        let text = Self.text(root, "discussion")
        return text.firstRange(of: "\n\nExit status:").map { String(text[..<$0.lowerBound]) } ?? text
    }

    // MARK: Commands

    /// The commands that do something, those of groups with the group's name before theirs.
    private static func leaves(of command: JSONValue, after names: [String] = []) -> [Leaf] {
        let path = names + [text(command, "commandName")]
        let below = (command["subcommands"]?.array ?? []).filter { text($0, "commandName") != "help" }
        guard !below.isEmpty else { return [Leaf(path: path, command: command)] }
        return below.flatMap { leaves(of: $0, after: path) }
    }

    private struct Leaf {
        var path: [String]
        var command: JSONValue
        var name: String { path.joined(separator: " ") }
        var arguments: [JSONValue] {
            (command["arguments"]?.array ?? []).filter { $0["shouldDisplay"]?.bool != false }
        }
    }

    private static func common(of leaves: [Leaf]) -> [JSONValue] {
        var counts: [String: Int] = [:]
        var order: [JSONValue] = []
        for argument in leaves.flatMap(\.arguments) where text(argument, "kind") != "positional" {
            let key = argument["names"]?.serialized() ?? ""
            counts[key, default: 0] += 1
            if counts[key] == 1 { order.append(argument) }
        }
        return order.filter { counts[$0["names"]?.serialized() ?? ""] ?? 0 >= leastShared }
    }

    private var synopsis: [String] {
        Self.leaves(of: root).flatMap { leaf -> [String] in
            let words = own(leaf).map(Self.usage)
            return [Roff.bold(leaf.name) + (words.isEmpty ? "" : " " + words.joined(separator: " ")), ".br"]
        }
    }

    private func own(_ leaf: Leaf) -> [JSONValue] {
        let shared = Set(common.map { $0["names"]?.serialized() ?? "" })
        return leaf.arguments.filter {
            Self.text($0, "kind") == "positional" || !shared.contains($0["names"]?.serialized() ?? "")
        }
    }

    private func command(_ leaf: Leaf) -> [String] {
        var lines = [".SH \(Roff.text(leaf.name))"] + Roff.paragraphs(Self.text(leaf.command, "abstract"))
        let more = Self.text(leaf.command, "discussion")
        if !more.isEmpty { lines += [".PP"] + Roff.paragraphs(more) }
        return lines + own(leaf).flatMap(Self.option)
    }

    // MARK: Arguments

    private static func usage(_ argument: JSONValue) -> String {
        let value = Roff.italic(text(argument, "valueName"))
        var word =
            switch text(argument, "kind") {
            case "positional": value
            case "flag": name(argument)
            default: name(argument) + " " + value
            }
        if argument["isRepeating"]?.bool == true { word += "..." }
        return argument["isOptional"]?.bool == true ? "[\(word)]" : word
    }

    private static func option(_ argument: JSONValue) -> [String] {
        let value = Roff.italic(text(argument, "valueName"))
        let names = (argument["names"]?.array ?? []).map(name(of:)).joined(separator: ", ")
        let term =
            switch text(argument, "kind") {
            case "positional": value
            case "flag": names
            default: names + " " + value
            }
        let standard = argument["defaultValue"]?.string.map { " (default: \($0))" } ?? ""
        return Roff.item(term, text(argument, "abstract") + standard)
    }

    private static func name(_ argument: JSONValue) -> String {
        argument["preferredName"].map(name(of:)) ?? ""
    }

    private static func name(of name: JSONValue) -> String {
        Roff.bold((text(name, "kind") == "short" ? "-" : "--") + text(name, "name"))
    }

    private static func text(_ value: JSONValue, _ key: String) -> String { value[key]?.string ?? "" }
}
