package import Platform

/// What an answer was asked for.
package enum CacheKey: Hashable, Sendable {
    case evaluations(EvaluationQuery)
    case items(EvaluationID)
    case document(SessionID, TrajectoryFormat, includeCompacted: Bool)
    case search(EvaluationID, String)
    case messages(SessionID, String)
    case analytics(EvaluationID)
    case lastError(ItemID)
}
