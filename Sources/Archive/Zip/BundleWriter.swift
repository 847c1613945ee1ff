import CZip
import Platform
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// Makes a ZIP of trajectories with its manifest (Platform.docc/Evaluations), in a private temporary folder, and
/// streams it. The file is gone from the disk before its first byte is sent, so nothing is left behind.
enum BundleWriter {
    struct Sample: Sendable {
        var item: ItemID
        var session: SessionID?
        var task: String
        var position: Int
    }

    /// `document` gives the bytes of the sample at a place in `samples`; what it throws becomes the reason to skip it.
    static func stream(
        evaluation: EvaluationID, form: TrajectoryFormat, samples: some Sequence<Sample>,
        document: (Int) throws -> [UInt8]
    ) async throws -> ByteStream {
        let folder = try makeFolder()
        defer { rmdir(folder) }
        let path = folder + "/bundle.zip"
        defer { unlink(path) }
        var file = try ZipFileWriter(path: path)
        var items: [JSONValue] = []
        var skipped: [JSONValue] = []
        for (index, sample) in samples.enumerated() {
            try Task.checkCancellation()
            var entry = JSONObject([("item_id", .string(sample.item.text)), ("task_name", .string(sample.task))])
            do {
                guard let session = sample.session else { throw Skip(reason: "no linked session") }
                let name = (sample.item.word ?? StableHash(sample.item.text).uuid) + ".json"
                try file.add(name: name, bytes: try document(index))
                entry["session_id"] = .string(session.text)
                entry["position"] = .int(sample.position)
                entry["file"] = .string(name)
                items.append(.object(entry))
            } catch let error as Skip {
                entry["reason"] = .string(error.reason)
                skipped.append(.object(entry))
            } catch let error as PlatformError where error.kind != .storage {
                entry["reason"] = .string(error.detail)
                skipped.append(.object(entry))
            }
        }
        let manifest: JSONValue = [
            "evaluation_id": .string(evaluation.text), "format": .string(form.rawValue), "items": .array(items),
            "skipped": .array(skipped),
        ]
        try file.add(name: "manifest.json", bytes: Array(manifest.serialized(pretty: true).utf8))
        try file.finish()
        return ByteStream(store: try mapped(path), contentType: "application/zip")
    }

    private struct Skip: Error { var reason: String }

    /// A folder that only we can look into.
    private static func makeFolder() throws(PlatformError) -> String {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array((base + "/trawl-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw storageError(base) }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// Writes a ZIP file. The library packs at the end, so documents wait in a scratch file beside it, not in memory.
struct ZipFileWriter: ~Copyable {
    private let zip: czip
    private let archive: OpaquePointer
    private let path: String
    private let scratch: String
    private let descriptor: Int32
    private var offset = 0
    /// Where the entry begins that is being written.
    private var start = 0
    private var isFinished = false

    /// Begins a file; or goes on with one that is there, whose entries stay as they are.
    init(path: String, adding: Bool = false) throws(PlatformError) {
        let zip = try Library.zip
        let scratch = path + ".parts"
        let descriptor = Glibc.open(scratch, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw storageError(path) }
        var code: Int32 = 0
        let flags = adding ? 0 : ZIP_CREATE | ZIP_EXCL
        guard let archive = SystemPath.with(path, { zip.open($0, flags, &code) }) else {
            close(descriptor)
            unlink(scratch)
            throw PlatformError(.storage, detail: "cannot make \(path): error \(code)", resource: path)
        }
        (self.zip, self.scratch, self.descriptor) = (zip, scratch, descriptor)
        self.archive = archive
        self.path = path
    }

    deinit {
        if !isFinished { zip.discard(archive) }
        close(descriptor)
        unlink(scratch)
    }

    mutating func add(name: String, bytes: [UInt8]) throws(PlatformError) {
        try append(bytes)
        try end(name: name)
    }

    /// Writes the next bytes of an entry that comes in pieces.
    mutating func append(_ bytes: [UInt8]) throws(PlatformError) {
        guard bytes.withUnsafeBytes({ Descriptor.write($0, to: descriptor) }) == 0 else { throw storageError(path) }
        offset += bytes.count
    }

    /// Ends an entry; one of the same name is replaced.
    mutating func end(name: String) throws(PlatformError) {
        let source = SystemPath.with(scratch) { zip.source_file(archive, $0, UInt64(start), Int64(offset - start)) }
        start = offset
        guard let source, zip.file_add(archive, name, source, UInt32(ZIP_FL_ENC_UTF_8 | ZIP_FL_OVERWRITE)) >= 0 else {
            zip.source_free(source)
            throw PlatformError(.storage, detail: zip.reason(archive), resource: name)
        }
    }

    mutating func finish() throws(PlatformError) {
        guard zip.close(archive) == 0 else {
            throw PlatformError(.storage, detail: zip.reason(archive), resource: path)
        }
        isFinished = true
    }
}
