import TerminalHarness

/// A screen as an SVG image: what a terminal shows, drawn cell by cell, so that it looks the same with any font.
struct ScreenPicture {
    let screen: ScreenModel
    /// On a light ground, as a terminal with a light theme has it.
    var isLight = false

    private static let cell = (width: 9.0, height: 19.0)
    private static let margin = 14.0
    private var ground: String { isLight ? "#ffffff" : "#16181d" }
    private var ink: String { isLight ? "#24292f" : "#d4d7dd" }
    /// The sixteen colors of a dark terminal.
    private static let palette = [
        "#2b2f38", "#e06c75", "#7fbf6a", "#d9a857", "#6aa4e8", "#c183d9", "#56b6c2", "#c8ccd4",
        "#6b7280", "#f08a92", "#9bd686", "#ecc172", "#8fbdf2", "#d7a5e8", "#7fd0da", "#ffffff",
    ]

    /// The image. The same screen gives the same bytes.
    var svg: String {
        let width = Double(screen.width) * Self.cell.width + 2 * Self.margin
        let height = Double(screen.height) * Self.cell.height + 2 * Self.margin
        let rows = (0..<screen.height).flatMap(row)
        let head = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(number(width))" height="\(number(height))" \
            viewBox="0 0 \(number(width)) \(number(height))" font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" \
            font-size="15">
            """
        let back = #"<rect width="100%" height="100%" rx="8" fill="\#(ground)"/>"#
        return ([head, back] + rows + ["</svg>", ""]).joined(separator: "\n")
    }

    // MARK: Rows

    private struct Run {
        var start: Int
        var text: String
        var count: Int
        var cell: ScreenModel.Cell
    }

    private func row(_ y: Int) -> [String] {
        runs(y).flatMap { run -> [String] in
            let x = Self.margin + Double(run.start) * Self.cell.width
            let top = Self.margin + Double(y) * Self.cell.height
            let width = Double(run.count) * Self.cell.width
            var (front, back) = (color(run.cell.foreground, ink), color(run.cell.background, ground))
            if run.cell.reverse { swap(&front, &back) }
            var marks: [String] = []
            if back != ground {
                marks.append(
                    #"<rect x="\#(number(x))" y="\#(number(top))" width="\#(number(width))" height="\#(number(Self.cell.height))" fill="\#(back)"/>"#
                )
            }
            guard run.text.contains(where: { $0 != " " }) else { return marks }
            let look =
                (run.cell.bold ? #" font-weight="bold""# : "") + (run.cell.italic ? #" font-style="italic""# : "")
                + (run.cell.underline ? #" text-decoration="underline""# : "")
            marks.append(
                #"<text x="\#(number(x))" y="\#(number(top + 14))" textLength="\#(number(width))" xml:space="preserve" fill="\#(front)"\#(look)>\#(escaped(run.text))</text>"#
            )
            return marks
        }
    }

    /// Cells beside each other that look alike.
    private func runs(_ y: Int) -> [Run] {
        var runs: [Run] = []
        for x in 0..<screen.width {
            let cell = screen.cell(x: x, y: y)
            var look = cell
            look.text = ""
            if var last = runs.last, last.cell == look {
                last.text += cell.text
                last.count += 1
                runs[runs.count - 1] = last
            } else {
                runs.append(Run(start: x, text: cell.text, count: 1, cell: look))
            }
        }
        return runs
    }

    private func color(_ index: Int, _ standard: String) -> String {
        switch index {
        case 0..<16: Self.palette[index]
        case 16..<232:
            "#" + [36, 6, 1].map { hex([0, 95, 135, 175, 215, 255][(index - 16) / $0 % 6]) }.joined()
        case 232..<256: "#" + String(repeating: hex(8 + (index - 232) * 10), count: 3)
        default: standard
        }
    }

    private func hex(_ value: Int) -> String {
        let digits = String(value, radix: 16)
        return digits.count < 2 ? "0" + digits : digits
    }

    private func number(_ value: Double) -> String { value == value.rounded() ? String(Int(value)) : String(value) }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
