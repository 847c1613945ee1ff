import Terminal
import Trajectory
import Wire

/// Steps of megabytes: decoded behind, and laid out by the beginning and the end of their long texts. A cache and no state:
/// all are alike.
package final class BackgroundDecoder: Equatable {
    package static func == (left: BackgroundDecoder, right: BackgroundDecoder) -> Bool { true }

    /// Bytes from which on a step is decoded behind: what a key may cost.
    package static let least = 2 << 20

    /// Whether a step takes longer to decode than a key may take.
    static func isHeavy(_ index: Int, of document: TrajectoryDocument) -> Bool {
        document.rawJSON(index).reduce(0) { $0 + $1.count } > least
    }

    private var kept: [Int: Step] = [:]
    private var order: [Int] = []
    private var wanted: Int?

    /// The step where it is here. Else it is asked for, and drawn as a line that says so.
    func step(_ index: Int, _ outline: StepOutline) -> Step {
        if let step = kept[index] { return step }
        wanted = wanted ?? index
        var step = Step(number: outline.number, source: outline.source)
        step.timestamp = outline.timestamp
        step.flags = outline.flags.subtracting([.empty, .unpaired])
        step.message = [.text("decoding \(NumberFormat.bytes(outline.size))…")]
        return step
    }

    /// Whether a line stands for the step until it is decoded.
    func awaits(_ index: Int, of document: TrajectoryDocument) -> Bool {
        kept[index] == nil && document.outline(index).map { $0.size > Self.least } ?? false
    }

    /// The step that is waited for.
    func takeWanted() -> Int? {
        defer { wanted = nil }
        return wanted
    }

    func keep(_ step: Step, at index: Int) {
        kept[index] = step
        order.append(index)
        if order.count > 8 { kept[order.removeFirst()] = nil }
    }

    func forget() {
        kept = [:]
        order = []
        wanted = nil
    }
}
