/// A ZIP written byte by byte, so that it can say what no honest tool would.
struct RawZip {
    struct Entry {
        var name: [UInt8]
        /// What lies in the file.
        var data: [UInt8]
        var method: UInt16 = 0
        var flags: UInt16 = 0
        /// What the headers say; nil is the truth.
        var declaredSize: UInt32?
        var unixMode: UInt32 = 0o100644
        var crc: UInt32?
        /// Uses the data of the entry at this place instead of its own.
        var sharesDataOf: Int?

        init(_ name: String, _ data: String) {
            self.name = Array(name.utf8)
            self.data = Array(data.utf8)
        }

        init(name: [UInt8], _ data: [UInt8]) {
            self.name = name
            self.data = data
        }
    }

    var entries: [Entry]

    var bytes: [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        var offsets: [Int] = []
        for entry in entries {
            let size = entry.declaredSize ?? UInt32(entry.data.count)
            let crc = entry.crc ?? Self.crc(entry.data)
            var common: [UInt8] = []
            common += two(20) + two(entry.flags) + two(entry.method) + two(0) + two(0x21)
            common += four(crc) + four(UInt32(entry.data.count)) + four(size) + two(UInt16(entry.name.count)) + two(0)
            let offset = entry.sharesDataOf.map { offsets[$0] } ?? file.count
            offsets.append(offset)
            if entry.sharesDataOf == nil { file += four(0x0403_4B50) + common + entry.name + entry.data }
            directory += four(0x0201_4B50) + two(3 << 8 | 20) + common
            directory += two(0) + two(0) + two(0) + four(entry.unixMode << 16) + four(UInt32(offset)) + entry.name
        }
        let count = UInt16(truncatingIfNeeded: entries.count)
        let end = four(0x0605_4B50) + two(0) + two(0) + two(count) + two(count)
        return file + directory + end + four(UInt32(directory.count)) + four(UInt32(file.count)) + two(0)
    }

    private func two(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
    private func four(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }

    /// Deflate without packing: blocks that hold their bytes as they are.
    static func deflated(_ data: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var rest = data[...]
        repeat {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(65_535)
            let length = UInt16(block.count)
            out.append(rest.isEmpty ? 1 : 0)
            out += [UInt8(length & 0xFF), UInt8(length >> 8), UInt8(~length & 0xFF), UInt8(~length >> 8)]
            out += block
        } while !rest.isEmpty
        return out
    }

    static func crc(_ data: [UInt8]) -> UInt32 {
        var crc = ~UInt32(0)
        for byte in data {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
