import Wire

/// A time as it is written in a filter: an age, a day, or a time to the second. Days are those of the zone that times are shown in.
enum FilterMoment: Hashable, Sendable {
    /// So many seconds ago.
    case ago(Double)
    /// So many days before today.
    case daysAgo(Int)
    case day(Timestamp)
    case time(Timestamp)

    private static let secondsOfDay = 86_400.0

    /// Nil for a text that is none of these.
    init?(_ text: String) {
        switch text.lowercased() {
        case "today": self = .daysAgo(0)
        case "yesterday": self = .daysAgo(1)
        default:
            // A number alone is no age: of what?
            if text.contains(where: \.isLetter), let seconds = FilterUnit.seconds.read(text) {
                self = .ago(seconds)
            } else if text.utf8.count == 10, let day = Timestamp(text + "T00:00:00Z") {
                self = .day(day + -(day + -day.zoneOffset).zoneOffset)
            } else if text.allSatisfy({ $0.isNumber || "-:TtZz+. ".contains($0) }), let time = Timestamp(text) {
                self = .time(time)
            } else {
                return nil
            }
        }
    }

    func start(now: Timestamp) -> Timestamp {
        switch self {
        case .ago(let seconds): now + -seconds
        case .daysAgo(let days):
            Timestamp(
                seconds: (((now.seconds + now.zoneOffset) / Self.secondsOfDay).rounded(.down) - Double(days))
                    * Self.secondsOfDay - now.zoneOffset)
        case .day(let day), .time(let day): day
        }
    }

    /// A day ends with its last moment.
    func end(now: Timestamp) -> Timestamp {
        switch self {
        case .ago, .time: start(now: now)
        case .daysAgo, .day: start(now: now) + (Self.secondsOfDay - 0.001)
        }
    }
}
