import Platform
import Wire

extension Transcript {
    /// One page of the messages of a document.
    init(_ document: ReadDocument, session: Session, _ query: MessageQuery) {
        let all = Conversion.messages(document, includeCompacted: query.includeCompacted)
        let rest = all.drop { message in query.afterSeq.map { message.seq <= $0 } ?? false }
        let page = rest.prefix(max(query.limit, 1))
        self.init(
            session: session, messages: page.map { $0.json(session: session.id) },
            systemPrompt: all.first { $0.role == "system" }?.content, hasMore: page.count < rest.count)
    }
}
