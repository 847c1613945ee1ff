import GRDB

extension DatabaseError {
    /// What is wrong with the file, for people: SQLite's own words are about statements.
    package var words: String {
        switch resultCode.primaryResultCode {
        case .SQLITE_FULL: "the disk is full"
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: "the file is damaged; move it away to begin a new one"
        case .SQLITE_BUSY, .SQLITE_LOCKED: "another program is using the file"
        case .SQLITE_READONLY, .SQLITE_PERM: "the file cannot be written"
        case .SQLITE_CANTOPEN: "the file cannot be opened"
        case .SQLITE_IOERR: "the disk does not take it, or does not give it"
        case .SQLITE_NOMEM: "there is no memory for it"
        case .SQLITE_TOOBIG: "the text is too large"
        case .SQLITE_ERROR, .SQLITE_SCHEMA: "the file is not one of trawl's; move it away to begin a new one"
        default: "the file cannot be used (SQLite error \(resultCode.rawValue))"
        }
    }
}
