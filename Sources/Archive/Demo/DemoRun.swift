import Platform
import Wire

/// One evaluation of the demo over time: when each item is claimed, and what people did to it since.
///
/// Nothing ticks. Every answer is a function of the plans and of the time that is asked about.
struct DemoRun: Sendable {
    let number: Int
    let spec: DemoSpec
    let id: EvaluationID
    let created: Timestamp
    /// Seconds after `created` at which the run starts to claim items.
    let delay: Double
    /// The attempt that counts for each item.
    private(set) var attempts: [Attempt]
    /// When somebody cancelled the run.
    private(set) var cancelled: Timestamp?

    struct Attempt: Sendable {
        var plan: DemoPlan
        var queued: Timestamp
        var claimed: Timestamp
    }

    init(seed: UInt64, number: Int, epoch: Timestamp, start: Timestamp) {
        let spec = DemoCatalogue.specs[number]
        self.number = number
        self.spec = spec
        id = EvaluationID(StableHash("demo-evaluation", String(seed), String(number)).uuid)
        created = spec.isLive ? start + -spec.age : epoch + -spec.age * 3600
        delay = spec.status == .queued ? 150 : 4
        let plans = (0..<spec.items).map {
            DemoPlan(seed: seed, spec: spec, evaluation: number, index: $0, attempt: 0)
        }
        let first = created + delay
        let created = created
        if spec.isStaggered {
            attempts = plans.map { Self.staggered($0, queued: created, start: start) }
        } else {
            let claims = Self.claims(plans, slots: spec.concurrency)
            attempts = zip(plans, claims).map { Attempt(plan: $0, queued: created, claimed: first + $1) }
        }
        if spec.status == .cancelled { cancelled = first + (attempts[spec.items * 2 / 3].claimed - first) }
    }

    /// Seconds at which each plan is claimed when `slots` workers take them in order.
    private static func claims(_ plans: [DemoPlan], slots: Int) -> [Double] {
        var free = [Double](repeating: 0, count: max(slots, 1))
        return plans.map { plan in
            let slot = free.indices.min { free[$0] < free[$1] } ?? 0
            let claim = free[slot]
            free[slot] += plan.duration + 1
            return claim
        }
    }

    /// A slow run in which, when the demo starts, every status has items that stay in it for a while.
    private static func staggered(_ plan: DemoPlan, queued: Timestamp, start: Timestamp) -> Attempt {
        var slow = plan
        slow.claiming = 1500
        slow.provisioning = 1800
        slow.running = 2700
        slow.settling = 1500
        slow.verifying = 1800
        // Ends of the phases, and where in them the item stands at the start.
        let ends = [1500.0, 3300, 6000, 7500, 9300]
        let stage = plan.index % 7
        guard stage < 6, plan.failure?.isProvisioning != true else {
            return Attempt(plan: slow, queued: queued, claimed: start + 900 + Double(plan.index) * 20)
        }
        if stage == 5 { return Attempt(plan: plan, queued: queued, claimed: start + -plan.duration + -60) }
        let place = ends[stage] - 300 - Double(plan.index) * 25
        return Attempt(plan: slow, queued: queued, claimed: start + -place)
    }

    /// Stops the run at `now`: what has not ended by then is cancelled.
    mutating func cancel(at now: Timestamp) { cancelled = cancelled ?? now }

    /// Puts the items that ended badly back into the queue, as new attempts.
    mutating func retry(seed: UInt64, at now: Timestamp) {
        let indices = attempts.indices.filter { status(of: $0, at: now).isFailure }
        var live = spec
        live.status = .running
        let plans = indices.map {
            DemoPlan(seed: seed, spec: live, evaluation: number, index: $0, attempt: attempts[$0].plan.attempt + 1)
        }
        for (index, (plan, claim)) in zip(indices, zip(plans, Self.claims(plans, slots: spec.concurrency))) {
            attempts[index] = Attempt(plan: plan, queued: now, claimed: now + 2 + claim)
        }
        cancelled = nil
    }

    /// Seconds since an item was claimed, as far as the run went; negative while it waits.
    func elapsed(_ index: Int, at now: Timestamp) -> Double {
        min(now.seconds, cancelled?.seconds ?? .infinity) - attempts[index].claimed.seconds
    }

    func status(of index: Int, at now: Timestamp) -> ItemStatus {
        let status = attempts[index].plan.status(after: elapsed(index, at: now))
        guard let cancelled, cancelled <= now else { return status }
        return status.isTerminal ? status : .cancelled
    }

    /// Steps of an item's transcript that are there.
    func steps(of index: Int, at now: Timestamp) -> Int { attempts[index].plan.steps(after: elapsed(index, at: now)) }

    func counts(at now: Timestamp) -> ItemCounts {
        attempts.indices.reduce(into: ItemCounts()) { $0[status(of: $1, at: now)] += 1 }
    }

    /// The moment at which the last item ended, or will.
    var completion: Timestamp {
        let last = attempts.map { $0.claimed + $0.plan.duration }.max() ?? created
        return cancelled.map { min($0, last) } ?? last
    }

    func jobStatus(at now: Timestamp) -> JobStatus {
        if let cancelled, cancelled <= now { return .cancelled }
        if now < completion { return attempts.contains { $0.claimed <= now } ? .running : .queued }
        let counts = counts(at: now)
        if counts[.infraError] * 2 > counts.total { return .failed }
        return counts[.infraError] > 0 ? .partial : .completed
    }
}
