/// Pictures and sounds that may be handed to another program, told by their bytes: what a document says of them is not
/// believed. Pages, drawings with scripts in them and programs are none of them.
enum MediaFormat {
    /// Bytes at an offset, and the ending of files that have them there.
    private struct Signature {
        var ending: String
        var offset = 0
        var bytes: [UInt8]

        init(_ ending: String, _ bytes: [UInt8], at offset: Int = 0) {
            (self.ending, self.bytes, self.offset) = (ending, bytes, offset)
        }

        init(_ ending: String, _ text: String, at offset: Int = 0) {
            self.init(ending, Array(text.utf8), at: offset)
        }

        func matches(_ data: some RandomAccessCollection<UInt8>) -> Bool {
            data.dropFirst(offset).starts(with: bytes)
        }
    }

    private static let signatures: [Signature] = [
        Signature("png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        Signature("jpg", [0xFF, 0xD8, 0xFF]),
        Signature("gif", "GIF87a"), Signature("gif", "GIF89a"),
        Signature("webp", "WEBP", at: 8), Signature("wav", "WAVE", at: 8),
        Signature("tif", [0x49, 0x49, 0x2A, 0x00]), Signature("tif", [0x4D, 0x4D, 0x00, 0x2A]),
        Signature("bmp", [0, 0, 0, 0], at: 6),
        Signature("ico", [0x00, 0x00, 0x01, 0x00]),
        Signature("avif", "ftypavif", at: 4), Signature("avif", "ftypavis", at: 4),
        Signature("heic", "ftyphei", at: 4), Signature("heic", "ftypmif1", at: 4),
        Signature("m4a", "ftypM4A", at: 4), Signature("mp4", "ftyp", at: 4),
        Signature("webm", [0x1A, 0x45, 0xDF, 0xA3]),
        Signature("ogg", "OggS"), Signature("flac", "fLaC"),
        Signature("mp3", "ID3"), Signature("mp3", [0xFF, 0xFB]), Signature("mp3", [0xFF, 0xF3]),
        Signature("mp3", [0xFF, 0xF2]), Signature("aac", [0xFF, 0xF1]), Signature("aac", [0xFF, 0xF9]),
    ]

    /// What the first bytes of two containers are.
    private static let containers = ["webp": "RIFF", "wav": "RIFF", "bmp": "BM"]

    /// The ending of a file with these bytes, without its dot; nil for what is no known picture or sound.
    static func ending(of data: [UInt8]) -> String? {
        signatures.first { signature in
            signature.matches(data)
                && containers[signature.ending].map { data.starts(with: Array($0.utf8)) } ?? true
        }?.ending
    }
}
