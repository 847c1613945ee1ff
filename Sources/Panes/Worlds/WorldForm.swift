package import Platform
package import Shell
package import Terminal
import Wire

/// A new trajectory job as it is written: what stands in every field, what is wrong with it, and how far it is on its way.
package struct WorldForm: Hashable, Sendable {
    /// How far the job is on its way to the server.
    package enum Stage: Hashable, Sendable {
        case writing
        /// The request is shown as it will be sent.
        case checking(WorldTrajectoryRequest)
        case sending(WorldTrajectoryRequest)
        /// It was sent, and nobody knows what became of it: why, in words.
        case unknown(String)
    }

    /// What a key asks of the program.
    package enum Outcome: Hashable, Sendable {
        case none, close
        case send(WorldTrajectoryRequest)
        /// Look at the list: the job may be there.
        case look
    }

    private var inputs: [WorldField: TextInput]
    package private(set) var focus = WorldField.manifest
    /// What is wrong, by field.
    package private(set) var problems: [WorldField: String] = [:]
    /// What is wrong with no field of the form.
    package private(set) var problem: String?
    package private(set) var stage = Stage.writing
    /// The manifests that can be chosen: the completed ones.
    package private(set) var manifests: [WorldManifest] = []
    package private(set) var manifestPhase = LoadPhase.loading
    /// What was typed to find a manifest by its name or id.
    package private(set) var manifestSearch = ""
    /// Every edit is checked, once something was found wrong.
    private var checksEdits = false

    package init() {
        inputs = Dictionary(uniqueKeysWithValues: WorldField.allCases.map { ($0, TextInput($0.standard)) })
    }

    // MARK: Fields

    package func input(_ field: WorldField) -> TextInput { inputs[field] ?? TextInput() }
    package func text(_ field: WorldField) -> String { input(field).text }

    package var isForAgents: Bool { text(.mode) == "agent" }

    /// Fields that can be filled in as things stand.
    package var fields: [WorldField] { WorldField.allCases.filter { !$0.isForAgents || isForAgents } }

    /// The manifest that is chosen, where it is one of the list.
    package var manifest: WorldManifest? { manifests.first { $0.id.text == text(.manifest) } }

    /// Puts a text into a field.
    package mutating func set(_ field: WorldField, _ text: String) {
        inputs[field] = TextInput(text)
        edited(field)
    }

    /// The manifests are here, or could not be had. The first completed one is chosen.
    package mutating func take(_ answer: EffectResult) {
        switch answer {
        case .manifests(let page):
            manifests = page.items.filter { $0.status == .completed }
            manifestPhase = manifests.isEmpty ? .absent("no completed manifest in this workspace") : .ready
            if manifest == nil { inputs[.manifest] = TextInput(manifests.first?.id.text ?? "") }
        case .failed(let error): manifestPhase = .failed(error)
        default: break
        }
    }

    // MARK: The request

    /// What the fields say; numbers that are none are left at their default and told by `check`.
    package var request: WorldTrajectoryRequest {
        var request = WorldTrajectoryRequest(manifestID: WorldManifestID(trimmed(.manifest) ?? ""))
        request.goal = trimmed(.goal) ?? request.goal
        request.count = Int(text(.count).trimmingBlanks()) ?? request.count
        request.strategy = text(.strategy)
        request.maxSteps = Int(text(.maxSteps).trimmingBlanks()) ?? request.maxSteps
        request.seed = Int(text(.seed).trimmingBlanks()) ?? request.seed
        request.threads = Int(text(.threads).trimmingBlanks()) ?? request.threads
        request.onlySuccessful = text(.onlySuccessful) == "true"
        request.mode = text(.mode)
        request.name = trimmed(.name)
        request.projectID = trimmed(.project)
        guard isForAgents else { return request }
        request.runtimeID = trimmed(.runtime)
        request.capabilityName = trimmed(.capability)
        request.agentName = trimmed(.agentName)
        request.agentModel = trimmed(.agentModel)
        request.setPolicy(trimmed(.agentPolicy))
        return request
    }

    private func trimmed(_ field: WorldField) -> String? {
        let text = text(field).trimmingBlanks()
        return text.isEmpty ? nil : text
    }

    /// Looks for what the platform would refuse; true where there is nothing.
    @discardableResult
    package mutating func check() -> Bool {
        problems = [:]
        problem = nil
        for field in fields {
            if case .integer = field.entry, Int(text(field).trimmingBlanks()) == nil {
                problems[field] = "must be a whole number"
            }
        }
        for found in request.problems { place(found) }
        checksEdits = !isSound
        return isSound
    }

    private var isSound: Bool { problems.isEmpty && problem == nil }

    /// Puts a problem on its field; what has none is told for the whole form.
    private mutating func place(_ found: FieldProblem) {
        guard let field = WorldField(rawValue: found.name), fields.contains(field) else {
            problem = [problem, "\(found.name): \(found.message)"].compactMap { $0 }.joined(separator: "; ")
            return
        }
        problems[field] = problems[field] ?? found.message
    }

    // MARK: Keys

    package mutating func apply(_ key: Key) -> Outcome {
        switch stage {
        case .writing: return write(key)
        case .checking(let request):
            if key == .enter {
                stage = .sending(request)
                return .send(request)
            }
            if key == .escape || key == .left || key == .backspace { stage = .writing }
            return .none
        case .sending: return key == .escape ? .close : .none
        case .unknown:
            if key == .enter { return .look }
            if key == .escape {
                stage = .writing
                return .close
            }
            return .none
        }
    }

    private mutating func write(_ key: Key) -> Outcome {
        switch key {
        case .escape: return .close
        case .enter:
            if check() { stage = .checking(request) } else { focusProblem() }
        case .tab, .down, .control("n"): move(by: 1)
        case .backTab, .up, .control("p"): move(by: -1)
        default: edit(key)
        }
        return .none
    }

    private mutating func move(by step: Int) {
        let fields = fields
        guard let at = fields.firstIndex(of: focus) else { return focus = .manifest }
        focus = fields[(at + step + fields.count) % fields.count]
    }

    private mutating func focusProblem() {
        if problems[focus] == nil, let first = fields.first(where: { problems[$0] != nil }) { focus = first }
    }

    private mutating func edit(_ key: Key) {
        if focus == .manifest, !manifests.isEmpty, searchManifest(key) { return }
        let choices = choices(of: focus)
        if choices.isEmpty {
            if inputs[focus]?.apply(key) == .edited { edited(focus) }
            return
        }
        switch key {
        case .right, .character(" "), .character("l"): cycle(choices, by: 1)
        case .left, .character("h"): cycle(choices, by: -1)
        default: break
        }
    }

    /// Many manifests are found by typing: the first whose name or id holds what is typed is chosen. False for keys that
    /// search nothing.
    private mutating func searchManifest(_ key: Key) -> Bool {
        switch key {
        case .character(" ") where manifestSearch.isEmpty: return false
        case .character(let character):
            let text = manifestSearch + String(character)
            guard let found = manifestsFound(text).first else { return true }
            manifestSearch = text
            if !manifestsFound(text).contains(where: { $0.id.text == self.text(.manifest) }) {
                set(.manifest, found.id.text)
            }
        case .backspace where !manifestSearch.isEmpty: manifestSearch.removeLast()
        default: return false
        }
        return true
    }

    /// The manifests that a text finds; all for none.
    private func manifestsFound(_ text: String) -> [WorldManifest] {
        let words = text.lowercased()
        return words.isEmpty
            ? manifests : manifests.filter { "\($0.name) \($0.id.text)".lowercased().contains(words) }
    }

    /// Where among the manifests that are found the chosen one stands: `find “lab”: 2 of 14`; nil for none or one.
    package var manifestPlace: String? {
        let found = manifestsFound(manifestSearch)
        guard manifests.count > 1, let at = found.firstIndex(where: { $0.id.text == text(.manifest) }) else {
            return nil
        }
        let words = manifestSearch.isEmpty ? "type to find" : "find “\(Sanitize.line(manifestSearch))”"
        return "\(words): \(at + 1) of \(found.count)"
    }

    /// What a field's value is one of; empty where it is typed. Without a list of manifests, the id is typed.
    private func choices(of field: WorldField) -> [String] {
        switch field.entry {
        case .choice(let choices): choices
        case .manifest: manifestsFound(manifestSearch).map(\.id.text)
        default: []
        }
    }

    private mutating func cycle(_ choices: [String], by step: Int) {
        let at = choices.firstIndex(of: text(focus)) ?? -step
        set(focus, choices[(at + step + choices.count) % choices.count])
    }

    /// What was wrong with a field is no longer known to be.
    private mutating func edited(_ field: WorldField) {
        problem = nil
        if checksEdits {
            let others = problems
            check()
            // What the server refused stays until that field is changed.
            for (other, words) in others where other != field && fields.contains(other) && problems[other] == nil {
                problems[other] = words
            }
            checksEdits = true
        } else {
            problems[field] = nil
        }
    }

    // MARK: Answers

    /// The request was refused, or nobody knows what became of it.
    package mutating func fail(_ error: PlatformError) {
        if error.kind == .outcomeUnknown {
            stage = .unknown(ErrorText(error).sentence)
            return
        }
        stage = .writing
        problems = [:]
        problem = nil
        for found in error.fields { place(found) }
        checksEdits = false
        focusProblem()
        if error.fields.isEmpty {
            problem = Message(error, isOnce: true).text
        }
    }

    /// Writing goes on with what was written.
    package mutating func resume() {
        if case .sending = stage { return }
        stage = .writing
    }
}
