package import RichText
import Terminal

/// All that the selected row of a list stands for, below the list: it follows the selection when that rests.
package struct Preview: Sendable {
    package private(set) var text = TextPane(title: "", lines: [])
    /// What is shown; nil where nothing is.
    private var shown: String?
    fileprivate(set) var isOnScreen = false

    /// Seconds for which a selection rests before what shows its content follows it.
    package static let restingTime = 0.12

    package struct Content {
        package var title: String
        package var lines: [RichLine]
        package var pattern: FindPattern?

        package init(_ title: String, _ lines: [RichLine], lit pattern: FindPattern? = nil) {
            self.title = title
            self.lines = lines
            self.pattern = pattern
        }
    }

    package init() {}

    package mutating func resize(_ layout: ScreenLayout) {
        isOnScreen = layout.lower != nil
        text.resize(width: layout.lowerWidth - 2, height: layout.lowerRows, keys: layout.keys)
    }

    /// Another row than the one that is shown is selected.
    func isBehind(_ id: String?) -> Bool { id != nil && shown != nil && id != shown }

    /// Shows what is selected now.
    fileprivate mutating func show(_ id: String?, _ content: Content?) {
        let isNew = id != shown
        shown = id
        text.title = content?.title ?? ""
        text.show(content?.lines ?? [], fromTop: isNew)
        if isNew || text.pattern != content?.pattern { text.light(content?.pattern) }
    }
}

/// A list with a preview.
package protocol Previewing: Pane {
    var preview: Preview { get set }
    /// The selected row and how much is known of it; another one shows from its top.
    var previewID: String? { get }
    var previewContent: Preview.Content? { get }
}

extension Previewing {
    /// The preview follows the selection: at once where it was at rest, else when it rests again.
    package mutating func followSelection(_ slots: Slots) -> [EffectRequest] {
        guard preview.isOnScreen else { return [] }
        if preview.isBehind(previewID) {
            return slots.isBusy(.detail) ? [] : [EffectRequest(.detail, .wait(Preview.restingTime))]
        }
        _ = showSelection()
        return []
    }

    /// Shows what is selected now.
    package mutating func showSelection() -> Reaction {
        let content = previewContent
        preview.show(previewID, content)
        return .done
    }
}
