import Terminal
import Wire

/// A piece of a report, to be written as Markdown or as HTML. Its texts may be anybody's: every writer makes them safe for
/// itself, so that who makes a report has nothing to quote.
package enum ReportBlock: Hashable, Sendable {
    package enum Inline: Hashable, Sendable {
        case text(String), strong(String), dim(String)
        /// To be read letter by letter.
        case code(String)
        /// An address of our own making.
        case link(String)
    }

    package struct Column: Hashable, Sendable {
        var title: String
        var isRight: Bool

        package init(_ title: String, isRight: Bool = false) {
            self.title = title
            self.isRight = isRight
        }
    }

    case heading(Int, [Inline])
    case paragraph([Inline])
    case list([[Inline]])
    case table([Column], [[[Inline]]])
    /// A text as it is, on lines of its own.
    case fence(String)
    /// What somebody wrote in Markdown, or in none.
    case prose(String)
    case quote(String)
}

extension [ReportBlock] {
    /// The report as lines of Markdown.
    package var markdown: [String] { [String](map(\.markdown).joined(separator: [""])) }
}

extension ReportBlock {
    /// The block as lines of Markdown.
    package var markdown: [String] {
        switch self {
        case .heading(let level, let parts): [String(repeating: "#", count: level) + " " + Self.line(parts)]
        case .paragraph(let parts): [Self.line(parts)]
        case .list(let entries): entries.map { "- " + Self.line($0) }
        case .table(let columns, let rows):
            ["| " + columns.map(\.title).joined(separator: " | ") + " |"]
                + ["|" + columns.map { $0.isRight ? "---:" : "---" }.joined(separator: "|") + "|"]
                + rows.map { "| " + $0.map(Self.line).joined(separator: " | ") + " |" }
        case .fence(let text): [Quote.fence(Sanitize.lines(text).joined(separator: "\n"))]
        case .prose(let text): MarkdownGuard.closed(Sanitize.lines(text))
        case .quote(let text): Sanitize.lines(text).map { "> \($0)" }
        }
    }

    private static func line(_ parts: [Inline]) -> String {
        parts.map { part in
            switch part {
            case .text(let text), .dim(let text): Quote.markdown(Sanitize.line(text))
            case .strong(let text): "**\(Quote.markdown(Sanitize.line(text)))**"
            case .code(let text) where text.utf8.contains(UInt8(ascii: "`")): Quote.markdown(Sanitize.line(text))
            case .code(let text): "`\(Sanitize.line(text))`"
            case .link(let address): "<\(address)>"
            }
        }.joined()
    }
}
