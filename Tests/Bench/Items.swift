import Glibc
import TestSupport

/// Items of an evaluation as a server sends them, the same for the same seed: 1.6 kB each, with errors as such are.
struct Items {
    static let evaluation = "5eed0000-0000-4000-8000-000000000001"
    private static let errors = [
        "TimeoutError: command timed out after # seconds: hydra -L users.txt 10.0.0.#",
        "FileNotFoundError: [Errno 2] No such file or directory: '/srv/tasks/#/out/flag.txt'",
        "verifier: flag mismatch: expected sha256 #, got #", "ToolError: bash exited 127: /bin/sh: #: ffuf: not found",
        "environment sandbox # not ready after # s (phase env_sandbox)",
    ]
    private static let tools = (0..<24).map { "\"tool_\($0)_of_the_agent\"" }.joined(separator: ",")

    /// An item that has ended, or one that waits.
    static func item(_ index: Int, isDone: Bool, hasSession: Bool = false) -> [UInt8] {
        var dice = SeededGenerator(seed: UInt64(index) &+ 1)
        func number(_ most: Int) -> Int { Int.random(in: 0..<most, using: &dice) }
        let id = uuid(index)
        let isPassed = number(100) < 45
        let error = errors[number(errors.count)].replacing("#", with: "\(number(100_000))")
        let status = !isDone ? "queued" : isPassed ? "passed" : ["failed", "timed_out", "infra_error"][number(3)]
        let time = isDone ? "\"2026-01-0\(1 + number(9))T0\(number(10)):15:42Z\"" : "null"
        let metadata = """
            {"_dreadnode":{"agent_result":{"agent":"solver 2.1","stop_reason":"end_turn","generation_steps":\(number(90)),\
            "total_tool_calls":\(number(90)),"tool_calls":[\(tools)],"total_tokens":\(number(900_000)),\
            "duration_ms":\(number(900_000)),"tool_errors":\(number(5))},"component_health":[{"kind":"mcp","name":\
            "browser","capability":"web","status":"ok"}]}}
            """
        return Array(
            """
            {"id":"\(id)","evaluation_id":"\(evaluation)","position":\(index),"item_status":"\(status)",\
            "passed":\(isDone ? String(isPassed) : "null"),"task_name_snapshot":"web-login-\(index % 5_000)",\
            "model":"openai/gpt-5.2","error":\(isDone && !isPassed ? "\"\(error)\"" : "null"),\
            "session_id":\(hasSession ? "\"\(id)\"" : "null"),"run_id":null,"queued_at":"2026-01-01T00:00:00Z",\
            "started_at":\(time),"agent_finished_at":\(time),"verified_at":\(time),"completed_at":\(time),\
            "lease_expires_at":null,"agent_sandbox_id":"\(uuid(index + 7))","env_sandbox_id":null,"retry_count":0,\
            "max_retries":2,"worker_id":"worker-\(index % 64)","result_json":\(isDone ? "{\"score\":\(isPassed ? 1 : 0)}" : "null"),\
            "metadata_json":\(isDone ? metadata : "null")}
            """.utf8)
    }

    private static func uuid(_ index: Int) -> String {
        var dice = SeededGenerator(seed: UInt64(index) &* 977)
        let digits = String(dice.next() | 1 << 63, radix: 16) + String(dice.next() | 1 << 63, radix: 16)
        let at = Array(digits)
        return [at[0..<8], at[8..<12], at[12..<16], at[16..<20], at[20..<32]].map { String($0) }.joined(separator: "-")
    }

    static func evaluation(_ counts: [(String, Int)], isRunning: Bool) -> [UInt8] {
        let total = counts.reduce(0) { $0 + $1.1 }
        let status = isRunning ? "running" : "completed"
        let words = counts.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",")
        return Array(
            """
            {"id":"\(evaluation)","name":"bench","job_status":"\(status)","status":"\(status)","dataset_size":\(total),\
            "kind":"security_task_benchmark","model":"openai/gpt-5.2","item_counts":{\(words)},\
            "created_at":"2026-01-01T00:00:00Z","started_at":"2026-01-01T00:00:00Z"}
            """.utf8)
    }

    /// A folder as an export is: what `trawl open` reads.
    static func export(_ count: Int, to folder: String) throws {
        for path in [folder, folder + "/transcripts"] { mkdir(path, 0o700) }
        try Files.write(folder + "/evaluation.json") { $0(evaluation([("passed", count)], isRunning: false)) }
        try Files.write(folder + "/samples.jsonl") { write in
            for index in 0..<count { write(item(index, isDone: true) + [0x0A]) }
        }
    }
}
