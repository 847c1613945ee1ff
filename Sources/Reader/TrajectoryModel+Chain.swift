import Platform
package import Shell
import Terminal
import Trajectory

// Trajectories in other files: those of sub-agents, and the files that this one goes on in.
extension TrajectoryModel {
    /// Sub-agents within sub-agents that are entered.
    private static let mostLevels = 32

    /// Asks for a sub-agent's file; it is entered when it is here.
    package mutating func open(file name: String) -> Reaction {
        guard let source = reading.source, let request = source.request, let session = source.session else {
            return .say("The sub-agent's file \(Sanitize.line(name)) is not here", .warning)
        }
        guard around.count < Self.mostLevels else { return .say("Sub-agents are not entered further", .warning) }
        reading.awaitedFile = name
        let work = PlatformWork.follow(name, beside: session, like: request)
        return Reaction([EffectRequest(.file, work)], say: Message("opening \(Sanitize.line(name))…"))
    }

    /// Enters a file that was asked for, or says why it is not.
    mutating func take(followed answer: EffectResult) -> Reaction {
        guard let name = reading.awaitedFile else { return .done }
        reading.awaitedFile = nil
        switch answer {
        case .followed(.document(let found)):
            guard !isOpen(found.session) else {
                return .say("\(Sanitize.line(name)) is already open (circular reference)", .warning)
            }
            return enter(found.document, from: found)
        case .followed(.refused(let reason)): return .say("\(Sanitize.line(name)) \(reason)", .warning)
        case .failed(let error): return .say("\(Sanitize.line(name)): \(ErrorText(error).sentence)", .error)
        default: return .done
        }
    }

    /// Whether a session is shown, or lies around what is shown.
    private func isOpen(_ session: SessionID) -> Bool {
        (around + [reading]).contains { $0.source?.file == session || $0.source?.request?.session == session }
    }

    // MARK: Continuations

    /// Looks for the files that the trajectory goes on in, or goes on from, once it is here.
    func followChain() -> [EffectRequest] {
        guard let request = load.request, request.replay == nil, load.progress.isComplete, chainPlace == nil else {
            return []
        }
        return [EffectRequest(.chain, .chain(request, goesOn: reading.document?.header.continuation != nil))]
    }

    mutating func take(chain answer: EffectResult) {
        guard case .chain(let chain) = answer else { return }
        self.chain = chain
    }

    private static let onePart = "This file holds one trajectory"

    private var chainPlace: Int? {
        chain?.parts.firstIndex { $0.session == outermost.source?.request?.session }
    }

    /// "part 2 of 3", where the trajectory goes on in other files.
    var filePartWords: String? {
        guard around.isEmpty, let chain, let place = chainPlace else { return nil }
        let isBroken = chain.problem != nil
        guard chain.parts.count > 1 || isBroken else { return nil }
        return "part \(place + 1) of \(chain.parts.count)" + (isBroken ? ", and no further" : "")
    }

    /// To another file of the chain; backwards first to the beginning of this one.
    mutating func goToFile(forward: Bool) -> Reaction {
        guard around.isEmpty else { return .say("This is a sub-agent's trajectory: \(key: .back) goes back", .warning) }
        if !forward, chainPlace ?? 0 == 0, let parent = reading.document?.header.parent {
            guard reading.current > 0 else { return open(file: parent) }
            reading.visit(step: 0)
            return .say("\(key: .previousPart) again opens what it comes from")
        }
        guard let chain, let place = chainPlace, chain.parts.count > 1 || chain.problem != nil else {
            guard chain != nil || reading.document?.header.continuation == nil else {
                return .say("Looking for its parts…", .warning)
            }
            let isOne = reading.document?.partCount ?? 0 < 2
            return .say(isOne ? Self.onePart : "No \(forward ? "further" : "earlier") part", .warning)
        }
        if !forward, reading.current > 0 {
            reading.visit(step: 0)
            return .say(partWords ?? "")
        }
        let next = place + (forward ? 1 : -1)
        guard chain.parts.indices.contains(next) else {
            return .say(forward ? chain.problem ?? "This is the last part" : "This is the first part", .warning)
        }
        load.request?.session = chain.parts[next].session
        load.target = .start
        return Reaction(fetch(), say: Message("part \(next + 1) of \(chain.parts.count)"))
    }
}
