/// Where the user wants to go on: in another profile, organization, workspace or project. What is nil stays, or is the
/// default.
package struct ConnectionRequest: Hashable, Sendable {
    package var profile: String?
    package var organization: String?
    package var workspace: String?
    /// Lists are narrowed to it; an empty one takes all.
    package var project: String?

    /// The place is gone: another one is taken for what is not there.
    package var leavesGone = false

    package init(
        profile: String? = nil, organization: String? = nil, workspace: String? = nil, project: String? = nil,
        leavesGone: Bool = false
    ) {
        self.leavesGone = leavesGone
        self.profile = profile
        self.organization = organization
        self.workspace = workspace
        self.project = project
    }
}

/// A profile, an organization or a workspace that can be chosen.
package struct ConnectionOption: Hashable, Sendable {
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
