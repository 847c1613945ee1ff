import Terminal
import Wire

/// A report as one page of HTML: no script, nothing that is loaded from elsewhere, light or dark as the reader likes.
package enum HTMLPage {
    package static func lines(title: String, _ blocks: [ReportBlock]) -> [String] {
        [head(title: title)] + blocks.map(html) + [foot]
    }

    /// A page may be written piece by piece: what stands before the blocks, and behind them.
    package static func head(title: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(text(title))</title>
        <style>
        :root { color-scheme: light dark; --back: #fff; --text: #1a1a1a; --dim: #595959; --box: #f3f3f3; --line: #c8c8c8 }
        @media (prefers-color-scheme: dark) {
          :root { --back: #161616; --text: #e6e6e6; --dim: #a8a8a8; --box: #232323; --line: #4a4a4a }
        }
        body { background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif;
          max-width: 60rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere }
        pre, code { font: 13px/1.45 ui-monospace, monospace; background: var(--box) }
        pre { padding: .6rem .8rem; white-space: pre-wrap } code { padding: 0 .2rem }
        .prose { white-space: pre-wrap } .dim { color: var(--dim) }
        blockquote { margin: .6rem 0; padding-left: .8rem; border-left: 3px solid var(--line); color: var(--dim);
          white-space: pre-wrap }
        table { border-collapse: collapse } th, td { border: 1px solid var(--line); padding: .2rem .5rem; text-align: left }
        .right { text-align: right } h2 { border-top: 1px solid var(--line); padding-top: .6rem; font-size: 1.1rem }
        a { color: inherit }
        </style></head><body>
        """
    }

    package static let foot = "</body></html>"

    package static func html(_ block: ReportBlock) -> String {
        switch block {
        case .heading(let level, let parts): "<h\(level)>\(line(parts))</h\(level)>"
        case .paragraph(let parts): "<p>\(line(parts))</p>"
        case .list(let entries): "<ul>" + entries.map { "<li>\(line($0))</li>" }.joined() + "</ul>"
        case .table(let columns, let rows):
            "<table><tr>" + columns.map { "<th\(side($0))>\(text($0.title))</th>" }.joined() + "</tr>\n"
                + rows.map { row in
                    "<tr>" + zip(columns, row).map { "<td\(side($0))>\(line($1))</td>" }.joined() + "</tr>\n"
                }.joined() + "</table>"
        case .fence(let lines): "<pre>\(self.lines(of: lines))</pre>"
        case .prose(let lines): "<div class=\"prose\">\(self.lines(of: lines))</div>"
        case .quote(let lines): "<blockquote>\(self.lines(of: lines))</blockquote>"
        }
    }

    private static func side(_ column: ReportBlock.Column) -> String { column.isRight ? " class=\"right\"" : "" }

    private static func line(_ parts: [ReportBlock.Inline]) -> String {
        parts.map { part in
            switch part {
            case .text(let words): text(words)
            case .strong(let words): "<strong>\(text(words))</strong>"
            case .dim(let words): "<span class=\"dim\">\(text(words))</span>"
            case .code(let words): "<code>\(text(words))</code>"
            // Nothing but a page of the web is a link, whoever made the address.
            case .link(let address) where address.hasPrefix("https://") || address.hasPrefix("http://"):
                "<a href=\"\(text(address))\">\(text(address))</a>"
            case .link(let address): text(address)
            }
        }.joined()
    }

    private static func text(_ text: String) -> String { Quote.html(Sanitize.line(text)) }

    private static func lines(of text: String) -> String {
        Sanitize.lines(text).map(Quote.html).joined(separator: "\n")
    }
}
