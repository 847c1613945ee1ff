#if canImport(Glibc)
    import Glibc
#endif

/// Looks for bytes by their first one: `memchr` runs over the rest many bytes at a time.
enum ByteSearch {
    static func contains(_ haystack: UnsafeRawBufferPointer, _ needle: UnsafeRawBufferPointer) -> Bool {
        guard let head = needle.first else { return true }
        guard needle.count <= haystack.count, var at = haystack.baseAddress, let sought = needle.baseAddress else {
            return false
        }
        let end = at + haystack.count - needle.count
        while at <= end, let found = memchr(at, Int32(head), end - at + 1) {
            if memcmp(found, sought, needle.count) == 0 { return true }
            at = UnsafeRawPointer(found) + 1
        }
        return false
    }
}
