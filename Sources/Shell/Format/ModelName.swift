/// A model as it is named where room is short.
package enum ModelName {
    /// Without who provides it.
    package static func brief(_ name: String) -> String { name.split(separator: "/").last.map(String.init) ?? name }
}
