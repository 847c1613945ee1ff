/// What a server is asked to be.
package struct ServerOptions: Sendable {
    /// 0 takes a free port.
    package var port: UInt16 = 0
    /// Listen on `::1` instead of `127.0.0.1`.
    package var usesIPv6 = false
    /// What a client has to send as `X-API-Key` or bearer token; nil lets everyone in.
    package var token: String?
    /// The version that `GET /config` names.
    package var version = "0"
    /// The largest `page_size`; more is a 422.
    package var pageCeiling = 100
    /// Hits of a search over an evaluation that are sent; what is cut shows as `has_more`.
    package var searchCap = 200
    /// Stands before the routes; nil lets every request through.
    package var interposition: Interposition?

    package init() {}
}

/// Sees a request before it is answered, and answers itself or has it answered.
package typealias Interposition = @Sendable (ServerRequest, @Sendable () async -> Reply) async -> Reply
