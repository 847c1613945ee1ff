import Glibc
import Platform
package import Wire

extension PlatformError {
    /// What a file that the user asked for on the screen could not be written for, in words.
    package init(writing error: SystemError) {
        let words =
            switch error.code {
            case EISDIR: "is a folder: name a file in it"
            case EEXIST: "exists; add ! to overwrite it"
            case ENOENT: "is in a folder that is not there"
            case ENOSPC, EDQUOT: "cannot be written: the disk is full"
            default: "cannot be written: \(error.reason.lowercased())"
            }
        self.init(.storage, detail: "\(error.path) \(words)")
    }
}
