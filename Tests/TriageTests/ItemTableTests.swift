import Platform
import Testing
import Wire

@testable import Triage

/// Columns of a table against the plain way of finding the same.
@Suite struct ItemTableTests {
    private static let words = ["web", "Über", "É", "a", "timed out", "x\ny", "", "0xFF", "Ωmega", "login"]

    private static func items(_ count: Int, _ generator: inout Seeded) -> [EvaluationItem] {
        (0..<count).map { number in
            let task = (0..<3).map { _ in words.randomElement(using: &generator) ?? "" }.joined(separator: "/")
            let error = Bool.random(using: &generator) ? words.randomElement(using: &generator) : nil
            let status = ItemStatus.known.randomElement(using: &generator) ?? .failed
            return Samples.item(
                "i\(number)", status, task: task, model: words.randomElement(using: &generator), error: error)
        }
    }

    @Test func aWordIsFoundInTheRowsThatHoldIt() throws {
        var generator = Seeded(seed: 3)
        let table = ItemTable(Samples.rows(Self.items(3_000, &generator)))
        for word in ["web", "über", "Über", "É", "TIMED", "a", "zz", "i29", "ω", "login/"] {
            let sought = SearchWord(word)
            let held = table.rows.indices.filter { place in
                var isHeld = false
                table.rows[place].forEachSearched { isHeld = isHeld || sought.matches($0) }
                return isHeld
            }
            #expect(try ItemFilter(parsing: word).places(in: table, now: Samples.now) == held, "\(word)")
            let rest = table.rows.indices.filter { !Set(held).contains($0) }
            #expect(try ItemFilter(parsing: "-\(word)").places(in: table, now: Samples.now) == rest, "-\(word)")
            // Few rows are looked at one by one.
            let few = try ItemFilter(parsing: "position:<40 \(word)").places(in: table, now: Samples.now)
            #expect(few == held.filter { table.rows[$0].item.position < 40 }, "\(word)")
        }
    }

    @Test func sortingByBytesIsStable() {
        var generator = Seeded(seed: 5)
        for count in [0, 1, 2, 300, 5_000] {
            for keys in [3, 1 << 20, Int.max] {
                let keys = (0..<count).map { _ in UInt64.random(in: 0..<UInt64(keys), using: &generator) }
                let values = Array(0..<count).shuffled(using: &generator)
                let expected = zip(keys, values).enumerated()
                    .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(\.element.1)
                #expect(RadixSort.sorted(values, by: keys) == expected)
            }
        }
    }

    /// What is kept of the columns of a list must be what they would be made to anew.
    @Test func columnsOfAListThatWentOnAreThoseOfTheNewOne() throws {
        var generator = Seeded(seed: 11)
        var items = Self.items(600, &generator)
        var table = ItemTable(Samples.rows(items))
        for round in 0..<30 {
            table.prepare {}
            for _ in 0..<Int.random(in: 0...20, using: &generator) {
                let place = Int.random(in: 0..<items.count, using: &generator)
                items[place].status = ItemStatus.known.randomElement(using: &generator) ?? .failed
                if round.isMultiple(of: 3) { items[place].error = Self.words.randomElement(using: &generator) }
                if round.isMultiple(of: 5) { items[place].retryCount = 3 }
            }
            if round.isMultiple(of: 4) { items += Self.items(605 + round, &generator).suffix(3) }
            if round == 20 { items.removeFirst(9) }
            let rows = items.enumerated().map { place, item in
                place < table.rows.count && table.rows[place].item == item ? table.rows[place] : ItemRow(item)
            }
            let (kept, new) = (ItemTable(rows, after: table), ItemTable(rows))
            if round.isMultiple(of: 2) { kept.prepare {} }
            for text in ["web", "timed", "status:failed", "task:a", "model:Über", "-web -status:passed"] {
                let filter = try ItemFilter(parsing: text)
                #expect(
                    filter.places(in: kept, now: Samples.now) == filter.places(in: new, now: Samples.now), "\(text)")
            }
            for column in [ItemColumn.status, .task, .model, .tokens, .retries, .error, .duration, .position] {
                let sort = ItemSort(ItemSort.Key(column), then: ItemSort.Key(.position))
                let places = Array(rows.indices)
                let order = sort.sorted(places, of: kept, now: Samples.now) { _ in .none }
                #expect(order == sort.sorted(places, of: new, now: Samples.now) { _ in .none }, "\(column)")
            }
            table = kept
        }
    }

    @Test func whatIsKnownSoFarIsPartOfTheClasses() {
        let count = SignatureBlock.size * 2 + 100
        let rows = Samples.rows(
            (0..<count).map { Samples.item("\($0)", $0.isMultiple(of: 2) ? .failed : .passed, error: "no \($0)") })
        let table = ItemTable(rows)
        let places = Array(rows.indices)
        #expect(table.classes(ofKnown: places).isEmpty)
        table.makeSignatures(1)
        #expect(table.classes(ofKnown: places).map(\.count) == [SignatureBlock.size / 2])
        #expect(table.failureClasses().map(\.count) == [count / 2])
        #expect(table.classes(ofKnown: places) == table.failureClasses())
        #expect(table.classes(ofKnown: [0, 1, 2]).map(\.members) == [[0, 2]])
    }

    @Test func whatIsTheSameAsBeforeIsNotMaskedAgain() {
        let rows = Samples.rows((0..<(SignatureBlock.size * 2)).map { Samples.item("\($0)", error: "no \($0)") })
        let before = ItemTable(rows)
        _ = before.failureClasses()
        var changed = rows
        changed[SignatureBlock.size + 5] = ItemRow(Samples.item("new", error: "KeyError: 'x'"))
        let after = ItemTable(changed, after: before)
        #expect(after.classes(ofKnown: Array(changed.indices)).map(\.count) == [SignatureBlock.size])
        #expect(after.failureClasses().map(\.count) == [SignatureBlock.size * 2 - 1, 1])
        // A block that has become longer is another one.
        let grown = ItemTable(rows.dropLast() + [], after: before)
        #expect(grown.classes(ofKnown: Array(grown.rows.indices)).map(\.count) == [SignatureBlock.size])
    }

    @Test func aLastErrorServesOnlyWhereNothingElseDoes() {
        let rows = Samples.rows([
            Samples.item("1", error: "no 1"), Samples.item("2"), Samples.item("3", .passed),
        ])
        let classes = ItemTable(rows).failureClasses(lastErrors: ["1": "other", "2": "disk 7 is full", "3": "x"])
        #expect(classes.map(\.signature.text) == ["no <n>", "disk <n> is full"])
    }
}
