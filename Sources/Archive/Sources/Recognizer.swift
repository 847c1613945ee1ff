import Platform
import Trajectory
import Wire

/// Tells what files are by what is in them, so that a folder, a bundle, the screen and the scripts see the same ones.
///
/// Small files are read whole, large ones judged by their first bytes. So many bytes are read at most: beyond them a file
/// with a name that documents have is taken for one, and opening it will tell.
struct Recognizer {
    enum Nature: Hashable {
        /// A trajectory, as far as was looked.
        case document
        /// It should be a trajectory, and is damaged, cut off, or empty: why.
        case damaged(String)
        /// A ZIP: several documents in one file.
        case bundle
        /// A list of runs, each a document of its own.
        case runs
        /// Something else: what.
        case other(String)

        /// Whether it is an item of a list.
        var isDocument: Bool {
            switch self {
            case .document, .damaged: true
            case .bundle, .runs, .other: false
            }
        }

        /// What is wrong with it.
        var problem: String? { if case .damaged(let problem) = self { problem } else { nil } }
    }

    private static let headBytes = 8192
    private static let mostWhole = 1 << 20
    private var budget = 32 << 20

    mutating func nature(of file: DocumentLocation) -> Nature {
        let isNamed = nameRefusal(file.name) == nil
        guard budget > 0 else {
            return file.name.lowercased().hasSuffix(".zip") ? .bundle : isNamed ? .document : .other("not looked at")
        }
        budget -= Self.headBytes
        do throws(PlatformError) {
            let head = try file.head(Self.headBytes)
            if Self.isArchive(head) { return .bundle }
            guard Self.beginsAsJSON(head) else {
                return isNamed ? .damaged("not a trajectory: not JSON") : .other(nameRefusal(file.name) ?? "not JSON")
            }
            let isWhole = head.count < Self.headBytes || !isPackedName(file.name) && head.count >= file.size
            let name = bareName(file.name)
            if RunList.isLikely(head, isWhole: isWhole, name: name), RunList.isFound(in: try file.mapped(), name: name)
            {
                return .runs
            }
            if file.size > Self.mostWhole || file.size > budget || isPackedName(file.name) {
                return judge(head: head, file, isNamed)
            }
            budget -= file.size
            return judge(try file.load(), file, isNamed)
        } catch {
            return .damaged(error.detail)
        }
    }

    /// A local header, or the end of an empty archive, of a ZIP; or a tar archive.
    static func isArchive(_ head: [UInt8]) -> Bool {
        head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6]) || TarFiles.isTar(head)
    }

    private static func beginsAsJSON(_ head: [UInt8]) -> Bool {
        let first = head.first { ![0x20, 0x0A, 0x0D, 0x09, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0].contains($0) }
        return [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\"")].contains(first)
    }

    /// A file of which more comes than was read: what it is called counts too.
    private func judge(head: [UInt8], _ file: DocumentLocation, _ isNamed: Bool) -> Nature {
        if isNamed { return .document }
        return ReadDocument.readSmall(ByteStore(head), name: file.name).format == .unknown
            ? .other("not a trajectory") : .document
    }

    private func judge(_ store: ByteStore, _ file: DocumentLocation, _ isNamed: Bool) -> Nature {
        let read = ReadDocument.readSmall(store, name: file.name)
        guard let refusal = read.refusal ?? (read.stepCount == 0 ? Self.emptiness(store) : nil) else {
            return .document
        }
        return isNamed && !Self.isWholeJSON(store) ? .damaged(refusal) : .other(refusal)
    }

    /// Why a document without a step is none: its steps would stand elsewhere. A run may have ended before its first.
    private static func emptiness(_ store: ByteStore) -> String? {
        let lists: [StaticString] = ["steps", "messages", "trajectory", "history", "events", "conversations"]
        let holdsList = store.withBytes { bytes in
            guard let start = bytes.firstIndex(of: UInt8(ascii: "{")) else { return false }
            var walker = MemberWalker(bytes, start..<bytes.count)
            while let member = walker.next() {
                if member.kind == .array, lists.contains(where: member.has) { return true }
            }
            return false
        }
        return holdsList ? nil : "no steps"
    }

    /// JSON, or lines of JSON, with something in it: such a file is what it is meant to be, and no trajectory.
    private static func isWholeJSON(_ store: ByteStore) -> Bool {
        store.withBytes { bytes in
            if let value = try? JSONParser.parse(bytes) { return value != .array([]) && value != .object(JSONObject()) }
            return bytes.split(separator: UInt8(ascii: "\n")).allSatisfy { line in
                line.allSatisfy { $0 <= 0x20 } || (try? JSONParser.parse(UnsafeRawBufferPointer(rebasing: line))) != nil
            }
        }
    }
}
