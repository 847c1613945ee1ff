import ArgumentParser
import Wire

/// `trawl man`: the manual page, made from the arguments.
struct Man: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the manual page.",
        discussion: "trawl man | man -l - shows it; trawl man > ~/.local/share/man/man1/trawl.1 keeps it.")

    @OptionGroup var output: OutputOptions

    func run() throws {
        let out = output.open()
        for line in try Self.page().lines { out.line(line) }
        out.flush()
    }

    static func page() throws -> ManPage {
        ManPage(try JSONParser.parse(Self.description), version: Version.text)
    }

    /// What the parser says of all commands and their arguments.
    private static var description: String {
        do {
            _ = try Trawl.parseAsRoot(["--experimental-dump-help"])
            return "{}"
        } catch {
            return Trawl.fullMessage(for: error)
        }
    }
}

/// `trawl completions SHELL`.
struct Completions: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the completion script of a shell.",
        discussion: """
            bash: trawl completions bash > ~/.local/share/bash-completion/completions/trawl
            zsh:  trawl completions zsh > ~/.zfunc/_trawl (with ~/.zfunc in fpath)
            fish: trawl completions fish > ~/.config/fish/completions/trawl.fish
            Completes evaluations from your last listing, without the server.
            """)

    @Argument(help: "bash, zsh or fish.", completion: .list(["bash", "zsh", "fish"]))
    var shell: String

    func validate() throws {
        if CompletionShell(rawValue: shell) == nil { throw ValidationError("the shell is bash, zsh or fish") }
    }

    func run() throws {
        guard let shell = CompletionShell(rawValue: shell) else { return }
        let out = Output()
        let script = Trawl.completionScript(for: shell) + "\n" + (shell == .bash ? Self.bashCandidates : "")
        out.bytes(Array(script.utf8))
        out.flush()
    }

    /// Takes the place of the function that the parser writes, which hands candidates to `compgen -W`: that runs what
    /// stands in them. Zsh and fish take each line as it is.
    private static let bashCandidates = """

        # A candidate is data: it is compared, and quoted where it is inserted, and never expanded.
        __trawl_add_completions() {
            local completion
            if [[ "${1}" != -W ]]; then
                while IFS='' read -r completion; do
                    COMPREPLY+=("${completion}")
                done < <(compgen "${@}" -- "${cur}")
                return
            fi
            while IFS='' read -r completion; do
                if [[ -n "${completion}" && "${completion}" == "${cur}"* ]]; then
                    printf -v completion %q "${completion}"
                    COMPREPLY+=("${completion}")
                fi
            done <<< "${2}"
        }

        """
}
