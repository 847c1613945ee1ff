/// Where the API is: the base that every path is put behind (Platform.docc/Connecting).
package struct ServerAddress: Hashable, Sendable {
    /// `https` or `http`.
    package var scheme: String
    /// Lower-cased; an IPv6 address without its brackets.
    package var host: String
    package var port: Int
    /// The base path, `/api/v1` as a rule; without a slash at the end.
    package var path: String

    /// Reads an address as people write it: without a scheme it is https (http for this machine); a missing base path
    /// becomes `/api/v1`, one that ends with `/api` or `/api/v1` is kept. Nil where it is no address, holds a user, or
    /// something that no address can hold.
    package init?(_ text: String) {
        let trimmed = text.trimming { $0.isWhitespace || $0 == "/" }
        // On scalars: a mark that combines would hide a control beside it.
        let isWritable = trimmed.unicodeScalars.allSatisfy {
            !$0.properties.isWhitespace && $0.properties.generalCategory != .control
        }
        guard isWritable, let (scheme, rest) = Self.splitScheme(trimmed) else { return nil }
        let slash = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        guard let (host, port) = Self.splitPort(String(rest[..<slash])) else { return nil }
        let isLocal = Self.isLoopback(host: host)
        self.scheme = scheme ?? (isLocal ? "http" : "https")
        self.host = host
        self.port = port ?? (self.scheme == "https" ? 443 : 80)
        let path = rest[slash...].prefix { $0 != "?" && $0 != "#" }.trimmingSlashes
        self.path = path.hasSuffix("/api") || path.hasSuffix("/api/v1") ? path : path + "/api/v1"
    }

    /// Splits off `http://` or `https://`; nil for any other scheme.
    private static func splitScheme(_ text: String) -> (scheme: String?, rest: Substring)? {
        let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return (nil, text[...]) }
        let scheme = parts[0].lowercased()
        return ["http", "https"].contains(scheme) ? (scheme, parts[1]) : nil
    }

    private static func splitPort(_ authority: String) -> (host: String, port: Int?)? {
        guard !authority.isEmpty, !authority.contains(where: { $0 == "@" || $0.isWhitespace || $0 == "\\" }) else {
            return nil
        }
        var host = authority.lowercased()
        var port: Int?
        let afterBracket = host.lastIndex(of: "]") ?? host.startIndex
        if let colon = host[afterBracket...].lastIndex(of: ":") {
            guard let number = Int(host[host.index(after: colon)...]), (1...65535).contains(number) else { return nil }
            port = number
            host = String(host[..<colon])
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        return host.isEmpty ? nil : (host, port)
    }

    /// `https://host:port`, the port only where it is not the scheme's own.
    package var origin: String {
        let isDefault = port == (scheme == "https" ? 443 : 80)
        return "\(scheme)://\(bracketedHost)\(isDefault ? "" : ":\(port)")"
    }

    private var bracketedHost: String { host.contains(":") ? "[\(host)]" : host }

    /// What people call this server: the origin, with the base path where it is not the usual one.
    package var name: String { path == "/api/v1" ? origin : origin + path }

    /// Where the web pages begin.
    var root: String {
        let prefix =
            path.hasSuffix("/api/v1") ? path.dropLast(7) : path.hasSuffix("/api") ? path.dropLast(4) : path[...]
        return origin + prefix
    }

    /// The address that paths are appended to.
    package var base: String { origin + path }

    /// Where a redirect from one of its addresses leads: absolute, from the root, or beside it (RFC 3986, 5.2). Nil where
    /// that is not this server.
    func resolve(_ location: String, from url: String) -> String? {
        if location.hasPrefix("/"), !location.hasPrefix("//") { return origin + location }
        let scheme = location.prefix { $0.isLetter || "+-.".contains($0) }
        if !location.hasPrefix("//"), !location.dropFirst(scheme.count).hasPrefix(":") {
            var folders = url.prefix { $0 != "?" }.dropFirst(origin.count).split(separator: "/").dropLast()
            var rest = location[...]
            while let step = ["./", "../"].first(where: rest.hasPrefix) {
                rest = rest.dropFirst(step.count)
                if step.count == 3 { folders = folders.dropLast() }
            }
            return origin + folders.map { "/" + $0 }.joined() + "/" + rest
        }
        guard let other = ServerAddress(location), other.scheme == self.scheme, other.host == host, other.port == port
        else {
            return nil
        }
        return location
    }

    package var isLoopback: Bool { Self.isLoopback(host: host) }

    /// The same server, whichever of its names this machine is called by.
    package func isSameOrigin(as other: ServerAddress) -> Bool {
        scheme == other.scheme && port == other.port && (host == other.host || isLoopback && other.isLoopback)
    }

    package static func isLoopback(host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// Whether an absolute address leads to this machine.
    static func isLoopback(url: String) -> Bool { ServerAddress(url)?.isLoopback ?? false }
}

extension Substring {
    /// The text without slashes at its end.
    fileprivate var trimmingSlashes: String {
        var text = self
        while text.hasSuffix("/") { text = text.dropLast() }
        return String(text)
    }
}
