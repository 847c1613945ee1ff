package import Shell
import Terminal
package import Trajectory
import Wire

/// Lines of a trajectory that the user takes away.
package struct SelectedLines: Hashable, Sendable {
    package var range: LineRange
    /// The steps that are shown, among those of the range.
    package var steps: [Int]
    /// Parts that are not shown, and are no part of what is taken.
    package var hidden: Set<StepFilter.Kind>
    package var isRaw: Bool
    package var showsHidden: Bool
    /// Of the first and the last step, the texts that were shown as they are for what is looked for in them.
    package var verbatimBlocks: [Int: Set<BlockID>] = [:]
    /// Lines among them that folds stand for; nil where they were not counted.
    package var folded: Int?

    /// Reads the lines behind the screen: they may be of any size.
    package func answer(_ document: TrajectoryDocument, _ use: StepUse) throws -> EffectResult {
        var texts: [String] = []
        for index in steps {
            try Task.checkCancellation()
            if let text = text(of: index, in: document) { texts.append(text) }
        }
        let text = Self.joined(texts, "\n\n")
        guard !text.isEmpty else { return .ended(Message("No text in the selected lines", .warning)) }
        return .stepText(text, name: use == .copy ? words(text) : "lines of \(place)", use)
    }

    /// "134 lines of step 3 (120 folded)".
    private func words(_ text: String) -> String {
        let count = text.utf8.count { $0 == 0x0A } + 1
        let folds =
            switch folded {
            case 0: ""
            case let count?: " (\(NumberFormat.grouped(count)) folded)"
            case nil: " (folded ones too)"
            }
        return "\(SelectionFigures.lines(count)) of \(place)\(folds)"
    }

    private var place: String {
        let (first, last) = (range.lower.step + 1, range.upper.step + 1)
        return first == last ? "step \(first)" : "steps \(first) to \(last)"
    }

    /// What of a step is selected; nil where that is no text.
    private func text(of index: Int, in document: TrajectoryDocument) -> String? {
        guard let step = document.step(index) else { return nil }
        var texts: [String] = []
        for block in StepBlocks.of(step, borders: StepBoundary(), hidden: hidden) {
            guard range.bytes(of: block.id, in: index, count: .max) != nil else { continue }
            guard let whole = block.taken(isRaw: isShownRaw(block.id, of: index)), !whole.isEmpty else { continue }
            let drawn = isCut(block, index, document) ? drawnText(of: block.id, index, document) : nil
            let text = AbridgedText(whole: whole, drawn: drawn).slice { count in
                range.bytes(of: block.id, in: index, count: count)
            }
            texts.append(block.isColoured && !showsHidden ? Sanitize.colourless(text) : text)
        }
        return texts.isEmpty ? nil : Self.joined(texts, "\n")
    }

    /// One text is not copied: it may be hundreds of megabytes.
    private static func joined(_ texts: [String], _ separator: String) -> String {
        texts.count == 1 ? texts[0] : texts.joined(separator: separator)
    }

    /// Of a large step the middle of long texts is not drawn: places in what is drawn are others than in the text.
    private func isCut(_ block: StepBlock, _ index: Int, _ document: TrajectoryDocument) -> Bool {
        let ends = [range.lower, range.upper].contains { $0.step == index && $0.block == block.id }
        return ends && BackgroundDecoder.isHeavy(index, of: document)
    }

    private func drawnText(of block: BlockID, _ index: Int, _ document: TrajectoryDocument) -> String? {
        StepAbridger.step(index, of: document).flatMap { step in
            StepBlocks.of(step, borders: StepBoundary(), hidden: hidden).first { $0.id == block }?
                .taken(isRaw: isShownRaw(block, of: index))
        }
    }

    private func isShownRaw(_ block: BlockID, of step: Int) -> Bool {
        isRaw || showsHidden || verbatimBlocks[step]?.contains(block) == true
    }
}

/// A text of which perhaps only the beginning and the end are drawn.
struct AbridgedText {
    let whole: String
    /// What is drawn of it; nil for all.
    let drawn: String?

    /// The lines at the bytes that `range` gives of what is drawn, whose length it is given.
    func slice(_ range: (Int) -> Range<Int>?) -> String {
        var (whole, drawn) = (whole, drawn ?? "")
        return whole.withUTF8 { all in
            guard self.drawn != nil else {
                return Self.text(all, range(all.count) ?? 0..<0)
            }
            return drawn.withUTF8 { shown in
                Self.text(all, range(shown.count).map { Self.lines($0, of: all, shown) } ?? 0..<0)
            }
        } ?? whole
    }

    /// Without the line ends behind it, which nobody sees; nil for all of the text.
    private static func text(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String? {
        var end = range.upperBound
        if end == bytes.count {
            while end > range.lowerBound, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        }
        guard range.lowerBound > 0 || end < bytes.count else { return nil }
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[range.lowerBound..<end]), as: UTF8.self)
    }

    /// Where in all of a text is what is at these bytes of what is drawn: both begin and end alike. What stands between for
    /// what is not drawn means all of that. Lines are whole.
    private static func lines(
        _ range: Range<Int>, of all: UnsafeBufferPointer<UInt8>, _ shown: UnsafeBufferPointer<UInt8>
    ) -> Range<Int> {
        let most = min(all.count, shown.count)
        var head = 0
        while head < most, all[head] == shown[head] { head += 1 }
        var tail = 0
        while tail < most - head, all[all.count - 1 - tail] == shown[shown.count - 1 - tail] { tail += 1 }
        func place(_ offset: Int, between: Int) -> Int {
            if offset <= head { return offset }
            return offset >= shown.count - tail ? all.count - (shown.count - offset) : between
        }
        var start = place(range.lowerBound, between: head)
        var end = max(start, place(range.upperBound, between: all.count - tail))
        while start > 0, all[start - 1] != 0x0A { start -= 1 }
        while end < all.count, all[end] != 0x0A { end += 1 }
        if end > start, end < all.count, all[end - 1] == 0x0D { end -= 1 }
        return start..<end
    }
}
