import CNCurses
package import Terminal

/// What the loop hands to its owner.
package enum LoopEvent<Message: Sendable>: Sendable {
    case key(Key)
    /// The terminal has another size; the next frame has it.
    case resize(Size)
    /// What the terminal's background is, as it says.
    case ground(Ground)
    /// Somebody posted to the mailbox.
    case message(Message)
    /// SIGTERM, SIGINT or the like, or ^\: end in an orderly way.
    case terminate
    /// The terminal is gone (SIGHUP, or its end of the line closed): save and end, there is nobody to tell.
    case hangup
}

/// The one loop of the program: waits for keys, messages and signals, hands over all that is there, then draws once.
///
/// It sleeps in one system call and wakes for nothing but these and the deadlines it was asked to keep; idle, it does not
/// wake at all. Frames that no key asked for are at least 8 ms apart. All of it runs on the thread that called `run`.
package final class UILoop<Message: Sendable> {
    private let core: LoopCore
    private let mailbox: Mailbox<Message>

    package init(screen: CursesScreen, mailbox: Mailbox<Message>) {
        self.mailbox = mailbox
        core = LoopCore(screen: screen, mailbox: mailbox)
    }

    /// Whether work is under way that will post messages: the program is not idle although the loop has nothing to do.
    package var isBusy: () -> Bool {
        get { core.isBusy }
        set { core.isBusy = newValue }
    }

    /// Whether the terminal is asked for its background. The answer is an event; nothing waits for it.
    package var asksGround: Bool {
        get { core.asksGround }
        set { core.asksGround = newValue }
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
        for event in initialEvents { handle(event) }
        core.run(handle: { pass($0, to: handle) }, draw: draw)
    }

    /// Ends `run` after the event that is being handled.
    package func stop() { core.stop() }

    private func pass(_ wakeUp: WakeUp, to handle: (LoopEvent<Message>) -> Void) {
        switch wakeUp {
        case .key(let key): handle(.key(key))
        case .resize(let size): handle(.resize(size))
        case .ground(let ground): handle(.ground(ground))
        case .terminate: handle(.terminate)
        case .hangup: handle(.hangup)
        case .mailbox:
            for message in mailbox.drain() where core.isRunning { handle(.message(message)) }
        }
    }
}
