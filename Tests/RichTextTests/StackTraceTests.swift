import Testing

@testable import RichText

@Suite("Stack traces")
struct StackTraceTests {
    @Test(
        "Of a stack trace the line stands out that says what went wrong",
        arguments: [
            (
                "Traceback (most recent call last):\n  File \"x.py\", line 1, in f\n    g()\nValueError: no\nnext",
                "ValueError: no"
            ),
            (
                "    more()\n  File \"x.py\", line 9, in g\n    h()\nrequests.exceptions.HTTPError: 500",
                "requests.exceptions.HTTPError: 500"
            ),
            ("x\nUncaught TypeError: a is not b\n    at f (x.js:1:2)\n    at g", "Uncaught TypeError: a is not b"),
            (
                "Exception in thread \"main\" java.lang.Error: no\n\tat A.main(A.java:3)",
                "Exception in thread \"main\" java.lang.Error: no"
            ),
            (
                "panic: runtime error: index out of range\n\ngoroutine 1 [running]:",
                "panic: runtime error: index out of range"
            ),
            (
                "thread 'main' panicked at 'boom', src/main.rs:2:5\nnote: run",
                "thread 'main' panicked at 'boom', src/main.rs:2:5"
            ),
        ])
    func traces(text: String, telling: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(StackTrace.tellingLines(lines).map { String(lines[$0]) } == [telling])
    }

    @Test("Rust says where, and on the next line what")
    func rust() {
        let lines = ["thread 'main' panicked at src/main.rs:2:5:", "boom", "note: run"].map { $0[...] }
        #expect(StackTrace.tellingLines(lines) == [0, 1])
    }

    @Test(
        "Plain output has no line that stands out", arguments: ["total 3\nerror: none\nfile: x", "at noon\n  at once"])
    func noTraces(text: String) {
        #expect(StackTrace.tellingLines(text.split(separator: "\n")).isEmpty)
    }
}
