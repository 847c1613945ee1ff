#define _GNU_SOURCE
#include "frame.h"
#include "CNCurses.h"
#include "CProcess.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

/* curses writes at every move of the cursor: five or six pieces for one line scrolled, each of which may become a packet
   of its own, and a frame that is seen half drawn. It can be told a descriptor and nothing else, so that descriptor is a
   file in memory while frames are drawn. Where the system has none, curses writes as it likes. */

/* In bytes: far more than the largest terminal takes. */
enum { LARGEST_FRAME = 64 << 20 };

static FILE *output;
static int plain = -1, store = -1;
static bool gathers;
static char *frame;
static size_t room;

FILE *nc_frame_output(void) {
    if (output != NULL) return output;
    plain = process_terminal_open(true);
    int descriptor = plain < 0 ? -1 : fcntl(plain, F_DUPFD_CLOEXEC, 3);
    if (descriptor >= 0) output = fdopen(descriptor, "w");
    if (output == NULL) return stdout;
    // A limit on the size of files is one on this file, too: no frame may end at it.
    struct rlimit limit;
    bool isLimited = getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur < LARGEST_FRAME;
    store = isLimited ? -1 : memfd_create("frame", MFD_CLOEXEC);
    return output;
}

void nc_frame_gather(void) { gathers = store >= 0 && dup3(store, fileno(output), O_CLOEXEC) >= 0; }

void nc_frame_pass(void) {
    if (!gathers) return;
    dup3(plain, fileno(output), O_CLOEXEC);
    lseek(store, 0, SEEK_SET);
    gathers = false;
}

/* Room for `size` bytes; false where there is no memory. */
static bool reserve(size_t size) {
    if (size <= room) return true;
    char *larger = realloc(frame, size * 2);
    if (larger == NULL) return false;
    frame = larger;
    room = size * 2;
    return true;
}

void nc_frame_send(const char *before, const char *after) {
    if (!gathers) return;
    off_t length = lseek(store, 0, SEEK_CUR);
    if (length <= 0) return;
    lseek(store, 0, SEEK_SET);
    size_t head = strlen(before), tail = strlen(after);
    if (!reserve(head + (size_t)length + tail)) return;
    memcpy(frame, before, head);
    ssize_t body = pread(store, frame + head, (size_t)length, 0);
    if (body < 0) return;
    memcpy(frame + head + body, after, tail);
    process_terminal_write(frame, head + (size_t)body + tail);
}
