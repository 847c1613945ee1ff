import Wire

/// Finds the data of pictures and sounds that stand in a document itself: steps only describe them.
extension TrajectoryDocument {
    /// The base64 text of the n-th inline medium of a step that is just like this one (0-based); nil where there is none.
    package func inlineData(of media: Media, _ ordinal: Int, inStep index: Int) -> String? {
        var found: [String] = []
        for range in rawJSON(index) {
            guard let value = store.withBytes(range, { try? JSONParser.parse($0, repairing: true) }) else { continue }
            MediaPayload.collect(value, media, into: &found)
        }
        return found.indices.contains(ordinal) ? found[ordinal] : nil
    }
}

enum MediaPayload {
    static func collect(_ value: JSONValue, _ wanted: Media, into found: inout [String]) {
        switch value {
        case .array(let values): for inner in values { collect(inner, wanted, into: &found) }
        case .object(let object):
            if PartReader.parts(value) == [.media(wanted)], let data = data(in: value, wanted) {
                return found.append(data)
            }
            for member in object.members { collect(member.value, wanted, into: &found) }
        default: break
        }
    }

    /// The text within a part that is as long as its data; of a data URL what stands behind the comma.
    private static func data(in value: JSONValue, _ wanted: Media) -> String? {
        switch value {
        case .string(let text):
            let comma = text.utf8.prefix(5).elementsEqual("data:".utf8) ? text.utf8.firstIndex(of: 0x2C) : nil
            let data = comma.map { text[text.utf8.index(after: $0)...] } ?? text[...]
            return data.utf8.count * 3 / 4 == wanted.inlineBytes ? String(data) : nil
        case .array(let values): return values.lazy.compactMap { data(in: $0, wanted) }.first
        case .object(let object): return object.members.lazy.compactMap { data(in: $0.value, wanted) }.first
        default: return nil
        }
    }
}
