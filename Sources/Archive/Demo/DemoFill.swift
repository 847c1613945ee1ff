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
        var random = DemoRandom(seed, 3, UInt64(plan.evaluation), UInt64(plan.group))
        task = plan.task
        host = random.address()
        port = random.pick([80, 443, 1337, 3000, 5000, 8000, 8080, 8443, 9090])
    }

    /// Works on bytes: a long transcript has tens of thousands of these.
    func text(_ template: String, _ random: inout DemoRandom) -> String {
        let bytes = Array(template.utf8)
        guard var open = bytes.firstIndex(of: Self.open) else { return template }
        var filled = Array(bytes[..<open])
        filled.reserveCapacity(bytes.count + 64)
        while true {
            let next = bytes[(open + 1)...].firstIndex { $0 == Self.open || $0 == Self.close } ?? bytes.endIndex
            let name = String(decoding: bytes[(open + 1)..<next], as: UTF8.self)
            var end = open + 1
            if next < bytes.endIndex, bytes[next] == Self.close, let value = value(name[...], &random) {
                filled += Array(value.utf8)
                end = next + 1
            } else {
                filled.append(Self.open)
            }
            guard let following = bytes[end...].firstIndex(of: Self.open) else {
                return String(decoding: filled + bytes[end...], as: UTF8.self)
            }
            filled += bytes[end..<following]
            open = following
        }
    }

    private static let open = UInt8(ascii: "{")
    private static let close = UInt8(ascii: "}")

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
