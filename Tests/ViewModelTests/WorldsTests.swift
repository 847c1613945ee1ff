import App
import Panes
import Platform
import Terminal
import TestSupport
import Testing
import Wire

@testable import Reader
@testable import Shell

@Suite("The worlds jobs")
struct WorldsTests {
    static func job(_ number: Int, _ status: JobStatus = .completed, progress: Quantity? = nil) -> WorldJob {
        var job = WorldJob(id: WorldJobID("job-\(number)"), kind: "trajectory_generation", status: status)
        job.progress = progress
        return job
    }

    /// A server with these jobs, in pages of the size asked for, each with two trajectories.
    private func server(_ jobs: [WorldJob]) -> (PlatformWork) -> [EffectResult] {
        { work in
            switch work {
            case .worldJobs(let query):
                let first = (query.page - 1) * query.pageSize
                let found = jobs.filter { query.status == nil || $0.status == query.status }
                let items = Array(found.dropFirst(first).prefix(query.pageSize))
                return [.jobs(Page(items: items, total: found.count, page: query.page, pageSize: query.pageSize))]
            case .worldTrajectories(let job):
                let made = (1...2).map { WorldTrajectory(id: WorldTrajectoryID("\(job.id)-\($0)"), manifestID: "m") }
                return [.worldTrajectories(made, isLast: true)]
            case .evaluations: return [.evaluations(Page(items: [], total: 0, page: 1, pageSize: 50), .fresh)]
            case .worldManifests: return [WorldFormTests.manifests("small", "large")]
            case .trajectory: return [.document(Sample.document(steps: 3), .replay)]
            default: return []
            }
        }
    }

    private func open(_ jobs: [WorldJob]) -> StateDriver {
        var driver = StateDriver(answers: server(jobs))
        driver.press("w")
        return driver
    }

    @Test("Pages are fetched as the selection nears their end, each once")
    func paging() {
        var driver = open((0..<120).map { Self.job($0) })
        #expect(driver.state.worlds.rows.count == 50)
        for _ in 0..<150 { driver.press("j") }
        #expect(driver.state.worlds.rows.count == 120)
        #expect(driver.state.worlds.selected?.id == "job-119")
        #expect(driver.works(in: .worlds).count == 3)
    }

    @Test("While a job runs the list is asked for anew, and no longer once it has ended or was left")
    func following() {
        var driver = open([Self.job(1, .running, progress: 0.2), Self.job(2)])
        #expect(driver.works(in: .followWorlds) == [.wait(5)])
        let isBusy = driver.state.isBusy
        #expect(!isBusy)
        driver.answer(.followWorlds, .due)
        #expect(driver.works(in: .worlds).count == 2)
        // Nothing has changed: the next look comes later.
        #expect(driver.works(in: .followWorlds) == [.wait(5), .wait(10)])
        driver.press("<esc>")
        #expect(driver.state.place == .evaluations)
        #expect(driver.works(in: .followWorlds).last == .cancel)
        driver.answers = server([Self.job(1), Self.job(2)])
        driver.press("w")
        #expect(driver.works(in: .followWorlds).last == .cancel)
    }

    @Test("A look that the server refuses ends the following; one that failed by chance does not")
    func followingFailures() {
        var driver = open([Self.job(1, .running)])
        driver.answers = { if case .worldJobs = $0 { [.failed(PlatformError(.stalled))] } else { [] } }
        driver.answer(.followWorlds, .due)
        #expect(driver.works(in: .followWorlds).count == 2)
        driver.answers = { if case .worldJobs = $0 { [.failed(PlatformError(.status(401)))] } else { [] } }
        driver.answer(.followWorlds, .due)
        #expect(driver.works(in: .followWorlds).count == 2)
        #expect(driver.state.worlds.rows.count == 1)
    }

    @Test("A refresh keeps the selection on its job")
    func refresh() {
        var driver = open((0..<5).map { Self.job($0) })
        driver.press("jj")
        driver.answers = server([Self.job(9, .queued)] + (0..<5).map { Self.job($0) })
        driver.press("r")
        #expect(driver.state.worlds.selected?.id == "job-2")
        #expect(driver.state.worlds.rows.first?.id == "job-9")
    }

    @Test("f narrows to a status on the server, all brings everything back")
    func filter() {
        var driver = open([Self.job(1, .failed), Self.job(2), Self.job(3)])
        driver.press("fjjj<enter>")
        #expect(driver.asked(in: .worlds).last == .worldJobs(WorldQuery(page: 1, pageSize: 50, status: .completed)))
        #expect(driver.state.worlds.rows.map(\.id) == ["job-2", "job-3"])
        driver.press("f<enter>")
        #expect(driver.state.worlds.rows.count == 3)
        driver.press("/")
        driver.type("job-1")
        driver.press("<enter>")
        #expect(driver.state.worlds.rows.map(\.id) == ["job-1"])
    }

