#ifndef TRAWL_CZIP_H
#define TRAWL_CZIP_H

#include <zip.h>

/// The functions of libzip that are used, by their names without what they begin with.
#define CZIP_FUNCTIONS(F) \
    F(close) \
    F(compression_method_supported) \
    F(discard) \
    F(error_fini) \
    F(error_init_with_code) \
    F(error_strerror) \
    F(fclose) \
    F(file_add) \
    F(file_get_external_attributes) \
    F(fopen_index) \
    F(fread) \
    F(get_num_entries) \
    F(open) \
    F(source_file) \
    F(source_free) \
    F(stat_index) \
    F(stat_init) \
    F(strerror)

struct czip {
#define CZIP_FIELD(name) __typeof__(zip_##name) *_Nonnull name;
    CZIP_FUNCTIONS(CZIP_FIELD)
#undef CZIP_FIELD
};

/// The library, loaded when it is first asked for; null where it cannot be, with the reason in `problem`.
const struct czip *_Nullable czip_load(const char *_Nullable *_Nonnull problem);

#endif
