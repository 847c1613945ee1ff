import Foundation
import Testing
import Wire

@testable import trawl

@Suite struct MarksCommandTests {
    @Test func linesAreReadOneByOne() throws {
        let lines = try Marks.Import.parse(Data("{\"class\":\"a\",\"name\":\"b\"}\n\n{}\n".utf8), name: "f")
        #expect(lines.count == 2)
        #expect(lines.first?["name"]?.string == "b")
    }

    @Test func aLineThatIsNotJSONIsNamed() {
        let failure = #expect(throws: CommandError.self) { try Marks.Import.parse(Data("{}\n{oops\n".utf8), name: "f") }
        #expect(failure?.message.contains("line 2") == true)
    }
}
