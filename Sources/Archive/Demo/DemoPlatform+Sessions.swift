package import Platform
import Trajectory
package import Wire

/// The transcript of an item's current attempt as far as it has got.
struct DemoDocument: Sendable {
    let run: DemoRun
    let index: Int
    let steps: [Step]
    let header: TrajectoryHeader
    let session: Session

    init(seed: UInt64, run: DemoRun, index: Int, at now: Timestamp) {
        self.run = run
        self.index = index
        let attempt = run.attempts[index]
        let model = run.spec.modelName(of: index)
        let maker = DemoSteps(seed: seed, plan: attempt.plan, claimed: attempt.claimed, model: model)
        steps = maker.steps(run.steps(of: index, at: now))
        var header = TrajectoryHeader()
        header.schemaVersion = "ATIF-v1.7"
        header.agentName = run.spec.agent
        header.agentVersion = run.spec.capability
        header.modelName = model
        self.header = header
        session = Self.session(run, index, steps: steps, model: model)
    }

    private static func session(_ run: DemoRun, _ index: Int, steps: [Step], model: String) -> Session {
        var session = Session(id: run.sessionID(index))
        session.title = run.attempts[index].plan.task
        session.model = model
        session.agent = run.spec.agent
        session.messageCount = Quantity(steps.reduce(0) { $0 + 1 + $1.calls.reduce(0) { $0 + $1.results.count } })
        session.tokenCount = steps.reduce(Quantity.zero) { $0 + ($1.metrics?.completionTokens ?? 0) }
        session.createdAt = steps.first?.timestamp
        session.raw = ["id": .string(session.id.text), "origin": "eval", "visibility": "workspace"]
        return session
    }

    var read: ReadDocument { ReadDocument(header: header, steps: steps) }

    func bytes(as form: TrajectoryFormat) -> [UInt8] {
        guard form == .atif else { return Conversion.bytes(read, as: form, session: session) }
        var root = ATIFWriter.Root(sessionID: session.id.text, agent: run.spec.agent, agentVersion: run.spec.capability)
        root.trajectoryID = run.itemID(index).text
        root.model = header.modelName
        root.others["extra"] = ["task": .string(run.attempts[index].plan.task), "evaluation": .string(run.spec.name)]
        return ATIFWriter.document(root, steps: steps).bytes
    }
}

extension DemoPlatform {
    package func trajectory(
        of session: SessionID, form: TrajectoryFormat, includeCompacted: Bool
    ) async throws -> ByteStream {
        try form.check()
        let bytes = try bytes(of: session, as: form)
        return ByteStream(store: ByteStore(bytes), contentType: "application/json")
    }

    private func bytes(of session: SessionID, as form: TrajectoryFormat) throws(PlatformError) -> [UInt8] {
        guard let world = worlds.trajectory(of: session, at: now()) else {
            return try document(of: session).bytes(as: form)
        }
        return form == .atif ? world.atif : Conversion.bytes(world.read, as: form, session: Session(id: session))
    }

    package func transcript(of item: ItemID, in evaluation: EvaluationID) async throws -> Transcript {
        let run = try run(evaluation)
        let index = try index(of: item, in: run)
        guard run.steps(of: index, at: now()) > 0 else { throw ArchivePlatform.withoutDocument }
        return try await transcript(of: run.sessionID(index), MessageQuery())
    }

    package func transcript(of session: SessionID, _ query: MessageQuery) async throws -> Transcript {
        let document = try document(of: session)
        return Transcript(document.read, session: document.session, query)
    }

    package func bundle(
        of evaluation: EvaluationID, form: TrajectoryFormat, includeCompacted: Bool
    ) async throws -> ByteStream {
        try form.check()
        let run = try run(evaluation)
        let seed = seed
        let now = now()
        return try await BundleWriter.stream(
            evaluation: run.id, form: form,
            samples: run.attempts.indices.lazy.map { index in
                let session = run.steps(of: index, at: now) > 0 ? run.sessionID(index) : nil
                return BundleWriter.Sample(
                    item: run.itemID(index), session: session, task: run.attempts[index].plan.task, position: index)
            },
            document: { index in DemoDocument(seed: seed, run: run, index: index, at: now).bytes(as: form) })
    }

    func document(of session: SessionID) throws(PlatformError) -> DemoDocument {
        let (run, index) = try find(session)
        return DemoDocument(seed: seed, run: run, index: index, at: now())
    }
}
