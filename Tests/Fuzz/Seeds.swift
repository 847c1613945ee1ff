import Foundation

/// What a fuzzer starts from: real documents, made so short that thousands a second can be read.
enum Seeds {
    /// The shortened form of every JSON document and the beginnings of all other files, in the order of their names.
    static func documents(under folder: URL) throws -> [[UInt8]] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return try names.sorted().compactMap { name in
            let file = folder.appending(path: name)
            guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { return nil }
            let data = try Data(contentsOf: file)
            if let json = try? JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed) {
                let options: JSONSerialization.WritingOptions = [.fragmentsAllowed, .sortedKeys]
                return Array(try JSONSerialization.data(withJSONObject: shortened(json), options: options))
            }
            return data.isEmpty ? nil : Array(data.prefix(4_000))
        }
    }

    /// The first and the last elements of long lists, the beginnings of long texts.
    private static func shortened(_ value: Any) -> Any {
        switch value {
        case let list as [Any] where list.count > 3: return (list.prefix(2) + list.suffix(1)).map(shortened)
        case let list as [Any]: return list.map(shortened)
        case let object as [String: Any]: return object.mapValues(shortened)
        case let text as String: return String(text.prefix(60))
        default: return value
        }
    }
}
