/// Trajectories of unusual size or form, the same for the same seed. None of them is kept: they are made where a test or
/// a measurement needs them.
package enum Shape: String, CaseIterable, Sendable {
    case manySteps = "T1"
    case tenTimesMore = "T2"
    case largestReported = "T3"
    case hugeFields = "F1"
    case manyCalls = "F2"
    case numbers = "F3"
    case images = "F4"
    case nested = "G1"

    package var about: String {
        switch self {
        case .manySteps: "5,000 steps, 20 MB"
        case .tenTimesMore: "50,000 steps, 200 MB"
        case .largestReported: "130,000 messages, 500 MB"
        case .hugeFields: "fields of 1 MB in one line, 10 MB in 200,000 lines, 100 MB in one line"
        case .manyCalls: "200 parallel calls in one step, results shuffled, 10 of them without"
        case .numbers: "200 steps of 20,000 log probabilities and token ids"
        case .images: "50 images of 4 MB as data URLs"
        case .nested: "sub-agents 5 deep and 10 wide, 20 steps each"
        }
    }

    /// Writes the document piece by piece.
    ///
    /// - Parameter scale: how much of it, as a part of its size: 1 for all, less for tests.
    package func write(scale: Double = 1, seed: UInt64 = 1, to sink: ([UInt8]) throws -> Void) rethrows {
        var writer = ShapeWriter(text: ShapeText(seed: seed))
        func part(_ count: Int) -> Int { max(1, Int(Double(count) * scale)) }
        switch self {
        case .manySteps: try writer.steps(part(5_000), to: sink)
        case .tenTimesMore: try writer.steps(part(50_000), to: sink)
        case .largestReported: try writer.messages(part(130_000), to: sink)
        case .hugeFields: try writer.fields(part(1_000_000), part(200_000), part(100_000_000), to: sink)
        case .manyCalls: try writer.calls(part(200), without: part(10), to: sink)
        case .numbers: try writer.numbers(part(200), each: part(20_000), to: sink)
        case .images: try writer.images(part(50), bytes: part(4_000_000), to: sink)
        case .nested: try writer.nested(deep: 5, wide: part(10), steps: part(20), to: sink)
        }
    }
}
