#if canImport(Glibc)
    import Glibc
#endif

/// How long requests may take, and whom they trust.
package struct TransportSettings: Sendable {
    /// Seconds to reach the server.
    package var connectTimeout = 5.0
    /// Seconds without a byte after which a link counts as stalled.
    package var stallTimeout = 30.0
    /// A file of trusted certificates instead of the system's; `SSL_CERT_FILE` unless set.
    package var certificateFile: String?

    package init() {
        certificateFile = getenv("SSL_CERT_FILE").map { String(cString: $0) }
    }
}
