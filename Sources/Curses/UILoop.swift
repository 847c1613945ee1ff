import CNCurses
import Glibc
import Terminal

/// What the loop hands to its owner.
package enum LoopEvent<Message: Sendable>: Sendable {
    case key(Key)
    /// The terminal has another size; the next frame has it.
    case resize(Size)
    /// Somebody posted to the mailbox.
    case message(Message)
    /// The deadline that the owner asked for has passed.
    case timer
    /// SIGTERM or SIGINT: end in an orderly way.
    case terminate
    /// The terminal is gone (SIGHUP, or its end of the line closed): save and end, there is nobody to tell.
    case hangup
}

/// The monotonic clock that deadlines are on, in nanoseconds.
package enum MonotonicClock {
    package static func now() -> UInt64 { nc_monotonic() }
}

/// The one loop of the program: waits for keys, messages and signals, hands over all that is there, then draws once.
///
/// It sleeps in one system call and wakes for nothing but these and the deadlines it was asked to keep; idle, it does not
/// wake at all. All of it runs on the thread that called `run`.
package final class UILoop<Message: Sendable> {
    /// Two frames are at least so far apart, in nanoseconds: a stream of events is drawn at the pace eyes can follow.
    package static var framePause: UInt64 { 10_000_000 }

    /// When the owner wants a `timer` event, on `MonotonicClock`; asked before each wait. Nil for never.
    package var nextDeadline: () -> UInt64? = { nil }
    /// Whether work is under way that will post messages: the program is not idle although the loop has nothing to do.
    package var isBusy: () -> Bool = { false }

    private let screen: Screen
    private let mailbox: Mailbox<Message>
    private let signals: Int32
    private let reporter = IdleReporter()
    private var input = InputReader()
    private var frame: CellBuffer
    private var lastFrame: UInt64 = 0
    private var needsFrame = true
    private var isRunning = false

    package init(screen: Screen, mailbox: Mailbox<Message>) {
        self.screen = screen
        self.mailbox = mailbox
        signals = nc_signals_catch()
        frame = CellBuffer(size: screen.size)
    }

    /// Runs until `stop`.
    ///
    /// - Parameters:
    ///   - initialEvents: handed over before the first frame.
    ///   - handle: updates the owner's state.
    ///   - draw: draws the state into a blank frame. Called once after all events at hand.
    package func run(
        initialEvents: [LoopEvent<Message>] = [], handle: (LoopEvent<Message>) -> Void,
        draw: (inout CellBuffer) -> Void
    ) {
        isRunning = true
        needsFrame = true
        initialEvents.forEach(handle)
        while isRunning {
            if isFrameDue { show(draw) }
            report()
            let turn = collect(wait())
            for event in turn where isRunning { handle(event) }
            if !turn.isEmpty { needsFrame = true }
        }
    }

    /// Ends `run` after the event that is being handled.
    package func stop() { isRunning = false }

    /// Draws again although nothing came in, as after `Screen.suspend`.
    package func invalidate() { needsFrame = true }

    // MARK: Drawing

    private var isFrameDue: Bool { needsFrame && nc_monotonic() >= lastFrame + Self.framePause }

    private func show(_ draw: (inout CellBuffer) -> Void) {
        let size = screen.size
        if frame.size == size { frame.clear() } else { frame = CellBuffer(size: size) }
        draw(&frame)
        screen.present(&frame)
        lastFrame = nc_monotonic()
        needsFrame = false
    }

    // MARK: Waiting

    /// Sleeps until something comes or a deadline passes.
    private func wait() -> Readiness {
        let descriptors = [input.descriptor, mailbox.descriptor, signals]
        return Readiness(bits: nc_wait(descriptors, Int32(descriptors.count), timeout))
    }

    /// Nanoseconds until the earliest of the next frame, the end of a lone Esc and the owner's deadline; -1 for ever.
    private var timeout: Int64 {
        let frameTime = needsFrame ? lastFrame + Self.framePause : nil
        guard let first = [frameTime, input.deadline, nextDeadline()].compactMap({ $0 }).min() else { return -1 }
        let now = nc_monotonic()
        return first > now ? Int64(min(first - now, UInt64(Int64.max))) : 0
    }

    /// Everything that is there now, as events.
    private func collect(_ ready: Readiness) -> [LoopEvent<Message>] {
        var events: [LoopEvent<Message>] = []
        if ready.signal { events += signalEvents() }
        if ready.input { events += input.read().map(LoopEvent.key) }
        events += input.expired(now: nc_monotonic()).map(LoopEvent.key)
        if input.isClosed { events.append(.hangup) }
        if ready.mailbox { events += mailbox.drain().map(LoopEvent.message) }
        if let deadline = nextDeadline(), deadline <= nc_monotonic() { events.append(.timer) }
        return events
    }

    private func signalEvents() -> [LoopEvent<Message>] {
        let taken = Int(nc_signals_take())
        var events: [LoopEvent<Message>] = []
        if taken & NC_SIGNAL_HANGUP != 0 { events.append(.hangup) }
        if taken & (NC_SIGNAL_TERMINATE | NC_SIGNAL_INTERRUPT) != 0 { events.append(.terminate) }
        if taken & NC_SIGNAL_STOP != 0 {
            screen.suspendToShell()
            events.append(.resize(screen.size))
        } else if taken & NC_SIGNAL_CONTINUE != 0 {
            // Stopped by a signal that cannot be caught: whoever had the terminal meanwhile left it as they liked.
            screen.retake()
            events.append(.resize(screen.size))
        }
        if taken & NC_SIGNAL_RESIZE != 0 {
            screen.syncSize()
            events.append(.resize(screen.size))
        }
        return events
    }

    /// Tells a test, before the loop goes to sleep, that it has nothing left to do.
    private func report() {
        guard let reporter, isRunning, !needsFrame, input.deadline == nil, mailbox.isEmpty, !isBusy() else { return }
        reporter.report(consumed: input.consumed)
    }
}

/// Which of the loop's descriptors have something.
private struct Readiness {
    let input: Bool
    let mailbox: Bool
    let signal: Bool

    init(bits: Int32) {
        // A terminal that has hung up is read too: the read says that it is gone.
        input = bits & 0b1_0000_0001 != 0
        mailbox = bits & 0b10 != 0
        signal = bits & 0b100 != 0
    }
}
