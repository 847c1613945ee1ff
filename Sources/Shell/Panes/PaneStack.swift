package import Wire

/// The panes that are open: those gone through, in the order in which they were, the one on the screen last, overlays on
/// top of it. Panes that were gone back from stay open aside, so that their keys lead to them as they were left.
package struct PaneStack {
    private var shown: [any Pane]
    private var aside: [any Pane] = []

    package init(_ bottom: any Pane) { shown = [bottom] }

    /// The one that has the keys.
    package var top: any Pane { shown[shown.count - 1] }

    /// The one under the overlays.
    package var main: any Pane { shown[mainPlace] }

    package var overlay: (any Pane)? { top.isOverlay ? top : nil }

    /// The panes on the way to the one on the screen, and that one.
    package var path: ArraySlice<any Pane> { shown[...mainPlace] }

    /// The pane that was on the screen before.
    package var below: (any Pane)? { mainPlace > 0 ? shown[mainPlace - 1] : nil }

    private var mainPlace: Int { shown.lastIndex { !$0.isOverlay } ?? 0 }

    /// The open pane of a type. Set, it takes the place of the one of its type, or waits aside until it is entered.
    package subscript<P: Pane>(type: P.Type) -> P? {
        get {
            if let at = place(of: P.self, in: shown) { return shown[at] as? P }
            return place(of: P.self, in: aside).flatMap { aside[$0] as? P }
        }
        _modify {
            // The pane is taken out for the time: a second owner would make every change copy what it holds.
            if let at = place(of: P.self, in: shown) {
                var pane = Self.take(&shown[at]) as? P
                defer { if let pane { shown[at] = pane } else { shown.remove(at: at) } }
                yield &pane
            } else if let at = place(of: P.self, in: aside) {
                var pane = Self.take(&aside[at]) as? P
                defer { if let pane { aside[at] = pane } else { aside.remove(at: at) } }
                yield &pane
            } else {
                var pane: P?
                defer { if let pane { aside.append(pane) } }
                yield &pane
            }
        }
    }

    /// The same of a type that is open from the start.
    package subscript<P: Pane>(type: P.Type, default fallback: @autoclosure () -> P) -> P {
        get { self[type] ?? fallback() }
        _modify {
            if let at = place(of: P.self, in: shown) {
                var pane = Self.take(&shown[at]) as? P ?? fallback()
                defer { shown[at] = pane }
                yield &pane
            } else {
                if place(of: P.self, in: aside) == nil { aside.append(fallback()) }
                let at = place(of: P.self, in: aside) ?? 0
                var pane = Self.take(&aside[at]) as? P ?? fallback()
                defer { aside[at] = pane }
                yield &pane
            }
        }
    }

    private struct Taken: Pane {
        let contexts: [Context] = []
    }

    private static func take(_ pane: inout any Pane) -> any Pane {
        let taken = pane
        pane = Taken()
        return taken
    }

    private func place(of type: any Pane.Type, in panes: [any Pane]) -> Int? {
        panes.lastIndex { Swift.type(of: $0) == type }
    }

    /// The open pane of a type.
    package func open(_ type: any Pane.Type) -> (any Pane)? { (aside + shown).last { Swift.type(of: $0) == type } }

    /// Of these types the one whose pane was on the screen last; nil where none is open.
    package func last(of types: [any Pane.Type]) -> (any Pane.Type)? {
        (aside + shown).last { pane in types.contains { $0 == type(of: pane) } }.map { type(of: $0) }
    }

    // MARK: Going

    /// Whether a pane of the type is on the screen, or under the overlay that is.
    package func isMain(_ type: any Pane.Type) -> Bool { Swift.type(of: main) == type }

    /// Brings the open pane of a type onto the screen; false where there is none, or it is there already.
    package mutating func enter(_ type: any Pane.Type) -> Bool {
        guard !isMain(type) else { return false }
        let pane: any Pane
        if let at = place(of: type, in: shown) {
            pane = shown.remove(at: at)
        } else if let at = place(of: type, in: aside) {
            pane = aside.remove(at: at)
        } else {
            return false
        }
        shown.insert(pane, at: mainPlace + 1)
        shown[mainPlace].enter(isBack: false)
        return true
    }

    /// Back to the last pane that the one on the screen returns to: one that was gone through, else one of these types that
    /// is open. False where there is none; the last of the types has no way back.
    package mutating func back(orTo others: [any Pane.Type]) -> Bool {
        let leaving = main
        let at = mainPlace
        guard others.last.map({ $0 == type(of: leaving) }) != true else { return false }
        let target: any Pane
        if let before = shown[..<at].lastIndex(where: { leaving.returns(to: $0) }) {
            target = shown[before]
        } else {
            let open = shown.filter { !$0.isOverlay && type(of: $0) != type(of: leaving) } + aside
            guard let other = others.lazy.compactMap({ other in open.first { type(of: $0) == other } }).first else {
                return false
            }
            target = other
        }
        aside.append(shown.remove(at: at))
        let kind = type(of: target)
        shown.removeAll { type(of: $0) == kind }
        aside.removeAll { type(of: $0) == kind }
        shown.insert(target, at: shown.firstIndex { $0.isOverlay } ?? shown.count)
        shown[mainPlace].enter(isBack: true)
        return true
    }

    /// Lays a pane over the others, in the place of what lies there.
    package mutating func lay(_ overlay: any Pane) {
        uncover()
        shown.append(overlay)
    }

    /// Takes away what lies over the panes.
    package mutating func uncover() { shown.removeAll { $0.isOverlay } }

    // MARK: All of them

    /// The one that has the keys, to be changed in its place.
    package mutating func onTop<R>(_ body: (inout any Pane) -> R) -> R { body(&shown[shown.count - 1]) }

    /// The one under the overlays, to be changed in its place.
    package mutating func onMain<R>(_ body: (inout any Pane) -> R) -> R { body(&shown[mainPlace]) }

    package mutating func tick(_ now: Timestamp) {
        for at in shown.indices { shown[at].tick(now) }
        for at in aside.indices { aside[at].tick(now) }
    }

    /// Gives an answer to the pane whose slot it is for; nil where there is none.
    package mutating func receive(_ answer: EffectResult, for slot: EffectSlot) -> Reaction? {
        for at in shown.indices.reversed() {
            if let reaction = shown[at].receive(answer, for: slot) { return reaction }
        }
        for at in aside.indices {
            if let reaction = aside[at].receive(answer, for: slot) { return reaction }
        }
        return nil
    }

    /// Tells what is on the screen how large that is.
    package mutating func resize(_ layout: ScreenLayout) {
        for at in mainPlace..<shown.count { shown[at].resize(layout) }
    }

    package mutating func wanted(_ slots: Slots) -> [EffectRequest] {
        let main = mainPlace
        var requests: [EffectRequest] = []
        for at in shown.indices { requests += shown[at].wanted(slots, isShown: at >= main) }
        for at in aside.indices { requests += aside[at].wanted(slots, isShown: false) }
        return requests
    }
}
