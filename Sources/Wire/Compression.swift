/// How a file is compressed, told from its first bytes.
package enum Compression: String, Sendable, CaseIterable {
    case gzip, bzip2, xz, zstd, lz4, lzip, lzma
    case sevenZip = "7z"
    case rar

    package init?(_ head: [UInt8]) {
        guard let found = Self.allCases.first(where: { head.starts(with: $0.magic) }) else { return nil }
        self = found
    }

    private var magic: [UInt8] {
        switch self {
        case .gzip: [0x1F, 0x8B]
        case .bzip2: [0x42, 0x5A, 0x68]
        case .xz: [0xFD, 0x37, 0x7A, 0x58, 0x5A]
        case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
        case .lz4: [0x04, 0x22, 0x4D, 0x18]
        case .lzip: [0x4C, 0x5A, 0x49, 0x50]
        case .lzma: [0x5D, 0, 0]
        case .sevenZip: [0x37, 0x7A, 0xBC, 0xAF]
        case .rar: [0x52, 0x61, 0x72, 0x21]
        }
    }
}
