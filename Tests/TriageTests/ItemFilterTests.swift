import Platform
import Testing
import TextSearch
import Triage
import Wire

/// The filter language, by a table: what passes of a small list.
@Suite struct ItemFilterTests {
    private static let items: [EvaluationItem] = [
        Samples.item("a1", .passed, task: "web/Login", model: "openai/gpt-5") {
            $0.sessionID = "s1"
            $0.metadata = ["harbor": ["cost_usd": 0.5]]
            $0.result = ["rewards": ["reward": 1.0]]
        },
        Samples.item("a2", .failed, task: "pwn/heap", model: "anthropic/claude", error: "Out of memory: killed") {
            $0.retryCount = 2
            $0.workerID = "w-7"
            $0.startedAt = Samples.now + -900
            $0.completedAt = Samples.now + -60
            $0.metadata = Samples.metadata([
                "agent_result": ["total_tokens": 150_000, "stop_reason": "max_steps_reached", "total_tool_calls": 40]
            ])
        },
        Samples.item("a3", .timedOut, task: "pwn/rop", model: "openai/o3", error: "time limit of 600s") {
            $0.retryCount = 1
            $0.startedAt = Samples.now + -30
            $0.completedAt = Samples.now
            $0.result = ["score": 0.4]
        },
        Samples.item("a4", .agentRunning, task: "web/xss", model: nil) { $0.startedAt = Samples.now + -1200 },
        Samples.item("a5", .infraError, task: "cloud/iam", model: "openai/gpt-5") {
            $0.metadata = Samples.metadata(["provision_failure": ["phase": "env_sandbox"]])
        },
        Samples.item("a6", .queued, task: "cloud/s3"),
    ]

    private static let facts: [ItemID: ItemAnnotations] = [
        "a2": ItemAnnotations(mark: "todo", note: "look at the heap", seen: true, refusals: 3),
        "a3": ItemAnnotations(mark: "infra", refusals: 0),
    ]

    @Test(arguments: [
        ("retries:>0", nil), ("status:failed", nil), ("memory", nil),
        ("cost:>1", "cost is unknown for 3 of 6 items"),
        ("cost:>1 or -cost:<3", "cost is unknown for 3 of 6 items"),
        ("status:passt_nicht", "no item has the status passt_nicht"),
    ])
    func saysWhatNobodyKnows(filter: String, words: String?) throws {
        let rows = Self.items.map { ItemRow($0) }
        #expect(try ItemFilter(parsing: filter).remark(on: rows, now: Samples.now) == words)
    }

