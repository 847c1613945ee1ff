import Platform

/// Where a refusal stands, and in which form.
struct DemoRefusal: Hashable, Sendable {
    enum Place: Int, CaseIterable, Sendable { case first, middle, final }
    enum Form: Int, CaseIterable, Sendable { case text, field, stopReason }
    var place: Place
    var form: Form
    var wording: Int
}

/// Everything that is decided about one attempt at one item before it runs: a pure function of the seed and the place.
struct DemoPlan: Sendable {
    var evaluation: Int
    var index: Int
    var attempt: Int
    var family: String
    var task: String
    var variant: Int
    /// Runs of one task have one group: they have the same target.
    var group: Int
    /// Steps at the beginning that all runs of the task have in common.
    var sharedSteps: Int
    /// How it ends when nobody cancels it.
    var outcome: ItemStatus
    var failure: DemoFailure?
    var refusal: DemoRefusal?
    var stepCount: Int
    var retries: Int
    var hasSession: Bool
    /// Seconds of each phase.
    var claiming: Double
    var provisioning: Double
    var running: Double
    var settling: Double
    var verifying: Double

    init(seed: UInt64, spec: DemoSpec, evaluation: Int, index: Int, attempt: Int) {
        var random = DemoRandom(seed, 1, UInt64(evaluation), UInt64(index), UInt64(attempt))
        self.evaluation = evaluation
        self.index = index
        self.attempt = attempt
        group = index / spec.runsPerTask
        family = spec.families[group % spec.families.count]
        let tasks = DemoCatalogue.tasks[family] ?? ["task"]
        let number = group / spec.families.count
        task = family + "/" + tasks[number % tasks.count]
        variant = number / tasks.count
        outcome = Self.outcome(spec, attempt: attempt, isRival: spec.contestant(index) > 0, &random)
        failure = DemoFailure.pick(outcome, family: family, &random)
        stepCount = Self.steps(evaluation: evaluation, index: index, family: family, &random)
        retries = random.chance(0.12) ? random.int(1...2) : 0
        hasSession = failure?.isProvisioning != true && !random.chance(0.01)
        let pace = spec.isLive ? 1.0 : 7.0
        claiming = random.double(2...5)
        provisioning = random.double(4...10) * (retries > 0 ? 2 : 1) * pace
        running = Self.running(spec, outcome: outcome, steps: stepCount, &random)
        settling = random.double(2...4)
        verifying = random.double(4...9) * pace
        refusal = Self.refusal(outcome, hasSession: hasSession, &random)
        sharedSteps = spec.runsPerTask > 1 ? random.int(3...7) : 0
        if refusal != nil, outcome == .failed { failure = .refused }
        if refusal?.place == .first { stepCount = min(stepCount, 3) }
    }

    /// Seconds of the agent's work: runs that go on are quick, so that there is something to see.
    private static func running(
        _ spec: DemoSpec, outcome: ItemStatus, steps: Int, _ random: inout DemoRandom
    ) -> Double {
        if spec.isLive { return outcome == .timedOut ? 120 : random.double(20...85) }
        return outcome == .timedOut
            ? Double(spec.timeout) : min(Double(steps) * random.double(3...9), Double(spec.timeout) * 0.95)
    }

    private static func outcome(
        _ spec: DemoSpec, attempt: Int, isRival: Bool, _ random: inout DemoRandom
    ) -> ItemStatus {
        let roll = min(random.share() + (isRival ? 0.3 : 0), 0.999)
        // A second attempt mostly gets past what broke the first.
        if attempt > 0 { return roll < 0.6 ? .passed : .failed }
        if roll < spec.odds.passed { return .passed }
        if roll < spec.odds.passed + spec.odds.failed { return .failed }
        return roll < spec.odds.passed + spec.odds.failed + spec.odds.timedOut ? .timedOut : .infraError
    }

    private static func steps(evaluation: Int, index: Int, family: String, _ random: inout DemoRandom) -> Int {
        if evaluation == DemoCatalogue.marathon, index == 0 { return 4_012 }
        if evaluation == DemoCatalogue.marathon, index % 9 == 4 { return random.int(310...640) }
        let long = family == "rev" || family == "cve" ? 20 : 0
        return random.int(6...24) + random.below(10 + long) + (random.chance(0.1) ? random.int(20...70) : 0)
    }

    /// A tenth of the samples that came to an end of their own refuse somewhere.
    private static func refusal(_ outcome: ItemStatus, hasSession: Bool, _ random: inout DemoRandom) -> DemoRefusal? {
        let share = outcome == .failed ? 0.2 : outcome == .passed ? 0.03 : 0
        guard random.chance(share), hasSession else { return nil }
        let place = outcome == .passed ? .middle : random.pick(DemoRefusal.Place.allCases)
        return DemoRefusal(
            place: place, form: random.pick(DemoRefusal.Form.allCases), wording: random.below(DemoTexts.refusals.count))
    }

    /// Seconds from the claim to the terminal status.
    var duration: Double {
        if failure?.isProvisioning == true { return claiming + provisioning }
        let agent = claiming + provisioning + running
        return outcome == .timedOut || outcome == .infraError ? agent : agent + settling + verifying
    }

    /// The status `elapsed` seconds after the claim; before it, queued.
    func status(after elapsed: Double) -> ItemStatus {
        if elapsed < 0 { return .queued }
        if elapsed >= duration { return outcome }
        var rest = elapsed
        let phases: [(Double, ItemStatus)] = [
            (claiming, .claiming), (provisioning, .provisioning), (running, .agentRunning), (settling, .agentFinished),
        ]
        for (length, status) in phases {
            if rest < length { return status }
            rest -= length
        }
        return .verifying
    }

    /// Steps that are there `elapsed` seconds after the claim: all of them once the agent has finished.
    func steps(after elapsed: Double) -> Int {
        let begun = elapsed - claiming - provisioning
        guard hasSession, begun >= 0 else { return 0 }
        return min(stepCount, 1 + Int(begun / running * Double(stepCount)))
    }

    /// Seconds after the claim at which a step is written; never later than `steps(after:)` shows it.
    func time(ofStep number: Int) -> Double {
        claiming + provisioning + running * Double(number - 1) / Double(max(stepCount, 1))
    }
}
