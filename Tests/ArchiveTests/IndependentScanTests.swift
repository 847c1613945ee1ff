import Archive
import Foundation
import Platform
import TestSupport
import Testing

@testable import TextSearch

/// What the index finds for one word, against a scan of the documents that shares nothing with it: Foundation reads the
/// JSON and takes the accents away, and the stems are made after the paper.
@Suite("One-word searches equal an independent scan", .enabled(if: Fixtures.areHere, Fixtures.absence))
struct IndependentScanTests {
    private static let words = [
        "traceback", "segfault", "zlib", "pandas", "quantum", "sudo", "password", "overflow", "chess", "kubernetes",
        "the", "error", "import", "json", "main", "http", "numpy", "regex", "django", "matrix", "tmp", "pip", "git",
        "sorry", "cannot", "failed", "docker", "water", "1", "utf", "running", "runs", "possibilities", "CONNECTIONS",
        "naive", "café", "authorization", "nowhereatall",
    ]
    /// Words that are drawn from the documents besides.
    private static let drawn = 200

    @Test(
        "Exactly the samples that hold a form of the word", arguments: [Fixtures.bundle, Fixtures.path("harbor-jobs")])
    func equality(_ path: String) async throws {
        let platform = try ArchivePlatform.open(paths: [path])
        try await platform.prepareIndex(of: nil, toItsEnd: true)
        var found = 0
        for evaluation in try await platform.all() {
            let scan = try await Scan(platform, evaluation.id)
            for word in Self.words + scan.draw(Self.drawn) {
                let result = try await platform.search(evaluation.id, for: word)
                let here = Set(result.hits.map(\.itemID))
                let wanted = scan.samples(with: word)
                #expect(!result.hasMore)
                #expect(
                    here == wanted,
                    "\(word): \(here.count) found, \(wanted.count) hold it; \(here.symmetricDifference(wanted).prefix(3))"
                )
                found += here.count
            }
            // The reader's own stems are the same, and each word begins as its stem says.
            let others = scan.stems.filter { word, stem in
                let own = WordStem.of(Array(word.utf8))
                return own != Array(stem.utf8) || !word.utf8.starts(with: WordStem.beginning(of: own))
            }
            #expect(others.isEmpty)
        }
        #expect(found > 0)
    }
}

/// The words of every sample of an evaluation.
private struct Scan {
    /// The samples that hold a stem.
    private var samples: [String: Set<ItemID>] = [:]
    private(set) var stems: [String: String] = [:]

    init(_ platform: ArchivePlatform, _ evaluation: EvaluationID) async throws {
        for item in try await platform.items(of: evaluation).collect() {
            var texts = [item.taskName, item.error ?? ""]
            if let session = item.sessionID {
                texts += try Self.texts(of: Data(try await platform.document(session)))
            }
            var words: Set<String> = []
            for text in texts { words.formUnion(Self.words(of: text)) }
            for word in words {
                let stem = stems[word] ?? PlainPorter.stem(word)
                stems[word] = stem
                samples[stem, default: []].insert(item.id)
            }
        }
    }

    func samples(with word: String) -> Set<ItemID> {
        Self.words(of: word).first.map { samples[PlainPorter.stem($0)] ?? [] } ?? []
    }

    /// Words at random, the same ones each time; none that the query language gives a meaning of its own, and none of a
    /// script without blanks, which is looked for in another way.
    func draw(_ count: Int) -> [String] {
        var generator = SeededGenerator(seed: 7)
        let words = stems.keys.filter { word in
            word != "or" && word.unicodeScalars.allSatisfy { $0.value < 0x0E00 && $0.properties.isAlphabetic }
        }
        return Array(words.sorted().shuffled(using: &generator).prefix(count))
    }

    /// What is said, thought, asked of tools and answered by them; not the ids that pair answers with calls.
    private static func texts(of document: Data) throws -> [String] {
        let json = try JSONSerialization.jsonObject(with: document) as? [String: Any]
        var texts: [String] = []
        for step in json?["steps"] as? [[String: Any]] ?? [] {
            for key in ["message", "reasoning_content", "tool_calls"] { gather(step[key], into: &texts) }
            let observation = step["observation"] as? [String: Any]
            for result in observation?["results"] as? [[String: Any]] ?? [] { gather(result["content"], into: &texts) }
        }
        return texts
    }

    /// Keys count in the arguments of calls, and not in calls themselves.
    private static func gather(_ json: Any?, _ isArgument: Bool = false, into texts: inout [String]) {
        switch json {
        case let text as String: texts.append(text)
        case let values as [Any]: for value in values { gather(value, isArgument, into: &texts) }
        case let object as [String: Any]:
            for (key, value) in object {
                if isArgument { texts.append(key) }
                gather(value, isArgument || key == "arguments", into: &texts)
            }
        case let number as NSNumber:
            let isFlag = String(cString: number.objCType) == "c"
            texts.append(isFlag ? (number.boolValue ? "true" : "false") : "\(number)")
        default: break
        }
    }

    private static let separators = CharacterSet.alphanumerics.subtracting(.nonBaseCharacters).inverted

    /// Letters and digits that stand together, without case and accents.
    private static func words(of text: String) -> Set<String> {
        let plain = text.folding(options: .diacriticInsensitive, locale: nil)
        var words: Set<String> = []
        for word in plain.components(separatedBy: separators) where !word.isEmpty {
            words.insert(small(word))
            words.formUnion(parts(of: word).map(small))
        }
        return words
    }

    private static func small(_ word: String) -> String { word.folding(options: .caseInsensitive, locale: nil) }

    /// The parts of a name that is written with capitals inside.
    private static func parts(of word: String) -> [String] {
        guard word.dropFirst().contains(where: { $0.isASCII && $0.isUppercase }) else { return [] }
        let marked = word.replacingOccurrences(
            of: "(?<=[^A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", with: " ", options: .regularExpression)
        return marked.components(separatedBy: " ").filter { !$0.isEmpty }
    }
}
