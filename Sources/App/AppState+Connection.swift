import Panes
import Platform
package import Shell
import Terminal

/// Where the screen is connected to: profiles, organizations, workspaces.
extension AppState {
    /// The words of the `:` line that are about the connection; nil for any other.
    mutating func runConnection(_ word: String, _ value: String) -> Reaction? {
        guard ["profile", "organization", "workspace", "project", "login"].contains(word) else { return nil }
        if let refusal = nowhereElse { return refusal }
        switch word {
        case "profile" where value.isEmpty: return .ask(.connection, .profiles)
        case "profile": return connect(ConnectionRequest(profile: value))
        case "organization" where value.isEmpty: return .ask(.connection, .organizations)
        case "organization": return connect(ConnectionRequest(organization: value))
        case "workspace" where value.isEmpty: return .ask(.connection, .workspaces(of: scope.organization))
        case "workspace": return connect(ConnectionRequest(organization: scope.organization, workspace: value))
        case "project": return connect(ConnectionRequest(project: value == "all" ? "" : value))
        default: return .ask(.connection, .login)
        }
    }

    /// What is said where there is nothing to choose from; nil where there is.
    private var nowhereElse: Reaction? {
        scope.capabilities.contains(.keepsFiles)
            ? .say("\(scope.server) is not a server: nothing to choose", .warning) : nil
    }

    /// One menu of the workspaces here and of all profiles: first the profiles are asked for.
    mutating func offerPlaces() -> Reaction {
        if let refusal = nowhereElse { return refusal }
        profilesToOffer = []
        return .ask(.connection, .profiles)
    }

    /// The menu of both, once the workspaces are here, or cannot be had.
    private mutating func choosePlace(_ profiles: [ConnectionOption], _ workspaces: [ConnectionOption]) -> Reaction {
        let here = workspaces.map { place in
            (
                Menu.Choice(
                    label: place.name, detail: "workspace  \(place.name == place.detail ? "" : place.detail)",
                    isOn: place.name == scope.workspace),
                ConnectionRequest(organization: scope.organization, workspace: place.name)
            )
        }
        let others = profiles.map {
            (
                Menu.Choice(label: $0.name, detail: "profile  \($0.detail)", isOn: $0.isCurrent),
                ConnectionRequest(profile: $0.name)
            )
        }
        let all = here + others
        guard !all.isEmpty else { return .say("Nothing to switch to: :login makes a profile", .warning) }
        show(all.map(\.0), "Switch to", .place(all.map(\.1)), at: all.firstIndex { $0.0.isOn })
        return .done
    }

    /// Lets the user choose where nothing was said: shown only where there is more than one to choose from.
    package mutating func offer(organization: Bool, workspace: Bool) -> [Effect] {
        offers = (organization ? [.organizations] : []) + (workspace ? [.workspaces(of: scope.organization)] : [])
        return nextOffer()
    }

    private mutating func nextOffer() -> [Effect] {
        guard !offers.isEmpty else { return [] }
        isOffering = true
        return effects([EffectRequest(.connection, offers.removeFirst())])
    }

    /// The list says that there is no such place: another one, where there is one, is better than none.
    mutating func leaveGone(_ answer: EffectResult) -> Reaction {
        guard case .failed(let error) = answer, error.status == 404 || error.status == 403, evaluations.all.isEmpty,
            !scope.capabilities.contains(.keepsFiles)
        else { return .done }
        return .ask(.connection, .connect(ConnectionRequest(leavesGone: true)))
    }

    mutating func connect(_ wish: ConnectionRequest) -> Reaction {
        Reaction([EffectRequest(.connection, .connect(wish))], say: Message("connecting…"))
    }

    // MARK: Answers

