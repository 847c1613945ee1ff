#include "CCurl.h"
#include "CProcess.h"

#define NAME(name) "curl_" #name,

static const char *const files[] = {"libcurl.so.4", NULL};
static const char *const names[] = {CCURL_FUNCTIONS(NAME)};
static union {
    void *functions[sizeof names / sizeof *names];
    struct ccurl library;
} loaded;

const char *ccurl_load(void)
{
    return process_library_load(files, names, loaded.functions, sizeof names / sizeof *names);
}

const struct ccurl *ccurl_functions(void) { return &loaded.library; }

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) {
    return loaded.library.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value) {
    return loaded.library.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return loaded.library.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return loaded.library.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_function(CURL *handle, CURLoption option, ccurl_write_function value) {
    return loaded.library.easy_setopt(handle, option, value);
}

CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value) {
    return loaded.library.easy_getinfo(handle, info, value);
}

CURLcode ccurl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
    return loaded.library.easy_getinfo(handle, info, value);
}

CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return loaded.library.multi_setopt(multi, option, value);
}
