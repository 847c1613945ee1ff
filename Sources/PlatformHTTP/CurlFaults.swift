import CCurl
import Platform

/// What libcurl's result codes mean to us.
enum CurlFaults {
    private static let unknownHost: Set<UInt32> = codes(CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY)
    private static let unreachable: Set<UInt32> = codes(
        CURLE_COULDNT_CONNECT, CURLE_URL_MALFORMAT, CURLE_INTERFACE_FAILED, CURLE_PROXY)
    private static let insecure: Set<UInt32> = codes(
        CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_CERTPROBLEM,
        CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE,
        CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS)
    private static let malformed: Set<UInt32> = codes(
        CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_WRITE_ERROR)

    private static func codes(_ codes: CURLcode...) -> Set<UInt32> { Set(codes.map(\.rawValue)) }

    /// The kind of a failure. `isConnected`: the link was there, so a time-out means that it fell silent.
    static func kind(of result: CURLcode, isConnected: Bool) -> PlatformError.Kind {
        if result == CURLE_OPERATION_TIMEDOUT { return isConnected ? .stalled : .unreachable }
        if unknownHost.contains(result.rawValue) { return .unknownHost }
        if unreachable.contains(result.rawValue) { return .unreachable }
        if insecure.contains(result.rawValue) { return .insecure }
        if malformed.contains(result.rawValue) { return .malformed }
        return .interrupted
    }
}