    mutating func takeConnection(_ answer: EffectResult) -> Reaction {
        let isOffer = isOffering
        isOffering = false
        if let profiles = profilesToOffer {
            if case .profiles(let all) = answer {
                profilesToOffer = all
                return .ask(.connection, .workspaces(of: scope.organization))
            }
            profilesToOffer = nil
            if case .workspaces(let all) = answer { return choosePlace(profiles, all) }
            if case .failed = answer { return choosePlace(profiles, []) }
        }
        switch answer {
        case .profiles(let all): return choose(among: all)
        case .organizations(let all):
            return choose(.organization, "Organizations", all, here: scope.organization, isOffer: isOffer)
        case .workspaces(let all):
            return choose(.workspace, "Workspaces", all, here: scope.workspace, isOffer: isOffer)
        case .connected(let scope, let loss): return arrive(in: scope, loss: loss)
        case .ended(let message): return Reaction(say: message)
        case .failed(let error): return isOffer ? .done : Reaction(say: Message(error, isOnce: true))
        default: return .done
        }
    }

    private mutating func choose(among profiles: [ConnectionOption]) -> Reaction {
        guard !profiles.isEmpty else { return .say("There is no profile: :login makes one", .warning) }
        let choices = profiles.map { Menu.Choice(label: $0.name, detail: $0.detail, isOn: false) }
        show(choices, "Profiles", .profile, at: profiles.firstIndex(where: \.isCurrent))
        return .done
    }

    private mutating func choose(
        _ purpose: Menu.Purpose, _ title: String, _ places: [ConnectionOption], here: String, isOffer: Bool
    ) -> Reaction {
        if isOffer, places.count <= 1 {
            queued += nextOffer()
            return .done
        }
        guard !places.isEmpty else { return .say("There are none", .warning) }
        // What is chosen first decides what there is to choose next.
        if isOffer { offers = [] }
        let choices = places.map { Menu.Choice(label: $0.name, detail: $0.detail, isOn: false) }
        show(choices, title, purpose, at: places.firstIndex { $0.name == here })
        return .done
    }

    private mutating func show(_ choices: [Menu.Choice], _ title: String, _ purpose: Menu.Purpose, at row: Int?) {
        // All details begin in one column.
        let width = choices.map { TextWidth.width(Sanitize.line($0.detail)) }.max() ?? 0
        let choices = choices.map { choice in
            Menu.Choice(
                label: choice.label, detail: TextWidth.fitted(Sanitize.line(choice.detail), columns: width),
                isOn: choice.isOn)
        }
        var menu = Menu(title: "\(title): \(key: .open) chooses", purpose: purpose, choices: choices)
        menu.cursor.select(row ?? 0, count: choices.count, height: choices.count)
        stack.lay(keymap.names.resolve(menu))
    }

    /// What was chosen in a menu of `choose`.
    mutating func connect(to name: String?, _ purpose: Menu.Purpose) -> Reaction {
        guard let name else { return .done }
        switch purpose {
        case .profile: return connect(ConnectionRequest(profile: name))
        case .organization:
            offers = [.workspaces(of: name)]
            return connect(ConnectionRequest(organization: name))
        default: return connect(ConnectionRequest(organization: scope.organization, workspace: name))
        }
    }

    /// In the same place, with a new key perhaps, everything stays and is asked for anew; elsewhere all begins anew.
    private mutating func arrive(in new: PlatformScope, loss: String) -> Reaction {
        let place = "\(new.server), \(new.organization)/\(new.workspace)"
        let words = loss.isEmpty ? "connected: \(place)" : "\(loss) Connected: \(place)"
        if new == scope {
            return perform(.refresh) + .say(words, .good)
        }
        var next = AppState(size: size, scope: new, keymap: keymap, now: now)
        (next.verdicts, next.history, next.savedFilters) = (verdicts, history, savedFilters)
        (next.isReadOnly, next.revealsSecrets, next.ownCommands) = (isReadOnly, revealsSecrets, ownCommands)
        (next.savedSearches, next.refusalSets) = (savedSearches, refusalSets)
        (next.form, next.includesCompacted) = (form, includesCompacted)
        (next.downloads, next.wish, next.offers) = (downloads, wish, offers)
        // What was asked of the old place is not waited for; what is being taken away is.
        next.slots = slots
        next.slots.forget { $0 != .download && !$0.isAction }
        self = next
        queued += nextOffer()
        return Reaction(evaluations.load(isForced: false), say: Message(words, loss.isEmpty ? .good : .warning))
    }
}
