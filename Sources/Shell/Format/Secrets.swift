/// What looks like a key, a token or a password in a text that is handed on: everything but its beginning is masked.
package enum Secrets {
    /// How keys of known services begin, and how long they are at least.
    private static let beginnings: [(text: [UInt8], least: Int)] = [
        ("sk-", 20), ("sk_", 20), ("pk_live_", 20), ("rk_live_", 20), ("ghp_", 30), ("gho_", 30), ("ghs_", 30),
        ("ghu_", 30), ("ghr_", 30), ("github_pat_", 30), ("glpat-", 20), ("xoxb-", 20), ("xoxp-", 20), ("xoxa-", 20),
        ("xoxs-", 20), ("xapp-", 20), ("AIza", 35), ("AKIA", 20), ("ASIA", 20), ("hf_", 20), ("npm_", 30),
        ("pypi-", 40), ("dn_", 20), ("dn-", 20), ("eyJ", 40), ("gsk_", 30), ("r8_", 30), ("tvly-", 20),
    ].map { (Array($0.0.utf8), $0.1) }

    /// How names end whose values are secret, in small letters and without `_` and `-`.
    private static let names = [
        "apikey", "token", "secret", "secretkey", "accesskey", "password", "passwd", "privatekey", "authorization",
    ].map { Array($0.utf8) }

    private static let stand = Array("[masked]".utf8)
    /// Characters of a secret that stay, so that it can be told which one it was.
    private static let kept = 4

    package static func masked(_ text: String) -> String {
        var text = text
        let masked = text.withUTF8 { bytes -> [UInt8]? in
            let found = ranges(bytes)
            guard !found.isEmpty else { return nil }
            var result: [UInt8] = []
            var at = 0
            for range in found where range.lowerBound >= at {
                result += bytes[at..<range.lowerBound]
                result += stand
                at = range.upperBound
            }
            return result + bytes[at...]
        }
        return masked.map { String(decoding: $0, as: UTF8.self) } ?? text
    }

    // MARK: Finding

    private typealias Bytes = UnsafeBufferPointer<UInt8>

    /// What is masked, in order.
    private static func ranges(_ bytes: Bytes) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var before: Range<Int>?
        var at = 0
        while at < bytes.count {
            guard isOfWord(bytes[at]) else {
                if let end = armored(bytes, at) {
                    found.append(end)
                    at = end.upperBound
                } else {
                    at += 1
                }
                continue
            }
            var end = at
            while end < bytes.count, isOfWord(bytes[end]) { end += 1 }
            let word = at..<end
            if let armor = armored(bytes, at) {
                found.append(armor)
                at = armor.upperBound
                continue
            }
            if let password = password(bytes, word) {
                found.append(password)
                at = password.upperBound
                continue
            }
            if isKey(bytes, word) {
                found.append(word.lowerBound + kept..<end)
            } else if let before, isNamed(bytes, before, word) || isBearer(bytes, before, word) {
                found.append(word)
            }
            (before, at) = (word, end)
        }
        return found
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// A word that begins as the keys of a service do, and is as long.
    private static func isKey(_ bytes: Bytes, _ word: Range<Int>) -> Bool {
        beginnings.contains { beginning in
            word.count >= beginning.least && bytes[word].starts(with: beginning.text)
                && bytes[word].contains(where: isDigit)
        }
    }

    /// The value of a name that says so: `api_key=...`, `"password": "..."`. Words of prose are no values.
    private static func isNamed(_ bytes: Bytes, _ name: Range<Int>, _ word: Range<Int>) -> Bool {
        let between = bytes[name.upperBound..<word.lowerBound]
        guard between.count <= 6, between.contains(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") }),
            between.allSatisfy({ [0x20, 0x22, 0x27, 0x3A, 0x3D, 0x5C].contains($0) }), word.count >= 8,
            bytes[word].contains(where: isDigit), !bytes[word].allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") })
        else { return false }
        let plain = bytes[name].filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") }.map { $0 | 0x20 }
        return names.contains { plain.count >= $0.count && plain.suffix($0.count).elementsEqual($0) }
    }

    /// `Authorization: Bearer ...`.
    private static func isBearer(_ bytes: Bytes, _ before: Range<Int>, _ word: Range<Int>) -> Bool {
        let name = bytes[before].map { $0 | 0x20 }
        return (name == Array("bearer".utf8) || name == Array("basic".utf8)) && word.lowerBound == before.upperBound + 1
            && bytes[before.upperBound] == 0x20 && word.count >= 12 && bytes[word].contains(where: isDigit)
    }

    /// The password of a URL (`https://user:password@host`), where a word is what follows the colon of the scheme.
    private static func password(_ bytes: Bytes, _ word: Range<Int>) -> Range<Int>? {
        guard bytes[word].starts(with: Array("//".utf8)), word.lowerBound > 0,
            bytes[word.lowerBound - 1] == UInt8(ascii: ":"), word.upperBound < bytes.count,
            bytes[word.upperBound] == UInt8(ascii: ":"), !bytes[word].dropFirst(2).contains(UInt8(ascii: "/"))
        else { return nil }
        let start = word.upperBound + 1
        guard let end = bytes[start...].firstIndex(where: { $0 <= 0x20 || [0x22, 0x27, 0x2F, 0x40].contains($0) }),
            bytes[end] == UInt8(ascii: "@"), end > start
        else { return nil }
        return start..<end
    }

    private static let armor = (
        begin: Array("-----BEGIN ".utf8), end: Array("-----END ".utf8), key: Array("PRIVATE KEY-----".utf8)
    )

    /// The body of a private key in armor, up to its end or that of the text.
    private static func armored(_ bytes: Bytes, _ start: Int) -> Range<Int>? {
        guard bytes[start...].starts(with: armor.begin) else { return nil }
        let line = bytes[start...].prefix { $0 != 0x0A && $0 != 0x5C }
        guard line.count < 100, line.count > armor.key.count, line.suffix(armor.key.count).elementsEqual(armor.key)
        else {
            return nil
        }
        var at = line.endIndex
        while at < bytes.count, !bytes[at...].starts(with: armor.end) { at += 1 }
        return line.endIndex..<at
    }
}
