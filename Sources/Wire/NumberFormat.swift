/// Numbers as people read them.
package enum NumberFormat {
    /// `812`, `1.2k`, `34k`, `5.6M`, `7.1G`; what is not known any more reads as the bound that it is: `>9e15`.
    package static func short(_ value: Quantity) -> String {
        if value.isClamped { return value.description }
        switch abs(value.value) {
        case ..<1_000: return value.description
        case ..<10_000: return tenths(value.value / 1e3) + "k"
        case ..<1_000_000: return "\(value.int / 1_000)k"
        case ..<10_000_000: return tenths(value.value / 1e6) + "M"
        case ..<1_000_000_000_000: return "\(value.int / 1_000_000)M"
        default: return "\(value.int / 1_000_000_000)G"
        }
    }

    package static func short(_ value: Int) -> String { short(Quantity(value)) }

    /// `512 B`, `12.3 kB`, `4.0 MB`: powers of 1000, as the platform's pages count.
    package static func bytes(_ count: Int) -> String {
        switch count {
        case ..<1_000: "\(count) B"
        case ..<1_000_000: tenths(Double(count) / 1e3) + " kB"
        case ..<1_000_000_000: tenths(Double(count) / 1e6) + " MB"
        default: tenths(Double(count) / 1e9) + " GB"
        }
    }

    /// `84,112`.
    package static func grouped(_ value: Quantity) -> String {
        if value.isClamped { return value.description }
        var digits = Array(String(abs(value.int)))
        var at = digits.count - 3
        while at > 0 {
            digits.insert(",", at: at)
            at -= 3
        }
        return (value < 0 ? "-" : "") + String(digits)
    }

    package static func grouped(_ value: Int) -> String { grouped(Quantity(value)) }

    /// `1 hit`, `1,204 hits`.
    package static func counted(_ count: Quantity, _ noun: String) -> String {
        let plural = ["s", "x", "ch", "sh"].contains(where: noun.hasSuffix) ? "es" : "s"
        return "\(grouped(count)) \(noun)\(count == 1 ? "" : plural)"
    }

    package static func counted(_ count: Int, _ noun: String) -> String { counted(Quantity(count), noun) }

    /// `0.4s`, `12s`, `3m04s`, `2h05m`, `3d4h`; `-` where there is none.
    package static func duration(_ seconds: Double?) -> String {
        guard let seconds, !seconds.isNaN else { return "-" }
        let sign = seconds < 0 ? "-" : ""
        let whole = Int(min(abs(seconds), 1e9).rounded())
        switch abs(seconds) {
        case ..<10: return sign + tenths(abs(seconds)) + "s"
        case ..<60: return "\(sign)\(whole)s"
        case ..<3_600: return "\(sign)\(whole / 60)m\(two(whole % 60))s"
        case ..<86_400: return "\(sign)\(whole / 3_600)h\(two(whole / 60 % 60))m"
        default: return "\(sign)\(whole / 86_400)d\(whole / 3_600 % 24)h"
        }
    }

    /// The same of seconds from outside.
    package static func duration(_ seconds: Quantity) -> String {
        seconds.isClamped ? "-" : duration(seconds.value)
    }

    /// A time that passed; nil where it would read as none.
    package static func passed(_ seconds: Double) -> String? { seconds < 0.05 ? nil : duration(seconds) }

    /// `63%`, or `-`.
    package static func percent(_ share: Double?) -> String {
        share.map { "\(Quantity(($0 * 100).rounded()))%" } ?? "-"
    }

    /// `$0.41`.
    package static func cost(_ dollars: Quantity) -> String {
        if dollars.isClamped { return dollars.value < 0 ? "<-$9e15" : ">$9e15" }
        let (cents, sign) = (Int((abs(dollars.value) * 100).rounded()), dollars < 0 ? "-" : "")
        return dollars > 0 && cents == 0 ? "<$0.01" : "\(sign)$\(cents / 100).\(two(cents % 100))"
    }

    /// One digit after the point.
    package static func tenths(_ value: Double) -> String {
        let number = Quantity(value * 10)
        if number.isClamped { return number.description }
        let tenths = Int(number.value.rounded())
        return "\(tenths < 0 && tenths > -10 ? "-" : "")\(tenths / 10).\(abs(tenths % 10))"
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
}
