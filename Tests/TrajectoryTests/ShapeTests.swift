import Shapes
import Testing
import Trajectory
import Wire

/// Shapes beyond what fixtures hold, at a hundredth of their size: what is measured in full is right in small.
@Suite struct ShapeTests {
    private func document(_ shape: Shape, scale: Double = 0.01) -> TrajectoryDocument {
        var bytes: [UInt8] = []
        shape.write(scale: scale) { bytes += $0 }
        return TrajectoryDocument.read(bytes, name: shape.rawValue)
    }

    @Test(arguments: Shape.allCases)
    func everyShapeIsValidAndOpens(_ shape: Shape) throws {
        var bytes: [UInt8] = []
        shape.write(scale: 0.01) { bytes += $0 }
        #expect(try JSONParser.parse(bytes).object != nil)
        let document = TrajectoryDocument.read(bytes, name: shape.rawValue)
        #expect(document.stepCount > 0 && document.step(document.stepCount - 1) != nil)
    }

    @Test func ordinaryStepsAreAllThere() throws {
        let document = document(.tenTimesMore)
        #expect(document.stepCount == 500)
        for index in 0..<document.stepCount {
            let call = try #require(document.step(index)?.calls.first)
            #expect(call.id == "c\(index + 1)" && call.results.count == 1)
        }
    }

    @Test func parallelCallsFindTheirResultsInAnyOrder() throws {
        let step = try #require(document(.manyCalls, scale: 1).step(0))
        #expect(step.calls.count == 200)
        #expect(step.calls.filter(\.results.isEmpty).count == 10)
        #expect(
            step.calls.allSatisfy { call in call.results.allSatisfy { $0.text == "result \(call.id.dropFirst())" } })
    }

    @Test func aHugeFieldIsWhole() throws {
        let document = document(.hugeFields)
        #expect(document.stepCount == 3)
        let lines = try #require(document.step(1)?.calls.first?.results.first?.text.split(separator: "\n"))
        #expect(lines.count == 2_000 && lines.last?.hasPrefix("row 1999 ") == true)
        #expect(try #require(document.step(2)?.calls.first?.results.first?.text.utf8.count) >= 990_000)
    }

    @Test func imagesArePlaceholdersWithTheirSize() throws {
        let document = document(.images, scale: 0.1)
        let media = (0..<document.stepCount).compactMap { document.step($0) }.flatMap(\.message).compactMap { part in
            if case .media(let media) = part { media } else { nil }
        }
        #expect(media.count == 5)
        #expect(media.allSatisfy { $0.mediaType == "image/png" && $0.inlineBytes == 300_000 })
    }

    @Test func subagentsNestFiveDeep() {
        var level: TrajectoryDocument? = document(.nested, scale: 1)
        var depth = 0
        while let here = level, let first = here.subdocuments.first {
            #expect(here.subdocuments.count == 10 && here.stepCount == 20)
            depth += 1
            level = first
        }
        #expect(depth == 5)
    }
}
