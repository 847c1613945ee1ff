import Testing
import Trajectory
import Wire

/// Failures that only the text of a result tells.
@Suite struct ErrorMarkerTests {
    private func isFlagged(_ text: String, longer: Bool = false) -> [Bool] {
        let padded = longer ? text + String(repeating: "x", count: 20_000) : text
        let content = JSONValue.string(padded).serialized()
        let document = Summary.document(
            #"{"steps":[{"step_id":1,"source":"agent","message":"","observation":{"results":[{"content":\#(content)}]}}]}"#
        )
        return [
            document.step(0)?.flags.contains(.error) ?? false, document.outline(0)?.flags.contains(.error) ?? false,
        ]
    }

    @Test(arguments: [
        "Exit code 4\nImportError", "exit code: 1", "<returncode>1</returncode>\n<output>\n</output>",
        "out\nError: (none)\nExit Code: 1\nSignal: 0\n", "out\n[The command completed with exit code 127.]",
        "Process exited with code 2", "<tool_use_error>File not found</tool_use_error>", "x\nExit status: -9\n",
        "out\nTraceback (most recent call last):\n  File \"a.py\", line 1, in <module>\n    f()\nValueError: bad\n",
        "  File\nTraceback (most recent call last):\n  File \"a.py\"\nKeyboardInterrupt",
    ])
    func failuresAreFlagged(_ text: String) {
        #expect(isFlagged(text) == [true, true])
        let late = isFlagged(String(repeating: "line of output\n", count: 2000) + "\n" + text)
        #expect(late[0] == late[1])
    }

    @Test(arguments: [
        "", "Exit code 0", "exit code: 0\nall is well", "<returncode>0</returncode>", "the exit code 1 means failure",
        "an error occurred",
        "Traceback (most recent call last):\n  File \"a.py\"\nValueError: bad\nbut then it went on well",
        "ERROR: something", "Exit code: \n", "Exit Code: 0\nSignal: 0", "grep 'Traceback (most recent call last)' log",
    ])
    func whatIsNoFailureIsNotFlagged(_ text: String) {
        #expect(isFlagged(text) == [false, false])
    }

    @Test func longTextsAreJudgedTheSameByOutlineAndStep() {
        #expect(isFlagged("Exit code 4\n", longer: true) == [true, true])
        #expect(isFlagged("Exit code 0\n", longer: true) == [false, false])
    }

    /// What the producer says goes before what the text looks like.
    @Test func theProducersWordCounts() {
        let said = #"{"role":"tool","tool_call_id":"a","content":"Exit code 1","is_error":false}"#
        let document = Summary.document("[{\"role\":\"user\",\"content\":\"x\"},\(said)]")
        #expect(document.step(1)?.flags.contains(.error) == false)
    }
}
