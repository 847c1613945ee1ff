import Terminal
import YAMLText
import Yams

/// A theme file in the making.
struct ThemeDraft {
    var name: String
    var ground: Ground?
    var palette: [String: Color] = [:]
    var looks: [ThemeSlot: SlotLook] = [:]
}

/// Turns the YAML of a theme into looks, and says where it does not make sense.
struct ThemeReader {
    let file: String

    private static let sections = ["name", "extends", "ground", "palette", "slots"]
    private static let lookKeys = ["fg", "bg", "attributes", "eight", "plain"]
    private static let eightKeys = ["fg", "bg", "attributes"]

    func read(_ yaml: String) throws -> ThemeDraft {
        let root = try compose(yaml)
        let sections = try entries(root, of: "the theme", keys: ThemeReader.sections)
        var draft = try start(from: sections["extends"])
        if let name = sections["name"] { draft.name = try text(name, "name") }
        if let ground = sections["ground"] { draft.ground = try self.ground(ground) }
        if let palette = sections["palette"] { try readPalette(palette, into: &draft) }
        guard let slots = sections["slots"] else {
            if sections["extends"] != nil { return draft }
            throw failure(root, nil, "has no slots")
        }
        try readSlots(slots, into: &draft)
        return draft
    }

    private func compose(_ yaml: String) throws -> Node {
        do {
            // Everything here is text: without the rules for numbers and dates nothing has to be matched against them.
            if let node = try YAMLText.compose(yaml, .basic) { return node }
        } catch {
            throw ThemeError(file: file, line: error.line, place: nil, problem: "not YAML: \(error.problem)")
        }
        throw ThemeError(file: file, line: 1, place: nil, problem: "is empty")
    }

    private func start(from base: Node?) throws -> ThemeDraft {
        guard let base else { return ThemeDraft(name: file) }
        let name = try text(base, "extends")
        guard let yaml = ThemeLibrary.builtInYAML(name) else {
            let near = Suggestion.text(for: name, among: ThemeLibrary.builtIn)
            throw failure(base, "extends", "“\(name)” is not a built-in theme\(near)")
        }
        return try ThemeReader(file: "\(name).yaml").read(yaml)
    }

    private func ground(_ node: Node) throws -> Ground {
        let word = try text(node, "ground")
        if let ground = Ground(rawValue: word) { return ground }
        throw failure(node, "ground", "“\(word)” is neither dark nor light")
    }

    private func readPalette(_ node: Node, into draft: inout ThemeDraft) throws {
        for (name, colour) in try entries(node, of: "palette", keys: nil).sorted(by: { $0.value.line < $1.value.line })
        {
            draft.palette[name] = try self.colour(colour, "palette.\(name)", draft.palette)
        }
    }

    private func readSlots(_ node: Node, into draft: inout ThemeDraft) throws {
        let names = ThemeSlot.allCases.map(\.rawValue)
        for (name, node) in try entries(node, of: "slots", keys: names, kind: "slot") {
            guard let slot = ThemeSlot(rawValue: name) else { continue }
            draft.looks[slot] = try look(node, name, draft.palette)
        }
    }

    // MARK: One slot

    private func look(_ node: Node, _ slot: String, _ palette: [String: Color]) throws -> SlotLook {
        if node.scalar != nil { return SlotLook(foreground: try colour(node, slot, palette)) }
        let fields = try entries(node, of: slot, keys: ThemeReader.lookKeys)
        return SlotLook(
            foreground: try fields["fg"].map { try colour($0, slot, palette) } ?? .terminal,
            background: try fields["bg"].map { try colour($0, slot, palette) } ?? .terminal,
            attributes: try fields["attributes"].map { try attributes($0, slot) } ?? [],
            eight: try fields["eight"].map { try eight($0, slot, palette) },
            plain: try fields["plain"].map { try attributes($0, slot) })
    }

    private func eight(_ node: Node, _ slot: String, _ palette: [String: Color]) throws -> Style {
        // The plain names mean the eight colours here, even where the palette has taken them.
        let own = palette.filter { Color.named($0.key) == nil }
        if node.scalar != nil { return Style(foreground: try colour(node, slot, own).index(at: .eight)) }
        let fields = try entries(node, of: "\(slot).eight", keys: ThemeReader.eightKeys)
        return Style(
            foreground: try fields["fg"].map { try colour($0, slot, own).index(at: .eight) } ?? -1,
            background: try fields["bg"].map { try colour($0, slot, own).index(at: .eight) } ?? -1,
            attributes: try fields["attributes"].map { try attributes($0, slot) } ?? [])
    }

    private func attributes(_ node: Node, _ slot: String) throws -> Attributes {
        let words = node.sequence.map(Array.init) ?? [node]
        return try words.reduce(into: []) { sum, word in
            let name = try text(word, slot)
            guard let known = Attributes.named.first(where: { $0.name == name }) else {
                let near = Suggestion.text(for: name, among: Attributes.named.map(\.name))
                throw failure(word, slot, "unknown attribute “\(name)”\(near)")
            }
            sum.insert(known.attribute)
        }
    }

    private func colour(_ node: Node, _ place: String, _ palette: [String: Color]) throws -> Color {
        let word = try text(node, place)
        if let colour = palette[word] ?? Color(parsing: word) { return colour }
        let near = Suggestion.text(for: word, among: Array(palette.keys) + Color.names)
        throw failure(node, place, "“\(word)” is no colour: neither #rrggbb, 0 to 255, nor a name\(near)")
    }

    // MARK: YAML

    /// The fields of a mapping by name.
    /// - Parameter keys: what may be in it; nil for anything.
    private func entries(
        _ node: Node, of place: String, keys: [String]?, kind: String = "field"
    ) throws -> [String: Node] {
        guard let mapping = node.mapping else { throw failure(node, place, "is not a list of names and values") }
        return try mapping.reduce(into: [:]) { fields, pair in
            let name = try text(pair.key, place)
            if let keys, !keys.contains(name) {
                throw failure(pair.key, name, "unknown \(kind)\(Suggestion.text(for: name, among: keys))")
            }
            fields[name] = pair.value
        }
    }

    private func text(_ node: Node, _ place: String) throws -> String {
        guard let scalar = node.scalar else { throw failure(node, place, "a word is wanted here") }
        return scalar.string
    }

    private func failure(_ node: Node, _ place: String?, _ problem: String) -> ThemeError {
        ThemeError(file: file, line: node.mark?.line, place: place, problem: problem)
    }
}

extension Node {
    fileprivate var line: Int { mark?.line ?? 0 }
}
