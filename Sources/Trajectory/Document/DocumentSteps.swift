import Synchronization
package import Wire

extension TrajectoryDocument {
    /// The step with this 0-based index, decoded now or taken from the steps that were decoded last; nil where there
    /// is no such step. Its `number` is its place in this document.
    package func step(_ index: Int) -> Step? {
        if let place = place(ofStep: index) {
            return placed(part(place.part)?.step(place.step), index, place)
        }
        let (kept, ranges, isFixed) = state.withLock { state in
            (state.steps.step(index), state.index.ranges(index), state.isComplete || state.index.isSettled(index))
        }
        if let kept { return kept }
        guard let ranges else { return nil }
        let step = decode(ranges, index, nil)
        let size = ranges.reduce(0) { $0 + $1.count }
        // The last step of a document that is arriving may still grow.
        if isFixed { state.withLock { $0.steps.insert(step, at: index, size: size) } }
        return step
    }

    /// What the outline shows of the step with this 0-based index; nil where there is no such step. Long texts are
    /// skipped and not decoded, so this is cheap also for steps of many megabytes.
    package func outline(_ index: Int) -> StepOutline? {
        if let kept = state.withLock({ $0.outlines[index] }) { return kept }
        return inspect(index)?.outline
    }

    /// Where the step with this 0-based index is in the store: one range, or one for each message that it is made of.
    package func rawJSON(_ index: Int) -> [Range<Int>] {
        if let place = place(ofStep: index) { return part(place.part)?.rawJSON(place.step) ?? [] }
        return state.withLock { $0.index.ranges(index) } ?? []
    }

    /// Whether all that a step says stands within `rawJSON` of it; of some bundles, results stand among events
    /// elsewhere.
    package var isSelfContained: Bool {
        state.withLock { $0.toolEvents?.isEmpty != false && $0.sessionEvents == nil }
    }

    /// Sums over the steps that were looked at; of all of them where `totals.steps == stepCount`.
    package var totals: TrajectoryTotals { state.withLock { $0.survey.totals } }

    /// What the document says its sums are.
    package var finalMetrics: Metrics? {
        let header = header
        return header.countsCachedTokensApart ? header.finalMetrics?.withCachedInPrompt : header.finalMetrics
    }

    /// The step, with long strings cut to what is asked for before they are decoded. It is not kept.
    package func step(_ index: Int, _ abridging: Abridging) -> Step? {
        if let place = place(ofStep: index) {
            return placed(part(place.part)?.step(place.step, abridging), index, place)
        }
        return state.withLock({ $0.index.ranges(index) }).map { decode($0, index, abridging) }
    }

    /// A step with the middle of its long texts cut out.
    package func stepWithoutTexts(_ index: Int) -> Step? { inspect(index)?.step }

    /// Decodes a step without its long texts, and keeps what that tells.
    private func inspect(_ index: Int) -> (step: Step, outline: StepOutline)? {
        guard let found = inspection(index) else { return nil }
        state.withLock { state in
            guard state.isComplete || state.isSettled(index) else { return }
            state.outlines.insert(found.outline, at: index)
            state.survey.note(found.step, at: index)
        }
        return found
    }

    private func inspection(_ index: Int) -> (step: Step, outline: StepOutline)? {
        if let place = place(ofStep: index) {
            guard let found = part(place.part)?.inspect(place.step), let step = placed(found.step, index, place)
            else { return nil }
            var outline = found.outline
            outline.number = index + 1
            outline.flags = step.flags
            return (step, outline)
        }
        guard let ranges = state.withLock({ $0.index.ranges(index) }) else { return nil }
        let step = decode(ranges, index, .outline)
        let size = ranges.reduce(0) { $0 + $1.count }
        return (step, OutlineMaker.outline(of: step, number: index + 1, size: size))
    }

    private func decode(_ ranges: [Range<Int>], _ index: Int, _ abridging: Abridging?) -> Step {
        let (spoken, events, header, isRelayed) = state.withLock {
            ($0.spoken, $0.toolEvents, $0.header.header, $0.index.relayed.contains(index))
        }
        let decoder = StepDecoder(abridging: abridging, spoken: spoken)
        let step = store.withBytes { bytes in
            var step = decoder.step(bytes, ranges, number: index + 1)
            if isRelayed {
                for at in step.results.indices { step.results[at].callID = nil }
                step.flags.remove(.unpaired)
            }
            if header.countsCachedTokensApart { step.metrics = step.metrics?.withCachedInPrompt }
            return events?.completed(step, bytes) ?? step
        }
        return told(step, index)
    }

    /// Steps behind one that are asked when they began.
    private static let mostLooks = 64

    /// The step with what session events tell of it.
    private func told(_ step: Step, _ index: Int) -> Step {
        let (events, count) = state.withLock { ($0.sessionEvents, $0.stepCount) }
        guard let events else { return step }
        let behind = (index + 1)..<max(index + 1, min(count, index + 1 + Self.mostLooks))
        return events.told(
            step, isFirst: index == 0, isLast: index == count - 1,
            next: behind.lazy.compactMap { self.beginning(of: $0) }.first)
    }

    private func beginning(of index: Int) -> Timestamp? {
        if let place = place(ofStep: index) { return part(place.part)?.beginning(of: place.step) }
        let (ranges, spoken) = state.withLock { ($0.index.ranges(index), $0.spoken) }
        let decoder = StepDecoder(abridging: .outline, spoken: spoken)
        return ranges.flatMap { ranges in store.withBytes { decoder.step($0, ranges, number: index + 1).timestamp } }
    }

    /// A step of a part, as a step of the whole document.
    private func placed(_ step: Step?, _ index: Int, _ place: (part: Int, step: Int)) -> Step? {
        guard var step else { return nil }
        step.number = index + 1
        if state.withLock({ $0.parts.isRepeated(place.step, in: place.part) }) { step.flags.insert(.copied) }
        if let events = state.withLock({ $0.toolEvents }) { step = store.withBytes { events.completed(step, $0) } }
        return told(step, index)
    }
}

extension TrajectoryHeader {
    /// Up to v1.1, `prompt_tokens` of ATIF left the cached tokens out (`Trajectory.docc/ATIF`).
    var countsCachedTokensApart: Bool { schemaVersion == "ATIF-v1.0" || schemaVersion == "ATIF-v1.1" }
}

extension Metrics {
    /// With the cached tokens counted among the prompt's, as every other format does.
    var withCachedInPrompt: Metrics {
        guard let prompt = promptTokens, let cached = cachedTokens else { return self }
        var metrics = self
        metrics.promptTokens = prompt + cached
        return metrics
    }
}
