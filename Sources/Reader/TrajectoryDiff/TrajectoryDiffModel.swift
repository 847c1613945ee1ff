package import Platform
package import Shell
import Terminal
import Trajectory
package import Triage
import Wire

/// Two runs of one task, step beside step. The list is of rows; what is selected is shown in full below.
package struct TrajectoryDiffModel {
    package internal(set) var left: DiffTrajectory
    package internal(set) var right: DiffTrajectory
    package private(set) var phase: LoadPhase = .loading
    package private(set) var progress: Progress?
    package private(set) var alignment: TrajectoryAlignment?
    package private(set) var lines: [SideLine] = []
    package internal(set) var cursor = ListCursor()
    /// The run that Enter opens and that keys are for.
    package var focus = DiffSide.left
    package internal(set) var onlyDifferences = false
    /// The first row of the detail below its header.
    package internal(set) var detailTop = 0
    /// Other runs of the task, for the keys that go through them.
    package let partners: [EvaluationItem]
    package private(set) var size = SidesSize()
    var density = DetailLevel.full
    /// What is looked for in both runs.
    package internal(set) var find: TrajectoryDiffFind?
    /// Why what was typed last is not looked for; what was in force stays.
    package internal(set) var findProblem: String?
    /// What was looked for beside the run before, until this one is here.
    var keptFind: String?
    /// The line from which on the first match is still looked for.
    var seeking: SideLine?
    /// Where a find that is being typed began.
    var findOrigin: SideLine?
    /// Which run waits for a step to be decoded.
    private var decoding: DiffSide?
    let detailCache = SidesDetailCache()

    package init(left: DiffTrajectory, right: DiffTrajectory, partners: [EvaluationItem] = []) {
        self.left = left
        self.right = right
        self.partners = partners
    }

    package subscript(side: DiffSide) -> DiffTrajectory { side == .left ? left : right }

    package func load(isForced: Bool = false) -> EffectRequest {
        var (old, new) = (left.request, right.request)
        old.isForced = isForced
        new.isForced = isForced
        return EffectRequest(.sides, .sides(old, new))
    }

    /// Puts another run on the right.
    mutating func replaceRight(by run: DiffTrajectory) -> [EffectRequest] {
        let kept = find?.pattern.text ?? keptFind
        self = TrajectoryDiffModel(left: left, right: run, partners: partners).sized(size)
        keptFind = kept
        return Self.noFind + [load()]
    }

    private func sized(_ size: SidesSize) -> TrajectoryDiffModel {
        var model = self
        model.size = size
        return model
    }

    package mutating func reload() -> EffectRequest {
        phase = .loading
        return load(isForced: true)
    }

    /// A load was stopped by the user.
    package mutating func stop() {
        guard phase.isLoading else { return }
        phase = alignment == nil ? .absent("Stopped before both runs were here.") : .ready
    }

    // MARK: Answers

    package mutating func apply(_ answer: EffectResult) {
        switch answer {
        case .aligned(let runs):
            left.document = runs.left
            right.document = runs.right
            alignment = runs.alignment
            phase = .ready
            progress = nil
            detailCache.forget()
            arrange()
            select(row: runs.alignment.divergence ?? 0)
        case .progress(let progress): self.progress = progress
        case .failed(let error): phase = .failed(error)
        case .decoded(let step, let index):
            if let side = decoding { self[side].keep(step, at: index) }
            decoding = nil
            detailCache.forget()
        default: break
        }
    }

    /// What has to be decoded behind for what is shown.
    package mutating func wanted() -> [EffectRequest] {
        guard decoding == nil, alignment != nil else { return [] }
        _ = detail
        for side in DiffSide.allCases {
            guard let work = self[side].takeWanted() else { continue }
            decoding = side
            return [EffectRequest(.sidesDecode, work)]
        }
        return []
    }

    // MARK: Lines

    /// The selected row of the alignment.
    package var selected: AlignedStep? {
        guard let line, let alignment else { return nil }
        return alignment.rows[line.row]
    }

    package var line: SideLine? { lines.indices.contains(cursor.selected) ? lines[cursor.selected] : nil }

    /// The run that the selected line is of.
    package var side: DiffSide { line?.side ?? focus }

    package mutating func resize(_ size: SidesSize) {
        guard size != self.size else { return }
        let wasWide = self.size.isWide
        self.size = size
        if wasWide != size.isWide { arrange() }
        cursor.reveal(count: lines.count, height: size.listHeight)
        clampDetail()
    }

    /// Lists the rows anew; the selection stays on its row, or goes to the next one that is listed.
    mutating func arrange() {
        let row = line?.row ?? 0
        lines = []
        for (index, step) in (alignment?.rows ?? []).enumerated() {
            if onlyDifferences, step.change == .same { continue }
            if size.isWide || step.change == .same || step.change == .answer {
                lines.append(SideLine(row: index, side: nil))
            } else {
                if step.left != nil { lines.append(SideLine(row: index, side: .left)) }
                if step.right != nil { lines.append(SideLine(row: index, side: .right)) }
            }
        }
        select(row: row)
    }

    /// Puts the cursor on a row of the alignment, with something of what comes before it in view.
    mutating func select(row: Int) { select(place: lines.partitioningIndex { $0.row >= row }) }

    mutating func select(place: Int) {
        cursor.select(place, count: lines.count, height: size.listHeight)
        let before = size.listHeight / 3
        if cursor.selected - cursor.top < before { cursor.top = max(0, cursor.selected - before) }
        cursor.reveal(count: lines.count, height: size.listHeight)
        detailTop = 0
        showDifference()
    }
}
