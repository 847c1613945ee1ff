import Foundation

/// Programs that are lent the terminal. They run in our own process group: from another one they would be stopped as
/// soon as they read a key, which is what becomes of a `Process`.
enum Foreground {
    /// Runs a program to its end. Its exit status; 128 and the signal that ended it; 127 where it cannot be run.
    static func run(
        _ program: String, _ arguments: [String], environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> Int32 {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // What we ignore or hold back is not the other program's business.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // Our own errors go to the log.
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        let words = CStrings([program] + arguments)
        let settings = CStrings(environment.map { "\($0.key)=\($0.value)" })
        var child = pid_t()
        guard posix_spawn(&child, program, &actions, &attributes, words.pointers, settings.pointers) == 0 else {
            return 127
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { return 127 }
        }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    /// This program once more; its exit status.
    static func runOwn(_ arguments: [String]) -> Int32 { run("/proc/self/exe", arguments) }

    /// Texts as C takes them, with a null pointer after the last.
    private final class CStrings {
        let pointers: [UnsafeMutablePointer<CChar>?]

        init(_ texts: [String]) { pointers = texts.map { strdup($0) } + [nil] }

        deinit { for pointer in pointers { free(pointer) } }
    }
}
