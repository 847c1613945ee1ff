import Platform
import RichText
import Shell
import Terminal
import Wire

/// What the verifier says of an item: its checks as a list, single values by their names, the rest as JSON.
enum VerifierLines {
    static func render(_ result: JSONValue) -> [RichLine] {
        guard let members = result.object?.members else {
            return [.blank, .title("Verifier's result")] + JSONLines.render(result).indented
        }
        var checks: [(String, [Span])] = []
        var values: [(String, [Span])] = []
        var rest: [(String, JSONValue)] = []
        for member in members {
            if let list = list(of: member.value) {
                checks += list
            } else if let words = words(member.value) {
                values.append((member.key, [Span(words)]))
            } else {
                rest.append((member.key, member.value))
            }
        }
        return ItemDetail.section("Verifier", checks + values)
            + (rest.isEmpty
                ? [] : [.blank, .title("Verifier's result")] + JSONLines.render(.object(JSONObject(rest))).indented)
    }

    /// Checks, each with a name and whether it passed; nil for anything else.
    private static func list(of value: JSONValue) -> [(String, [Span])]? {
        guard let entries = value.array, !entries.isEmpty else { return nil }
        var rows: [(String, [Span])] = []
        for entry in entries {
            guard let name = entry["name"]?.string, let passed = (entry["passed"] ?? entry["ok"])?.bool else {
                return nil
            }
            let look = StatusStyle(passed ? ItemStatus.passed : .failed)
            let more =
                (entry["message"] ?? entry["detail"] ?? entry["reason"])?.string.map { ": \(Sanitize.line($0))" } ?? ""
            rows.append((name, [Span("\(look.sign) \(look.word)", look.slot), Span(more)]))
        }
        return rows
    }

    private static func words(_ value: JSONValue) -> String? {
        guard value.object == nil, value.array == nil else { return nil }
        if let bool = value.bool { return bool ? "yes" : "no" }
        return value == .null ? "-" : Sanitize.line(value.string ?? value.serialized())
    }
}
