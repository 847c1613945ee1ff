import TestSupport
import Testing

@testable import TextSearch

@Suite("Regular expressions")
struct TextRegexTests {
    private func found(_ source: String, in text: String) throws -> [String] {
        let bytes = Array(text.utf8)
        let ranges = try TextRegex(source).matches(in: bytes)
        return ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    @Test(
        "What is found is what people expect",
        arguments: [
            ("a|b", "cab", ["a", "b"]), ("fo+", "f fo foo", ["fo", "foo"]),
            ("colou?r", "color colour", ["color", "colour"]),
            ("\\d{2,3}", "1 22 333 4444", ["22", "333", "444"]), ("\\d{2}", "12345", ["12", "34"]),
            ("x{,2}", "x{,2}", ["x{,2}"]), ("\".*?\"", "\"a\" \"b\"", ["\"a\"", "\"b\""]),
            ("\".*\"", "\"a\" \"b\"", ["\"a\" \"b\""]),
            ("\\berror\\b", "error terror errors error", ["error", "error"]),
            ("^a", "aa\naa", ["a", "a"]), ("a$", "aa\nab", ["a"]), ("[^a-c]+", "abcdxyé", ["dxyé"]),
            ("[а-я]+", "in привет out", ["привет"]), (".", "aé日", ["a", "é", "日"]), ("é+", "éé e", ["éé", "e"]),
            ("(?:ab)+", "ababa", ["abab"]), ("(a|ab)(c|bcd)", "abcd", ["abcd"]), ("Error", "error Error", ["Error"]),
            ("error", "ERROR Error", ["ERROR", "Error"]), ("\\W+", "ab ,c", [" ,"]), ("a\\.b", "a.b axb", ["a.b"]),
            ("a.c", "a\nc abc", ["abc"]), ("привет", "Сказал: Привет", ["Привет"]), ("cafe", "un café", ["café"]),
            ("café m", "CAFE\u{301} Müller", ["CAFE\u{301} M"]), ("(?i)ЗДРАВСТВУЙТЕ", "здравствуйте", ["здравствуйте"]),
            ("i cannot help", "I **cannot** help", ["I **cannot** help"]), ("\\*\\*b", "a **b**", ["**b"]),
            ("[à-ö]+", "déjà", ["é", "à"]), ("[]x]", "]x", ["]", "x"]), ("[a-]", "-a", ["-", "a"]),
            ("(?i)Error", "ERROR error", ["ERROR", "error"]), ("(?-i)error", "ERROR error", ["error"]),
            ("a*", "baac", ["aa"]), ("\\be", "error e", ["e", "e"]),
            ("exit code:? [1-9]", "Exit code: 7, exit code 0", ["Exit code: 7"]),
        ])
    func finds(source: String, text: String, wanted: [String]) throws {
        #expect(try found(source, in: text) == wanted)
    }

    @Test(
        "What cannot be understood is told",
        arguments: ["(", ")", "[a", "*a", "a\\", "(?=a)", "\\1", "a{3,2}", "[z-a]", "\\n", "a{1000}{1000}", "[^é]"])
    func faults(source: String) {
        #expect(throws: RegexError.self) { try TextRegex(source) }
    }

    @Test("Groups without end, and repeats of repeats, are refused and do no harm")
    func deep() throws {
        #expect(throws: RegexError.self) { try TextRegex(String(repeating: "(", count: 10_000)) }
        #expect(throws: RegexError.self) { try TextRegex("((a{100}){100}){100}") }
        // What would take a backtracking matcher for ever.
        #expect(try found("(a+)+b", in: String(repeating: "a", count: 5_000)).isEmpty)
    }

    @Test("Every match holds the text that is said to be required")
    func required() throws {
        #expect(try TextRegex("foo.*barbaz").required == Array("barbaz".utf8))
        #expect(try TextRegex("(exit code)+ \\d").required == Array("exit code".utf8))
        #expect(try TextRegex("foo|bar").required.isEmpty)
        #expect(try TextRegex("fo?").required == Array("f".utf8))
    }

    @Test("Random expressions find in random texts what the standard library's matcher finds")
    func oracle() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<2_000 {
            let source = Self.expression(&random, depth: 3)
            let text = String(
                (0..<Int.random(in: 0..<24, using: &random)).map { _ in "aabbc \n".randomElement(using: &random) ?? "a"
                })
            let wanted = try text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
                let line = String(line)
                return line.matches(of: try Regex(source)).map { String(line[$0.range]) }.filter { !$0.isEmpty }
            }
            #expect(try found(source, in: text) == wanted, "\(source) in \(text.debugDescription)")
        }
    }

    /// An expression without anything that matches nothing within a repeat: matchers disagree about those.
    private static func expression(_ random: inout SeededGenerator, depth: Int) -> String {
        let atoms = ["a", "b", "c", ".", "[ab]", "[^a]", "\\w", " "]
        let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ -> String in
            let atom =
                depth > 0 && Int.random(in: 0..<3, using: &random) == 0
                ? "(?:\(expression(&random, depth: 0))|\(expression(&random, depth: 0)))"
                : atoms.randomElement(using: &random) ?? "a"
            return atom + (["", "", "+", "*", "?", "{1,2}", "+?", "*?"].randomElement(using: &random) ?? "")
        }
        return parts.joined() + (depth > 0 ? "" : "b")
    }
}

extension TextRegex {
    fileprivate func matches(in bytes: [UInt8]) -> [Range<Int>] { bytes.withUnsafeBytes { matches(in: $0) } }
}
