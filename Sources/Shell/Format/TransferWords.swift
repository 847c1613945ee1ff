import Wire

/// How far a transfer is, in words: `12.3 MB of 40 MB, 5.1 MB/s, 5.4s left`.
package enum TransferWords {
    /// `rate` in bytes a second; nil or 0 where it is not known yet.
    package static func words(done: Int, total: Int?, rate: Double?) -> String {
        var words = [NumberFormat.bytes(done) + (total.map { " of " + NumberFormat.bytes($0) } ?? "")]
        guard let rate, rate > 0 else { return words[0] }
        words.append(NumberFormat.bytes(Int(min(rate, 1e15))) + "/s")
        if let total, total > done { words.append(NumberFormat.duration(Double(total - done) / rate) + " left") }
        return words.joined(separator: ", ")
    }
}
