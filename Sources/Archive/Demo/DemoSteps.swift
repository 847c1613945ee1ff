import Platform
import Trajectory
import Wire

/// The transcript of one attempt, step by step. Every step is made from the seed and its number alone, so a transcript
/// grows without changing what is already there, and step 4,000 costs no more than step 4.
struct DemoSteps: Sendable {
    let seed: UInt64
    let plan: DemoPlan
    /// When the attempt was claimed.
    let claimed: Timestamp
    let model: String
    private let fill: DemoFill

    init(seed: UInt64, plan: DemoPlan, claimed: Timestamp, model: String) {
        self.seed = seed
        self.plan = plan
        self.claimed = claimed
        self.model = model
        fill = DemoFill(seed: seed, plan: plan)
    }

    /// Steps 1 to `count`.
    func steps(_ count: Int) -> [Step] { count > 0 ? (1...count).map(step) : [] }

    func step(_ number: Int) -> Step {
        let isShared = number <= plan.sharedSteps
        var random = DemoRandom(
            seed, UInt64(plan.evaluation), UInt64(isShared ? plan.group : plan.index), UInt64(plan.attempt),
            1000 + UInt64(number))
        var step = Step(number: number, source: source(number, &random))
        step.id = String(number)
        step.timestamp = claimed + plan.time(ofStep: number)
        switch step.source {
        case .system where number == compaction:
            step.message = [.text(fill.text(DemoTexts.compaction, &random))]
            step.flags = [.compaction, .contextReplaced]
        case .system: step.message = [.text(DemoTexts.system)]
        case .user:
            step.message = [.text(fill.text(number <= 2 ? DemoTexts.prompt : random.pick(DemoTexts.nudges), &random))]
        default: act(&step, &random)
        }
        return step
    }

    /// The step at which a long run has its context replaced by a summary; 0 in a short one, which has none.
    private var compaction: Int { plan.stepCount >= 40 ? plan.stepCount * 3 / 5 : 0 }

    private func source(_ number: Int, _ random: inout DemoRandom) -> StepSource {
        if number == 1 { return plan.stepCount > 3 ? .system : .user }
        if number == 2 { return plan.stepCount > 3 ? .user : .agent }
        if number == compaction { return .system }
        return number < plan.stepCount && random.chance(0.012) ? .user : .agent
    }

    private func act(_ step: inout Step, _ random: inout DemoRandom) {
        step.model = model
        step.metrics = metrics(step.number, &random)
        if let refusal = plan.refusal, step.number == refusalStep(refusal.place) {
            refuse(refusal, &step, &random)
        } else if step.number == plan.stepCount, plan.outcome == .passed || plan.outcome == .failed {
            conclude(&step, &random)
        } else {
            move(&step, &random)
        }
    }

    private func refusalStep(_ place: DemoRefusal.Place) -> Int {
        switch place {
        case .first: plan.stepCount > 3 ? 3 : 2
        case .middle: max(3, plan.stepCount / 2)
        case .final: plan.stepCount
        }
    }

    private func refuse(_ refusal: DemoRefusal, _ step: inout Step, _ random: inout DemoRandom) {
        let text = fill.text(DemoTexts.refusals[refusal.wording], &random)
        step.message = [refusal.form == .field ? .refusal(text) : .text(text)]
        step.stopReason = refusal.form == .stopReason ? "refusal" : "end_turn"
        if refusal.form != .text { step.flags.insert(.refusal) }
    }

    private func conclude(_ step: inout Step, _ random: inout DemoRandom) {
        let passed = plan.outcome == .passed
        step.message = [.text(fill.text(random.pick(passed ? DemoTexts.conclusions : DemoTexts.dispirited), &random))]
        step.stopReason = "end_turn"
        if passed || plan.failure == .wrongFlag {
            let call = ToolCall(
                id: callID(step.number, 0), name: "report_finding",
                arguments: ["flag": .string("FLAG{" + random.hexadecimal(24) + "}"), "severity": "high"])
            step.calls = [answered(call, text: passed ? "accepted" : "recorded", fails: false)]
        }
    }

    private func move(_ step: inout Step, _ random: inout DemoRandom) {
        let late = step.number * 5 > plan.stepCount * 2
        let moves = DemoMoves.moves(plan.family, late: late)
        let count = random.chance(0.09) ? random.int(2...5) : 1
        let chosen = (0..<count).map { _ in random.pick(moves) }
        if random.chance(0.78) { step.message = [.text(say(chosen, &random))] }
        if random.chance(0.3) { step.reasoning = reasoning(&random) }
        step.calls = chosen.enumerated().map { call($1, step.number, $0, &random) }
        step.stopReason = "tool_use"
        // Answers to parallel calls come in the order in which the tools finish; the last may be missing.
        if step.number == plan.stepCount, plan.outcome == .timedOut, let last = step.calls.indices.last {
            step.calls[last].results = []
        }
    }

    private func call(_ move: DemoMove, _ number: Int, _ index: Int, _ random: inout DemoRandom) -> ToolCall {
        var arguments = JSONObject([(move.argument, .string(fill.text(move.value, &random)))])
        if move.tool == "http_request" { arguments["method"] = .string(random.chance(0.8) ? "GET" : "POST") }
        if move.tool == "bash", random.chance(0.3) { arguments["timeout"] = .int(random.pick([30, 60, 120, 300])) }
        let call = ToolCall(id: callID(number, index), name: move.tool, arguments: .object(arguments))
        return answered(call, text: move.output.text(fill, &random), fails: move.output.fails(&random))
    }

    private func answered(_ call: ToolCall, text: String, fails: Bool) -> ToolCall {
        var call = call
        call.results = [ToolResult(callID: call.id, parts: [.text(text)], isError: fails ? true : nil)]
        return call
    }

    private func callID(_ number: Int, _ index: Int) -> String { "call_\(plan.index)_\(number)_\(index)" }

    /// What the agent says before it acts: mostly why it does the first thing.
    private func say(_ moves: [DemoMove], _ random: inout DemoRandom) -> String {
        let thought = random.chance(0.35) ? fill.text(DemoTexts.thought(plan.family, &random), &random) + " " : ""
        return thought + fill.text(moves[0].intent, &random)
    }

    private func reasoning(_ random: inout DemoRandom) -> String {
        (0..<random.int(2...5)).map { _ in fill.text(DemoTexts.thought(plan.family, &random), &random) }
            .joined(separator: " ")
    }

    private func metrics(_ number: Int, _ random: inout DemoRandom) -> Metrics {
        // The context grows with every step, and begins anew from a summary.
        let turns = number > compaction && compaction > 0 ? number - compaction + 4 : number
        let growth = 240 + plan.index * 97 % 660
        let prompt = min(190_000, 1_400 + turns * growth + random.int(0...growth))
        let completion = random.int(40...900)
        let cached = prompt * random.int(40...95) / 100
        return Metrics(
            promptTokens: Quantity(prompt), completionTokens: Quantity(completion), cachedTokens: Quantity(cached),
            cost: Quantity(Double(prompt / 3 + completion * 15) / 1_000_000))
    }
}
