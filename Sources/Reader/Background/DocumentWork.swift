package import Shell
import Trajectory
package import Triage

// What is computed of a document that is here, behind the screen.

/// Looks at steps from one on for their flags, so many that the screen learns of it soon.
package struct SurveyWork: ComputeWork {
    package let document: DocumentReference
    /// 0-based.
    package let from: Int

    init(_ document: TrajectoryDocument, from: Int) {
        self.document = DocumentReference(document)
        self.from = from
    }

    package func run(_ report: @escaping @Sendable (EffectResult) -> Void) throws {
        let document = document.document
        // Some 20 ms of work, and 1 while the document still arrives.
        let batch = document.progress.isComplete ? 1_000 : 50
        let end = min(document.stepCount, from + batch)
        var steps: [SurveyedStep] = []
        for index in from..<max(from, end) {
            try Task.checkCancellation()
            guard let step = document.outline(index) else { continue }
            var surveyed = SurveyedStep(index: index, step)
            if RefusalSet.standard.isRefusal(step, index, of: document) { surveyed.flags.insert(.refusal) }
            steps.append(surveyed)
        }
        report(.surveyed(steps, next: end))
    }
}

/// Counts a pattern in every step, from one on and round to it, apart in what is hidden.
package struct MatchWork: ComputeWork {
    package let document: DocumentReference
    package let pattern: FindPattern
    /// 0-based.
    package let from: Int
    package let hidden: Set<StepFilter.Kind>

    init(_ document: TrajectoryDocument, _ pattern: FindPattern, from: Int, hiding hidden: Set<StepFilter.Kind> = []) {
        self.document = DocumentReference(document)
        self.pattern = pattern
        self.from = from
        self.hidden = hidden
    }

    package func run(_ report: @escaping @Sendable (EffectResult) -> Void) throws {
        try MatchCount(document.document, pattern, hiding: hidden).run(from: from, report)
    }
}

/// Looks for the first step that answers a query.
package struct LocateWork: ComputeWork {
    package let document: DocumentReference
    package let words: QueryWords

    package func run(_ report: @escaping @Sendable (EffectResult) -> Void) throws {
        report(.located(try words.firstStep(in: document.document)))
    }
}

/// Decodes a step that is too large to be decoded between two keys.
package struct DecodeWork: ComputeWork {
    package let document: DocumentReference
    /// 0-based.
    package let step: Int

    init(_ document: TrajectoryDocument, _ step: Int) {
        self.document = DocumentReference(document)
        self.step = step
    }

    package func run(_ report: @escaping @Sendable (EffectResult) -> Void) {
        if let decoded = StepAbridger.step(step, of: document.document) { report(.decoded(decoded, step)) }
    }
}

/// Decodes a large step for what the user wants of it.
package struct StepTextWork: ComputeWork {
    package let document: DocumentReference
    /// 0-based.
    package let step: Int
    package let use: StepUse

    package func run(_ report: @escaping @Sendable (EffectResult) -> Void) {
        report(StepTexts.answer(document.document, step, use))
    }
}

/// Reads the lines that are selected, for what the user wants of them.
package struct SelectedTextWork: ComputeWork {
    package let document: DocumentReference
    package let lines: SelectedLines
    package let use: StepUse

    package func run(_ report: @escaping @Sendable (EffectResult) -> Void) throws {
        report(try lines.answer(document.document, use))
    }
}

/// The file is written behind the screen.
extension DocumentFile: ComputeWork {
    package var saves: Saving? { .file }

    package func run(_ report: @escaping @Sendable (EffectResult) -> Void) throws { report(.done(try write())) }
}
