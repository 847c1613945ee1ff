import Platform

/// What the demo's workspace is made of: a table, so that adding an evaluation is adding a row.
struct DemoSpec: Sendable {
    var name: String
    var capability: String
    var model: Int
    var items: Int
    /// How the run ends, or that it has not: `queued`, `running`.
    var status: JobStatus
    /// Hours before the epoch at which it was created; of runs that go on, seconds before the demo started.
    var age: Double
    var concurrency: Int
    var families: [String]
    /// Share of passed, failed, timed out and infrastructure errors.
    var odds: (passed: Double, failed: Double, timedOut: Double, infra: Double)
    /// Why items ended in infrastructure errors, after "N of M items …".
    var trouble: String?
    var isStaggered = false
    /// Further models that run every task as well; they pass less often than the first one.
    var rivals: [Int] = []
    /// How often each model runs each task.
    var tries = 1

    /// `web-pentest` of `web-pentest@2.4.0`.
    var capabilityName: String { String(capability.prefix { $0 != "@" }) }

    var agent: String { capabilityName + "-agent" }

    /// Seconds that a task may take; long-horizon runs are given hours.
    var timeout: Int { name.hasPrefix("long") || isStaggered ? 36_000 : 900 }

    /// Runs of one task; they stand one after the other.
    var runsPerTask: Int { (1 + rivals.count) * tries }

    /// Which of the models runs an item, by its place among them.
    func contestant(_ index: Int) -> Int { index % runsPerTask / tries }

    func modelName(of index: Int) -> String {
        let place = contestant(index)
        return DemoCatalogue.models[place == 0 ? model : rivals[place - 1]]
    }

    /// The run goes on: its times follow the clock.
    var isLive: Bool { status == .running || status == .queued }
}

enum DemoCatalogue {
    static let models = [
        "anthropic/claude-sonnet-4-5", "openai/gpt-5.2", "google/gemini-3-pro", "deepseek/deepseek-v3.2",
        "moonshotai/kimi-k2", "qwen/qwen3-coder-480b", "mistral/devstral-2", "x-ai/grok-4.1",
    ]

    static let specs: [DemoSpec] = [
        DemoSpec(
            name: "pentest-suite nightly", capability: "web-pentest@2.4.0", model: 0, items: 132, status: .running,
            age: 320, concurrency: 8, families: ["web", "cloud", "ad"], odds: (0.5, 0.34, 0.08, 0.08)),
        DemoSpec(
            name: "binary-reversing long-horizon", capability: "reversing@1.1.3", model: 3, items: 42, status: .running,
            age: 5_400, concurrency: 36, families: ["rev", "pwn"], odds: (0.4, 0.4, 0.1, 0.1), isStaggered: true),
        DemoSpec(
            name: "ctf-pwn baseline", capability: "pwn-solver@0.9.1", model: 1, items: 48, status: .queued, age: 95,
            concurrency: 4, families: ["pwn"], odds: (0.5, 0.5, 0, 0)),
        DemoSpec(
            name: "ctf-web regression", capability: "web-pentest@2.4.0", model: 0, items: 96, status: .completed,
            age: 6, concurrency: 12, families: ["web"], odds: (0.62, 0.34, 0.04, 0)),
        DemoSpec(
            name: "ctf-web regression", capability: "web-pentest@2.3.2", model: 1, items: 96, status: .completed,
            age: 30, concurrency: 12, families: ["web"], odds: (0.54, 0.41, 0.05, 0)),
        DemoSpec(
            name: "pentest-suite nightly", capability: "web-pentest@2.4.0", model: 0, items: 88, status: .partial,
            age: 21, concurrency: 8, families: ["web", "cloud", "ad"], odds: (0.45, 0.33, 0.1, 0.12),
            trouble: "ended in infrastructure errors: sandboxes were evicted"),
        DemoSpec(
            name: "cve-repro weekly", capability: "exploit-repro@1.7.0", model: 2, items: 90, status: .completed,
            age: 52, concurrency: 10, families: ["cve", "pwn"], odds: (0.38, 0.52, 0.1, 0)),
        DemoSpec(
            name: "ad-lateral-movement smoke", capability: "ad-operator@0.4.0", model: 4, items: 40, status: .failed,
            age: 75, concurrency: 20, families: ["ad"], odds: (0.02, 0.08, 0, 0.9),
            trouble:
                "could not be provisioned: ImagePullBackOff for registry.internal/ranges/ad-forest"),
        DemoSpec(
            name: "crypto-and-forensics sweep", capability: "ctf-generalist@3.0.0", model: 5, items: 64,
            status: .cancelled, age: 99, concurrency: 6, families: ["crypto", "forensics"],
            odds: (0.5, 0.45, 0.05, 0)),
        DemoSpec(
            name: "cloud-misconfig pilot", capability: "cloud-auditor@0.2.5", model: 6, items: 56, status: .partial,
            age: 147, concurrency: 8, families: ["cloud"], odds: (0.41, 0.39, 0.09, 0.11),
            trouble: "ended in infrastructure errors"),
        DemoSpec(
            name: "long-context agents study", capability: "ctf-generalist@3.0.0", model: 7, items: 36,
            status: .completed, age: 200, concurrency: 4, families: ["rev", "forensics", "web"],
            odds: (0.44, 0.5, 0.06, 0)),
        DemoSpec(
            name: "smoke", capability: "ctf-generalist@3.1.0-rc1", model: 0, items: 6, status: .completed, age: 212,
            concurrency: 6, families: ["web", "crypto"], odds: (0.84, 0.16, 0, 0)),
        DemoSpec(
            name: "web-agents head to head", capability: "web-pentest@2.3.0", model: 0, items: 84, status: .completed,
            age: 236, concurrency: 12, families: ["web"], odds: (0.72, 0.26, 0.02, 0), rivals: [1], tries: 3),
    ]

    /// The evaluation whose first item ran for about 4,000 steps.
    static let marathon = 10

    static let tasks: [String: [String]] = [
        "web": [
            "sqli-login-bypass", "ssrf-metadata", "jwt-none-alg", "ssti-jinja", "idor-invoices", "xss-stored-profile",
            "upload-polyglot", "graphql-introspection", "cache-poisoning", "oauth-redirect", "race-coupon",
            "xxe-svg-parser", "cors-wildcard", "prototype-pollution",
        ],
        "pwn": [
            "ret2libc-warmup", "heap-tcache-poison", "format-string", "rop-mini", "uaf-notes", "stack-pivot",
            "seccomp-escape",
        ],
        "rev": ["crackme-vm", "packed-elf", "go-stripped", "wasm-license", "android-native", "firmware-keygen"],
        "crypto": ["rsa-small-e", "ecb-oracle", "nonce-reuse", "lcg-predict", "padding-oracle", "weak-ecdsa"],
        "forensics": ["pcap-exfil", "memory-image", "disk-carving", "registry-timeline", "stego-spectrum"],
        "ad": ["kerberoast", "smb-relay", "gpo-abuse", "adcs-esc1", "laps-read", "password-spray"],
        "cloud": ["s3-public-bucket", "iam-privesc", "lambda-env-leak", "imds-v1", "terraform-state", "k8s-rbac"],
        "cve": [
            "2021-44228-log4shell", "2022-0847-dirty-pipe", "2019-11510-file-read", "2014-0160-heartbleed",
            "2021-41773-traversal", "2023-22515-setup",
        ],
    ]

    static let users = ["mara.lindqvist", "t.okafor", "wei.zhang", "ci-nightly"]
}
