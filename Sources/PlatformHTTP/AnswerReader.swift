import Platform
import Wire

/// Reads bodies that should be JSON, within a limit, and says what they are where they are something else.
struct AnswerReader {
    /// Bytes of an error's body that are looked at.
    static let refusalLimit = 1 << 16
    /// Characters of a foreign text that are quoted.
    private static let excerptLength = 160

    /// Bytes that are read before an answer counts as too large.
    var limit: Int

    /// A JSON document. Throws `malformed` with the beginning of the text for anything else, `tooLarge` above the limit.
    func json(_ body: ByteStream) async throws -> JSONValue {
        let bytes = try await collect(body)
        return try Self.parse(bytes, contentType: body.contentType)
    }

    static func parse(_ bytes: [UInt8], contentType: String?) throws -> JSONValue {
        do {
            return try JSONParser.parse(bytes)
        } catch {
            throw foreign(bytes, contentType: contentType, reason: error.description)
        }
    }

    /// The error for a body of a type that was not asked for, with the beginning of its text.
    func foreign(_ body: ByteStream, instead types: String) async -> PlatformError {
        let bytes = (try? await body.next()) ?? []
        let type = body.contentType ?? "no type"
        return PlatformError(.malformed, detail: "\(type) instead of \(types): \(Self.excerpt(bytes))")
    }

    /// The error for an answer that is not JSON.
    static func foreign(_ bytes: [UInt8], contentType: String?, reason: String) -> PlatformError {
        if bytes.isEmpty { return PlatformError(.malformed, detail: "an empty answer instead of JSON") }
        let text = excerpt(bytes)
        let what = text.hasPrefix("<") ? "a web page instead of JSON" : "no JSON (\(reason))"
        let type = contentType.map { $0 == "application/json" ? "" : " of type \($0)" } ?? ""
        return PlatformError(.malformed, detail: "\(what)\(type): \(text)")
    }

    /// The envelope of an answer that is no success, or the text it has instead. Never throws: a broken body is no body.
    func refusal(_ answer: TransportResponse) async -> PlatformError {
        var bytes: [UInt8] = []
        while bytes.count < limit, let chunk = try? await answer.body.next() { bytes += chunk }
        if let body = try? JSONParser.parse(bytes), body.object != nil {
            return PlatformError(status: answer.status, body: body)
        }
        let isPage = bytes.first { $0 > 0x20 } == UInt8(ascii: "<")
        let text = isPage ? Self.title(String(decoding: bytes, as: UTF8.self)) : Self.excerpt(bytes)
        return PlatformError(status: answer.status, body: nil, text: text)
    }

    private func collect(_ body: ByteStream) async throws -> [UInt8] {
        if let length = body.length, length > limit { throw tooLarge() }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(body.length ?? 0, 1 << 24))
        while let chunk = try await body.next() {
            guard bytes.count + chunk.count <= limit else { throw tooLarge() }
            bytes += chunk
        }
        return bytes
    }

    private func tooLarge() -> PlatformError { PlatformError(.tooLarge, detail: "more than \(limit) bytes") }

    /// The beginning of a text, on one line.
    static func excerpt(_ bytes: [UInt8]) -> String {
        let words = String(decoding: bytes.prefix(4096), as: UTF8.self).split(whereSeparator: \.isWhitespace)
        let text = words.joined(separator: " ")
        return text.count > excerptLength ? text.prefix(excerptLength) + "…" : text
    }

    /// The title of a web page; a gateway's error page says in it what happened.
    private static func title(_ page: String) -> String {
        guard let open = page.firstRange(of: "<title>"),
            let close = page[open.upperBound...].firstRange(of: "</title>")
        else { return "" }
        return excerpt(Array(page[open.upperBound..<close.lowerBound].utf8))
    }
}

extension StringProtocol {
    /// Where `text` occurs first, in ASCII letters of either case.
    fileprivate func firstRange(of text: String) -> Range<Index>? {
        var at = startIndex
        while at < endIndex {
            let rest = self[at...]
            if rest.prefix(text.count).lowercased() == text { return at..<index(at, offsetBy: text.count) }
            at = index(after: at)
        }
        return nil
    }
}