    static let cases: [(filter: String, passing: String)] = [
        ("", "a1 a2 a3 a4 a5 a6"),
        ("login", "a1"),
        ("Login", "a1"),
        ("LOGIN", ""),
        ("memory killed", "a2"),
        ("\"memory: killed\"", "a2"),
        ("-web -cloud", "a2 a3"),
        ("status:failed", "a2"),
        ("status:failed,timed_out", "a2 a3"),
        ("status:timed-out", "a3"),
        ("-status:failed,timed_out,passed", "a4 a5 a6"),
        ("!status:failed,timed_out,passed", "a4 a5 a6"),
        ("!(status:failed or task:web)", "a3 a5 a6"),
        ("model:gpt", "a1 a5 a6"),
        ("-model:gpt", "a2 a3 a4"),
        ("task:pwn,cloud", "a2 a3 a5 a6"),
        ("task:\"pwn/r\"", "a3"),
        ("retries:>0", "a2 a3"),
        ("retries>=2", "a2"),
        ("retries:0", "a1 a4 a5 a6"),
        ("retries:1..2", "a2 a3"),
        ("duration:>10m", "a2 a4"),
        ("duration:<1m", "a3"),
        ("duration:>13m59s", "a2 a4"),
        ("tokens:>100k", "a2"),
        ("tokens:<=0.15M", "a2"),
        ("tools:40", "a2"),
        ("has:session", "a1"),
        ("has:error", "a2 a3"),
        ("-has:error", "a1 a4 a5 a6"),
        ("has:note", "a2"),
        ("has:note,session", "a1 a2"),
        ("is:failed", "a2 a3 a5"),
        ("is:running", "a4"),
        ("is:seen", "a2"),
        ("is:unseen is:failed", "a3 a5"),
        ("mark:todo", "a2"),
        ("is:marked -mark:todo", "a3"),
        ("note:heap", "a2"),
        ("refusals:>0", "a2"),
        ("refusals:0", "a3"),
        ("stop:max_steps", "a2"),
        ("phase:env", "a5"),
        ("worker:w-7", "a2"),
        ("id:a5", "a5"),
        ("status:passed or status:timed_out", "a1 a3"),
        ("status:passed OR task:pwn status:failed", "a1 a2"),
        ("(status:passed or task:pwn) -status:failed", "a1 a3"),
        ("-(status:passed or task:pwn)", "a4 a5 a6"),
        ("not status:passed -task:cloud", "a2 a3 a4"),
        ("NOT (is:failed or is:queued)", "a1 a4"),
        ("not not status:passed", "a1"),
        ("limit or memory", "a2 a3"),
        ("\"or\" web", ""),
        ("error:/out.*kill/", "a2"),
        ("error:/OUT/", ""),
        ("/pwn.(heap|rop)/", "a2 a3"),
        ("-/pwn.(heap|rop)/", "a1 a4 a5 a6"),
        ("task:web/*", "a1 a4"),
        ("task:*heap,cloud/*", "a2 a5 a6"),
        ("task:\"web/*\"", ""),
        ("pwn/*", "a2 a3"),
        ("status:*ed", "a1 a2 a6"),
        ("since:10m", "a3"),
        ("since:1h", "a2 a3 a4"),
        ("until:10m", "a2 a4"),
        ("since:2027-01-15", "a2 a3 a4"),
        ("until:2027-01-14", ""),
        ("since:today", "a2 a3 a4"),
        ("age:<1m", "a3"),
        ("cost:>0.25", "a1"),
        ("cost:<$1", "a1"),
        ("score:>=0.4", "a1 a3"),
        ("score:<1", "a3"),
        ("-score:<1", "a1 a2 a4 a5 a6"),
        ("is:unknown", ""),
        ("killed model:claude status:failed retries:>0 duration:>10m tokens:>100k mark:todo", "a2"),
    ]

    @Test(arguments: cases) func passes(_ row: (filter: String, passing: String)) throws {
        let filter = try ItemFilter(parsing: row.filter)
        let rows = Samples.rows(Self.items)
        let passing = filter.places(in: ItemTable(rows), now: Samples.now) { Self.facts[$0] ?? .none }
        #expect(passing.map { rows[$0].item.id.text }.joined(separator: " ") == row.passing)
        let one = Self.items.filter { filter.matches($0, facts: Self.facts[$0.id] ?? .none, now: Samples.now) }
        #expect(one.map(\.id.text).joined(separator: " ") == row.passing)
    }

    private static var openGroup: String {
        do { _ = try TextRegex("(") } catch { return "\(error)" }
        return ""
    }

    static let faults: [(filter: String, error: String)] = [
        ("statsu:failed", "no field statsu; did you mean status:?"),
        ("modle:gpt", "no field modle; did you mean model:?"),
        ("zzz:1", "no field zzz"),
        ("retries:>many", "retries takes a number such as retries:>100"),
        ("duration:>10x", "duration takes a number such as duration:>10m"),
        ("status:faild", "status: knows no faild; did you mean failed?"),
        ("is:faild", "is: knows no faild; did you mean failed?"),
        ("status:passed )", "a ) without a ("),
        ("or status:passed", "or stands between two conditions"),
        ("error:/(/", "/(/: \(Self.openGroup)"),
        ("is:/failed/", "is: knows no /failed/; did you mean failed?"),
        ("retries:/1/", "retries takes a number such as retries:>100"),
        (
            "is:fail*",
            "is: knows no fail*; did you mean failed, passed, running, queued, finished, unknown, seen, unseen, marked, retried, "
                + "degraded?"
        ),
        ("since:2", "since takes an age or a day such as since:2d or since:2026-11-30"),
        ("has:sesion", "has: knows no sesion; did you mean session?"),
    ]

    @Test(arguments: faults) func saysWhatIsWrong(_ row: (filter: String, error: String)) {
        let error = #expect(throws: FilterError.self) { try ItemFilter(parsing: row.filter) }
        #expect(error?.description == row.error)
    }

