#ifndef TRAWL_CCURL_H
#define TRAWL_CCURL_H

#include <curl/curl.h>

/// The functions of libcurl that are used, by their names without what they begin with.
#define CCURL_FUNCTIONS(F) \
    F(easy_cleanup) \
    F(easy_init) \
    F(easy_pause) \
    F(easy_strerror) \
    F(global_init) \
    F(multi_add_handle) \
    F(multi_cleanup) \
    F(multi_info_read) \
    F(multi_init) \
    F(multi_perform) \
    F(multi_poll) \
    F(multi_remove_handle) \
    F(multi_wakeup) \
    F(slist_append) \
    F(slist_free_all) \
    F(easy_setopt) \
    F(easy_getinfo) \
    F(multi_setopt)

struct ccurl {
#define CCURL_FIELD(name) __typeof__(curl_##name) *_Nonnull name;
    CCURL_FUNCTIONS(CCURL_FIELD)
#undef CCURL_FIELD
};

/// Loads the library. Gives null, or why it cannot be loaded.
const char *_Nullable ccurl_load(void);
/// The library, once it is loaded; nothing may be called before.
const struct ccurl *_Nonnull ccurl_functions(void);

// What follows is called with what the library's own documentation allows.
#pragma clang diagnostic ignored "-Wnullability-completeness"

// libcurl's setters and getters are variadic, which Swift cannot call: one line each, by the type of the value.

typedef size_t (*ccurl_write_function)(char *bytes, size_t size, size_t count, void *context);

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value);
CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value);
CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value);
CURLcode ccurl_set_size(CURL *handle, CURLoption option, curl_off_t value);
CURLcode ccurl_set_function(CURL *handle, CURLoption option, ccurl_write_function value);
CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value);
CURLcode ccurl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value);
CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value);

#endif
