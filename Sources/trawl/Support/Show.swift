import Foundation
import Platform
import Wire

/// Values as the tables of the command line show them.
enum Show {
    /// `0.4s`, `12s`, `3m04s`, `2h05m`; empty where there is none.
    static func seconds(_ value: Double?) -> String {
        guard let value else { return "" }
        let whole = Int(min(max(value, 0), 1e9).rounded())
        switch value {
        case ..<10: return String(format: "%.1fs", value)
        case ..<60: return "\(whole)s"
        case ..<3600: return String(format: "%dm%02ds", whole / 60, whole % 60)
        default: return String(format: "%dh%02dm", whole / 3600, whole / 60 % 60)
        }
    }

    static func percent(_ value: Double?) -> String { value.map { String(format: "%.1f%%", $0 * 100) } ?? "" }

    /// `812`, `1.2k`, `34k`, `5.6M`.
    static func count(_ value: Int?) -> String {
        guard let value else { return "" }
        switch value {
        case ..<1_000: return String(value)
        case ..<10_000: return String(format: "%.1fk", Double(value) / 1e3)
        case ..<1_000_000: return "\(value / 1_000)k"
        default: return String(format: "%.1fM", Double(value) / 1e6)
        }
    }

    /// `512 B`, `12.3 kB`, `4.0 MB`: powers of 1000.
    static func bytes(_ count: Int) -> String {
        let units = ["kB", "MB", "GB", "TB"]
        var value = Double(count)
        guard value >= 1000 else { return "\(count) B" }
        var unit = -1
        while value >= 1000, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        return String(format: "%.1f %@", value, units[unit])
    }

    /// A double with as many digits as mean something, for JSON: never `0.30000000000000004`.
    static func rounded(_ value: Double?, digits: Int = 4) -> JSONValue {
        guard let value, value.isFinite else { return .null }
        return .number(String(format: "%.\(digits)g", value))
    }

    /// Seconds with three decimals, for JSON.
    static func exact(seconds value: Double?) -> JSONValue {
        guard let value, value.isFinite else { return .null }
        let whole = (value * 1000).rounded() / 1000
        return whole == whole.rounded() ? .int(Int(whole)) : .double(whole)
    }
}
