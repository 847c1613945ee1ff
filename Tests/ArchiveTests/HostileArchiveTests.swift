import Archive
import Platform
import Testing
import Wire

@Suite("Untrusted archives")
struct HostileArchiveTests {
    private let folder: TemporaryFolder
    private let good = atif("hello", "I will look.").serialized()

    init() throws { folder = try TemporaryFolder() }

    private func open(_ entries: RawZip.Entry..., limits: ZipLimits = ZipLimits()) throws -> ArchivePlatform {
        let path = try folder.write("bundle.zip", RawZip(entries: entries).bytes)
        var options = ArchiveOptions()
        options.limits = limits
        return try ArchivePlatform.open(paths: [path], options: options)
    }

    @Test("Names that lead elsewhere are labels: they open in place and nothing is written")
    func names() async throws {
        let platform = try open(
            RawZip.Entry("/etc/passwd.json", good), RawZip.Entry("../../up.json", good),
            RawZip.Entry("a/../b.json", good),
            RawZip.Entry("C:\\windows\\x.json", good))
        let items = try await platform.onlyItems()
        #expect(items.count == 4)
        for item in items {
            let session = try #require(item.sessionID)
            #expect(try await platform.document(session) == Array(good.utf8))
            #expect(item.remark == nil)
        }
        #expect(try FolderListing.names(folder.path) == ["bundle.zip"])
    }

    @Test("Names that a document gives of other files lead to entries of its archive and nowhere else")
    func references() async throws {
        let other = atif("other").serialized()
        let platform = try open(
            RawZip.Entry("runs/a/trajectory.json", good), RawZip.Entry("runs/a/trajectory.cont-1.json", other),
            RawZip.Entry("runs/shared.json", other))
        let session = try #require(try await platform.onlyItems().first?.sessionID)
        for name in ["trajectory.cont-1.json", "./trajectory.cont-1.json", "../shared.json"] {
            guard case .session(let found) = try await platform.file(name, beside: session) else {
                Issue.record("\(name) is not found")
                continue
            }
            #expect(try await platform.document(found) == Array(other.utf8))
        }
        for name in ["/etc/passwd", "../../../etc/passwd", "../../..", "http://x/y.json"] {
            #expect(try await platform.file(name, beside: session) == .outside, "\(name)")
        }
        #expect(try await platform.file("runs/shared.json", beside: session) == .missing)
    }

    @Test("Links are not followed")
    func links() async throws {
        var link = RawZip.Entry("link.json", "/etc/passwd")
        link.unixMode = 0o120777
        let items = try await open(link, RawZip.Entry("good.json", good)).onlyItems()
        #expect(items[1].remark == "symbolic link, not followed")
        #expect(items[1].sessionID == nil)
        #expect(items[0].remark == nil)
    }

    @Test("Entries of the same name are samples of their own")
    func duplicates() async throws {
        let other = atif("other").serialized()
        let platform = try open(RawZip.Entry("same.json", good), RawZip.Entry("same.json", other))
        let items = try await platform.onlyItems()
        #expect(Set(items.map(\.id)).count == 2)
        let texts = try await [
            platform.document(#require(items[0].sessionID)), platform.document(#require(items[1].sessionID)),
        ]
        #expect(texts == [Array(good.utf8), Array(other.utf8)])
    }

    @Test("Encrypted entries and unknown methods are listed with the reason")
    func unreadable() async throws {
        var encrypted = RawZip.Entry("secret.json", good)
        encrypted.flags = 1
        var strange = RawZip.Entry("strange.json", good)
        strange.method = 77
        let items = try await open(encrypted, strange).onlyItems()
        #expect(items[0].remark == "encrypted entry")
        #expect(items[1].remark == "unknown compression method 77")
        #expect(items.allSatisfy { $0.sessionID == nil })
    }

    @Test("Bombs are recognised by ratio, by size and by the total")
    func bombs() async throws {
        var packed = RawZip.Entry("ratio.json", "x")
        packed.method = 8
        packed.declaredSize = 1 << 30
        #expect(try await open(packed).onlyItems()[0].remark?.contains("looks like a bomb") == true)
        var limits = ZipLimits()
        limits.entryBytes = 10
        #expect(
            try await open(RawZip.Entry("big.json", good), limits: limits).onlyItems()[0].remark?.hasPrefix("too large")
                == true)
        limits = ZipLimits()
        limits.totalBytes = good.utf8.count + 1
        let items = try await open(RawZip.Entry("a.json", good), RawZip.Entry("b.json", good), limits: limits)
            .onlyItems()
        #expect(items[0].remark == nil)
        #expect(items[1].remark?.hasPrefix("the archive is too large") == true)
    }

