import CMarkdown
package import Terminal

/// Renders Markdown as lines of formatted text: headings, lists, quotes, tables, code in fences.
///
/// Line breaks of the source are kept, since agents write prose and layout alike. Link targets are shown beside their
/// text: nothing is hidden in a transcript.
package enum MarkdownLines {
    /// The text as lines; tables are fitted to `width`. Nil where the parser gives up.
    package static func render(_ text: String, slot: ThemeSlot, width: Int) -> [RichLine]? {
        let builder = MarkdownBuilder(slot: slot, width: width)
        var parser = MD_PARSER()
        parser.flags = UInt32(
            MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_NOHTMLBLOCKS | MD_FLAG_NOHTMLSPANS)
        parser.enter_block = { type, detail, context in
            MarkdownBuilder.from(context)?.enter(type, detail)
            return 0
        }
        parser.leave_block = { type, _, context in
            MarkdownBuilder.from(context)?.leave(type)
            return 0
        }
        parser.enter_span = { type, detail, context in
            MarkdownBuilder.from(context)?.enter(type, detail)
            return 0
        }
        parser.leave_span = { type, _, context in
            MarkdownBuilder.from(context)?.leave(type)
            return 0
        }
        parser.text = { type, text, size, context in
            guard let text else { return 0 }
            MarkdownBuilder.from(context)?.text(type, UnsafeRawBufferPointer(start: text, count: Int(size)))
            return 0
        }
        let context = Unmanaged.passUnretained(builder).toOpaque()
        var source = text
        let status = source.withUTF8 { bytes in
            builder.source = SourceLines(UnsafeRawBufferPointer(bytes))
            defer { builder.source = nil }
            return bytes.withMemoryRebound(to: CChar.self) {
                md_parse($0.baseAddress, UInt32($0.count), &parser, context)
            }
        }
        return status == 0 ? builder.finish() : nil
    }
}
