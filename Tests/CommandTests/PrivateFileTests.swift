import Foundation
import TestSupport
import Testing
import Wire

@Suite struct PrivateFileTests {
    private let folder = TemporaryFolder()

    private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? [] }

    private func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    private func write(_ text: String, to path: String, replacing: Bool) throws {
        let file = try PrivateFile(beside: path, replacing: replacing)
        try file.append(Array(text.utf8))
        try file.finish()
    }

    @Test func aFileIsThereWhenItIsWholeAndForItsOwnerAlone() throws {
        let path = folder.path + "/a"
        var file: PrivateFile? = try PrivateFile(beside: path, replacing: false)
        try file?.append(Array("half".utf8))
        #expect(names.count == 1 && names != ["a"])
        try file?.finish()
        file = nil
        #expect(names == ["a"] && text(path) == "half")
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    }

    @Test func whatIsNeverWholeLeavesNothing() throws {
        let path = try folder.write("a", "old")
        do {
            let file = try PrivateFile(beside: path, replacing: true)
            try file.append(Array("new".utf8))
        }
        #expect(names == ["a"] && text(path) == "old")
    }

    @Test func whatIsThereIsKeptUnlessItIsToBeReplaced() throws {
        let path = try folder.write("a", "old")
        #expect(throws: SystemError(code: EEXIST, path: path)) { try write("new", to: path, replacing: false) }
        #expect(text(path) == "old")
        try write("new", to: path, replacing: true)
        #expect(text(path) == "new")
        // Somebody else was faster.
        let late = try PrivateFile(beside: folder.path + "/b", replacing: false)
        _ = try folder.write("b", "theirs")
        #expect(throws: SystemError.self) { try late.finish() }
        #expect(text(folder.path + "/b") == "theirs")
    }

    @Test(arguments: ["link", "symlink"]) func otherNamesOfAFileKeepIt(kind: String) throws {
        let other = try folder.write("precious", "PRECIOUS")
        let path = folder.path + "/a"
        #expect((kind == "link" ? link(other, path) : symlink(other, path)) == 0)
        try write("new", to: path, replacing: true)
        #expect(text(other) == "PRECIOUS" && text(path) == "new")
    }

    @Test func whatIsNoFileIsNeitherReadNorReplacedNorWaitedFor() throws {
        let path = folder.path + "/pipe"
        #expect(mkfifo(path, 0o600) == 0)
        let error = SystemError(code: 0, path: path)
        #expect(throws: error) { try write("x", to: path, replacing: true) }
        #expect(throws: error) { try RegularFile.read(path, atMost: 10) }
        #expect(throws: error) { try ByteStore(mapping: path) }
        #expect(throws: SystemError(code: EISDIR, path: folder.path)) {
            try write("x", to: folder.path, replacing: true)
        }
    }

    @Test func theLongestNameCanBeWritten() throws {
        let path = folder.path + "/" + String(repeating: "é", count: 127)
        try write("x", to: path, replacing: false)
        #expect(text(path) == "x")
    }

    @Test func aNameThatIsNoUTF8IsWritten() throws {
        let bytes: [UInt8] = [0x61, 0xFF, 0xC3]
        let path = folder.path + "/" + bytes.withUnsafeBufferPointer { SystemPath.text($0) }
        try write("x", to: path, replacing: false)
        #expect(try RegularFile.read(path, atMost: 10) == Array("x".utf8))
    }
}
