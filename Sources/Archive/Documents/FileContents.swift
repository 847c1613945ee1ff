import Platform
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// The first bytes of a file, at most so many.
func head(_ path: String, _ count: Int) throws(PlatformError) -> [UInt8] {
    let head = try storedHead(path, count)
    return Compression(head) == nil ? head : try Packed.beginning(of: mapped(path), count)
}

private func storedHead(_ path: String, _ count: Int) throws(PlatformError) -> [UInt8] {
    let (descriptor, _) = try opened(path)
    defer { close(descriptor) }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        filled = max(0, read(descriptor, buffer.baseAddress, count))
    }
}

/// A document as JSON in UTF-8, whatever it is packed and encoded in.
func contents(_ path: String) throws(PlatformError) -> ByteStore { try Packed.opened(stored(path), path) }

/// What is stored: one of usual size is read, so that a run that writes it again cannot pull it from under us; a very large
/// one is mapped.
private func stored(_ path: String) throws(PlatformError) -> ByteStore {
    let (descriptor, status) = try opened(path)
    defer { close(descriptor) }
    guard status.st_size <= 64 << 20, let store = ByteStore(capacity: max(Int(status.st_size), 1)) else {
        return try SharedMappings.store(path, status)
    }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    while true {
        let count = read(descriptor, buffer.baseAddress, buffer.count)
        guard count >= 0 else { throw storageError(path) }
        // A file that grew since its size was taken is cut there: a torn tail is nothing new to the reader.
        guard count > 0, store.append(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else { return store }
    }
}
