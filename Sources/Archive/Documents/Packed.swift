import CArchive
import Platform
import Trajectory
import Wire

/// Compressed documents, unpacked by libarchive into memory and never onto the disk. What is unpacked is
/// held to the limit of a document: more is refused.
enum Packed {
    /// The document that a store holds, unpacked and as JSON in UTF-8.
    static func opened(_ store: ByteStore, _ name: String) throws(PlatformError) -> ByteStore {
        guard let compression = Compression(store.bytes(0..<8)) else { return plain(store) }
        guard let unpacked = ByteStore.growing(atMost: ByteStore.usualLimit) else {
            throw full(name, compression.rawValue)
        }
        try read(store, name, compression.rawValue) { library, archive throws(PlatformError) in
            guard pour(library, archive, into: unpacked) else { throw full(name, compression.rawValue) }
        }
        return plain(unpacked)
    }

    /// JSON in UTF-8, and of traces the conversations that they tell of.
    private static func plain(_ store: ByteStore) -> ByteStore {
        let plain = store.plain
        return Spans.conversations(in: plain) ?? plain
    }

    /// The beginning of what a store holds, unpacked.
    static func beginning(of store: ByteStore, _ count: Int) throws(PlatformError) -> [UInt8] {
        var start = [UInt8](repeating: 0, count: count)
        var filled = 0
        try read(store, "", "compressed") { library, archive throws(PlatformError) in
            while filled < count {
                let read = start.withUnsafeMutableBytes { buffer in
                    library.read_data(archive, buffer.baseAddress.map { $0 + filled }, count - filled)
                }
                guard read > 0 else { break }
                filled += read
            }
        }
        return Array(start.prefix(filled))
    }

    /// Whether a store is not JSON in UTF-8 yet.
    static func isClosed(_ store: ByteStore) -> Bool {
        Compression(store.bytes(0..<8)) != nil || store.plain !== store || Spans.areLikely(in: store)
    }

    static func full(_ path: String, _ kind: String) -> PlatformError {
        PlatformError(
            .tooLarge, detail: "\(kind) data of more than \(ByteStore.usualLimit) bytes: unpack it first",
            resource: path)
    }

    static func pour(_ library: carchive, _ archive: OpaquePointer, into store: ByteStore) -> Bool {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let read = library.read_data(archive, buffer.baseAddress, buffer.count)
            // What is damaged is cut off there: a torn tail is nothing new to the reader.
            guard read > 0 else { return true }
            guard store.append(UnsafeRawBufferPointer(rebasing: buffer[..<read])) else { return false }
        }
    }

    /// Opens what is in a store: as one body, at which `body` begins to read, or as a tar archive.
    static func read(
        _ store: ByteStore, _ name: String, _ kind: String, isTar: Bool = false,
        _ body: (carchive, OpaquePointer) throws(PlatformError) -> Void
    ) throws(PlatformError) {
        let library = try Library.archive
        guard let archive = library.read_new() else { throw full(name, kind) }
        defer { _ = library.read_free(archive) }
        // Each by its name: what libarchive cannot do itself it would give to other programs.
        _ = [
            library.read_support_filter_gzip, library.read_support_filter_bzip2, library.read_support_filter_xz,
            library.read_support_filter_lzma, library.read_support_filter_zstd, library.read_support_filter_lz4,
            library.read_support_filter_lzip,
        ].map { $0(archive) }
        _ = isTar ? library.read_support_format_tar(archive) : library.read_support_format_raw(archive)
        try store.withBytes { bytes throws(PlatformError) in
            var entry: OpaquePointer?
            guard library.read_open_memory(archive, bytes.baseAddress, bytes.count) == ARCHIVE_OK,
                isTar || library.read_next_header(archive, &entry) == ARCHIVE_OK
            else {
                let reason = words(library.error_string(archive))
                throw PlatformError(
                    .storage, detail: "compressed (\(kind)) and cannot be unpacked: \(reason)", resource: name)
            }
            try body(library, archive)
        }
    }
}
