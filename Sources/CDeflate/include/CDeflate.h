#ifndef TRAWL_CDEFLATE_H
#define TRAWL_CDEFLATE_H

#include <zlib.h>

/// A text that is compressed as gzip while it is made. Loads zlib when the first one is asked for; null where it cannot
/// be had.
z_stream *_Nullable cdeflate_open(void);
/// Goes on with `next_in` into `next_out`, and writes out all that came so far; with `ends` to the end of the text.
/// False: something is wrong with it.
_Bool cdeflate_step(z_stream *_Nonnull stream, _Bool ends);
void cdeflate_close(z_stream *_Nonnull stream);

#endif
