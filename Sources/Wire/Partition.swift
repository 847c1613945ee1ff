extension RandomAccessCollection where Index == Int {
    /// The first place from which on the condition holds, in a collection that is ordered by it; its end where it holds
    /// nowhere.
    @inlinable
    package func partitioningIndex(_ holds: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
