import Dispatch
package import Platform
package import Shell
import Synchronization
package import Triage
import Wire

/// Does what the state asks of a platform and of this machine's processors, one task a slot, and posts what comes of it.
package final class EffectRunner: Sendable {
    private struct Started: Sendable {
        let effect: Effect
        let task: Task<Void, Never>
    }

    private struct Tasks {
        var started: [EffectSlot: Started] = [:]
        /// The last one that reads or writes marks.
        var marks: Task<Void, Never>?
    }

    private let platform: PlatformWorker
    private let post: @Sendable (Event) -> Void
    private let tasks = Mutex(Tasks())

    /// `post` may be called from any thread.
    package init(
        platform: any Platform, cache: ResponseCache, marks: any MarksStore,
        download: @escaping PlatformWorker.Download = { _, _, _ in }, post: @escaping @Sendable (Event) -> Void
    ) {
        self.platform = PlatformWorker(platform: platform, cache: cache, marks: marks, download: download)
        self.post = post
    }

    /// Starts work; what is under way in its slot is cancelled. Gives back what is not done here: the terminal's.
    @discardableResult
    package func run(_ effect: Effect) -> TerminalWork? {
        let answer: @Sendable (EffectResult) -> Void = { [post] in post(.answer(effect.ticket, $0)) }
        switch effect.work {
        case .platform(let work):
            start(effect, inOrder: work.isOfMarks) { [platform] in try await platform.perform(work, answer) }
        case .compute(let computation): start(effect) { try await computation.work.run(answer) }
        case .wait(let seconds):
            start(effect) {
                try await Task.sleep(for: .seconds(seconds))
                answer(.due)
            }
        case .cancel: tasks.withLock { $0.started[effect.ticket.slot]?.task }?.cancel()
        case .terminal(let work): return work
        }
        return nil
    }

    /// Waits, so many seconds at most, until all that would be lost is done; then gives it up, which leaves no file
    /// half-written, and marks to be stored by the next program. For the thread that ends the program: it waits whatever
    /// the other threads do.
    package func finish(within seconds: Double) {
        if !isDone(saving, within: seconds) {
            let files = saving.filter { $0.effect.work.saves == .file }
            for file in files { file.task.cancel() }
            _ = isDone(files, within: seconds / 2)
        }
        platform.keepForLater(saving.map(\.effect.work))
    }

    /// What is under way and would be lost, in the order in which it was begun.
    private var saving: [Started] {
        tasks.withLock { $0.started.values.filter { $0.effect.work.saves != nil } }
            .sorted { $0.effect.ticket.generation < $1.effect.ticket.generation }
    }

    private func isDone(_ started: [Started], within seconds: Double) -> Bool {
        guard !started.isEmpty else { return true }
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            for started in started { await started.task.value }
            done.signal()
        }
        return done.wait(timeout: .now() + seconds) == .success
    }

    /// Stops everything but what would be lost (`finish`).
    package func stop() {
        let reads = tasks.withLock { $0.started.values.filter { $0.effect.work.saves == nil } }
        for started in reads { started.task.cancel() }
    }

    /// `inOrder`: marks are stored in the order in which they were made, and read after that.
    private func start(_ effect: Effect, inOrder: Bool = false, _ body: @escaping @Sendable () async throws -> Void) {
        let ticket = effect.ticket
        let before = tasks.withLock { tasks in
            let earlier = inOrder ? tasks.marks : nil
            let task = Task {
                await earlier?.value
                await self.perform(ticket, body)
            }
            if inOrder { tasks.marks = task }
            return tasks.started.updateValue(
                Started(effect: effect, task: task), forKey: ticket.slot)
        }
        before?.task.cancel()
    }

    private func perform(_ ticket: Ticket, _ body: @Sendable () async throws -> Void) async {
        do {
            try await body()
        } catch is CancellationError {
            // Nobody waits for this any more.
        } catch let error as PlatformError {
            post(.answer(ticket, .failed(error)))
        } catch {
            post(.answer(ticket, .failed(PlatformError(.storage, detail: String(describing: error)))))
        }
        tasks.withLock { tasks in
            if tasks.started[ticket.slot]?.effect.ticket == ticket { tasks.started[ticket.slot] = nil }
        }
    }
}
