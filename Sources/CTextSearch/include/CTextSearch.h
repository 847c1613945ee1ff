#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What is looked for: `length` bytes, in small letters where ASCII letters are folded, and the offsets of two of them
/// that are seldom met.
struct trawl_needle {
    const uint8_t *bytes;
    size_t length;
    size_t rare;
    size_t rarer;
    bool folds;
};

/// The first place of a needle in `count` bytes, from an offset on; -1 where there is none.
ptrdiff_t trawl_find(const uint8_t *bytes, size_t count, size_t from, struct trawl_needle needle);

/// Whether a text is ASCII without marks of emphasis; `marks_stay` for one whose marks are read as they are.
bool trawl_plain(const uint8_t *bytes, size_t count, bool marks_stay);

/// Whether letters of other widths, accents, what has no width, or marks inside words may stand for plain letters.
bool trawl_hides_letters(const uint8_t *bytes, size_t count);
