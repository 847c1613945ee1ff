import Platform

/// Addresses of the platform's own pages (Platform.docc/Web-pages-and-exports).
package struct WebPages: Hashable, Sendable {
    private let scope: PlatformScope

    package init(_ scope: PlatformScope) { self.scope = scope }

    package func evaluation(_ id: EvaluationID) -> String { page("evaluation", "eval", id.text) }

    package func session(_ id: SessionID) -> String { page("analysis", "session", id.text) }

    private func page(_ name: String, _ key: String, _ value: String) -> String {
        let root = scope.server.hasSuffix("/") ? String(scope.server.dropLast()) : scope.server
        return root + "/\(Self.encoded(scope.organization))/\(name)?workspace=\(Self.encoded(scope.workspace))"
            + "&\(key)=\(Self.encoded(value))"
    }

    /// Everything but RFC 3986's unreserved characters as `%XX`.
    private static func encoded(_ text: String) -> String {
        text.utf8.reduce(into: "") { encoded, byte in
            let scalar = Unicode.Scalar(byte)
            if scalar.isASCII,
                scalar.properties.isAlphabetic || (0x30...0x39).contains(byte) || "-._~".utf8.contains(byte)
            {
                encoded.unicodeScalars.append(scalar)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += "%" + (digits.count < 2 ? "0" : "") + digits
            }
        }
    }
}
