import TestSupport
import Testing

@testable import TextSearch

@Suite("Queries over transcripts")
struct TranscriptQueryTests {
    @Test("What is none of ours is words, as they were written")
    func words() {
        for text in [
            "one two", "\"a b\" or -c", "foo*", "a->b", "x=>y", "1>2", "2>&1", "\"bash>edit\"", "/usr/bin/python",
            "ratio 1/2", "-never:x",
        ] {
            let query = TranscriptQuery(text)
            #expect(query.isPlain && query.words == text && !query.needsArchive, "\(text)")
        }
    }

    @Test("What words cannot tell of needs an archive, and what only leaves out is no search")
    func symbols() {
        for text in ["✅", "->", "\"&&\"", "--no-preserve-root", "done -✅"] {
            let query = TranscriptQuery(text)
            #expect(query.problem == nil && query.needsArchive && query.words == text, "\(text)")
        }
        #expect(TranscriptQuery("-done").complaint != nil && TranscriptQuery("-done").problem == nil)
        #expect(TranscriptQuery("-done ends:error").complaint == nil)
        #expect(!TranscriptQuery("漏洞").needsArchive)
    }

    @Test("Expressions, with and without the closing slash")
    func expressions() {
        #expect(TranscriptQuery("/a+b/").regexes.map(\.source) == ["a+b"])
        #expect(TranscriptQuery("/a b/ in:call").regexes.map(\.source) == ["a b"])
        #expect(TranscriptQuery("word /x\\/y/").words == "word")
        #expect(TranscriptQuery("/err(or)? code").regexes.map(\.source) == ["err(or)? code"])
        #expect(TranscriptQuery("/err(or)? in:agent").scopes == [.agent])
        #expect(TranscriptQuery("/err(or)? in:agent").regexes.map(\.source) == ["err(or)?"])
        #expect(TranscriptQuery("//").isPlain)
        #expect(TranscriptQuery("/a(/").problem?.isEmpty == false)
    }

    @Test("Scopes, absence, order and end")
    func parts() {
        let query = TranscriptQuery("fail in:call,result in:error never:bash edit>bash/3 read>write ends:error")
        #expect(query.words == "fail" && query.scopes == [.call, .result, .error])
        #expect(query.never.map(\.text) == ["bash"] && query.endsInError && query.needsArchive)
        #expect(query.orders.map(\.within) == [3, nil])
        #expect(query.orders.map(\.first.text) == ["edit", "read"])
        #expect(TranscriptQuery("x in:agents").problem?.contains("agent, user, system") == true)
        // What is still being typed is no mistake.
        for text in ["x in:", "x in:ag", "never:", "ends:", "ends:err", "bash>edit/"] {
            #expect(TranscriptQuery(text).problem == nil, "\(text)")
        }
        #expect(TranscriptQuery("ends:well").problem != nil)
    }

    @Test(
        "A query that asks for more narrows, and nothing else is said to",
        arguments: [
            ("one two", "one", true), ("one", "one two", false), ("one -two", "one", true),
            ("one or two", "one", false),
            ("cannot", "canno", false), ("/cannot/", "/canno/", true), ("/ab+c/", "/ab+/", false),
            ("/CAN/", "/can/", true),
            ("/can/", "/CAN/", false), ("one in:agent", "one", true), ("one", "one in:agent", false),
            ("one in:agent", "one in:agent,user", true), ("one never:bash", "one", true),
            ("one", "one never:bash", false),
            ("/a/ word", "/a/", true), ("never:a never:b", "never:a", true), ("\"one two\"", "\"one", false),
            ("one two", "-three", false), ("", "one", false),
        ])
    func narrowing(_ new: String, _ old: String, _ expected: Bool) {
        #expect(TranscriptQuery(new).narrows(TranscriptQuery(old)) == expected)
    }

    @Test("Whatever is typed is a query or a message")
    func anything() {
        var generator = SeededGenerator(seed: 3)
        let pieces = [
            "/", "in:", "never:", "ends:", "agent", "error", ">", "(", ")", "*", "\\", "\"", " ", "a", "3", ",", "or",
            "-", "\0", "😀",
        ]
        for _ in 0..<5_000 {
            let text = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            let query = TranscriptQuery(text)
            #expect(query.problem?.isEmpty != true)
            #expect(query.isPlain || query.needsArchive, "\(text)")
        }
    }
}
