import Platform
import Wire

extension ArchivedEvaluation {
    /// Bytes that may be read to find out what is no trajectory before a list is shown.
    private static let sniffBudget = 32 << 20
    private static let headBytes = 512

    /// Looks at loose documents, once, so that a list says which of them are no trajectories. Small ones are read whole,
    /// large ones judged by their first bytes, and beyond the budget nothing is looked at: opening them will tell.
    func sniff() {
        guard isLoose, takeSniff() else { return }
        var budget = Self.sniffBudget
        for (index, sample) in samples.enumerated() {
            guard let document = sample.document, verdict(on: index) == nil else { continue }
            let isSmall = document.size <= 1 << 20
            budget -= isSmall ? document.size + 4096 : 8192
            guard budget > 0 else { return }
            if let reason = isSmall ? Self.reason(document) : Self.reason(head: document) { note(reason, on: index) }
        }
    }

    private static func reason(_ document: DocumentLocation) -> String? {
        do throws(PlatformError) {
            return ReadDocument.read(try document.load(), name: document.name).refusal
        } catch {
            return error.detail
        }
    }

    private static func reason(head document: DocumentLocation) -> String? {
        do throws(PlatformError) {
            let head = try document.head(headBytes)
            let first = head.first { ![0x20, 0x0A, 0x0D, 0x09, 0xEF, 0xBB, 0xBF].contains($0) }
            return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? nil : "not a trajectory: not JSON"
        } catch {
            return error.detail
        }
    }
}
