import Foundation
import Platform
import Testing
import Wire

@testable import Archive

/// Compressed documents and tar archives are opened as what is in them.
@Suite struct PackedTests {
    private func file(_ name: String, _ base64: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "packed-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: name)
        try #require(Data(base64Encoded: base64)).write(to: path)
        return path.path
    }

    @Test(arguments: [
        (
            "gzip",
            "H4sIAAAAAAACA4uuVirKz0lVslIqLU4tUtJRSs7PK0nNKwEKhGekFqUqZBYrlGSkKuSX59gr1erAVScWF2cWlyQCFSJr8cwDK05KLMrTU6qNBQAVsIZ2XQAAAA=="
        ),
        (
            "bzip2",
            "QlpoOTFBWSZTWbCe6sYAABAfgFAFABCAIACKOmWeiiAAQJU0yhk9TQNNGQoAAAyZFIdeWsgxOEi5F3cw8Q9Q6Z6twhbhJGZysTvRsXPJ+2GFPiTGVC+HZawVDQz1vhT8XckU4UJCwnurGA=="
        ),
        (
            "xz",
            "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ABcAEldAC2ewEcjtsfnyuvQjLRTv4MbhrzlOtiwW+Xa+Xm5m5YtUexi8AoW+Pbb7JhjAw804cNmbCEHnKf3cJnkT0vvsmAFgofe0rUDMgAAAAAAf+vIbbD9AecAAWVdgAfWLR+2830BAAAAAARZWg=="
        ),
    ])
    func aCompressedDocumentIsRead(_ kind: String, _ base64: String) throws {
        let path = try file("run.json.\(kind)", base64)
        let store = try contents(path)
        #expect(String(decoding: store.bytes(0..<store.count), as: UTF8.self).contains("In the barn."))
        #expect(try head(path, 8) == Array("[{\"role\"".utf8))
        // What is torn is cut off there, and what is damaged is refused with the name of the compression.
        let torn = try #require(Data(base64Encoded: base64)).prefix(12)
        try torn.write(to: URL(filePath: path))
        #expect((try? contents(path))?.count ?? 0 <= 12)
    }

    @Test func aTarArchiveIsAFolder() throws {
        let path = try file(
            "runs.tar.gz",
            "H4sIAAAAAAACA+3TsYoCMRRA0XxKiK3ENzqzgs3W+wUWYjFqQBdNIMlgIf67YQrZ3WarEdF7moTwQiBw7SR2ftLa7xS8GogUH3Xdr8XfVapZc9/355XIVJQW9QBdym0sz6v3tLqYGI7OLEyXXDRjsw0+O5/LwXLvotOHpPPe6XA+fprr+D7dpnQoP1cGf1758v3wpo3emuta4dnZvv/N8/Vf0T/9Y/j+fcgu2dNuuDf+619k9rt/mTd1Q/+PMNKeCAAAAAAAAAAAAADgBdwAkK98iQAoAAA="
        )
        let evaluations = try ArchiveOpener.evaluations([path], ArchiveOptions())
        #expect(evaluations.flatMap(\.samples).map(\.taskName).count == 2)
        #expect(bareName("a/run.jsonl.gz") == "a/run.jsonl" && bareName("runs.tgz") == "runs")
    }
}
