import Archive
import Effects
import Foundation
import LocalState
import Platform
import Shell
import Synchronization
import Wire

/// The download that goes on while one browses, told of as it comes.
enum BackgroundDownload {
    /// Writes the bundle, and says what it was. Cancelled, it removes what had come.
    @Sendable static func run(
        _ request: BundleRequest, from platform: any Platform, _ answer: @escaping @Sendable (EffectResult) -> Void
    ) async throws {
        do {
            answer(.ended(Message(try await write(request, platform, answer), .good)))
        } catch let error as CancellationError {
            // Who stopped it has said so.
            throw error
        } catch let error as PlatformError {
            answer(.ended(Message(error, isOnce: true)))
        } catch {
            let failure = CommandError(error)
            let hint = failure.hint.replacing("--force replaces it", with: ":download! FILE replaces it")
            answer(.ended(Message([failure.message, hint].filter { !$0.isEmpty }.joined(separator: " "), .error)))
        }
    }

    private static func write(
        _ request: BundleRequest, _ platform: any Platform, _ answer: @escaping @Sendable (EffectResult) -> Void
    ) async throws -> String {
        let path = SystemPath.expanded(request.path)
        let download = BundleDownload(destination: path, force: request.overwrites)
        try download.checkDestination()
        let body = try await platform.bundle(
            of: request.evaluation, form: request.form, includeCompacted: request.includeCompacted)
        let pace = Pace()
        let facts =
            (try? await MarksFile(path: Folders().marks, scope: platform.scope).facts(of: request.evaluation)) ?? [:]
        let lost = Mutex("")
        let record = BundleDownload.Record(platform: platform, evaluation: request.evaluation, facts: facts) { reason in
            lost.withLock { $0 = ", without outcomes: \(reason)" }
        }
        let check = try await download.run(body, keeping: record) { state in
            guard pace.isDue() else { return }
            answer(.progress(progress(state)))
        }
        return summary(request.path, check) + lost.withLock { $0 }
    }

    private static func progress(_ state: BundleDownload.State) -> Shell.Progress {
        if let checked = state.checked {
            return Shell.Progress(label: "checking", done: checked.done, total: checked.of)
        }
        return Shell.Progress(label: "", done: state.bytes, total: state.expected)
    }

    private static func summary(_ path: String, _ check: BundleCheck) -> String {
        let skipped = check.skipped.isEmpty ? "" : ", \(check.skipped.count) skipped"
        let refused = check.refused.isEmpty ? "" : ", \(check.refused.count) not readable"
        return "\(path): \(check.samples) items\(skipped)\(refused), \(NumberFormat.bytes(check.bytes)) unpacked"
    }
}

/// Lets something through five times a second at most: more is not read, and costs frames.
private final class Pace: Sendable {
    private let next = Mutex(ContinuousClock.now)

    func isDue() -> Bool {
        next.withLock { next in
            guard next <= .now else { return false }
            next = .now + .milliseconds(200)
            return true
        }
    }
}
