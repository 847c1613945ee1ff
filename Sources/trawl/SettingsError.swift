/// What is wrong with the settings, and where: `config.yaml:12: ...`.
struct SettingsError: Error, Hashable, CustomStringConvertible {
    var path: String
    /// 1-based; nil for the whole file.
    var line: Int?
    var message: String

    var description: String { path + (line.map { ":\($0)" } ?? "") + ": " + message }
}
