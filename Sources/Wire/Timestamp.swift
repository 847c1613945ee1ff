import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// A moment, in seconds since 1970-01-01T00:00:00Z.
///
/// Read leniently from what producers write: ISO 8601 with `Z`, an offset or none (taken as UTC), a blank for the `T`,
/// with hyphens and colons or without, a date alone, the date of a mail or of `ctime`, or the time since 1970 as a number,
/// of seconds, milliseconds, microseconds or nanoseconds. What lies outside of the years 1 to 9999 is no time.
package struct Timestamp: Hashable, Comparable, Sendable {
    package var seconds: Double

    package init(seconds: Double) { self.seconds = seconds }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }

    /// Seconds from `right` to `left`; negative where `left` is earlier.
    package static func - (left: Timestamp, right: Timestamp) -> Double { left.seconds - right.seconds }

    /// Seconds since a moment before; nil where that is later: no clock that is told of ran so.
    package func since(_ start: Timestamp) -> Double? { self >= start ? self - start : nil }

    package static func + (left: Timestamp, seconds: Double) -> Timestamp { .init(seconds: left.seconds + seconds) }

    /// This moment, from the system's clock.
    package static var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(seconds: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
    }

    /// The years 1 to 9999, in seconds.
    private static let known = -62_135_596_800.0...253_402_300_799.999

    /// Reads a timestamp from a JSON string or number; nil where it is neither, or not a time.
    package init?(_ value: JSONValue?) {
        if case .string(let text)? = value {
            if let time = Timestamp(text) {
                self = time
                return
            }
            // As many digits as the units have: `20260415` is no number of seconds.
            guard [9, 10, 13, 16, 19].contains(text.utf8.prefix { $0 != UInt8(ascii: ".") }.count) else { return nil }
        }
        guard let number = value?.unclamped else { return nil }
        self.init(sinceEpoch: number)
    }

    /// The time since 1970 in the unit that makes it a time of ours: seconds up to the year 5138, and so on.
    private init?(sinceEpoch number: Double) {
        let units = [(1e11, 1.0), (1e14, 1e3), (1e17, 1e6), (1e20, 1e9)]
        guard let unit = units.first(where: { abs(number) < $0.0 })?.1, Self.known.contains(number / unit) else {
            return nil
        }
        self.init(seconds: number / unit)
    }

    /// Reads a date, or a date and time: of ISO 8601, or in words as mails and `ctime` write it.
    package init?(_ text: String) {
        var reader = FieldReader(bytes: Array(text.utf8.prefix(64)))
        guard let (year, month, day) = reader.date() ?? reader.spelledDate(), (1...12).contains(month),
            (1...Self.length(ofMonth: month, year)).contains(day)
        else { return nil }
        var seconds = Double(Self.days(year: year, month: month, day: day)) * 86_400
        if let clock = reader.clock {
            seconds += clock
        } else if reader.skip("T") || reader.skip("t") || reader.skip(" ") {
            guard let time = reader.time() else { return nil }
            seconds += time
        }
        guard Self.known.contains(seconds) else { return nil }
        self.init(seconds: seconds)
    }

    /// `2026-04-15T12:00:00Z`, with milliseconds where there are any.
    package var iso8601: String {
        // To the nearest millisecond: a fraction such as .234 has no exact value, and cutting would make it .233.
        let nearest = Timestamp(seconds: (seconds * 1000).rounded() / 1000)
        let parts = nearest.utc
        let milliseconds = Int(((nearest.seconds - nearest.seconds.rounded(.down)) * 1000).rounded())
        let fraction = milliseconds == 0 ? "" : "." + Self.padded(milliseconds, 3)
        return "\(Self.padded(parts.year, 4))-\(Self.padded(parts.month, 2))-\(Self.padded(parts.day, 2))"
            + "T\(Self.clock(parts))\(fraction)Z"
    }

    // MARK: For people

    private static let isLocal = Atomic(false)

    /// Shows times in the zone of this machine from now on, and no longer in UTC.
    package static func useLocalZone(_ isWanted: Bool) {
        if isWanted { tzset() }
        isLocal.store(isWanted, ordering: .relaxed)
    }

    /// The zone that times are shown in: `UTC`, or `local`.
    package static var zone: String { isLocal.load(ordering: .relaxed) ? "local" : "UTC" }

    /// Seconds that clocks in the shown zone are before those of UTC.
    package var zoneOffset: Double {
        guard Self.isLocal.load(ordering: .relaxed) else { return 0 }
        return Double(parts(localtime_r).tm_gmtoff)
    }

    /// `2026-04-15`, in the zone that times are shown in.
    package var day: String {
        let parts = shown
        return "\(Self.padded(parts.year, 4))-\(Self.padded(parts.month, 2))-\(Self.padded(parts.day, 2))"
    }

    /// `2026-04-15 12:00`, in the zone that times are shown in.
    package var minute: String { "\(day) \(clock.prefix(5))" }

    /// `12:00:00`, in the zone that times are shown in.
    package var clock: String { Self.clock(shown) }

    private typealias Parts = (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int)

    private static func clock(_ parts: Parts) -> String {
        "\(padded(parts.hour, 2)):\(padded(parts.minute, 2)):\(padded(parts.second, 2))"
    }

    private var utc: Parts { Self.fields(parts(gmtime_r)) }

    private var shown: Parts { Self.isLocal.load(ordering: .relaxed) ? Self.fields(parts(localtime_r)) : utc }

    private func parts(
        _ convert: (UnsafePointer<time_t>, UnsafeMutablePointer<tm>) -> UnsafeMutablePointer<tm>?
    ) -> tm {
        let clamped = min(max(seconds.rounded(.down), Self.known.lowerBound), Self.known.upperBound.rounded(.down))
        var time = time_t(clamped)
        var parts = tm()
        _ = convert(&time, &parts)
        return parts
    }

    private static func fields(_ parts: tm) -> Parts {
        (
            Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday), Int(parts.tm_hour), Int(parts.tm_min),
            Int(parts.tm_sec)
        )
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }

    private static func length(ofMonth month: Int, _ year: Int) -> Int {
        if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// Days from 1970-01-01 in the Gregorian calendar, by counting from a March-based year.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

/// Reads the fixed-width fields of a date.
private struct FieldReader {
    let bytes: [UInt8]
    var at = 0
    /// The time, where it stands within the date.
    private(set) var clock: Double?

    mutating func digits(_ count: Int) -> Int? {
        guard at + count <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[at..<(at + count)] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        at += count
        return value
    }

    /// `2026-04-15`, `2026/04/15`, `20260415` before a time, and of `ctime` the year at the end.
    mutating func date() -> (Int, Int, Int)? {
        let start = at
        if let year = digits(4) {
            let isBasic = !skip("-") && !skip("/")
            if let month = digits(2), isBasic || skip("-") || skip("/"), let day = digits(2),
                !isBasic || at < bytes.count && bytes[at] | 0x20 == UInt8(ascii: "t")
            {
                return (year, month, day)
            }
        }
        at = start
        return nil
    }

    /// `Thu, 01 Jan 2026` and `1 Jan 2026`, and `Thu Jan  1 10:00:40 2026`, of which the time stands in between.
    mutating func spelledDate() -> (Int, Int, Int)? {
        let start = at
        if Self.days.contains(word()) { while skip(",") || skip(" ") {} } else { at = start }
        if let day = digits(2) ?? digits(1), skip(" ") || skip("-"), let month = month(), skip(" ") || skip("-"),
            let year = digits(4)
        {
            return (year, month, day)
        }
        at = start
        if Self.days.contains(word()) { while skip(" ") {} } else { at = start }
        guard let month = month(), skip(" ") else { return nil }
        while skip(" ") {}
        guard let day = digits(2) ?? digits(1) else { return nil }
        _ = skip(",")
        guard skip(" ") else { return nil }
        if let year = digits(4) { return (year, month, day) }
        clock = time()
        while skip(" ") {}
        guard clock != nil, let year = digits(4) else { return nil }
        return (year, month, day)
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    private static let days: Set<String> = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    private mutating func month() -> Int? { Self.months.firstIndex(of: word()).map { $0 + 1 } }

    /// The first three letters of a word, small; all of it is read.
    private mutating func word() -> String {
        let letters = bytes[at...].prefix { (0x41...0x5A).contains($0 & 0xDF) }
        at += letters.count
        return String(decoding: letters.prefix(3).map { $0 | 0x20 }, as: UTF8.self)
    }

    /// `10:00:40.5+02:00` or `100040Z`, as seconds since midnight in UTC.
    mutating func time() -> Double? {
        guard let hour = digits(2) else { return nil }
        let isBasic = !skip(":")
        guard let minute = digits(2), hour < 25, minute < 60 else { return nil }
        var seconds = Double(hour * 3600 + minute * 60)
        if isBasic || skip(":") {
            guard let second = digits(2) else { return isBasic ? seconds : nil }
            seconds += Double(second)
            if skip(".") || skip(",") { seconds += fraction() }
        }
        let isApart = skip(" ")
        if skip("+") {
            seconds -= offset()
        } else if skip("-") {
            seconds += offset()
        } else if isApart {
            at -= 1
        }
        return seconds
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    /// The digits after the decimal point, as a fraction of a second.
    mutating func fraction() -> Double {
        var value = 0.0
        var scale = 0.1
        while at < bytes.count, (0x30...0x39).contains(bytes[at]) {
            value += Double(bytes[at] - 0x30) * scale
            scale /= 10
            at += 1
        }
        return value
    }

    /// `02:00`, `0200` or `02` as seconds.
    mutating func offset() -> Double {
        let hours = digits(2) ?? 0
        _ = skip(":")
        return Double(hours * 3600 + (digits(2) ?? 0) * 60)
    }
}
