import Testing
import Triage

/// Signatures against a person's judgement: of all pairs of errors, which are the same failure.
@Suite struct SignatureCorpusTests {
    @Test func pairsAgreeWithAPerson() {
        let entries = ErrorCorpus.all.map { (name: $0.name, key: MaskedError($0.text).comparisonKey, text: $0.text) }
        var together = 0
        var joined = 0
        var right = 0
        var wrong: [String] = []
        for (place, left) in entries.enumerated() {
            for other in entries[(place + 1)...] {
                let isSame = left.name == other.name
                let isJoined = left.key == other.key
                together += isSame ? 1 : 0
                joined += isJoined ? 1 : 0
                right += isSame && isJoined ? 1 : 0
                if isSame != isJoined { wrong.append("\(left.name) | \(other.name): \(left.key) | \(other.key)") }
            }
        }
        let precision = Double(right) / Double(joined)
        let recall = Double(right) / Double(together)
        print(
            "signatures: \(entries.count) texts, \(Set(entries.map(\.name)).count) classes, precision \(precision), recall \(recall)"
        )
        for line in wrong.prefix(60) { print("  differs:", line) }
        #expect(entries.count >= 300)
        #expect(precision >= 0.95)
        #expect(recall >= 0.95)
    }
}
