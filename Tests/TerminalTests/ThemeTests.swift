import Testing

@testable import Terminal
@testable import Themes

@Suite struct ThemeTests {
    @Test func slotsAreNumberedAsTheyAreListed() {
        #expect(Slot.allCases.map(\.ordinal) == Array(0..<Slot.allCases.count))
    }

    @Test(arguments: [
        (Slot.selectedUnfocused, Slot?.some(.selected)), (.dim, .text), (.passed, .text), (.keyword, .code),
        (.text, nil),
        (.matchCurrent, .match),
    ])
    func slotsFallBackToTheBroaderOne(slot: Slot, parent: Slot?) {
        #expect(slot.parent == parent)
        let theme = Theme(name: "t", looks: [.code: SlotLook(foreground: .index(9))])
        #expect(theme.style(.keyword).foreground == 9)
        #expect(theme.style(.passed) == .plain)
    }

    @Test func inkOfTheTextGoesOverTheSlot() {
        let theme = Theme(name: "t", looks: [.result: SlotLook(foreground: .index(7), attributes: .dim)])
        let ink = Ink(.result, ansi: Style(foreground: 208, attributes: .bold))
        #expect(theme.style(ink) == Style(foreground: 208, attributes: [.bold, .dim]))
        #expect(theme.resolved(for: .eight).style(ink).foreground == 1)
        #expect(theme.resolved(for: .none).style(ink) == Style(attributes: [.bold, .dim]))
    }

    @Test(arguments: [
        (["NO_COLOR": "1"], 256, ColourDepth.none), (["NO_COLOR": ""], 256, .palette256), ([:], 256, .palette256),
        ([:], 8, .eight), ([:], 88, .eight), ([:], 0, .none), ([:], -1, .none),
    ])
    func depthFollowsTheTerminalAndTheWish(environment: [String: String], colours: Int, expected: ColourDepth) {
        #expect(ColourDepth.detect(environment: environment, terminalColours: colours) == expected)
    }

    @Test func theMembersOfThePaletteAreTheirOwnNearest() {
        for index in UInt8(16)...255 {
            let (red, green, blue) = Palette.rgb(index)
            let nearest = UInt8(Palette.nearest256(UInt8(red), UInt8(green), UInt8(blue)))
            #expect(Palette.rgb(nearest) == Palette.rgb(index), "\(index)")
        }
    }

    @Test(arguments: [
        (Colour.rgb(red: 215, green: 95, blue: 95), Int16(1)), (.rgb(red: 135, green: 175, blue: 95), 2),
        (.rgb(red: 215, green: 175, blue: 95), 3), (.rgb(red: 95, green: 175, blue: 215), 6),
        (.rgb(red: 138, green: 138, blue: 138), -1), (.index(12), 4), (.terminal, -1),
    ])
    func huesSurviveOnEightColours(colour: Colour, expected: Int16) {
        #expect(colour.index(at: .eight) == expected)
    }
}

@Suite struct BuiltInThemeTests {
    @Test(arguments: ThemeLibrary.builtIn)
    func everySlotIsNamed(name: String) throws {
        let yaml = try #require(ThemeLibrary.builtInYAML(name))
        let draft = try ThemeReader(file: name).read(yaml)
        #expect(Set(draft.looks.keys) == Set(Slot.allCases))
        #expect(draft.name == name)
    }

    @Test(arguments: ThemeLibrary.builtIn, ColourDepth.allCases)
    func coloursStayWithinTheDepth(name: String, depth: ColourDepth) throws {
        let theme = try ThemeLibrary.load(name: name).resolved(for: depth)
        let most: Int16 = depth == .none ? -1 : depth == .eight ? 7 : 255
        for slot in Slot.allCases {
            let style = theme.style(slot)
            #expect(style.foreground <= most && style.background <= most, "\(slot)")
        }
    }

    @Test(arguments: ThemeLibrary.builtIn, ColourDepth.allCases)
    func whatMustStandOutDoes(name: String, depth: ColourDepth) throws {
        let theme = try ThemeLibrary.load(name: name).resolved(for: depth)
        let text = theme.style(.text)
        for slot in [
            Slot.selected, .selectedUnfocused, .failed, .error, .refusal, .match, .matchCurrent, .titleFocused,
        ] {
            #expect(theme.style(slot) != text, "\(slot)")
        }
        #expect(theme.style(.selected) != theme.style(.selectedUnfocused))
        #expect(theme.style(.match) != theme.style(.matchCurrent))
        #expect(theme.style(.failed) != theme.style(.passed))
        let selected = theme.style(.selected)
        #expect(selected.background >= 0 || selected.attributes.contains(.reverse))
    }

