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
            ("universities", "univers"), ("is", "is"), ("naïve", "naïve"),
        ])
    func stems(_ word: String, _ stem: String) { #expect(WordStem.of(word) == stem) }

    @Test(
        "A message answers as the index would have it",
        arguments: [
            ("quick brown", "the QUICK, brown fox", true), ("\"quick brown\"", "the quick, brown fox", true),
            ("\"brown quick\"", "the quick brown fox", false), ("run", "he was running", true),
            ("dog or fox", "a fox", true),
            ("fox -quick", "the quick fox", false), ("chess", "caches", false), ("fla*", "flags", true),
            ("snake_case", "a snake-case", true), ("漏洞", "有漏洞利用", true), ("-fox", "dog", false), ("", "dog", false),
        ])
    func matches(_ query: String, _ text: String, _ expected: Bool) {
        #expect(WordMatcher(WordQuery(query)).holds([text]) == expected)
    }
}