    @Test("A status and a kind can be chosen together")
    func filterTwo() {
        var driver = open([Self.job(1)])
        driver.press("fj<space>")
        driver.press("G<space><enter>")
        #expect(
            driver.asked(in: .worlds).last
                == .worldJobs(
                    WorldQuery(page: 1, pageSize: 50, kind: "trajectory_generation", status: .queued)))
    }

    @Test("Enter looks into a job; its trajectories open in the reader, the next follows, Esc comes back")
    func opening() {
        var driver = open([Self.job(1), Self.job(2)])
        driver.press("j<enter>")
        #expect(driver.state.worlds.open?.trajectories.map(\.id) == ["job-2-1", "job-2-2"])
        driver.press("<enter>")
        #expect(driver.state.place == .trajectory)
        #expect(driver.state.trajectory?.stepCount == 3)
        #expect(driver.state.trajectory?.request?.replay == "job-2-1")
        driver.press("L")
        #expect(driver.state.trajectory?.request?.replay == "job-2-2")
        driver.press("L")
        #expect(driver.state.message?.tone == .warning)
        driver.press("<esc>")
        #expect(driver.state.place == .worlds)
        #expect(driver.state.worlds.open?.selected?.id == "job-2-2")
        driver.press("<esc>")
        #expect(driver.state.worlds.open == nil)
        #expect(driver.state.worlds.selected?.id == "job-2")
    }

    @Test("A job that is looked into follows; what it made comes when it ends")
    func openJobEnds() {
        var driver = open([Self.job(1, .running, progress: 0.5)])
        driver.press("<enter>")
        #expect(driver.works(in: .worldTrajectories).isEmpty)
        driver.answers = server([Self.job(1)])
        driver.answer(.followWorlds, .due)
        #expect(driver.state.worlds.open?.job.status == .completed)
        #expect(driver.state.worlds.open?.trajectories.count == 2)
    }

    @Test("Cancelling asks first, and shows what the server made of it")
    func cancelling() {
        var driver = open([Self.job(1, .running), Self.job(2)])
        driver.press("X")
        driver.type("no")
        driver.press("<enter>")
        #expect(driver.actions.isEmpty)
        driver.press(":")
        driver.type("cancel")
        driver.press("<enter>")
        driver.type("cancel")
        driver.press("<enter>")
        #expect(driver.actions == [.cancelWorldJob("job-1")])
        driver.answerAction(.job(Self.job(1, .running)))
        #expect(driver.state.message?.text.contains("safe point") == true)
        driver.press("X")
        driver.type("cancel")
        driver.press("<enter>")
        driver.answerAction(.job(Self.job(1, .cancelled)))
        #expect(driver.state.worlds.rows.first?.status == .cancelled)
        driver.press("X")
        #expect(driver.state.prompt == nil)
    }

    @Test("A new job is sent once, selected in the list and followed to its end")
    func creating() {
        var driver = open([Self.job(1)])
        driver.press("a")
        #expect(driver.state.worlds.form?.manifests.count == 2)
        driver.press("<tab><bs><bs>")
        driver.type("q")
        #expect(driver.state.worlds.form?.text(.goal) == "Domain Admiq")
        driver.press("<enter><enter><enter>")
        var request = WorldTrajectoryRequest(manifestID: "id-small")
        request.goal = "Domain Admiq"
        #expect(driver.asked(in: .createWorld) == [.createWorld(request)])
        driver.answers = server([Self.job(7, .queued), Self.job(1)])
        driver.answer(.createWorld, .job(Self.job(7, .queued)))
        #expect(!driver.state.worlds.showsForm)
        #expect(driver.state.worlds.form == nil)
        #expect(driver.state.worlds.selected?.id == "job-7")
        #expect(driver.works(in: .followWorlds).last == .wait(5))
        driver.answers = server([Self.job(7), Self.job(1)])
        driver.answer(.followWorlds, .due)
        #expect(driver.state.message?.text.contains("completed") == true)
    }

    @Test("What was written is kept while the form is closed, and through a refusal")
    func keeping() {
        var driver = open([])
        driver.press("a<tab>")
        driver.type("!")
        driver.press("<esc>")
        #expect(driver.state.place == .worlds)
        driver.press("a")
        #expect(driver.state.worlds.form?.text(.goal) == "Domain Admins!")
        driver.press("<enter><enter>")
        driver.answer(
            .createWorld,
            .failed(
                PlatformError(
                    .status(422), detail: "", fields: [FieldProblem(path: ["body", "goal"], message: "no", type: "v")]))
        )
        #expect(driver.state.worlds.form?.problems == [.goal: "no"])
        #expect(driver.state.worlds.form?.text(.goal) == "Domain Admins!")
    }

    @Test("A lost answer is never followed by a second request; Enter looks at the list")
    func lost() {
        var driver = open([Self.job(1)])
        driver.press("a<enter><enter>")
        driver.answer(.createWorld, .failed(PlatformError(.outcomeUnknown)))
        driver.press("<enter>")
        #expect(driver.works(in: .createWorld).count == 1)
        #expect(!driver.state.worlds.showsForm)
        #expect(driver.works(in: .worlds).count == 2)
    }
}
