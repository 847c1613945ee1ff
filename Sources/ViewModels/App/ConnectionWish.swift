/// Where the user wants to go on: in another profile, organization or workspace. What is nil stays, or is the default.
package struct ConnectionWish: Hashable, Sendable {
    package var profile: String?
    package var organization: String?
    package var workspace: String?

    package init(profile: String? = nil, organization: String? = nil, workspace: String? = nil) {
        self.profile = profile
        self.organization = organization
        self.workspace = workspace
    }
}

/// A profile, an organization or a workspace that can be chosen.
package struct Offer: Hashable, Sendable {
    package var name: String
    /// What more is known of it: a server and a user, a name for people.
    package var detail: String
    /// It is the one in use.
    package var isCurrent: Bool

    package init(name: String, detail: String, isCurrent: Bool = false) {
        self.name = name
        self.detail = detail
        self.isCurrent = isCurrent
    }
}
