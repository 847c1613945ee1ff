/// How languages name their exceptions.
enum ExceptionName {
    /// Whether a word is the name of an exception: `ValueError`, `requests.exceptions.ReadTimeout`.
    static func matches(_ word: Bytes) -> Bool {
        let name = word.lastComponent
        guard name.first?.isUpper == true, name.allSatisfy(\.isWord) else { return false }
        if endings.contains(where: { name.count > $0.utf8CodeUnitCount && name.has(suffix: $0) }) {
            return true
        }
        return name.count < word.count && word.first?.isLower == true && name.dropFirst().contains(where: \.isLower)
            && name.contains("Time")
    }

    private static let endings: [StaticString] = [
        "Error", "Exception", "Timeout", "Interrupt", "Expired", "Exceeded", "Refused", "TimedOut", "Killed", "Exit",
        "NotFound", "Unavailable", "Failure", "Fault",
    ]
}
