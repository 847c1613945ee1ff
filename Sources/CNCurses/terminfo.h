#ifndef TRAWL_TERMINFO_H
#define TRAWL_TERMINFO_H

#include <stdbool.h>

/// Gives curses a copy of a terminal's entry without what we do better without, by way of TERMINFO. Does nothing where
/// the entry is not found as a file of the usual form.
void nc_terminfo_trim(const char *term);

/// Puts TERMINFO back as it was: programs that we start are not to be told of our copy.
void nc_terminfo_restore(void);

#endif
