#include "CDeflate.h"
#include "CProcess.h"

#include <stdlib.h>

static const char *const files[] = {"libz.so.1", NULL};
static const char *const names[] = {"deflateInit2_", "deflate", "deflateEnd"};
static union {
    void *functions[3];
    struct {
        __typeof__(deflateInit2_) *init;
        __typeof__(deflate) *deflate;
        __typeof__(deflateEnd) *end;
    } library;
} loaded;

z_stream *cdeflate_open(void)
{
    if (process_library_load(files, names, loaded.functions, 3)) return NULL;
    z_stream *stream = calloc(1, sizeof *stream);
    if (!stream) return NULL;
    // The quickest level; 16 more bits of window ask for gzip's head and end.
    int error = loaded.library.init(stream, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, sizeof *stream);
    if (error == Z_OK) return stream;
    free(stream);
    return NULL;
}

_Bool cdeflate_step(z_stream *stream, _Bool ends)
{
    int result = loaded.library.deflate(stream, ends ? Z_FINISH : Z_SYNC_FLUSH);
    return result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR;
}

void cdeflate_close(z_stream *stream)
{
    loaded.library.end(stream);
    free(stream);
}
