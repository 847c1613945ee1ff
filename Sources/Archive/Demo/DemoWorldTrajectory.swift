import Platform
import Trajectory
import Wire

/// One run through a world: made from the job's seed and its place in the batch.
struct DemoWorldTrajectory: Sendable {
    let id: WorldTrajectoryID
    /// The session that its ATIF document is reached by.
    let session: SessionID
    let job: DemoWorldJob
    let index: Int
    let isSuccess: Bool
    let stepCount: Int
    private let seed: UInt64

    init(seed: UInt64, job: DemoWorldJob, index: Int) {
        var random = DemoRandom(seed, UInt64(bitPattern: Int64(job.request.seed)), UInt64(index), 5)
        self.seed = seed
        self.job = job
        self.index = index
        id = WorldTrajectoryID(StableHash("demo-world", job.id.text, String(index)).uuid)
        session = SessionID(StableHash("demo-world-session", job.id.text, String(index)).uuid)
        isSuccess = job.request.onlySuccessful || random.chance(0.65)
        stepCount =
            isSuccess
            ? min(job.request.maxSteps, random.int(9...60)) : min(job.request.maxSteps, 60 + random.int(0...40))
    }

    private var termination: String { isSuccess ? "goal_reached" : "max_steps" }

    var json: WorldTrajectory {
        var trajectory = WorldTrajectory(id: id, manifestID: job.request.manifestID)
        trajectory.name = job.request.name ?? "\(job.request.strategy)-\(job.request.seed + index)"
        trajectory.goal = job.request.goal
        trajectory.strategy = job.request.strategy
        trajectory.success = isSuccess
        trajectory.stepCount = Quantity(stepCount)
        trajectory.terminationReason = termination
        trajectory.sourceJobID = job.id
        trajectory.createdAt = job.created + job.working
        trajectory.raw = .object(
            JSONObject(
                DemoWorldJob.place + [
                    ("max_steps", .int(job.request.maxSteps)), ("seed", .int(job.request.seed + index)),
                    ("sequence_index", .int(index)), ("summary", summary), ("session_id", .string(session.text)),
                    ("artifact_refs", ["atif": .string("sessions/\(session.text)/trajectory")]),
                ]))
        return trajectory
    }

    private var summary: JSONValue {
        [
            "hosts_discovered": .int(4 + stepCount / 4), "credentials": .int(stepCount / 7),
            "hosts_owned": .int(isSuccess ? 3 + stepCount / 9 : 1 + stepCount / 20),
        ]
    }

    // MARK: What was done

    private struct Move {
        var name: String
        var command: String
        var output: String
        var failed: Bool
        var node: String
    }

    private static let names = ["dc01", "files02", "sql03", "web04", "ws-117", "ws-204", "backup05", "mail06"]

    private static let commands: [(name: String, template: String, output: String)] = [
        ("scan_hosts", "nmap -sn {host}/24", "Nmap done: 256 IP addresses ({num} hosts up)"),
        (
            "scan_ports", "nmap -Pn -p 88,135,389,445,3389 {node}",
            "445/tcp open microsoft-ds\n3389/tcp open ms-wbt-server"
        ),
        ("enumerate_users", "nxc ldap {node} -u {user} --users", "[+] {num} users enumerated, last: {user}"),
        ("kerberoast", "impacket-GetUserSPNs range.local/{user} -request", "$krb5tgs$23$*{user}*${hex}{hex}"),
        ("crack_hash", "hashcat -m 13100 hashes.txt words.txt", "{user}:Winter2025!  (cracked in {num} s)"),
        (
            "lateral_move", "impacket-wmiexec range.local/{user}@{node}",
            "[*] SMBv3.0 dialect used\nC:\\>whoami\nrange\\{user}"
        ),
        ("dump_credentials", "impacket-secretsdump {user}@{node}", "{user}:{num}:aad3b435b51404ee:{hex}{hex}:::"),
        ("read_share", "smbclient //{node}/finance -U {user} -c ls", "  budget-{num}.xlsx   A   88412"),
    ]

