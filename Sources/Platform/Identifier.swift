/// The id of one kind of thing: an `Identifier<Evaluation>` cannot be given where a session's is asked for.
///
/// Ids are compared as text. The platform takes a unique prefix of most ids (Platform.docc/Evaluations).
package struct Identifier<Kind>: Hashable, Sendable, Comparable, ExpressibleByStringLiteral, CustomStringConvertible {
    package var text: String

    package init(_ text: String) { self.text = text }
    package init(stringLiteral value: String) { text = value }

    package var description: String { text }

    /// The first eight characters, as people quote ids.
    package var short: String { String(text.prefix(8)) }

    package static func < (left: Identifier, right: Identifier) -> Bool { left.text < right.text }
}

package typealias EvaluationID = Identifier<Evaluation>
package typealias ItemID = Identifier<EvaluationItem>
package typealias SessionID = Identifier<Session>
package typealias WorldJobID = Identifier<WorldJob>
package typealias WorldManifestID = Identifier<WorldManifest>
package typealias WorldTrajectoryID = Identifier<WorldTrajectory>
