import Trajectory
import Wire

extension TrajectoryDocument {
    /// A step as received: one value, or an array of the messages that it was made of; nil where there is none.
    func rawValue(_ step: Int, _ abridging: Abridging? = nil) -> JSONValue? {
        let options = JSONParser.Options(repairing: true, abridging: abridging)
        let values = rawJSON(step).compactMap { range in
            store.withBytes(range) { try? JSONParser.parse($0, options: options) }
        }
        return values.count > 1 ? .array(values) : values.first
    }
}
