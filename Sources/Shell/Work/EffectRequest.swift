/// Work that a pane asks for; the state numbers it (`Slots`).
package struct EffectRequest: Hashable, Sendable {
    /// What it replaces; nil for an action of the user, which replaces nothing and is replaced by nothing.
    package var slot: EffectSlot?
    package var work: Work

    package init(_ slot: EffectSlot, _ work: Work) {
        self.slot = slot
        self.work = work
    }

    package init(_ slot: EffectSlot, _ work: PlatformWork) { self.init(slot, .platform(work)) }
    package init(_ slot: EffectSlot, _ work: TerminalWork) { self.init(slot, .terminal(work)) }
    package init(_ slot: EffectSlot, _ work: some ComputeWork) { self.init(slot, .compute(Computation(work))) }

    private init(action work: Work) {
        slot = nil
        self.work = work
    }

    package init(action work: PlatformWork) { self.init(action: .platform(work)) }
    package init(action work: TerminalWork) { self.init(action: .terminal(work)) }
    package init(action work: some ComputeWork) { self.init(action: .compute(Computation(work))) }
}
