import Wire

extension Reply {
    /// Bytes from which on a body is worth compressing: about what one packet holds.
    private static let leastCompressed = 1_400

    /// The answer as who asked wants it: not sent again where they have it, and compressed where it is long.
    func delivered(to request: ServerRequest) -> Reply {
        guard status == 200, request.method == "GET" else { return self }
        var reply = self
        if case .bytes(let bytes) = body {
            let tag = "W/\"\(String(bytes.withUnsafeBytes(ByteHash.of), radix: 16))\""
            reply.headers.append(("ETag", tag))
            if request.has(tag) {
                (reply.status, reply.body) = (304, .bytes([]))
                return reply
            }
        }
        guard compresses, request.takesGzip else { return reply }
        switch body {
        case .bytes(let bytes):
            guard bytes.count >= Self.leastCompressed, let short = Gzip.compress(bytes) else { return reply }
            reply.body = .bytes(short)
        case .stream(let stream):
            guard let short = Gzip.compress(stream) else { return reply }
            reply.body = .stream(short)
        }
        reply.headers += [("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")]
        return reply
    }
}

extension ServerRequest {
    /// Whoever asks has what this tag names. That it may have been sent in another coding does not matter.
    fileprivate func has(_ tag: String) -> Bool {
        list("if-none-match").contains {
            $0 == "*" || $0.drop(while: { $0 != "\"" }) == tag.drop(while: { $0 != "\"" })
        }
    }

    fileprivate var takesGzip: Bool {
        list("accept-encoding").contains { offer in
            let parts = offer.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
            let isRefused = parts.dropFirst().contains {
                $0.hasPrefix("q=0") && !$0.contains { ("1"..."9").contains($0) }
            }
            return parts.first?.lowercased() == "gzip" && !isRefused
        }
    }

    private func list(_ name: String) -> [Substring] {
        (headers[name] ?? "").split(separator: ",").map { $0.drop { $0.isWhitespace } }
    }
}
