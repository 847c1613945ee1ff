import Foundation
import LocalState
import Platform
import Testing
import Triage
import Wire

@Suite("Marks on disk")
struct MarksFileTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("marks-\(UUID().uuidString)")
    private var path: String { folder.appendingPathComponent("deep/marks.sqlite").path }
    private let scope = PlatformScope(server: "https://a.test", organization: "o", workspace: "w")

    private func file(_ scope: PlatformScope? = nil) -> MarksFile { MarksFile(path: path, scope: scope ?? self.scope) }

    @Test("What was stored is there for the next program, by server, workspace and evaluation")
    func stored() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try await file().store(
            [
                "i": AnnotationChange(mark: .set("real"), note: .set("why\n'; DROP TABLE fact")),
                "j": AnnotationChange(seen: .set(true)),
            ],
            of: "e")
        #expect(
            try await file().facts(of: "e")
                == [
                    "i": ItemAnnotations(mark: "real", note: "why\n'; DROP TABLE fact"),
                    "j": ItemAnnotations(seen: true),
                ])
        #expect(try await file().facts(of: "f").isEmpty)
        let other = PlatformScope(server: "https://a.test", organization: "o", workspace: "x")
        #expect(try await file(other).facts(of: "e").isEmpty)
    }

    @Test("The file is for this user alone, and not made before it is used")
    func rights() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let marks = file()
        #expect(!FileManager.default.fileExists(atPath: path))
        _ = try await marks.classNames()
        let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(rights == 0o600)
    }

    @Test("Classes are known by the evaluations in which they were met, and an evaluation is noted once")
    func sightings() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try MarksDatabase(path: path)
        let place = MarksDatabase.Scope(scope)
        #expect(try await database.sightings(in: place).isEmpty)
        func row(_ id: ItemID, _ error: String) -> ItemRow {
            var item = EvaluationItem(id: id, evaluationID: "e", position: 0, status: .failed, taskName: "t")
            item.error = error
            return ItemRow(item)
        }
        let classes = ItemTable([row("1", "no disk"), row("2", "no disk"), row("3", "no net")]).failureClasses()
        for (day, id) in [(3.0, "e3"), (1, "e1"), (2, "e2"), (2, "e2")] {
            var evaluation = Evaluation(id: EvaluationID(id), name: "nightly", status: .completed)
            evaluation.startedAt = Timestamp(seconds: day * 86_400)
            let met = ClassSighting.of(day == 2 ? [classes[0]] : classes, in: evaluation)
            try await database.store(met, of: evaluation.id, in: place)
        }
        let known = try await database.sightings(in: place)
        let disk = try #require(ClassHistory(classes[0], known))
        #expect(disk.evaluations == 3 && disk.first.evaluation == "e1" && disk.last.evaluation == "e3")
        #expect(ClassHistory(classes[1], known)?.evaluations == 2)
        #expect(disk.words == "first seen 1970-01-02 in nightly, last seen 1970-01-04, in 3 evaluations")
        let other = MarksDatabase.Scope(server: "https://a.test", workspace: "o/x")
        #expect(try await database.sightings(in: other).isEmpty)
    }

    @Test("A fact that says nothing any more goes, and what was not changed stays")
    func removal() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let marks = file()
        try await marks.store(["i": AnnotationChange(mark: .set("real"), seen: .set(true))], of: "e")
        try await marks.store(["i": AnnotationChange(mark: .set(nil))], of: "e")
        #expect(try await marks.facts(of: "e") == ["i": ItemAnnotations(seen: true)])
        try await marks.store(["i": AnnotationChange(seen: .set(false))], of: "e")
        #expect(try await marks.facts(of: "e").isEmpty)
    }

    @Test("What was kept for later is stored, in its order, when the file is next used, and once")
    func later() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try await file().store(["i": AnnotationChange(mark: .set("real"), note: .set("mine"))], of: "e")
        let place = TrajectoryKey(evaluation: "e", session: "s")
        file().keepForLater([
            .store(
                "e",
                ["i": AnnotationChange(mark: .set(nil), seen: .set(true)), "j": AnnotationChange(note: .set("a\nb"))]),
            .storeBookmark(Bookmark(step: 3, name: "here"), place), .storeBookmark(Bookmark(step: 4), place),
            .removeBookmark(step: 4, place), .nameClass("c", "first"), .nameClass("c", "second"),
        ])
        file(PlatformScope(server: "other", organization: "o", workspace: "w"))
            .keepForLater([.store("e", ["i": AnnotationChange(mark: .set("there"))])])
        let marks = file()
        #expect(
            try await marks.facts(of: "e") == [
                "i": ItemAnnotations(note: "mine", seen: true), "j": ItemAnnotations(note: "a\nb"),
            ])
        #expect(try await marks.bookmarks(of: place) == [Bookmark(step: 3, name: "here")])
        #expect(try await marks.classNames() == ["c": "second"])
        try await marks.store(["i": AnnotationChange(seen: .set(false))], of: "e")
        #expect(try await file().facts(of: "e")["i"] == ItemAnnotations(note: "mine"))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("deep").path)
                .filter { $0.contains("later") }.isEmpty)
    }

    @Test("Two programs make 1,000 marks each at once: none is lost, none is doubled")
    func twoWriters() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let writers = [file(), file()]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, writer) in writers.enumerated() {
                group.addTask {
                    for count in 0..<1_000 {
                        // Every item gets its mark from one and its note from the other.
                        let text = "\(number)-\(count)"
                        let change =
                            number == 0 ? AnnotationChange(mark: .set(text)) : AnnotationChange(note: .set(text))
                        try await writer.store([ItemID("item-\(count)"): change], of: "e")
                    }
                }
            }
            try await group.waitForAll()
        }
        let facts = try await file().facts(of: "e")
        #expect(facts.count == 1_000)
        #expect(facts.allSatisfy { $0.value.mark?.first == "0" && $0.value.note?.first == "1" })
    }

    @Test("Names of classes are kept for every evaluation, and taken away")
    func names() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try await file().name(class: "0a1b2c3d", "sandbox gone")
        #expect(try await file().classNames() == ["0a1b2c3d": "sandbox gone"])
        try await file().name(class: "0a1b2c3d", nil)
        #expect(try await file().classNames().isEmpty)
    }

    @Test("What is exported is imported elsewhere; what is there already and not in the lines stays")
    func lines() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try await file().store(
            ["i": AnnotationChange(mark: .set("real")), "j": AnnotationChange(seen: .set(true))], of: "e")
        try await file().name(class: "0a1b2c3d", "sandbox gone")
        let lines = try await MarksDatabase(path: path).export()
        let elsewhere = folder.appendingPathComponent("other.sqlite").path
        let there = MarksFile(path: elsewhere, scope: scope)
        try await there.store(["i": AnnotationChange(note: .set("kept"))], of: "e")
        #expect(try await MarksDatabase(path: elsewhere).import(lines) == 3)
        #expect(
            try await there.facts(of: "e") == [
                "i": ItemAnnotations(mark: "real", note: "kept"), "j": ItemAnnotations(seen: true),
            ])
        #expect(try await there.classNames() == ["0a1b2c3d": "sandbox gone"])
    }

    @Test("A line that is no mark is named, and nothing of the file is taken in")
    func badLine() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try MarksDatabase(path: path)
        let lines: [JSONValue] = [["class": "0a1b2c3d", "name": "x"], ["server": "s"]]
        do {
            try await database.import(lines)
            Issue.record("taken in")
        } catch let error as MarksDatabase.LineError {
            #expect(error.line == 2)
        }
        #expect(try await file().classNames().isEmpty)
    }

    @Test("A file that is no database is told as a fault of storage")
    func damaged() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("deep"), withIntermediateDirectories: true)
        try Data(repeating: 0x41, count: 8_192).write(to: URL(fileURLWithPath: path))
        await #expect(throws: PlatformError.self) { try await file().facts(of: "e") }
    }
}

