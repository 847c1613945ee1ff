import Platform
import Wire

/// What a trial's verifier wrote: its tests' report (`ctrf.json`), or else its output.
struct HarborVerifier {
    let files: FileSet

    /// Failed tests that are kept.
    private static let mostTests = 8
    /// Bytes of the end of a failed test's trace that are kept.
    private static let longestTrace = 4_096
    /// Bytes of the end of the output that are kept: what failed says so last.
    private static let longestOutput = 16_384

    /// The verifier's result with the tests that failed, or with the end of its output where it names none.
    func result(_ result: JSONValue?) -> JSONValue? {
        var object = result?.object ?? JSONObject()
        let failed = failedTests
        if !failed.isEmpty {
            object["failed_tests"] = .array(failed)
        } else if let output = files.text("verifier/test-stdout.txt", lastBytes: Self.longestOutput) {
            object["verifier_output"] = .string(output)
        }
        return object.members.isEmpty ? result : .object(object)
    }

    /// The tests that did not pass, each with its trace: a message such as "failed in the call phase" says less.
    private var failedTests: [JSONValue] {
        let report = files.json("verifier/ctrf.json", atMost: 16 << 20)
        let tests = report?["results"]?["tests"]?.array ?? []
        let failed = tests.lazy.filter { test in
            guard let status = test["status"]?.string else { return false }
            return !["passed", "skipped", "pending"].contains(status)
        }
        return failed.prefix(Self.mostTests).map { test in
            let text = test["trace"]?.string ?? test["message"]?.string
            return [
                "name": test["name"] ?? .null,
                "message": .optional(
                    text.map { String(decoding: wholeLines($0.utf8, last: Self.longestTrace), as: UTF8.self) }),
            ]
        }
    }
}
