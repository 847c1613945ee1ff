import Platform

/// Who may ask: a token as `X-API-Key` or as bearer.
struct Authentication: Sendable {
    let token: String?

    /// Throws the contract's 401 unless the request carries the token.
    func check(_ request: ServerRequest) throws {
        guard let token else { return }
        guard let sent = request.credential?.secret, Self.isEqual(sent, token) else {
            throw PlatformError(.status(401), detail: "Authentication failed", type: "authentication_error")
        }
    }

    /// Compares in a time that says nothing about where the texts differ.
    static func isEqual(_ left: String, _ right: String) -> Bool {
        let left = Array(left.utf8)
        let right = Array(right.utf8)
        var difference = UInt(bitPattern: left.count ^ right.count)
        for index in right.indices { difference |= UInt(right[index] ^ (index < left.count ? left[index] : 0)) }
        return difference == 0
    }
}
