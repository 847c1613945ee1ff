import Foundation
package import Terminal
import Wire
import Yams

/// Where themes come from: the ones in the binary, and the user's files.
package enum ThemeLibrary {
    package static let defaultName = "dark"

    private static let embedded: [(name: String, yaml: [UInt8])] = [
        ("dark", PackageResources.dark_yaml), ("light", PackageResources.light_yaml),
        ("mono", PackageResources.mono_yaml), ("high-contrast", PackageResources.high_contrast_yaml),
        ("colour-blind", PackageResources.colour_blind_yaml),
    ]

    /// The themes in the binary.
    package static var builtIn: [String] { embedded.map(\.name) }

    /// Every theme that there is: the built-in ones first.
    package static func names(in directory: String?) -> [String] {
        builtIn + userThemes(in: directory).filter { !builtIn.contains($0) }.sorted()
    }

    /// The theme of that name, or the one in the file of that name.
    ///
    /// - Parameters:
    ///   - name: with a `/` or ending in `.yaml`, a file; else a theme's name.
    ///   - directory: the user's themes, `NAME.yaml` each; they go before the built-in ones.
    /// - Throws: `ThemeError`.
    package static func load(name: String, directory: String? = nil) throws -> Theme {
        if name.contains("/") || name.hasSuffix(".yaml") { return try parse(read(name), file: name) }
        if let file = directory.map({ "\($0)/\(name).yaml" }), FileManager.default.fileExists(atPath: file) {
            return try parse(read(file), file: file)
        }
        guard let yaml = builtInYAML(name) else {
            let known = names(in: directory).sorted()
            throw ThemeError(
                file: name, line: nil, place: nil,
                problem:
                    "no such theme\(Suggestion.text(for: name, among: known)) (there are \(known.joined(separator: ", ")))"
            )
        }
        return try parse(yaml, file: "\(name).yaml")
    }

    /// Reads a theme.
    /// - Parameter file: what errors call it.
    /// - Throws: `ThemeError` with file, line and slot.
    package static func parse(_ yaml: String, file: String) throws -> Theme {
        let draft = try ThemeReader(file: file).read(yaml)
        return Theme(name: draft.name, looks: draft.looks, ground: draft.ground)
    }

    static func builtInYAML(_ name: String) -> String? {
        embedded.first { $0.name == name }.map { String(decoding: $0.yaml, as: UTF8.self) }
    }

    private static func userThemes(in directory: String?) -> [String] {
        let files = directory.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0) } ?? []
        return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
    }

    private static func read(_ path: String) throws -> String {
        let bytes = try? RegularFile.read(path, atMost: 1 << 20)
        guard let text = bytes.flatMap({ String(validating: $0, as: UTF8.self) }) else {
            throw ThemeError(file: path, line: nil, place: nil, problem: "cannot be read as UTF-8 text")
        }
        return text
    }
}
