/// What an archive is opened with.
package struct ArchiveOptions: Sendable {
    package var limits = ZipLimits()
    /// A file that is opened by itself leads to the documents beside it that it names: for one's own screen, and not for
    /// others, who get what was opened.
    package var resolvesSiblingFiles = false
    /// The folder for search indexes; nil keeps them in memory.
    package var cacheFolder: String?
    /// Samples in the answer to one search at most; each needs a look at its text for the snippet.
    package var searchCap = 2_000
    /// The least score that counts as passed, where a file holds a score and no verdict of its own.
    package var passes = 1.0

    package init(cacheFolder: String? = nil) { self.cacheFolder = cacheFolder }
}
