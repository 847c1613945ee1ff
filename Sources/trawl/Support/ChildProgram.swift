import CProcess
import Glibc

/// Other programs, started with what is their business: no key, no descriptor but their three.
enum ChildProgram {
    /// Lends the terminal to a program, and waits until it has ended. It runs in our own process group: from another one
    /// it would be stopped as soon as it reads a key. Its exit status; 128 and the signal that ended it; 127 where it
    /// cannot be run.
    static func runInForeground(_ words: [String], settings: [String: String] = [:]) -> Int32 {
        // Our own errors go to the log.
        wait(for: start(words, settings, [STDIN_FILENO, STDOUT_FILENO, STDOUT_FILENO]))
    }

    /// This program once more; its exit status.
    static func runOwn(_ arguments: [String]) -> Int32 { runInForeground(["/proc/self/exe"] + arguments) }

    /// Runs a program beside the screen, without the terminal, and waits until it has ended.
    static func runApart(_ words: [String]) -> Int32 { wait(for: start(words, [:], [-1, -1, -1], isApart: true)) }

    /// The same for one that reads a text, all of which it must take.
    static func feed(_ words: [String], _ text: String) -> Int32 {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return 127 }
        let child = start(words, [:], [ends[0], -1, -1], isApart: true)
        close(ends[0])
        var text = text
        let isTaken = text.withUTF8 { process_write(ends[1], $0.baseAddress, $0.count) }
        close(ends[1])
        let status = wait(for: child)
        return isTaken ? status : max(status, 1)
    }

    private static func wait(for child: Int32) -> Int32 { child < 0 ? 127 : process_wait(child) }

    private static func start(
        _ words: [String], _ settings: [String: String], _ standard: [Int32], isApart: Bool = false
    ) -> Int32 {
        let (words, settings) = (CStrings(words), CStrings(settings.map { "\($0.key)=\($0.value)" }))
        return process_start(words.pointers, settings.pointers, standard, isApart)
    }

    /// Texts as C takes them, with a null pointer after the last.
    private final class CStrings {
        let pointers: [UnsafeMutablePointer<CChar>?]

        init(_ texts: [String]) { pointers = texts.map { strdup($0) } + [nil] }

        deinit { for pointer in pointers { free(pointer) } }
    }
}