    @Test("Entries that share their data are refused")
    func overlap() async throws {
        var entries = [RawZip.Entry("0.json", String(repeating: good, count: 40))]
        for number in 1..<20 {
            var entry = entries[0]
            entry.name = Array("\(number).json".utf8)
            entry.sharesDataOf = 0
            entries.append(entry)
        }
        let path = try folder.write("bundle.zip", RawZip(entries: entries).bytes)
        let items = try await ArchivePlatform.open(paths: [path]).onlyItems()
        #expect(items.count == 20)
        #expect(items.allSatisfy { $0.remark?.hasPrefix("entries overlap") == true && $0.sessionID == nil })
    }

    @Test("Data that is longer, shorter or other than the headers say is an error, not a crash")
    func lies() async throws {
        let text = Array(good.utf8)
        for declared in [UInt32(text.count - 10), UInt32(text.count + 10)] {
            var liar = RawZip.Entry(name: Array("liar.json".utf8), RawZip.deflated(text))
            liar.method = 8
            liar.declaredSize = declared
            liar.crc = RawZip.crc(text)
            let platform = try open(liar)
            let item = try await platform.onlyItems()[0]
            let session = try #require(item.sessionID)
            await #expect(throws: PlatformError.self) { try await platform.document(session) }
            #expect(item.remark != nil)
        }
        var damaged = RawZip.Entry("damaged.json", good)
        damaged.crc = 12345
        let platform = try open(damaged)
        let session = try #require(try await platform.onlyItems()[0].sessionID)
        await #expect(throws: PlatformError.self) { try await platform.document(session) }
    }

    @Test("Names in odd encodings are shown, and two of them are two samples")
    func encodings() async throws {
        let platform = try open(
            RawZip.Entry(name: [0xFF, 0xFE, 0x41] + Array(".json".utf8), Array(good.utf8)),
            RawZip.Entry(name: [0x93, 0xFA, 0x96, 0x7B] + Array(".json".utf8), Array(good.utf8)),
            RawZip.Entry(name: Array("e\u{301}\u{202E}.json".utf8), Array(good.utf8)))
        let items = try await platform.onlyItems()
        #expect(items.count == 3)
        for item in items { #expect(try await platform.document(#require(item.sessionID)) == Array(good.utf8)) }
    }

    @Test("Every truncation and every flipped byte of an archive is an error or a readable archive")
    func torn() async throws {
        let whole = RawZip(entries: [
            RawZip.Entry("a.json", good),
            RawZip.Entry("manifest.json", "{\"items\":[{\"id\":\"x\",\"file\":\"a.json\"}]}"),
        ]).bytes
        for length in stride(from: 0, to: whole.count, by: 7) {
            let path = try folder.write("torn.zip", Array(whole[..<length]))
            await #expect(throws: PlatformError.self) { try await ArchivePlatform.open(paths: [path]).onlyItems() }
        }
        for place in stride(from: 0, to: whole.count, by: 5) {
            var bytes = whole
            bytes[place] ^= 0x5A
            let path = try folder.write("flipped.zip", bytes)
            guard let platform = try? ArchivePlatform.open(paths: [path]) else { continue }
            for item in try await platform.onlyItems() {
                guard let session = item.sessionID else { continue }
                let document = try? await platform.document(session)
                #expect(document == nil || (document?.count ?? 0) <= whole.count)
            }
        }
    }

    @Test("A manifest of hostile shape lists what can be listed")
    func manifests() async throws {
        let shapes = [
            "[]", "{}", "null", "{\"items\":{}}", "{\"items\":[1,null,{\"id\":5},{\"file\":\"a.json\"}]}",
            "{\"items\":[{\"id\":\"x\",\"file\":\"../../../etc/passwd\"}]}",
            String(repeating: "[", count: 50_000),
            "{\"items\":[{\"item_id\":\"x\",\"file\":\"a.json\"},{\"item_id\":\"x\",\"file\":\"a.json\"}]}",
            "[{\"id\":\"x\",\"reason\":\"gone\"}]",
        ]
        for shape in shapes {
            let platform = try open(RawZip.Entry("a.json", good), RawZip.Entry("manifest.json", shape))
            let items = try await platform.onlyItems()
            try await platform.prepareIndex(of: nil, toItsEnd: true)
            #expect(items.contains { $0.sessionID != nil || ($0.error ?? $0.remark) != nil }, "\(shape.prefix(60))")
            #expect(
                items.filter { $0.sessionID == nil }.allSatisfy { ($0.error ?? $0.remark) != nil },
                "\(shape.prefix(60))")
        }
    }

    @Test("An archive of many entries opens, and its list arrives in pieces")
    func many() async throws {
        let entries = (0..<60_000).map { RawZip.Entry("run/\($0).json", "{}") }
        let path = try folder.write("many.zip", RawZip(entries: entries).bytes)
        let platform = try ArchivePlatform.open(paths: [path])
        let evaluation = try #require(try await platform.all().first)
        #expect(evaluation.datasetSize == 60_000)
        let stream = try await platform.items(of: evaluation.id)
        let first = try #require(try await stream.next())
        #expect(first.count < 60_000)
        #expect(try await stream.collect().count + first.count == 60_000)
    }
}
