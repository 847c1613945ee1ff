import Dispatch
import Platform
import Synchronization
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// When a file is written, replaced or removed: told by the system, so that nobody wakes up to look.
enum FileWatch {
    private static let ofFile = UInt32(IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_MOVE_SELF | IN_DELETE_SELF)
    private static let ofFolder = UInt32(IN_MOVED_TO | IN_CREATE)

    /// Something about the file may have changed: told at once, and then each time. Ends with the task that listens.
    static func news(of path: String) -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { news in
            news.yield()
            let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
            guard descriptor >= 0 else { return }
            let name = lastComponent(path)
            let folder = String(path.dropLast(name.count))
            _ = SystemPath.with(path) { inotify_add_watch(descriptor, $0, ofFile) }
            _ = SystemPath.with(folder.isEmpty ? "." : folder) { inotify_add_watch(descriptor, $0, ofFolder) }
            nonisolated(unsafe) let source = DispatchSource.makeReadSource(
                fileDescriptor: descriptor, queue: .global(qos: .utility))
            source.setEventHandler {
                withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { buffer in
                    while read(descriptor, buffer.baseAddress, buffer.count) > 0 {}
                }
                // Who replaced the file left another one under its name.
                _ = SystemPath.with(path) { inotify_add_watch(descriptor, $0, ofFile) }
                news.yield()
            }
            source.setCancelHandler { close(descriptor) }
            news.onTermination = { _ in source.cancel() }
            source.resume()
        }
    }
}

/// What files were when they were last read.
final class FileStates: Sendable {
    /// Size, and nanoseconds since 1970.
    private struct State: Hashable {
        var size: Int
        var modified: Int
    }

    private let read = Mutex<[SessionID: State]>([:])
    /// Writers write several times: they are waited for so long.
    private static let rest = Duration.milliseconds(300)

    func note(_ document: DocumentLocation, of session: SessionID) {
        guard let state = Self.state(document) else { return }
        read.withLock { $0[session] = state }
    }

    /// Returns once the file is no longer what was read of it.
    func change(of document: DocumentLocation, _ session: SessionID) async throws {
        guard case .file(let file) = document.file else { return }
        let known = read.withLock { $0[session] } ?? Self.state(document)
        for await _ in FileWatch.news(of: file.path) where Self.state(document) != known {
            return try await Task.sleep(for: Self.rest)
        }
        throw CancellationError()
    }

    private static func state(_ document: DocumentLocation) -> State? {
        guard case .file(let file) = document.file else { return nil }
        return fileEntry(file.path).map { State(size: $0.size, modified: $0.modified) }
    }
}