    @Test(arguments: ["dark", "light", "high-contrast", "colour-blind"], [ColourDepth.eight, .palette256])
    func theSpeakersDiffer(name: String, depth: ColourDepth) throws {
        let theme = try ThemeLibrary.load(name: name).resolved(for: depth)
        let speakers = [Slot.system, .user, .agent, .tool, .result].map { theme.style($0) }
        #expect(Set(speakers).count == speakers.count)
    }

    @Test(arguments: ThemeLibrary.builtIn, ColourDepth.allCases)
    func noBackgroundButWhereItMeansSomething(name: String, depth: ColourDepth) throws {
        let theme = try ThemeLibrary.load(name: name).resolved(for: depth)
        let filled = Slot.allCases.filter { theme.style($0).background >= 0 }
        #expect(
            Set(filled).isSubset(of: [.selected, .selectedUnfocused, .selection, .matchCurrent, .stepHeader, .hidden]))
    }

    @Test func failedAndPassedDifferWithoutRedAndGreenForColourBlindPeople() throws {
        let theme = try ThemeLibrary.load(name: "colour-blind")
        let (red, green, blue) = Palette.rgb(UInt8(theme.style(.passed).foreground))
        #expect(blue > red && blue > green)
        #expect(theme.style(.failed).attributes != theme.style(.passed).attributes)
    }
}

@Suite struct ThemeErrorTests {
    @Test(arguments: [
        ("slots:\n  list.selectd: red", "mine.yaml:2: list.selectd: unknown slot; did you mean list.selected?"),
        (
            "slots:\n  text: rad",
            "mine.yaml:2: text: “rad” is no colour: neither #rrggbb, 0 to 255, nor a name; did you mean red?"
        ),
        (
            "slots:\n  text: \"#12345\"",
            "mine.yaml:2: text: “#12345” is no colour: neither #rrggbb, 0 to 255, nor a name"
        ),
        ("slots:\n  text: 256", "mine.yaml:2: text: “256” is no colour: neither #rrggbb, 0 to 255, nor a name"),
        (
            "slots:\n  match:\n    fg: red\n    attributes: [bald]",
            "mine.yaml:4: match: unknown attribute “bald”; did you mean bold?"
        ),
        ("slots:\n  match:\n    colour: red", "mine.yaml:3: colour: unknown field"),
        ("slots:\n  match: [red]", "mine.yaml:2: match: is not a list of names and values"),
        (
            "palette:\n  ink: nothing\nslots: {}",
            "mine.yaml:2: palette.ink: “nothing” is no colour: neither #rrggbb, 0 to 255, nor a name"
        ),
        ("slot:\n  text: red", "mine.yaml:1: slot: unknown field; did you mean slots?"),
        ("name: mine", "mine.yaml:1: has no slots"),
        ("extends: drak", "mine.yaml:1: extends: “drak” is not a built-in theme; did you mean dark?"),
        ("", "mine.yaml:1: is empty"),
        ("- a", "mine.yaml:1: the theme: is not a list of names and values"),
    ])
    func aBadFileSaysFileLineAndSlot(yaml: String, message: String) {
        #expect { try ThemeLibrary.parse(yaml, file: "mine.yaml") } throws: { "\($0)" == message }
    }

    @Test func brokenYAMLNamesItsLine() {
        #expect { try ThemeLibrary.parse("slots:\n  text: {", file: "mine.yaml") } throws: {
            "\($0)".hasPrefix("mine.yaml:") && "\($0)".contains("not YAML")
        }
    }

    @Test func anUnknownThemeIsNamedWithTheKnownOnes() {
        #expect { try ThemeLibrary.load(name: "ligth") } throws: {
            "\($0)".contains("did you mean light?") && "\($0)".contains("mono")
        }
    }

    @Test func aThemeCanStartFromAnother() throws {
        let theme = try ThemeLibrary.parse(
            "extends: dark\npalette:\n  ink: 200\nslots:\n  text.dim: ink", file: "mine.yaml")
        #expect(theme.style(.dim).foreground == 200)
        let dark = try ThemeLibrary.load(name: "dark")
        #expect(theme.style(.agent) == dark.style(.agent))
    }
}
