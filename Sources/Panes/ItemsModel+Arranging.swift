import Platform
package import Shell
import Terminal
import Triage

// Filtering and sorting: between two keys where the list is short, behind the screen where it is long.
extension ItemsModel {
    /// Rows up to which a list is filtered and sorted at once: some 10 ms of work.
    static let mostAtOnce = 20_000

    /// Filters and sorts anew; the selection stays on its item, or on the nearest row where it is gone.
    mutating func arrange() {
        arrangement += 1
        (wantsArrangement, isStale) = (false, false)
        let table = staged ?? table
        let isPlain =
            filter.isEmpty && sort == .position && classes?.opened == nil && table.isInPlace(table.rows.indices)
        guard isPlain || table.rows.count <= Self.mostAtOnce else {
            wantsArrangement = true
            isArranging = true
            return
        }
        if isPlain { return show(table, Array(table.rows.indices), use, remark: nil) }
        if let done = try? arrangeWork.run() { show(table, done.visible, done.use, remark: done.remark) }
    }

    /// Rows came. What is being arranged is shown first: else a list that keeps coming would never be.
    mutating func rearrange() {
        if isArranging { isStale = true } else { arrange() }
    }

    var arrangeWork: FilterSortWork {
        FilterSortWork(
            table: staged ?? table, filter: filter, sort: sort,
            facts: filter.needsFacts || sort.needsFacts ? facts : [:],
            chosen: classes?.opened, now: now, number: arrangement)
    }

    /// Takes what was arranged behind the screen, unless something else is wanted by now.
    mutating func take(_ done: Arrangement) {
        guard done.number == arrangement else { return }
        let later = isStale ? staged : nil
        show(done.table, done.visible, done.use, remark: done.remark)
        guard let later else { return }
        staged = later
        arrange()
    }

    private mutating func show(_ all: ItemTable, _ places: [Int], _ use: ColumnUse, remark: String?) {
        let id = selected?.id
        let before = cursor.selected
        table = all
        staged = nil
        visible = places
        shownUse = use
        filterRemark = remark
        isArranging = false
        countProgress()
        if selectsFirst {
            selectsFirst = false
            selectFirst()
        } else {
            let isSame = id != nil && row(at: before)?.item.id == id
            keepScroll(isSame ? before : id.flatMap { id in visible.firstIndex { rows[$0].item.id == id } })
        }
        if let wanted, select(wanted) { self.wanted = nil }
    }

    /// The row of the selection moves with what is above it; so does the screen, so that nothing seems to move.
    private mutating func keepScroll(_ place: Int?) {
        if let place { cursor.top += place - cursor.selected }
        cursor.select(place ?? cursor.selected, count: visible.count, height: height)
    }

    package var glanceWork: SummaryWork { SummaryWork(table: table, now: now) }

    /// Work that has come up: what is to be arranged or grouped, once, however often it was wanted.
    package mutating func wantedWork() -> [EffectRequest] {
        var requests: [EffectRequest] = []
        if wantsArrangement {
            wantsArrangement = false
            requests.append(EffectRequest(.arrange, arrangeWork))
        }
        if wantsGroups, let classes {
            wantsGroups = false
            requests.append(EffectRequest(.group, groupWork(classes.grouping)))
        }
        if wantsDescribing {
            wantsDescribing = false
            requests.append(describeRequest)
        }
        if wantsPreparing, staged == nil {
            wantsPreparing = false
            if rows.count > Self.mostAtOnce { requests.append(EffectRequest(.prepare, IndexWarmup(table: table))) }
        }
        return requests
    }
}
