#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "restore.h"

#include <curses.h>
#include <signal.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

static struct termios modes;
static bool have_modes;
static char bytes[512];
static size_t count;
static volatile sig_atomic_t armed;

void nc_restore_remember(void) { have_modes = tcgetattr(STDIN_FILENO, &modes) == 0; }

/* Adds a capability without its padding ($<5>), which only real glass terminals needed. */
static void add(const char *text) {
    if (text == NULL || text == (char *)-1) return;
    while (*text != 0 && count < sizeof bytes) {
        const char *end = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
        if (end != NULL)
            text = end + 1;
        else
            bytes[count++] = *text++;
    }
}

void nc_restore_arm(const char *modes_off) {
    armed = 0;
    count = 0;
    add(modes_off);
    if (change_scroll_region != NULL) add(tiparm(change_scroll_region, 0, LINES - 1));
    add(exit_attribute_mode);
    add(orig_pair);
    add(cursor_normal);
    add(exit_ca_mode);
    armed = 1;
}

void nc_restore_disarm(void) { armed = 0; }

void nc_restore_now(void) {
    if (!armed) return;
    armed = 0;
    if (write(STDOUT_FILENO, bytes, count) < 0) { /* The terminal is gone; its modes may yet be set. */
    }
    if (have_modes) tcsetattr(STDIN_FILENO, TCSANOW, &modes);
}
