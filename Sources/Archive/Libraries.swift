import CArchive
import CZip
import Platform

/// System libraries, loaded when the first file needs them.
enum Library {
    static var archive: carchive {
        get throws(PlatformError) {
            var problem: UnsafePointer<CChar>?
            guard let loaded = carchive_load(&problem) else { throw missing("libarchive", problem) }
            return loaded.pointee
        }
    }

    static var zip: czip {
        get throws(PlatformError) {
            var problem: UnsafePointer<CChar>?
            guard let loaded = czip_load(&problem) else { throw missing("libzip", problem) }
            return loaded.pointee
        }
    }

    private static func missing(_ name: String, _ problem: UnsafePointer<CChar>?) -> PlatformError {
        PlatformError(.storage, detail: "cannot load \(name): \(words(problem))")
    }
}

extension czip {
    /// What an archive says of its last error.
    func reason(_ archive: OpaquePointer) -> String { words(strerror(archive)) }
}

/// A library's own words.
func words(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "unknown reason" }
