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
            ("cafe\u{301}s", ["cafes"]), ("\u{301}a", ["a"]), ("Σίσυφος", ["σισυφοσ"]), ("ấn", ["an"]),
            ("x² №5", ["x²", "5"]),
            ("漏洞 ok", ["漏洞", "ok"]), ("a–b…c", ["a", "b", "c"]), ("", []),
        ])
    func walk(_ text: String, _ words: [String]) {
        let folded = FoldedText(text, .words).bytes
        var found: [String] = []
        folded.withUnsafeBytes { bytes in
            var walk = WordWalk(bytes)
            while walk.next() { found.append(String(decoding: walk.word, as: UTF8.self)) }
        }
        #expect(found == words)
    }

    @Test("A walk that is interested in some words alone finds all of these, and where they stand")
    func beginnings() {
        let text = "éa beta Ärger alpha 漏 beta2"
        var walked: [String] = []
        FoldedText(text, .words).bytes.withUnsafeBytes { bytes in
            var walk = WordWalk(bytes)
            let wanted = WordWalk.Beginnings([Array("a".utf8)])
            while walk.next(wanted) { walked.append(String(decoding: bytes[walk.range], as: UTF8.self)) }
        }
        #expect(walked == ["arger", "alpha"])
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
            ("HTTPResponse", "call getHTTPResponseCode", true), ("ratelimit", "RateLimit hit", true),
            ("response", "getHTTPResponseCode", true), ("javascript", "JavaScript", true), ("✅", "done ✅", true),
            ("done -✅", "done ✅", false), ("->", "a->b", true), ("&&", "a & b", false), ("\"a && b\"", "a && b", true),
            ("--no-preserve-root", "rm --no-preserve-root /", true), ("--force", "forced", false),
            ("admin", "ＡＤＭＩＮ", true), ("cooperate", "co\u{AD}operate", true), ("two bold", "**two** *bold*", true),
            ("strasse", "Straße", true), ("outcome", "end\\n\\n**Outcome:** sent", true), ("漏洞 ok", "OK, 有漏洞利用", true),
        ])
    func matches(_ query: String, _ text: String, _ expected: Bool) {
        #expect(WordMatcher(WordQuery(query)).holds([text]) == expected)
    }
}
