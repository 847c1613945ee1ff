import CDeflate
import Wire

/// Compresses a body piece by piece: what was put in can be read by who gets what came out.
final class Gzip {
    private let stream: UnsafeMutablePointer<z_stream>
    private static let piece = 1 << 16

    /// Nil where this machine has no zlib.
    init?() {
        guard let stream = cdeflate_open() else { return nil }
        self.stream = stream
    }

    deinit { cdeflate_close(stream) }

    /// The next bytes; with `ends` the last ones. Nil where zlib fails.
    func add(_ bytes: [UInt8], ends: Bool) -> [UInt8]? {
        var (input, output) = (bytes, [UInt8]())
        var room = [UInt8](repeating: 0, count: Self.piece)
        return input.withUnsafeMutableBufferPointer { input in
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = UInt32(clamping: input.count)
            repeat {
                let isWell = room.withUnsafeMutableBufferPointer { room in
                    stream.pointee.next_out = room.baseAddress
                    stream.pointee.avail_out = UInt32(room.count)
                    return cdeflate_step(stream, ends)
                }
                guard isWell else { return nil }
                output += room[..<(room.count - Int(stream.pointee.avail_out))]
            } while stream.pointee.avail_out == 0
            return output
        }
    }

    static func compress(_ bytes: [UInt8]) -> [UInt8]? { Gzip()?.add(bytes, ends: true) }

    /// The same body, compressed as it comes; nil where this machine has no zlib.
    static func compress(_ body: ByteStream) -> ByteStream? {
        guard let writer = Writer(body) else { return nil }
        return ByteStream(contentType: body.contentType) { try await writer.next() }
    }

    private actor Writer {
        private let body: ByteStream
        private var gzip: Gzip?

        init?(_ body: ByteStream) {
            guard let gzip = Gzip() else { return nil }
            (self.body, self.gzip) = (body, gzip)
        }

        func next() async throws -> [UInt8]? {
            guard gzip != nil else { return nil }
            let chunk = try await body.next()
            defer { if chunk == nil { gzip = nil } }
            return gzip?.add(chunk ?? [], ends: chunk == nil)
        }
    }
}
