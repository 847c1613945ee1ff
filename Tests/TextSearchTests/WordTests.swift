import Testing

@testable import TextSearch

@Suite("Words and their stems")
struct WordTests {
    @Test(
        "Stems are Porter's",
        arguments: [
            ("caresses", "caress"), ("ponies", "poni"), ("cats", "cat"), ("agreed", "agre"), ("plastered", "plaster"),
            ("motoring", "motor"), ("sing", "sing"), ("conflated", "conflat"), ("troubled", "troubl"),
            ("sized", "size"),
            ("hopping", "hop"), ("tanned", "tan"), ("falling", "fall"), ("filing", "file"), ("happy", "happi"),
            ("relational", "relat"), ("conditional", "condit"), ("digitizer", "digit"), ("operator", "oper"),
            ("feudalism", "feudal"), ("decisiveness", "decis"), ("formaliti", "formal"), ("triplicate", "triplic"),
            ("hopeful", "hope"), ("goodness", "good"), ("revival", "reviv"), ("allowance", "allow"),
            ("adjustment", "adjust"), ("adoption", "adopt"), ("effective", "effect"), ("probate", "probat"),
            ("rate", "rate"), ("cease", "ceas"), ("controll", "control"), ("roll", "roll"), ("traceback", "traceback"),
            ("universities", "univers"), ("is", "is"), ("naïve", "naïv"), ("utf8s", "utf8"),
        ])
    func stems(_ word: String, _ stem: String) {
        let found = WordStem.of(Array(word.utf8))
        #expect(found == Array(stem.utf8))
        #expect(word.utf8.starts(with: WordStem.beginning(of: found)))
    }

    @Test(
        "Words are cut and folded as the index does it",
        arguments: [
            ("snake_case FOO-bar", ["snake", "case", "foo", "bar"]), ("Café crème, ÉCOLE", ["cafe", "creme", "ecole"]),
            ("cafe\u{301}s", ["cafes"]), ("\u{301}a", ["a"]), ("Σίσυφος", ["σίσυφοσ"]), ("ấn", ["ấn"]),
            ("x² №5", ["x²", "5"]),
            ("漏洞 ok", ["漏洞", "ok"]), ("a–b…c", ["a", "b", "c"]), ("", []),
        ])
    func walk(_ text: String, _ words: [String]) {
        #expect(WordWalk.words(of: text).map { String(decoding: $0, as: UTF8.self) } == words)
    }

    @Test("A walk that is interested in some words alone finds all of these, and where they stand")
    func beginnings() {
        let text = "éa beta Ärger alpha 漏 beta2"
        var walked: [String] = []
        Array(text.utf8).withUnsafeBytes { bytes in
            var walk = WordWalk(bytes)
            let wanted = WordWalk.Beginnings([Array("a".utf8)])
            while walk.next(wanted) { walked.append(String(decoding: bytes[walk.range], as: UTF8.self)) }
        }
        #expect(walked == ["Ärger", "alpha"])
    }

    @Test(
        "A message answers as the index would have it",
        arguments: [
            ("quick brown", "the QUICK, brown fox", true), ("\"quick brown\"", "the quick, brown fox", true),
            ("\"brown quick\"", "the quick brown fox", false), ("run", "he was running", true),
            ("dog or fox", "a fox", true),
            ("fox -quick", "the quick fox", false), ("chess", "caches", false), ("fla*", "flags", true),
            ("snake_case", "a snake-case", true), ("漏洞", "有漏洞利用", true), ("-fox", "dog", false), ("", "dog", false),
            ("cafe", "Un CAFÉ noir", true), ("café", "a cafe", true), ("\"creme brulee\"", "Crème  brûlée", true),
            ("naive", "naïvely", true), ("possible", "possibilities", true), ("past", "pasta", false),
        ])
    func matches(_ query: String, _ text: String, _ expected: Bool) {
        #expect(WordMatcher(WordQuery(query)).holds([text]) == expected)
    }
}
