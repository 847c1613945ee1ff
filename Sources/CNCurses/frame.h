/* How the bytes of curses reach the terminal. */
#pragma once
#include <stdio.h>

/* What curses shall write to: the terminal, by a descriptor of its own. */
FILE *nc_frame_output(void);
/* From here on curses' bytes are gathered until `nc_frame_send`. */
void nc_frame_gather(void);
/* curses has the terminal itself again, to set its modes and to leave; what was gathered and not sent is dropped. */
void nc_frame_pass(void);
/* Sends what was gathered in one piece, between two texts; nothing where there is nothing. */
void nc_frame_send(const char *before, const char *after);
