import Foundation
import Platform
import Wire

/// Figures as the tables of the command line show them: as on the screen, and empty where there is none.
enum CellFormat {
    static func seconds(_ value: Double?) -> String { value.map { NumberFormat.duration($0) } ?? "" }

    /// With one digit after the point: rates are compared here.
    static func percent(_ value: Double?) -> String { value.map { NumberFormat.tenths($0 * 100) + "%" } ?? "" }

    static func count(_ value: Quantity?) -> String { value.map { NumberFormat.short($0) } ?? "" }

    static func bytes(_ count: Int) -> String { NumberFormat.bytes(count) }

    /// A double with as many digits as mean something, for JSON: never `0.30000000000000004`.
    static func rounded(_ value: Double?, digits: Int = 4) -> JSONValue {
        guard let value, value.isFinite else { return .null }
        return .number(String(format: "%.\(digits)g", value))
    }

    /// The same of a number from outside; nothing of one that is not known.
    static func rounded(_ value: Quantity?) -> JSONValue { value?.isClamped == false ? rounded(value?.value) : .null }

    /// Seconds with three decimals, for JSON.
    static func exact(seconds value: Double?) -> JSONValue {
        guard let value, value.isFinite else { return .null }
        let whole = (value * 1000).rounded() / 1000
        return whole == whole.rounded() ? .int(Int(whole)) : .double(whole)
    }
}
