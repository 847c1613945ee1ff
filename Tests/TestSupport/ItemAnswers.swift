package import Platform
package import Shell
import Triage

extension EffectResult {
    /// A batch of items, prepared for filters and sorts.
    package static func items(
        _ items: [EvaluationItem], isFirst: Bool, isLast: Bool, _ provenance: Freshness
    ) -> EffectResult {
        .rows(items.map { ItemRow($0) }, isFirst: isFirst, isLast: isLast, provenance)
    }
}
