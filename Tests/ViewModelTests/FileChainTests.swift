import App
import Platform
import Terminal
import TestSupport
import Testing
import Trajectory
import Wire

@testable import Effects
@testable import Reader
@testable import Shell

@Suite("Trajectories in several files")
struct FileChainTests {
    private static func root(_ steps: [JSONValue], next: String? = nil) -> JSONValue {
        [
            "schema_version": "ATIF-v1.7", "agent": ["name": "a", "version": "1"], "steps": .array(steps),
            "continued_trajectory_ref": .optional(next),
        ]
    }

    private static func step(_ text: String) -> JSONValue {
        ["step_id": 1, "source": "agent", "message": .string(text)]
    }

    private static func calling(_ file: String) -> JSONValue {
        [
            "step_id": 1, "source": "agent", "message": "I ask somebody else.",
            "tool_calls": [["tool_call_id": "c", "function_name": "task", "arguments": [:]]],
            "observation": [
                "results": [
                    [
                        "source_call_id": "c", "content": "done",
                        "subagent_trajectory_ref": [["trajectory_path": .string(file), "session_id": "x"]],
                    ]
                ]
            ],
        ]
    }

    // MARK: Following

    /// Reads over a platform of files that go on in each other.
    private func reads(
        _ files: [String: JSONValue], _ references: [String: FileReference] = [:],
        candidates: [String: [SessionID]] = [:]
    ) -> CachedPlatform {
        var state = FakePlatform.State()
        state.candidates = candidates
        for (name, value) in files {
            state.documents[SessionID(name)] = [.atif: value.bytes]
            state.files[name] = .session(SessionID(name))
        }
        for (name, reference) in references { state.files[name] = reference }
        return CachedPlatform(platform: FakePlatform(state), cache: ResponseCache(budget: 1 << 20))
    }

    private static func request(_ session: String) -> TrajectoryRequest {
        TrajectoryRequest(evaluation: "e", item: "i", session: SessionID(session), isSettled: true)
    }

    @Test("A chain is followed to its end")
    func chain() async throws {
        let reads = reads([
            "a": Self.root([Self.step("1")], next: "b"), "b": Self.root([Self.step("2")], next: "c"),
            "c": Self.root([Self.step("3")]),
        ])
        let chain = try await reads.chain(from: Self.request("a"), goesOn: true)
        #expect(chain.parts.map(\.session) == ["a", "b", "c"] && chain.problem == nil)
    }

    @Test("The session that a trajectory comes from is named, and opened by its id or by the file called so")
    func parent() async throws {
        var root = Self.root([Self.step("1")]).object ?? JSONObject()
        root["parent_session_id"] = "before"
        let document = TrajectoryDocument.read(JSONValue.object(root).bytes, name: "run")
        #expect(document.header.parent == "before")
        #expect(StepBoundary(of: 0, in: document).opening == "comes from before")
        let files = ["before.jsonl": Self.root([Self.step("0")])]
        let disk = reads(files, ["before": .missing])
        guard case .document(let found) = try await disk.follow("before", beside: "a", like: Self.request("a")) else {
            return #expect(Bool(false), "the file is not found")
        }
        #expect(found.session == "before.jsonl")
        let server = reads(["before": Self.root([Self.step("0")])], ["before": .noFiles])
        guard case .document(let there) = try await server.follow("before", beside: "a", like: Self.request("a")) else {
            return #expect(Bool(false), "the session is not found")
        }
        #expect(there.session == "before")
    }

    @Test("A loop, a missing file, one outside, and a server without files are told")
    func broken() async throws {
        let loop = reads(["a": Self.root([], next: "b"), "b": Self.root([], next: "a")])
        let looped = try await loop.chain(from: Self.request("a"), goesOn: true)
        #expect(looped.parts.count == 2 && looped.problem == "a comes round to part 1")
        for (reference, words) in [
            (FileReference.missing, "is not among the files that are open"),
            (.outside, "is outside the opened folder"),
            (.noFiles, "is a file, and this server keeps none beside its sessions"),
        ] {
            let chain = try await reads(["a": Self.root([], next: "../x")], ["../x": reference])
                .chain(from: Self.request("a"), goesOn: true)
            #expect(chain.parts.count == 1 && chain.problem == "../x \(words)")
        }
    }

    @Test("A chain without end is followed so far and no further")
    func endless() async throws {
        var files: [String: JSONValue] = [:]
        for number in 0..<100 { files["f\(number)"] = Self.root([], next: "f\(number + 1)") }
        let chain = try await reads(files).chain(from: Self.request("f0"), goesOn: true)
        #expect(chain.parts.count == FileChain.mostParts)
        #expect(chain.problem == "more than 64 parts are not followed")
    }

    @Test("A part that is no trajectory ends the chain, which says why")
    func unreadable() async throws {
        let chain = try await reads(["a": Self.root([], next: "b")], ["b": .session("gone")])
            .chain(from: Self.request("a"), goesOn: true)
        #expect(chain.parts.count == 2 && chain.problem?.hasPrefix("b: ") == true)
    }

