import Shell
package import Wire

extension TrajectoryModel {
    /// What is coming, and how fast: `loading… 24 steps, 1.2 MB of 5 MB, 800 kB/s, 4.8s left`.
    package func loadWords(at now: Timestamp) -> String {
        let progress = arriving ?? progress
        let silence = load.pace?.silence(at: now)
        guard progress.bytes > 0 else {
            return silence.map { "No data for \(NumberFormat.duration($0)); \(key: .back) stops" } ?? "loading…"
        }
        let steps = "loading… \(NumberFormat.counted(progress.steps, "step")), "
        let rate = silence == nil ? load.pace?.rate(at: now) : nil
        let words = TransferWords.words(done: progress.bytes, total: progress.expectedBytes, rate: rate)
        return steps + words + (silence.map { ", nothing for \(NumberFormat.duration($0)); \(key: .back) stops" } ?? "")
    }
}
