/// The only door to ncursesw, and to the few system calls that Swift's C library module leaves out.
#ifndef TRAWL_CNCURSES_H
#define TRAWL_CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// One column of a row, as Terminal's `Cell` keeps it. Rows come here as they lie in memory.
///
/// `word`, from the lowest bit: code point (21 bits), columns (2: 1 or 2, 0 in the right half of a wide character),
/// attributes (8: 1 bold, 2 dim, 4 italic, 8 underline, 16 reverse), foreground + 1 (9), background + 1 (9), where 0 is
/// the terminal's own colour. `marks`: up to three combining marks of 21 bits.
typedef struct {
    uint64_t word;
    uint64_t marks;
} nc_cell;

/// Takes the locale of the environment, or C.UTF-8 where that is not UTF-8. False when neither is.
bool nc_locale(void);

/// Starts curses on stdin and stdout. False when the terminal type is unknown or cannot address its cursor.
bool nc_open(const char *term);
/// Puts the terminal back as it was; does nothing when curses is not open or has left already.
void nc_leave(void);
/// Takes the terminal again, after nc_leave or after the program was stopped unasked, and marks everything for repainting.
void nc_return(void);
/// Leaves and forgets the screen.
void nc_close(void);

/// Bytes that switch private modes on and off again, written at open, leave, return and, where the program ends in between, then.
void nc_set_modes(const char *on, const char *off);

int nc_colours(void);
int nc_width(void);
int nc_height(void);
/// Whether the terminal's description names this string capability.
bool nc_has(const char *capability);
/// Asks the terminal for its size and gives it to curses.
void nc_sync_size(void);

/// Draws a row from its first column.
void nc_draw_row(int y, const nc_cell *cells, int count);
/// Sets the cursor for the next frame, and whether it is seen; negative leaves it where the last row ends, unseen.
void nc_cursor(int x, int y, bool visible);
/// Everything goes out again with the next frame.
void nc_repaint(void);
/// Sends what has changed since the last frame in one piece, between two texts; nothing where nothing has changed.
void nc_flush(const char *before, const char *after);

/// wcwidth of the C library.
int nc_wcwidth(uint32_t scalar);

/// A counter to wake a poll with; -1 on failure.
int nc_event_open(void);
void nc_event_post(int event);
void nc_event_clear(int event);
void nc_event_close(int event);

/// Waits until one of the descriptors is readable (or broken); a negative descriptor is left out.
/// `timeout` in nanoseconds, negative for ever. Returns bit N for the Nth descriptor, bit N + 8 when it has hung up.
int nc_wait(const int *descriptors, int count, int64_t timeout);

/// Nanoseconds of a clock that never goes back.
uint64_t nc_monotonic(void);

#endif
