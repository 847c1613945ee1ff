import RichText
import Terminal
import Trajectory
package import Wire

extension TrajectoryDocument {
    /// A step as received: one value, or an array of the messages that it was made of; nil where there is none.
    package func rawValue(_ step: Int, _ abridging: Abridging? = nil) -> JSONValue? {
        let options = JSONParser.Options(repairing: true, abridging: abridging)
        let values = rawJSON(step).compactMap { range in
            store.withBytes(range) { try? JSONParser.parse($0, options: options) }
        }
        return values.count > 1 ? .array(values) : values.first
    }

    /// Bytes of a document that is no trajectory that are shown.
    private static let mostRaw = 64 << 10

    /// The document as it was received: as JSON where it is that, else its lines, and of a large one the beginning.
    var rawLines: [RichLine] {
        let all = byteRange
        let shown = all.lowerBound..<min(all.upperBound, all.lowerBound + Self.mostRaw)
        return store.withBytes(shown) { bytes in
            if shown == all, let value = try? JSONParser.parse(bytes) { return JSONLines.render(value) }
            var lines =
                bytes.isEmpty ? [] : Sanitize.lines(String(decoding: bytes, as: UTF8.self)).map { RichLine([Span($0)]) }
            if shown != all {
                let rest = "··· \(NumberFormat.bytes(all.count - shown.count)) more, :write has all of it"
                lines.append(RichLine([Span(rest, .folded)]))
            }
            return lines
        }
    }
}
