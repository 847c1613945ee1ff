import Triage
import Wire

/// What became of failure classes, for programs.
enum ClassChangesJSON {
    static func json(_ changes: ClassChanges) -> JSONValue {
        [
            "changed": .array(
                changes.entries.map { entry in
                    [
                        "id": .string(entry.failures.id), "label": .string(entry.failures.title),
                        "change": .string(entry.change.rawValue), "before": .int(entry.countBefore),
                        "after": .int(entry.failures.count),
                    ]
                }),
            "gone": .array(
                changes.gone.map { ["id": .string($0.id), "label": .string($0.title), "before": .int($0.count)] }),
        ]
    }
}
