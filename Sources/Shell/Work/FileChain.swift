package import Platform

/// The files that one trajectory goes on through, the first one first.
package struct FileChain: Hashable, Sendable {
    package struct Part: Hashable, Sendable {
        package var session: SessionID
        /// The file's name, as the part before gives it; hostile.
        package var name: String

        package init(session: SessionID, name: String) {
            self.session = session
            self.name = name
        }
    }

    package var parts: [Part]
    /// Why the chain ends although its last part names a further one; nil where it does not.
    package var problem: String?

    package init(parts: [Part], problem: String? = nil) {
        self.parts = parts
        self.problem = problem
    }

    /// Parts that are followed.
    package static let mostParts = 64
}

/// What came of the name of a file in a document.
package enum FollowedFile: Sendable {
    case document(ReferencedDocument)
    /// Why it was not opened, to go after its name.
    case refused(String)
}

extension FileReference {
    /// Why the file cannot be opened; nil where it can.
    package var refusal: String? {
        switch self {
        case .session: nil
        case .missing: "is not among the files that are open"
        case .outside: "is outside the opened folder"
        case .noFiles: "is a file, and this server keeps none beside its sessions"
        }
    }
}