    private func move(_ number: Int) -> Move {
        var random = DemoRandom(seed, UInt64(bitPattern: Int64(job.request.seed)), UInt64(index), 100 + UInt64(number))
        let late = number * 2 > stepCount
        let kind = Self.commands[late ? random.int(3...7) : random.int(0...4)]
        let node = random.pick(Self.names)
        let fill = DemoFill(task: job.request.goal, host: "10.20.0.0", port: 445)
        let failed = random.chance(0.15) && number < stepCount
        let command = fill.text(kind.template.replacing("{node}", with: node), &random)
        let output =
            failed
            ? "[-] STATUS_LOGON_FAILURE (\(node))" : fill.text(kind.output.replacing("{node}", with: node), &random)
        return Move(name: kind.name, command: command, output: output, failed: failed, node: node)
    }

    /// The document of the run: worlds' own ATIF.
    var atif: [UInt8] {
        var root = ATIFWriter.Root(sessionID: session.text, agent: "worlds-\(job.request.mode)", agentVersion: "1.6.0")
        root.trajectoryID = id.text
        root.model = job.request.agentModel
        root.others["seed"] = .int(job.request.seed + index)
        root.others["success"] = .bool(isSuccess)
        root.others["termination_reason"] = .string(termination)
        root.others["step_count"] = .int(stepCount)
        root.others["worlds_summary"] = summary
        root.others["extra"] = ["goal": .string(job.request.goal), "initial_state": initialState]
        return ATIFWriter.document(root, steps: steps).bytes
    }

    var read: ReadDocument {
        var header = TrajectoryHeader()
        header.trajectoryID = id.text
        header.agentName = "worlds-\(job.request.mode)"
        return ReadDocument(header: header, steps: steps)
    }

    private var steps: [Step] {
        var first = Step(number: 1, source: .user)
        first.message = [.text("Goal: \(job.request.goal). Start at ws-117 as a domain user.")]
        first.timestamp = job.created
        return [first] + (1...max(stepCount, 1)).map(step)
    }

    private func step(_ number: Int) -> Step {
        let move = move(number)
        var step = Step(number: number + 1, source: .agent)
        step.timestamp = job.created + 1 + Double(number)
        step.message = [.text("\(move.name) on \(move.node)")]
        let id = "w\(index)_\(number)"
        let result = ToolResult(callID: id, parts: [.text(move.output)], isError: move.failed ? true : nil)
        let arguments: JSONValue = ["command": .string(move.command), "target": .string(move.node)]
        step.calls = [ToolCall(id: id, name: move.name, arguments: arguments, results: [result])]
        return step
    }

    private var initialState: JSONValue { ["foothold": "ws-117", "user": "j.mercer", "privileges": "user"] }

    /// The replay form (Platform.docc/Worlds).
    var replay: JSONValue {
        [
            "id": .string(id.text), "goal": .string(job.request.goal), "source_format": "worlds",
            "artifact_source": "demo",
            "backend_trajectory_id": .string(id.short), "goal_spec": nil, "session_id": .string(session.text),
            "initial_state": initialState, "node_names": nodes, "step_count": .int(stepCount),
            "steps": .array((1...max(stepCount, 1)).map { number in replayed(move(number), number) }),
        ]
    }

    private func replayed(_ move: Move, _ number: Int) -> JSONValue {
        [
            "index": .int(number - 1), "command": .string(move.command), "command_name": .string(move.name),
            "details": ["target": .string(move.node)], "exit_code": .int(move.failed ? 1 : 0),
            "failed": .bool(move.failed), "stdout": .string(move.output),
            "timestamp": .string((job.created + 1 + Double(number)).iso8601),
        ]
    }

    private var nodes: JSONValue {
        .object(
            JSONObject(
                Self.names.map { name in
                    (
                        name,
                        [
                            "name": .string(name + ".range.local"),
                            "node_type": .string(name == "dc01" ? "domain_controller" : "host"),
                        ]
                    )
                }))
    }
}
