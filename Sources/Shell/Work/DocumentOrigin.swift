package import Platform

/// How a trajectory was had.
package enum DocumentOrigin: Hashable, Sendable {
    case trajectory(TrajectoryFormat)
    /// The trajectory was refused; these are the session's messages instead. Why, in words.
    case transcript(String)
    /// The replay of a trajectory through a world.
    case replay
}
