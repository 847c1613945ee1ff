import FlyingSocks
import Foundation
import Platform
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// A request as it came.
struct HTTPRequest: Sendable {
    var method: String
    /// The path with its query, as it was sent.
    var target: Substring
    /// By lower-cased name; the last of a name counts.
    var headers: [String: String]
    var body: [UInt8]
    /// The client's port.
    var peerPort: UInt16?
    /// Whether another request may follow on the link.
    var isKept: Bool
    /// The client knows bodies that come in chunks.
    var takesChunks: Bool
}

/// One client: its requests one after the other, each answered before the next is read.
struct HTTPLink {
    /// What is read of a request; one whose head or body is longer is answered with a 413, and the link ends.
    static let longestHead = 1 << 16
    static let longestBody = 1 << 20

    private let socket: AsyncSocket
    private let peerPort: UInt16?
    private var received: [UInt8] = []

    init(_ socket: AsyncSocket) {
        self.socket = socket
        switch try? socket.socket.remotePeer() {
        case .ip4(_, let port), .ip6(_, let port): peerPort = port
        default: peerPort = nil
        }
    }

    /// What of a request makes no sense, as the status that says so.
    private struct Refusal: Error { var status: Int }

    /// Answers until the client leaves, or says what makes no sense.
    mutating func serve(_ answer: (HTTPRequest) async -> Reply) async {
        do {
            while let request = try await next() {
                try await send(answer(request), to: request)
                guard request.isKept else { return try await finish() }
            }
        } catch let refusal as Refusal {
            let request = HTTPRequest(
                method: "", target: "", headers: [:], body: [], isKept: false, takesChunks: false)
            try? await send(.error(PlatformError(.status(refusal.status))), to: request)
            try? await finish()
        } catch {
            // The client is gone, or the body broke off: the link must not look as if it had been whole.
        }
    }

    /// Waits until the client has what was sent: a link that is closed over bytes that nobody read is reset.
    private mutating func finish() async throws {
        shutdown(socket.socket.file.rawValue, Int32(SHUT_WR))
        for _ in 0..<Self.longestBody / 4096 {
            received = []
            guard try await receive() else { return }
        }
    }

    // MARK: Reading

    /// The next request; nil where the client has left.
    private mutating func next() async throws -> HTTPRequest? {
        guard let lines = try await head() else { return nil }
        let words = lines[0].split(separator: " ")
        guard words.count == 3, words[2].hasPrefix("HTTP/1.") else { throw Refusal(status: 400) }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw Refusal(status: 400) }
            headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        let isNew = words[2] != "HTTP/1.0"
        return HTTPRequest(
            method: String(words[0]), target: words[1], headers: headers, body: try await body(headers),
            peerPort: peerPort, isKept: isNew && headers["connection"]?.lowercased() != "close", takesChunks: isNew)
    }

    /// The lines of the next head; nil where the client has left before it.
    private mutating func head() async throws -> [Substring]? {
        var lines: [Substring] = []
        var size = 0
        while true {
            guard let line = try await line() else { return nil }
            size += line.utf8.count + 1
            guard size <= Self.longestHead else { throw Refusal(status: 413) }
            // Blank lines before a request are left over from the one before.
            if !line.isEmpty { lines.append(line) } else if !lines.isEmpty { return lines }
        }
    }

    private mutating func body(_ headers: [String: String]) async throws -> [UInt8] {
        guard let coding = headers["transfer-encoding"] else {
            guard let length = Int(headers["content-length"] ?? "0"), length >= 0 else { throw Refusal(status: 400) }
            return try await bytes(length)
        }
        guard coding.lowercased() == "chunked", headers["content-length"] == nil else { throw Refusal(status: 400) }
        var body: [UInt8] = []
        while let line = try await line() {
            let digits = line.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces)
            guard let size = Int(digits, radix: 16), size >= 0 else { throw Refusal(status: 400) }
            guard body.count <= Self.longestBody - min(size, Self.longestBody) else { throw Refusal(status: 413) }
            body += try await bytes(size)
            while let rest = try await self.line(), size == 0, !rest.isEmpty {}
            if size == 0 { return body }
        }
        throw SocketError.disconnected
    }

    /// The text up to the next end of a line; nil where the client has left.
    private mutating func line() async throws -> Substring? {
        var searched = 0
        while true {
            if let end = received[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { received.removeSubrange(...end) }
                var line = received[..<end]
                if line.last == UInt8(ascii: "\r") { line.removeLast() }
                return Substring(decoding: line, as: UTF8.self)
            }
            searched = received.count
            guard searched <= Self.longestHead else { throw Refusal(status: 413) }
            guard try await receive() else { return nil }
        }
    }

    private mutating func bytes(_ count: Int) async throws -> [UInt8] {
        guard count <= Self.longestBody else { throw Refusal(status: 413) }
        while received.count < count {
            guard try await receive() else { throw SocketError.disconnected }
        }
        defer { received.removeFirst(count) }
        return Array(received[..<count])
    }

    /// Waits for more bytes; false where the client has left.
    private mutating func receive() async throws -> Bool {
        do {
            received += try await socket.read(atMost: 4096)
            return true
        } catch SocketError.disconnected {
            return false
        }
    }

    // MARK: Writing

    private func send(_ reply: Reply, to request: HTTPRequest) async throws {
        let length: Int? =
            switch reply.body {
            case .bytes(let bytes): bytes.count
            case .stream(let stream): stream.length
            }
        let isChunked = length == nil && request.takesChunks
        var head = "HTTP/1.1 \(reply.status) \(Reply.phrase(reply.status))\r\nContent-Type: \(reply.contentType)\r\n"
        for header in reply.headers { head += "\(header.name): \(header.value)\r\n" }
        if let length { head += "Content-Length: \(length)\r\n" }
        if isChunked { head += "Transfer-Encoding: chunked\r\n" }
        if !request.isKept || length == nil && !isChunked { head += "Connection: close\r\n" }
        head += "\r\n"
        switch reply.body {
        case _ where request.method == "HEAD": try await socket.write(Data(head.utf8))
        case .bytes(let bytes): try await socket.write(Data(head.utf8) + bytes)
        case .stream(let stream):
            try await socket.write(Data(head.utf8))
            while let chunk = try await stream.next() {
                // An empty one would be the mark of the end.
                guard !chunk.isEmpty else { continue }
                try await socket.write(isChunked ? Self.framed(chunk) : Data(chunk))
            }
            if isChunked { try await socket.write(Data("0\r\n\r\n".utf8)) }
        }
    }

    private static func framed(_ chunk: [UInt8]) -> Data {
        var framed = Data("\(String(chunk.count, radix: 16))\r\n".utf8)
        framed.append(contentsOf: chunk)
        framed.append(contentsOf: "\r\n".utf8)
        return framed
    }
}
