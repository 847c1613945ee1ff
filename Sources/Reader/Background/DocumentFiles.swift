import Platform
package import Shell
import Terminal
import Trajectory
import Wire

/// A file that is wanted of a document.
package struct DocumentFile: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// The bytes as they were received.
        case received
        /// A report of these steps (0-based) in Markdown, or in HTML where the name of the file says so, under a title.
        case report(Range<Int>, title: String, masking: Bool)
    }

    package var document: DocumentReference
    package var kind: Kind
    package var path: String
    /// Take the place of what is there.
    package var isOverwriting: Bool
}

extension DocumentFile {
    /// Bytes written between looks at whether anybody still wants the file.
    private static let piece = 1 << 20

    /// Writes the file, and says what it did.
    func write() throws -> String {
        do {
            return try write(to: PrivateFile(beside: SystemPath.expanded(path), replacing: isOverwriting))
        } catch let error as SystemError {
            throw PlatformError(writing: error)
        }
    }

    private func write(to file: PrivateFile) throws -> String {
        var written = 0
        func append(_ bytes: UnsafeRawBufferPointer) throws {
            written += bytes.count
            try file.append(bytes)
        }
        switch kind {
        case .received: try received(append)
        case .report(let steps, let title, let masking):
            try report(steps, title, masking ? Secrets.masked : { $0 }, append)
        }
        try file.finish()
        let progress = document.document.progress
        return "\(Sanitize.line(path)): \(what)\(NumberFormat.bytes(written)) written"
            + (progress.isWhole && !progress.isCutOff ? "" : " of a document that is not all here")
    }

    private var what: String {
        guard case .report(let steps, _, _) = kind else { return "" }
        let words =
            steps.count == 1 ? "step \(steps.upperBound)" : "steps \(steps.lowerBound + 1) to \(steps.upperBound)"
        return "a report of \(words), "
    }

    private func received(_ append: (UnsafeRawBufferPointer) throws -> Void) throws {
        let all = document.document.byteRange
        for start in stride(from: all.lowerBound, to: all.upperBound, by: Self.piece) {
            try Task.checkCancellation()
            try document.document.store.withBytes(start..<min(start + Self.piece, all.upperBound), append)
        }
    }

    private func report(
        _ steps: Range<Int>, _ title: String, _ mask: (String) -> String,
        _ append: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        func put(_ text: String) throws {
            var text = mask(text)
            try text.withUTF8 { try append(UnsafeRawBufferPointer($0)) }
        }
        let asHTML = [".html", ".htm"].contains { path.lowercased().hasSuffix($0) }
        for piece in StepReport.pieces(document.document, title: title, steps: steps, asHTML: asHTML) {
            try Task.checkCancellation()
            try put(piece)
        }
    }
}
