@testable import trawl

extension RowFields {
    /// The fields of a row, without what is in them.
    static func names(of rows: String) -> [String] {
        let text = all.first { $0.rows == rows }?.fields ?? ""
        var depth = 0
        var flat = ""
        for character in text {
            if "[{".contains(character) { depth += 1 }
            if depth == 0 { flat.append(character) }
            if "]}".contains(character) { depth -= 1 }
        }
        return flat.split(separator: " ").map(String.init)
    }
}
