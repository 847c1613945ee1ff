import CVTerm

/// What a terminal shows: libvterm fed with what the program wrote.
package final class ScreenModel {
    package struct Cell: Equatable {
        package var text: String
        package var bold: Bool
        package var underline: Bool
        package var italic: Bool
        package var reverse: Bool
        /// Palette index, -1 for the default.
        package var foreground: Int
        package var background: Int
    }

    package private(set) var width: Int
    package private(set) var height: Int
    private let terminal: OpaquePointer
    private let screen: OpaquePointer

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
        terminal = vterm_new(Int32(height), Int32(width))
        vterm_set_utf8(terminal, 1)
        screen = vterm_obtain_screen(terminal)
        vterm_screen_enable_altscreen(screen, 1)
        vterm_screen_reset(screen, 1)
    }

    deinit { vterm_free(terminal) }

    package func feed(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBytes { buffer in
            guard let start = buffer.bindMemory(to: CChar.self).baseAddress else { return }
            _ = vterm_input_write(terminal, start, buffer.count)
        }
    }

    package func resize(width: Int, height: Int) {
        self.width = width
        self.height = height
        // libvterm itself falls over a wide character on a screen of one column.
        vterm_set_size(terminal, Int32(height), Int32(max(2, width)))
    }

    /// What the terminal answers to the program's questions, since the last call.
    package func answers() -> [UInt8] {
        var buffer = [CChar](repeating: 0, count: 1_024)
        let count = vterm_output_read(terminal, &buffer, buffer.count)
        return buffer[..<count].map { UInt8(bitPattern: $0) }
    }

    package func cell(x: Int, y: Int) -> Cell {
        var cell = VTermScreenCell()
        vterm_screen_get_cell(screen, VTermPos(row: Int32(y), col: Int32(x)), &cell)
        return Cell(
            text: text(of: cell), bold: cell.attrs.bold != 0, underline: cell.attrs.underline != 0,
            italic: cell.attrs.italic != 0, reverse: cell.attrs.reverse != 0, foreground: index(cell.fg),
            background: index(cell.bg))
    }

    /// A row's text without the blanks at its end.
    package func line(_ y: Int) -> String {
        var line = ""
        var x = 0
        while x < width {
            var cell = VTermScreenCell()
            vterm_screen_get_cell(screen, VTermPos(row: Int32(y), col: Int32(x)), &cell)
            line += text(of: cell)
            x += max(1, Int(cell.width))
        }
        return String(line.reversed().drop { $0 == " " }.reversed())
    }

    package var lines: [String] { (0..<height).map(line) }

    private func text(of cell: VTermScreenCell) -> String {
        var text = String.UnicodeScalarView()
        withUnsafeBytes(of: cell.chars) { chars in
            for value in chars.bindMemory(to: UInt32.self) {
                guard value != 0, let scalar = Unicode.Scalar(value) else { break }
                text.append(scalar)
            }
        }
        return text.isEmpty ? " " : String(text)
    }

    private func index(_ colour: VTermColor) -> Int {
        let isDefault = colour.type & UInt8(VTERM_COLOR_DEFAULT_MASK.rawValue) != 0
        let isIndexed = colour.type & UInt8(VTERM_COLOR_TYPE_MASK.rawValue) == UInt8(VTERM_COLOR_INDEXED.rawValue)
        return isDefault || !isIndexed ? -1 : Int(colour.indexed.idx)
    }
}
