#ifndef TRAWL_CCURL_H
#define TRAWL_CCURL_H

#include <curl/curl.h>

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