@Suite("Bookmarks on disk")
struct BookmarksTests {
    @Test("Bookmarks are kept by workspace, evaluation and session, and go with the export")
    func kept() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bookmarks-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("marks.sqlite").path
        let scope = PlatformScope(server: "https://a.test", organization: "o", workspace: "w")
        let file = MarksFile(path: path, scope: scope)
        let place = TrajectoryKey(evaluation: "e", session: "s/inner")
        try await file.store(Bookmark(step: 7, name: "why"), of: place)
        try await file.store(Bookmark(step: 3), of: place)
        try await file.store(Bookmark(step: 7, name: "it's here"), of: place)
        let again = MarksFile(path: path, scope: scope)
        #expect(try await again.bookmarks(of: place) == [Bookmark(step: 3), Bookmark(step: 7, name: "it's here")])
        #expect(try await again.bookmarks(of: TrajectoryKey(evaluation: "e", session: "s")).isEmpty)
        let lines = try await MarksDatabase(path: path).export()
        let other = folder.appendingPathComponent("other.sqlite").path
        #expect(try await MarksDatabase(path: other).import(lines) == 2)
        #expect(try await MarksFile(path: other, scope: scope).bookmarks(of: place).count == 2)
        try await again.removeBookmark(at: 3, of: place)
        #expect(try await file.bookmarks(of: place) == [Bookmark(step: 7, name: "it's here")])
    }
}
