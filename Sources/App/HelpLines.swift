import Panes
package import RichText
package import Shell
import Terminal
import TextSearch

/// The help, from the key table: what works here first.
package enum HelpLines {
    package static func render(_ keymap: Keymap, in contexts: [Context]) -> [RichLine] {
        var lines: [RichLine] = []
        for group in CommandInfo.Group.allCases {
            let rows = CommandTable.all.filter { $0.group == group }
            let here = rows.filter { $0.contexts.isEmpty || !$0.contexts.isDisjoint(with: contexts) }
            guard !here.isEmpty else { continue }
            if !lines.isEmpty { lines.append(.blank) }
            lines.append(.title(group.rawValue))
            lines += here.map { row($0, keymap.names) }
        }
        if !Set(contexts).isDisjoint(with: [.hits, .items, .evaluations]) {
            lines += [.blank, .title("What a search understands")]
            lines += QueryHelp.rows.map { row in
                RichLine([Span(row.meaning)], lead: [Span("  " + TextWidth.fitted(row.written, columns: 18), .helpKey)])
                    .named
            }
        }
        lines += [.blank, .title("Words of the : line")]
        lines += CommandLine.words.map { word in
            RichLine([Span(word.help)], lead: [Span("  " + TextWidth.fitted(word.usage, columns: 28), .helpKey)]).named
        }
        return lines
    }

    private static func row(_ info: CommandInfo, _ names: KeyNames) -> RichLine {
        let keys = names.all(of: info.command).joined(separator: " ")
        return RichLine(
            [Span(info.help), Span("  " + info.command.rawValue, .dim)],
            lead: [Span("  " + TextWidth.fitted(keys, columns: 16), .helpKey)],
            follow: [Span(String(repeating: " ", count: 18))]
        ).named
    }
}
