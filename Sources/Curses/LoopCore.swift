import CNCurses
import CProcess
import Glibc
import Terminal

/// What wakes the loop. `LoopEvent` without the messages themselves, so that nothing here is generic: code that is
/// generic in the type of its messages costs more than all the rest of a turn.
enum WakeUp {
    case key(Key)
    case resize(Size)
    case ground(Ground)
    case mailbox, terminate, hangup

    var isKey: Bool { if case .key = self { true } else { false } }
}

/// The work of `UILoop`.
final class LoopCore {
    /// Two frames that nobody asked for are at least so far apart, in nanoseconds: a stream of events is drawn at the pace
    /// eyes can follow.
    static let framePause: UInt64 = 8_000_000
    /// So many frames go at once after a key: the one that answers it, and the one with what it asked for.
    private static let framesForKey = 2

    var isBusy: () -> Bool = { false }
    /// The terminal is asked what its background is, once the first frame is on the screen.
    var asksGround = false

    private let screen: CursesScreen
    private let mailbox: any WakeSource
    private let reporter = IdleReporter()
    private var frame: CellBuffer
    /// The next frame is not drawn before.
    private var frameTime: UInt64 = 0
    private var framesOwed = 0
    /// What the first frame will show is still being fetched, and is likely to be here before anybody could read that.
    private var awaitsContent = true

    /// How long the first frame waits for something to show, in nanoseconds.
    private static let grace: UInt64 = 15_000_000
    private var needsFrame = true
    /// False once `stop` has been called, be it before `run`.
    private(set) var isRunning = true

    init(screen: CursesScreen, mailbox: any WakeSource) {
        self.screen = screen
        self.mailbox = mailbox
        frame = CellBuffer(size: screen.size)
    }

    /// Runs until `stop`.
    func run(handle: (WakeUp) -> Void, draw: (inout CellBuffer) -> Void) {
        frameTime = nc_monotonic() + LoopCore.grace
        needsFrame = true
        while isRunning {
            if isFrameDue { show(draw) }
            report()
            let turn = collect(wait())
            if turn.contains(where: \.isKey) { (framesOwed, frameTime) = (Self.framesForKey, 0) }
            for event in turn where isRunning { handle(event) }
            if !turn.isEmpty { needsFrame = true }
        }
        while let patience = screen.input.owesGround(now: nc_monotonic()),
            nc_wait([screen.input.descriptor], 1, patience) != 0
        {
            _ = screen.input.read()
            _ = screen.input.takeGround()
        }
    }

    func stop() { isRunning = false }

    // MARK: Drawing

    private var isFrameDue: Bool {
        if awaitsContent, !isBusy() { frameTime = 0 }
        return needsFrame && nc_monotonic() >= frameTime
    }

    private func show(_ draw: (inout CellBuffer) -> Void) {
        let size = screen.size
        if frame.size == size { frame.clear() } else { frame = CellBuffer(size: size) }
        draw(&frame)
        screen.present(&frame)
        framesOwed = max(0, framesOwed - 1)
        // What comes right after the first frame is the content that it lacked: not paced.
        frameTime = awaitsContent || framesOwed > 0 ? 0 : nc_monotonic() + LoopCore.framePause
        awaitsContent = false
        needsFrame = false
        if asksGround, screen.askGround() { screen.input.awaitGround() }
        asksGround = false
    }

    // MARK: Waiting

    /// Sleeps until something comes or a deadline passes.
    private func wait() -> Readiness {
        Readiness(bits: nc_wait(descriptors, Int32(descriptors.count), timeout))
    }

    private var descriptors: [Int32] { [screen.input.descriptor, mailbox.descriptor, screen.signals] }

    /// Nanoseconds until the next frame or the end of a lone Esc, whichever is first; -1 for ever.
    private var timeout: Int64 {
        let frameTime = needsFrame ? self.frameTime : nil
        guard let first = [frameTime, screen.input.deadline].compactMap({ $0 }).min() else { return -1 }
        let now = nc_monotonic()
        return first > now ? Int64(min(first - now, UInt64(Int64.max))) : 0
    }

    /// Everything that is there now, as events.
    private func collect(_ ready: Readiness) -> [WakeUp] {
        var events: [WakeUp] = []
        if ready.signal { events += signalEvents() }
        if ready.input { events += screen.input.read().map(wakeUp) }
        if let ground = screen.input.takeGround() { events.append(.ground(ground)) }
        events += screen.input.expired(now: nc_monotonic()).map(WakeUp.key)
        if screen.input.isClosed { events.append(.hangup) }
        if ready.mailbox { events.append(.mailbox) }
        return events
    }

    /// ^\\ ends the program, as where the terminal makes a signal of it: whatever the keys mean at the moment.
    private func wakeUp(_ key: Key) -> WakeUp { key == .control("\\") ? .terminate : .key(key) }

    private func signalEvents() -> [WakeUp] {
        let taken = Int(process_signals_take())
        var events: [WakeUp] = []
        if taken & PROCESS_HANGUP != 0 { events.append(.hangup) }
        if taken & (PROCESS_TERMINATE | PROCESS_INTERRUPT | PROCESS_QUIT) != 0 { events.append(.terminate) }
        // Who was told to go on meanwhile does: that signal does not come again, and whoever sent it waits.
        if taken & PROCESS_STOP != 0, taken & PROCESS_CONTINUE == 0 {
            screen.suspendToShell()
            events.append(.resize(screen.size))
        } else if taken & PROCESS_CONTINUE != 0 {
            // Stopped by a signal that cannot be caught: whoever had the terminal meanwhile left it as they liked.
            screen.retake()
            events.append(.resize(screen.size))
        }
        if taken & PROCESS_RESIZE != 0 {
            screen.syncSize()
            events.append(.resize(screen.size))
        }
        return events
    }

    /// Tells a test, before the loop goes to sleep, that it has nothing left to do.
    private func report() {
        guard let reporter, isRunning, !needsFrame, screen.input.deadline == nil, mailbox.isEmpty, !isBusy() else {
            return
        }
        // What has come meanwhile, a signal above all, is still to be done.
        guard nc_wait(descriptors, Int32(descriptors.count), 0) == 0 else { return }
        reporter.report(consumed: screen.input.consumed)
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
