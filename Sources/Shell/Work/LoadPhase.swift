package import Platform

/// How a pane's content stands.
package enum LoadPhase: Hashable, Sendable {
    case idle, loading, ready
    /// Failed; what was there before is still there.
    case failed(PlatformError)
    /// There is nothing to load, and why.
    case absent(String)

    package var isLoading: Bool { self == .loading }
}
