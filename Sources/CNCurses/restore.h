/* Putting the terminal back from a signal handler, where curses must not be called. */
#ifndef TRAWL_RESTORE_H
#define TRAWL_RESTORE_H

#include <stdbool.h>

/// Keeps the terminal's modes as they are now.
void nc_restore_remember(void);
/// Prepares the bytes that undo curses and the private modes; the crash handler sends them from now on.
void nc_restore_arm(const char *modes_off);
/// The terminal has been put back in an orderly way.
void nc_restore_disarm(void);
/// Sends the bytes and resets the modes, if armed. Safe in a signal handler.
void nc_restore_now(void);

/// Whether ^Z is noted for the loop, or stops the program at once, as it must while somebody else has the terminal.
void nc_stop_signal_catch(bool caught);

#endif
