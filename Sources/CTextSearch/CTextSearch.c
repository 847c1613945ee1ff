#include "CTextSearch.h"

#include <string.h>

// 32 places at once, by the compiler's own vectors: Swift's are not specialised well enough for this loop.
typedef uint8_t block __attribute__((vector_size(16)));
typedef uint64_t words __attribute__((vector_size(16)));

struct probe {
    size_t offset;
    block wanted;
    block folding;
};

static uint8_t small(uint8_t byte) { return byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte; }

static struct probe make(const struct trawl_needle *needle, size_t offset) {
    uint8_t byte = needle->bytes[offset];
    uint8_t folding = needle->folds && byte >= 'a' && byte <= 'z' ? 0x20 : 0;
    struct probe probe = {.offset = offset};
    memset(&probe.wanted, byte, sizeof probe.wanted);
    memset(&probe.folding, folding, sizeof probe.folding);
    return probe;
}

/// 0xFF at each place where the probe's byte is.
static inline block hits(const struct probe *probe, const uint8_t *place) {
    block loaded;
    memcpy(&loaded, place + probe->offset, sizeof loaded);
    return (block)((loaded | probe->folding) == probe->wanted);
}

static bool matches(const uint8_t *place, const struct trawl_needle *needle) {
    for (size_t offset = 0; offset < needle->length; offset++) {
        uint8_t byte = needle->folds ? small(place[offset]) : place[offset];
        if (byte != needle->bytes[offset]) return false;
    }
    return true;
}

ptrdiff_t trawl_find(const uint8_t *bytes, size_t count, size_t from, struct trawl_needle needle) {
    if (needle.length == 0 || needle.length > count || from > count - needle.length) return -1;
    size_t last = count - needle.length;
    size_t at = from;
    struct probe first = make(&needle, needle.rarer), second = make(&needle, needle.rare);
    // As long as all that is loaded is there.
    for (; at + sizeof(block) - 1 <= last; at += sizeof(block)) {
        block found = hits(&first, bytes + at) & hits(&second, bytes + at);
        words any;
        memcpy(&any, &found, sizeof any);
        if ((any[0] | any[1]) == 0) continue;
        for (size_t place = 0; place < sizeof(block); place++)
            if (found[place] && matches(bytes + at + place, &needle)) return (ptrdiff_t)(at + place);
    }
    for (; at <= last; at++)
        if (matches(bytes + at, &needle)) return (ptrdiff_t)at;
    return -1;
}

static bool is_letter(uint8_t byte) {
    return byte >= 0x80 || (uint8_t)((byte | 0x20) - 'a') < 26 || (uint8_t)(byte - '0') < 10;
}

static bool is_blank(uint8_t byte) { return byte <= ' '; }

bool trawl_plain(const uint8_t *bytes, size_t count, bool marks_stay) {
    for (size_t at = 0; at < count; at++) {
        uint8_t byte = bytes[at];
        if (byte >= 0x80) return false;
        if (marks_stay || (byte != '*' && byte != '_' && byte != '~' && byte != '`')) continue;
        uint8_t before = at > 0 ? bytes[at - 1] : ' ', after = at + 1 < count ? bytes[at + 1] : ' ';
        // Part of a name, or an operator: what could be emphasis is left to those who look closer.
        if (is_letter(before) && is_letter(after) && byte != '`') continue;
        if (is_blank(before) && is_blank(after) && byte != '`') continue;
        return false;
    }
    return true;
}

bool trawl_hides_letters(const uint8_t *bytes, size_t count) {
    for (size_t at = 0; at < count; at++) {
        uint8_t byte = bytes[at];
        if (byte < 0x80) {
            if (byte == '*' && at > 0 && at + 2 < count && bytes[at + 1] == '*' && is_letter(bytes[at - 1]) &&
                is_letter(bytes[at + 2]))
                return true;
            continue;
        }
        uint8_t next = at + 1 < count ? bytes[at + 1] : 0, third = at + 2 < count ? bytes[at + 2] : 0;
        switch (byte) {
        case 0xC2: if (next == 0xAD) return true; break;
        case 0xC3: case 0xC4: case 0xC5: case 0xC6: case 0xC7: case 0xC8: case 0xC9: case 0xCC: case 0xCD: return true;
        // Letters of other scripts among Latin ones.
        case 0xCE: case 0xCF: case 0xD0: case 0xD1: case 0xD4:
            if ((at > 0 && bytes[at - 1] < 0x80 && is_letter(bytes[at - 1])) || (third < 0x80 && is_letter(third)))
                return true;
            break;
        case 0xE1: if (next >= 0xB8 && next <= 0xBB) return true; break;
        case 0xE2:
            if (next == 0x80 && ((third >= 0x8B && third <= 0x8F) || (third >= 0xAA && third <= 0xAE))) return true;
            if (next == 0x81 && third >= 0xA0) return true;
            if (next == 0x84 && third == 0xAA) return true;
            if (next == 0x92 || next == 0x93) return true;
            break;
        case 0xEF:
            if (next == 0xAC && third <= 0x86) return true;
            if (next == 0xBB || next == 0xBC || next == 0xBD) return true;
            break;
        case 0xF0: if (next == 0x9D) return true; break;
        case 0xF3: if (next == 0xA0) return true; break;
        default: break;
        }
    }
    return false;
}
