extension DemoFailure {
    /// The item's error text.
    func text(_ plan: DemoPlan, _ random: inout DemoRandom) -> String {
        let port = random.int(1024...9999)
        switch self {
        case .wrongFlag:
            return "verifier: flag mismatch: expected sha256 \(random.hexadecimal(12))…, got \(random.hexadecimal(12))…"
        case .missingFlag:
            return "verifier: no submission at /srv/tasks/\(port)/out/flag.txt (exit code 2)"
        case .maxSteps: return "agent stopped: max steps reached (\(plan.stepCount)) after \(Int(plan.running)) s"
        case .toolMissing:
            return "ToolError: bash exited 127: /bin/sh: \(random.int(1...9)): "
                + "\(random.pick(["ffuf", "nuclei", "gdb", "impacket-secretsdump"])): not found"
        case .contextWindow:
            return "context window exceeded: \(random.int(200_100...229_000)) tokens > 200000 at step \(plan.stepCount)"
        case .refused:
            return "agent ended its turn without a submission (stop_reason: refusal) at step \(plan.stepCount)"
        case .commandTimeout:
            return "TimeoutError: command timed out after \(random.pick([300, 450, 600])) seconds: "
                + "\(random.pick(["hydra -L users.txt", "john --wordlist=rockyou.txt", "sqlmap --level 5"])) \(random.address())"
        case .taskTimeout:
            return "task timeout of \(max(900, Int(plan.running))) s reached, agent was at step \(random.int(8...140))"
        case .imagePull:
            return "ImagePullBackOff: registry.internal/ranges/\(plan.family)-\(random.int(1...40)):"
                + "\(random.int(1...3)).\(random.int(0...9)) : manifest unknown"
        case .sandboxTimeout:
            return
                "environment sandbox \(random.hexadecimal(8)) not ready after \(random.int(240...360)) s (phase env_sandbox)"
        case .evicted:
            return "sandbox evicted on node-\(random.int(1...64)): OOMKilled, \(random.int(3800...4096)) MiB used"
        case .overloaded:
            return
                "provider error 529 overloaded_error after \(random.int(4...6)) attempts, request req_\(random.hexadecimal(16))"
        }
    }
}
