/// A key as the program sees it, whatever bytes the terminal sent for it.
package enum Key: Hashable, Sendable {
    /// A printable character, the blank included.
    case character(Character)
    /// Control with a letter or one of `@ [ \ ] ^ _`, as the lower-case letter.
    case control(Character)
    /// Alt (or Esc before) a character.
    case alt(Character)
    case enter, escape, tab, backTab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    case function(Int)
    /// The wheel, at a cell; 0-based.
    case wheelUp(x: Int, y: Int)
    case wheelDown(x: Int, y: Int)
    case click(x: Int, y: Int)
    /// The pointer moves with the left button down.
    case drag(x: Int, y: Int)
    /// Text pasted in brackets: never obeyed as keys.
    case paste(String)
}
