/// Error texts with the class that a person gave them.
enum ErrorCorpus {
    struct Entry {
        var name: String
        var text: String
    }

    static let all: [Entry] = [python, system, network].flatMap(parse)

    static func parse(_ corpus: String) -> [Entry] {
        var name = ""
        var entries: [Entry] = []
        for line in corpus.split(separator: "\n") {
            if line.hasPrefix("== ") {
                name = String(line.dropFirst(3))
            } else {
                entries.append(Entry(name: name, text: String(line).replacing("⏎", with: "\n")))
            }
        }
        return entries
    }
}
