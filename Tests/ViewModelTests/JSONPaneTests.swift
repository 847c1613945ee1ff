import RichText
import Terminal
import Testing
import Wire

@testable import Shell

@Suite("Raw JSON that folds")
struct JSONPaneTests {
    private static let value: JSONValue = [
        "id": "a", "steps": .array([["text": "one\ntwo", "n": 1], ["text": "needle", "n": 2]]), "last": ["x": .null],
    ]

    private func pane() -> JSONPane {
        var pane = JSONPane(TextPane(title: "JSON", lines: JSONLines.render(Self.value)))
        pane.text.resize(width: 60, height: 40)
        return pane
    }

    private func texts(_ pane: JSONPane) -> [String] {
        pane.text.lines.map { ($0.lead + $0.spans).map(\.text).joined() }
    }

    @Test("The node under the cursor folds to one line with its end, and unfolds")
    func fold() {
        var pane = pane()
        let all = texts(pane)
        for _ in 0..<2 { _ = pane.apply(.down) }
        #expect(texts(pane)[pane.text.cursor ?? 0].contains("steps"))
        _ = pane.apply(.open)
        #expect(
            texts(pane).count == 7 && texts(pane)[2].hasPrefix(#"  "steps": [ ··· "#) && texts(pane)[2].hasSuffix("],"))
        #expect(pane.text.cursor == 2)
        _ = pane.apply(.open)
        #expect(texts(pane) == all)
        for _ in 0..<4 { _ = pane.apply(.down) }
        _ = pane.apply(.fold)
        #expect(pane.text.cursor == 4 && texts(pane)[4].contains("···"), "the text that the cursor is in")
        _ = pane.apply(.fold)
        #expect(pane.text.cursor == 3, "what is folded already folds what is around it")
    }

    @Test("All nodes fold below the first, nodes of one depth together, and all unfold")
    func levels() {
        var pane = pane()
        let all = texts(pane)
        _ = pane.apply(.foldAll)
        #expect(texts(pane).count == 5)
        _ = pane.apply(.unfoldAll)
        #expect(texts(pane) == all)
        for _ in 0..<3 { _ = pane.apply(.down) }
        _ = pane.apply(.foldKind)
        #expect(texts(pane).count { $0.hasPrefix("    { ···") } == 2)
        _ = pane.apply(.unfoldKind)
        #expect(texts(pane) == all)
    }

    @Test("What is found is unfolded, and what is folded is copied whole")
    func whole() {
        var pane = pane()
        _ = pane.apply(.foldAll)
        _ = pane.find(typed: "needle")
        #expect(texts(pane).contains { $0.contains("needle") })
        _ = pane.apply(.foldAll)
        let copied = pane.apply(.copyText)
        #expect(copied == .act(.copy(RichLine.taken(JSONLines.render(Self.value)), what: "JSON")))
        for command in [Command.top, .down, .down, .select] { _ = pane.apply(command) }
        #expect(pane.text.selectedText?.text.contains("needle") == true)
        _ = pane.apply(.back)
        #expect(pane.text.selection == nil && pane.text.cursor == 2)
    }

    @Test("Whatever is folded, every line is shown once, or within one that is folded", arguments: 0..<12)
    func none(depth: Int) {
        var value: JSONValue = .array([])
        for level in 0..<depth {
            let nodes: [JSONValue] = [value, .string("}"), ["k": value, "t": "a\n}\n"], .int(level)]
            value = .array(Array(nodes.suffix(2 + level % 3)))
        }
        var pane = JSONPane(TextPane(title: "JSON", lines: JSONLines.render(value, most: 300)))
        pane.text.resize(width: 40, height: 10)
        let all = RichLine.taken(pane.text.lines)
        for command in [Command.foldAll, .down, .open, .down, .fold, .bottom, .foldKind, .unfold, .top, .open] {
            _ = pane.apply(command)
            #expect(RichLine.taken(pane.text.lines) == all)
            #expect(pane.text.lines.indices.contains(pane.text.cursor ?? 0))
        }
    }
}
