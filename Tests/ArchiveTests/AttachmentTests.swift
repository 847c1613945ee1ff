import Archive
import Platform
import Testing
import Wire

@Suite("Files beside documents")
struct AttachmentTests {
    private let folder: TemporaryFolder
    private let good = atif("hello", "I will look.").serialized()

    init() throws { folder = try TemporaryFolder() }

    private func bundle(_ entries: RawZip.Entry...) throws -> ArchivePlatform {
        let path = try folder.write("bundle.zip", RawZip(entries: entries).bytes)
        return try ArchivePlatform.open(paths: [path])
    }

    private func session(_ platform: ArchivePlatform) async throws -> SessionID {
        try #require(try await platform.onlyItems().compactMap(\.sessionID).first)
    }

    @Test("An entry of the archive is found from where its document lies")
    func entry() async throws {
        let platform = try bundle(
            RawZip.Entry("runs/a.json", good), RawZip.Entry("runs/images/a.png", "pixels"),
            RawZip.Entry("shared/b.wav", "sound"))
        let session = try await session(platform)
        #expect(try await platform.attachmentSize("images/a.png", of: session) == 6)
        #expect(try await platform.attachment("./images//a.png", of: session) == Array("pixels".utf8))
        #expect(try await platform.attachment("../shared/b.wav", of: session) == Array("sound".utf8))
    }

    @Test(
        "Nothing else is",
        arguments: [
            "", ".", "..", "images", "images/", "missing.png", "/runs/images/a.png", "../../runs/images/a.png",
            "../../../etc/passwd", "https://example.com/a.png", "images/a.png\u{0}", "images\\a.png",
        ])
    func nothingElse(path: String) async throws {
        let platform = try bundle(RawZip.Entry("runs/a.json", good), RawZip.Entry("runs/images/a.png", "pixels"))
        let session = try await session(platform)
        #expect(try await platform.attachmentSize(path, of: session) == nil)
        await #expect(throws: PlatformError.self) { try await platform.attachment(path, of: session) }
    }

    @Test("A link in an archive is not followed")
    func archivedLink() async throws {
        var link = RawZip.Entry("link.png", "/etc/passwd")
        link.unixMode = 0o120777
        let platform = try bundle(RawZip.Entry("a.json", good), link)
        let session = try await session(platform)
        await #expect(throws: PlatformError.self) { try await platform.attachment("link.png", of: session) }
    }

    @Test("A file of the folder that was opened is found; one outside, a folder and a link that leads out are not")
    func files() async throws {
        try folder.write("runs/deep/a.json", Array(good.utf8))
        try folder.write("runs/a.png", Array("pixels".utf8))
        try folder.write("outside.png", Array("secret".utf8))
        let platform = try ArchivePlatform.open(paths: [folder.path + "/runs"])
        let session = try #require(
            try await platform.onlyItems().first { $0.taskName == "deep/a" }?.sessionID)
        #expect(try await platform.attachment("../a.png", of: session) == Array("pixels".utf8))
        for path in ["../../outside.png", "../../../../etc/passwd", "..", "."] {
            #expect(try await platform.attachmentSize(path, of: session) == nil, "\(path)")
        }
    }

    @Test("A session that is not here has no files")
    func unknown() async throws {
        let platform = try bundle(RawZip.Entry("a.json", good))
        await #expect(throws: PlatformError.self) { try await platform.attachment("a.json", of: "nobody") }
    }

    // MARK: Chains

    private static func part(_ text: String, next: String? = nil) -> JSONValue {
        guard case .object(var root) = atif(text) else { return .null }
        if let next { root["continued_trajectory_ref"] = .string(next) }
        return .object(root)
    }

    @Test(
        "By its name a later part tells which documents may be those before it",
        arguments: [
            ("trajectory.cont-1.json", ["trajectory.cont-2.json", "trajectory.json"]),
            ("runs/x-part2.json", ["runs/x-part1.json"]), ("other.json", []), ("part1.json", []), ("12.json", []),
        ])
    func candidates(name: String, expected: [String]) async throws {
        let names = [
            "trajectory.json", "trajectory.cont-1.json", "trajectory.cont-2.json", "runs/x-part1.json",
            "runs/x-part2.json", "other.json", "part1.json", "12.json",
        ]
        for name in names { try folder.write("all/" + name, Self.part(name)) }
        let platform = try ArchivePlatform.open(paths: [folder.path + "/all"])
        let items = try await platform.onlyItems()
        let tasks = Dictionary(uniqueKeysWithValues: zip(items.compactMap(\.sessionID), items.map(\.taskName)))
        let session = try #require(items.first { $0.taskName + ".json" == name }?.sessionID)
        let found = try await platform.candidates(before: session).compactMap { tasks[$0] }
        #expect(found.map { $0 + ".json" } == expected)
    }

    @Test("One file that is opened by itself reaches the documents beside it, which are no items")
    func beside() async throws {
        try folder.write("trajectory.json", Self.part("one", next: "trajectory.cont-1.json"))
        let path = try folder.write("trajectory.cont-1.json", Self.part("two"))
        try folder.write("notes.txt", Array("no document".utf8))
        var options = ArchiveOptions()
        options.resolvesSiblingFiles = true
        let platform = try ArchivePlatform.open(paths: [path], options: options)
        let items = try await platform.onlyItems()
        #expect(items.map(\.taskName) == ["trajectory.cont-1"])
        let session = try #require(items.first?.sessionID)
        let before = try await platform.candidates(before: session)
        #expect(before.count == 1)
        #expect(try await platform.file("trajectory.json", beside: session) == before.first.map { .session($0) })
        #expect(
            try await platform.document(try #require(before.first))
                == Self.part("one", next: "trajectory.cont-1.json").bytes)
        #expect(try await platform.file("notes.txt", beside: session) == .missing)
        // Who serves a file serves that file.
        let served = try ArchivePlatform.open(paths: [path])
        #expect(try await served.file("trajectory.json", beside: session) == .missing)
        await #expect(throws: PlatformError.self) { try await served.document(try #require(before.first)) }
    }
}
