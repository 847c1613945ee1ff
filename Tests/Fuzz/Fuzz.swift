import Glibc
import Trajectory
import Wire

#if LIBFUZZER
    /// libFuzzer's own main, as a function.
    @_silgen_name("LLVMFuzzerRunDriver")
    private func runDriver(
        _ count: UnsafeMutablePointer<Int32>,
        _ arguments: UnsafeMutablePointer<
            UnsafeMutablePointer<
                UnsafeMutablePointer<CChar>?
            >
        >, _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
    ) -> Int32
#endif

/// Reads inputs that nobody meant as they are. Built with `--sanitize fuzzer` and `-Xswiftc -DLIBFUZZER` it looks for
/// new ones, guided by coverage; else it reads the files named to it, as the ones that were found.
@main
enum Fuzz {
    static func main() {
        #if LIBFUZZER
            var count = CommandLine.argc
            var arguments = CommandLine.unsafeArgv
            exit(
                runDriver(&count, &arguments) { bytes, count in
                    Fuzz.read(UnsafeBufferPointer(start: bytes, count: count))
                    return 0
                })
        #else
            for path in CommandLine.arguments.dropFirst() {
                do {
                    let store = try ByteStore(mapping: path)
                    store.withBytes { read($0.bindMemory(to: UInt8.self)) }
                } catch {
                    print(error)
                    exit(1)
                }
            }
        #endif
    }

    /// Everything that can be asked of a document has an answer, and the pieces in which it comes make no difference.
    static func read(_ input: UnsafeBufferPointer<UInt8>) {
        let bytes = Array(input)
        let whole = TrajectoryDocument.read(bytes, name: "whole")
        let count = whole.stepCount
        precondition(whole.survey(from: 0, limit: count).flags.count == count)
        _ = (whole.problems, whole.header, whole.progress, whole.step(count), whole.step(-1))
        _ = try? JSONParser.parse(bytes, repairing: true)
        let pieces = inPieces(bytes)
        precondition(pieces.stepCount == count && pieces.format == whole.format)
        for index in 0..<min(count, 40) {
            let step = whole.step(index)
            precondition(step != nil && step == pieces.step(index) && !whole.rawJSON(index).isEmpty)
        }
        for part in whole.subdocuments.prefix(4) { _ = (part.stepCount, part.step(0)) }
    }

    /// The document, in pieces as long as the input's own bytes say.
    private static func inPieces(_ bytes: [UInt8]) -> TrajectoryDocument {
        guard let store = ByteStore(capacity: bytes.count + 1) else { fatalError("no address space") }
        let document = TrajectoryDocument(store: store, expectedBytes: bytes.count, name: "pieces")
        while store.count < bytes.count {
            let length = 1 + Int(bytes[store.count]) * (1 + bytes.count / 2_000)
            store.append(Array(bytes[store.count..<min(bytes.count, store.count + length)]))
            document.advance()
        }
        document.finish(interrupted: false)
        return document
    }
}
