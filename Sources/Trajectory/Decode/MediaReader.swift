import Wire

/// Describes images, audio and files. Their data is counted and never decoded.
enum MediaReader {
    /// Which members of a part hold its payload, and what it is.
    private static let kinds: [String: (kind: String, keys: [String])] = [
        "image": ("image", ["source", "image_url", "image", "url", "data"]),
        "image_url": ("image", ["image_url"]),
        "computer_screenshot": ("image", ["image_url", "file_id"]),
        "input_image": ("image", ["image_url", "file_id"]),
        "audio": ("audio", ["source", "audio", "data"]),
        "input_audio": ("audio", ["input_audio"]),
        "output_audio": ("audio", ["audio", "data"]),
        "file": ("file", ["file", "source"]),
        "input_file": ("file", ["file_url", "file_data", "filename", "file_id"]),
        "document": ("file", ["source"]),
    ]

    static func media(_ part: JSONValue, type: String) -> Media? {
        guard let known = kinds[type], let payload = known.keys.lazy.compactMap({ part[$0] }).first else { return nil }
        return describe(payload, kind: known.kind, beside: part)
    }

    /// Data of a Gemini part.
    static func inline(_ data: JSONValue) -> Part {
        let type = data["mimeType"]?.string ?? data["mime_type"]?.string
        let kind = type.flatMap { $0.split(separator: "/").first.map(String.init) } ?? "file"
        let known = kind == "image" || kind == "audio" ? kind : "file"
        return .media(Media(kind: known, mediaType: type, inlineBytes: data["data"]?.string.map(decodedSize)))
    }

    private static func describe(_ payload: JSONValue, kind: String, beside part: JSONValue) -> Media {
        let type =
            payload["media_type"]?.string ?? payload["mime_type"]?.string ?? part["media_type"]?.string
            ?? part["mimeType"]?.string ?? payload["format"]?.string.map { "\(kind)/\($0)" }
        let reference =
            payload.string ?? payload["url"]?.string ?? payload["path"]?.string ?? payload["file_data"]?.string
        guard let reference else {
            let data = payload["data"]?.string
            let name = payload["filename"]?.string ?? payload["file_id"]?.string
            return Media(kind: kind, mediaType: type, path: name, inlineBytes: data.map(decodedSize))
        }
        guard reference.utf8.prefix(5).elementsEqual("data:".utf8) else {
            return Media(kind: kind, mediaType: type, path: reference)
        }
        var media = dataURL(reference, kind: kind, mediaType: type)
        media.name = payload["filename"]?.string ?? part["filename"]?.string
        return media
    }

    private static func dataURL(_ url: String, kind: String, mediaType: String?) -> Media {
        let head = url.utf8.prefix(256)
        let comma = head.firstIndex(of: UInt8(ascii: ","))
        let type = head.dropFirst(5).prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",") }
        let named = String(decoding: type, as: UTF8.self)
        let length = comma.map { url.utf8.distance(from: $0, to: url.utf8.endIndex) - 1 } ?? 0
        return Media(kind: kind, mediaType: named.isEmpty ? mediaType : named, inlineBytes: length * 3 / 4)
    }

    private static func decodedSize(_ base64: String) -> Int { base64.utf8.count * 3 / 4 }
}