    @Test("A later part that is opened by itself finds those before it, and a part that is none finds nothing")
    func earlierParts() async throws {
        let files = [
            "a": Self.root([Self.step("1")], next: "b"), "b": Self.root([Self.step("2")], next: "c"),
            "c": Self.root([Self.step("3")]), "x": Self.root([Self.step("other")]),
        ]
        let candidates = ["c": ["a", "b", "x"], "x": ["a"], "b": ["a", "gone"]].mapValues { $0.map { SessionID($0) } }
        let reads = reads(files, candidates: candidates)
        let last = try await reads.chain(from: Self.request("c"), goesOn: false)
        #expect(last.parts.map(\.session) == ["a", "b", "c"] && last.problem == nil)
        let middle = try await reads.chain(from: Self.request("b"), goesOn: true)
        #expect(middle.parts.map(\.session) == ["a", "b", "c"])
        let other = try await reads.chain(from: Self.request("x"), goesOn: false)
        #expect(other.parts.map(\.session) == ["x"])
    }

    @Test("Parts that go on in each other in a circle are walked once")
    func circle() async throws {
        let files = ["a": Self.root([], next: "b"), "b": Self.root([], next: "a")]
        let chain = try await reads(files, candidates: ["a": ["b"]]).chain(from: Self.request("a"), goesOn: true)
        #expect(chain.parts.count == 2 && chain.problem != nil)
    }

    // MARK: Reading

    private func driver(
        _ root: JSONValue, chain: FileChain = FileChain(parts: []), file: FollowedFile? = nil
    ) -> StateDriver {
        let items = [Sample.item(0)]
        let workspace = Sample.workspace(items: items, document: TrajectoryDocument.read(root.bytes, name: "run"))
        var driver = StateDriver { work in
            switch work {
            case .chain: [.chain(chain)]
            case .follow: file.map { [.followed($0)] } ?? []
            default: workspace(work)
            }
        }
        driver.press("<enter><enter>")
        return driver
    }

    @Test("]p goes on in the next file, [p comes back, and the title says which part it is")
    func parts() {
        let chain = FileChain(parts: [.init(session: "session-0", name: ""), .init(session: "s-1", name: "cont-1")])
        var driver = driver(Self.root([Self.step("one"), Self.step("two")], next: "cont-1"), chain: chain)
        #expect(driver.state.trajectory?.partWords == "part 1 of 2")
        driver.press("]p")
        #expect(driver.state.trajectory?.request?.session == "s-1")
        #expect(driver.state.trajectory?.partWords == "part 2 of 2")
        driver.press("]p")
        #expect(driver.state.message?.text == "This is the last part")
        driver.press("}[p")
        #expect(driver.state.trajectory?.current == 0 && driver.state.trajectory?.request?.session == "s-1")
        driver.press("[p")
        #expect(driver.state.trajectory?.request?.session == "session-0")
        driver.press("[p")
        #expect(driver.state.message?.text == "This is the first part")
    }

    @Test("A chain that breaks off says why at its end")
    func noFurther() {
        let chain = FileChain(parts: [.init(session: "session-0", name: "")], problem: "cont-1 is missing")
        var driver = driver(Self.root([Self.step("one")], next: "cont-1"), chain: chain)
        #expect(driver.state.trajectory?.partWords == "part 1 of 1, and no further")
        driver.press("]p")
        #expect(driver.state.message?.text == "cont-1 is missing")
    }

    @Test("A sub-agent's file is entered with >, named in the breadcrumb, and left with Esc")
    func subagent() {
        let inner = TrajectoryDocument.read(Self.root([Self.step("inner")]).bytes, name: "hash")
        let file = ReferencedDocument(document: inner, session: "sub", name: "agent/sub.json")
        var driver = driver(Self.root([Self.calling("agent/sub.json")]), file: .document(file))
        driver.press(">")
        #expect(driver.works(in: .file).count == 1)
        #expect(driver.state.trajectory?.crumbs == ["task-0", "agent/sub.json"])
        #expect(driver.state.trajectory?.document === inner)
        driver.press("<esc>")
        #expect(driver.state.trajectory?.crumbs == ["task-0"] && driver.state.place == .trajectory)
    }

    @Test("A file that is refused, or that comes round, is not entered")
    func refused() {
        var driver = driver(Self.root([Self.calling("/etc/passwd")]), file: .refused("leads out"))
        driver.press(">")
        #expect(driver.state.message?.text == "/etc/passwd leads out")
        #expect(driver.state.trajectory?.crumbs == ["task-0"])
        let inner = TrajectoryDocument.read(Self.root([Self.step("me")]).bytes, name: "hash")
        let round = ReferencedDocument(document: inner, session: "session-0", name: "me.json")
        driver = self.driver(Self.root([Self.calling("me.json")]), file: .document(round))
        driver.press(">")
        #expect(driver.state.message?.text == "me.json is already open (circular reference)")
        #expect(driver.state.trajectory?.crumbs == ["task-0"])
    }

    @Test("A file that comes after the reader has moved on is dropped")
    func late() {
        let inner = TrajectoryDocument.read(Self.root([Self.step("inner")]).bytes, name: "hash")
        var driver = driver(Self.root([Self.calling("sub.json")]))
        driver.press(">")
        driver.press("<esc><enter>r")
        driver.answer(
            .file, .followed(.document(ReferencedDocument(document: inner, session: "sub", name: "sub.json"))))
        #expect(driver.state.trajectory?.crumbs == ["task-0"])
    }
}
