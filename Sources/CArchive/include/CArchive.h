#ifndef TRAWL_CARCHIVE_H
#define TRAWL_CARCHIVE_H

#include <archive.h>
#include <archive_entry.h>

/// The functions of libarchive that are used, by their names without what they begin with.
#define CARCHIVE_FUNCTIONS(F) \
    F(read_new) \
    F(read_free) \
    F(read_data) \
    F(read_next_header) \
    F(read_open_memory) \
    F(read_support_filter_bzip2) \
    F(read_support_filter_gzip) \
    F(read_support_filter_lz4) \
    F(read_support_filter_lzip) \
    F(read_support_filter_lzma) \
    F(read_support_filter_xz) \
    F(read_support_filter_zstd) \
    F(read_support_format_raw) \
    F(read_support_format_tar) \
    F(entry_filetype) \
    F(entry_pathname) \
    F(entry_size) \
    F(error_string)

struct carchive {
#define CARCHIVE_FIELD(name) __typeof__(archive_##name) *_Nonnull name;
    CARCHIVE_FUNCTIONS(CARCHIVE_FIELD)
#undef CARCHIVE_FIELD
};

/// The library, loaded when it is first asked for; null where it cannot be, with the reason in `problem`.
const struct carchive *_Nullable carchive_load(const char *_Nullable *_Nonnull problem);

#endif