    /// What is being typed is not wrong yet; what is taken is.
    static let unfinished: [(filter: String, passing: String, error: String)] = [
        ("status:", "a1 a2 a3 a4 a5 a6", "status: asks for nothing"),
        ("status:failed duration:", "a2", "duration: asks for nothing"),
        ("\"out of", "a2", "a quote is not closed"),
        ("status:passed or", "a1", "or stands between two conditions"),
        ("(status:passed or task:web", "a1 a4", "a ( is not closed"),
    ]

    @Test(arguments: unfinished) func whatIsTypedMayStandOpen(_ row: (filter: String, passing: String, error: String))
        throws
    {
        let typed = try ItemFilter(parsing: row.filter, isTyping: true)
        let passing = Self.items.filter { typed.matches($0, now: Samples.now) }
        #expect(passing.map(\.id.text).joined(separator: " ") == row.passing)
        #expect(ItemFilter.problem(of: row.filter)?.description == row.error)
    }

    @Test func clausesAreAddedBesideChoices() throws {
        for (text, clause, result) in [
            ("", "is:failed", "is:failed"), ("gpt", "is:failed", "gpt is:failed"),
            ("gpt is:failed", "is:failed", "gpt"),
            ("a or b", "is:failed", "(a or b) is:failed"), ("(a or b) is:failed", "is:failed", "a or b"),
        ] {
            #expect(try ItemFilter(parsing: text).toggling(clause) == result)
        }
    }

    @Test func saysThatItAsksForRefusals() throws {
        #expect(try ItemFilter(parsing: "gpt -has:refusal").asksForRefusals)
        #expect(try ItemFilter(parsing: "refusals:>0 or gpt").asksForRefusals)
        #expect(try !ItemFilter(parsing: "has:error").asksForRefusals)
    }

    @Test func unknownStatusesOfAServerPass() throws {
        let item = Samples.item("x", ItemStatus(rawValue: "quarantined"))
        #expect(try ItemFilter(parsing: "status:quarantined").matches(item, now: Samples.now))
        #expect(try ItemFilter(parsing: "is:unknown -is:failed").matches(item, now: Samples.now))
    }

    @Test func aColonInAWordOfAnErrorIsNoField() throws {
        let item = Samples.item("x", error: "TypeError: see https://example.org/x")
        #expect(try ItemFilter(parsing: "TypeError:").matches(item, now: Samples.now))
        #expect(try ItemFilter(parsing: "https://example.org").matches(item, now: Samples.now))
    }

    @Test func asksForFactsOnlyWhereTheyMatter() throws {
        let rows = Samples.rows(Self.items)
        let filter = try ItemFilter(parsing: "status:failed gpt")
        var asked = 0
        _ = filter.places(in: ItemTable(rows), now: Samples.now) { _ in
            asked += 1
            return .none
        }
        #expect(asked == 0)
        #expect(!filter.needsFacts)
        #expect(try ItemFilter(parsing: "is:seen").needsFacts)
    }

    @Test func completesFieldsAndValues() {
        #expect(ItemFilter.completions(for: "sta") == ["status:"])
        #expect(ItemFilter.completions(for: "model:gpt -re") == ["-retries:", "-refusals:"])
        #expect(ItemFilter.completions(for: "status:ti") == ["status:timed_out"])
        #expect(ItemFilter.completions(for: "status:failed,ti") == ["status:failed,timed_out"])
        #expect(ItemFilter.completions(for: "has:se") == ["has:session"])
        #expect(ItemFilter.completions(for: "nothing:se").isEmpty)
        #expect(ItemFilter.completions(for: "").count == ItemField.all.count)
    }

    @Test func noTextBreaksTheParser() {
        var generator = Seeded(seed: 7)
        let pieces = [
            "status:", "-", "\"", ",", "(", ")", " or ", "not ", "/", "*", "since:", ":", ">", "..", "a", "5m",
            "tokens", "is:", " ", "é", "\u{0}", "=", "<",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0..<12, using: &generator)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }.joined()
            guard let filter = try? ItemFilter(parsing: text, isTyping: true) else { continue }
            #expect(filter.text == text)
            _ = filter.matches(Self.items[1], now: Samples.now)
        }
    }
}

/// A generator that gives the same numbers every time.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension ItemFilter {
    /// Whether an item passes. `now` is the end of a run that has not ended.
    fileprivate func matches(_ item: EvaluationItem, facts: ItemAnnotations = .none, now: Timestamp) -> Bool {
        !places(in: ItemTable([ItemRow(item)]), now: now) { _ in facts }.isEmpty
    }
}
