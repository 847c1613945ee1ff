/// Fills the `{name}` places of a wording with values that belong to one sample, so that a host keeps its address.
struct DemoFill: Sendable {
    let task: String
    let host: String
    let port: Int

    init(task: String, host: String, port: Int) {
        self.task = task
        self.host = host
        self.port = port
    }

    init(seed: UInt64, plan: DemoPlan) {
        var random = DemoRandom(seed, 3, UInt64(plan.evaluation), UInt64(plan.index))
        task = plan.task
        host = random.address()
        port = random.pick([80, 443, 1337, 3000, 5000, 8000, 8080, 8443, 9090])
    }

    func text(_ template: String, _ random: inout DemoRandom) -> String {
        guard template.contains("{") else { return template }
        var filled = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            filled += rest[..<open]
            let after = rest.index(after: open)
            guard let close = rest[after...].firstIndex(where: { $0 == "}" || $0 == "{" }), rest[close] == "}",
                let value = value(rest[after..<close], &random)
            else {
                filled.append("{")
                rest = rest[after...]
                continue
            }
            filled += value
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }

    private func value(_ name: Substring, _ random: inout DemoRandom) -> String? {
        switch name {
        case "host": host
        case "port": String(port)
        case "task": task
        case "num": String(random.int(3...4096))
        case "hex": random.hexadecimal(16)
        case "user": random.pick(DemoTexts.users)
        case "path": random.pick(DemoTexts.paths)
        case "word": random.pick(DemoTexts.words)
        case "server": random.pick(DemoTexts.servers)
        default: nil
        }
    }
}
