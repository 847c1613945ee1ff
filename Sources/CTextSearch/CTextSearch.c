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
