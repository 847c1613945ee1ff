import Trajectory
import Wire

extension TrajectoryDocument {
    /// A step as received: one value, or an array of the messages that it was made of; nil where there is none.
    func rawValue(_ step: Int) -> JSONValue? {
        let values = rawJSON(step).compactMap { range in
            store.withBytes(range) { try? JSONParser.parse($0, repairing: true) }
        }
        return values.count > 1 ? .array(values) : values.first
    }
}
