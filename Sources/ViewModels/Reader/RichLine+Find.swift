import RichText

extension RichLine {
    /// The line with every match of a pattern in the ink of a match.
    package func lit(_ pattern: FindPattern) -> RichLine { lit(pattern.matches(in: text)) }
}
