#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "CNCurses.h"
#include "CProcess.h"
#include "frame.h"
#include "terminfo.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

/* A terminal wider than this is drawn up to here. */
enum { widest = 2048 };

static SCREEN *screen;
static bool left;
static const char *modes_on = "", *modes_off = "";

static bool is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

bool nc_locale(void) {
    setlocale(LC_ALL, "");
    return is_utf8() || (setlocale(LC_CTYPE, "C.UTF-8") != NULL && is_utf8());
}

static void take_terminal(void) {
    raw();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    keypad(stdscr, FALSE);
    /* A frame goes out whole even while keys are waiting; the loop has drained them before it drew. */
    typeahead(-1);
    idlok(stdscr, TRUE);
    idcok(stdscr, TRUE);
    leaveok(stdscr, TRUE);
    curs_set(0);
}

/* What undoes curses and the private modes. */
struct undoing {
    char bytes[512];
    size_t count;
};

/* Adds a capability without its padding ($<5>), which only real glass terminals needed. */
static void add(struct undoing *to, const char *text) {
    if (text == NULL || text == (char *)-1) return;
    while (*text != 0 && to->count < sizeof to->bytes) {
        const char *end = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
        if (end != NULL)
            text = end + 1;
        else
            to->bytes[to->count++] = *text++;
    }
}

static void arm(void) {
    struct undoing undoing = {.count = 0};
    add(&undoing, modes_off);
    if (change_scroll_region != NULL) add(&undoing, tiparm(change_scroll_region, 0, LINES - 1));
    add(&undoing, exit_attribute_mode);
    add(&undoing, orig_pair);
    add(&undoing, cursor_normal);
    add(&undoing, exit_ca_mode);
    process_terminal_arm(undoing.bytes, undoing.count);
}

bool nc_open(const char *term) {
    if (screen != NULL) return true;
    process_terminal_remember();
    nc_terminfo_trim(term);
    // The size is the terminal's, whatever LINES and COLUMNS are left over from another one.
    use_env(false);
    use_tioctl(true);
    screen = newterm(term, nc_frame_output(), stdin);
    nc_terminfo_restore();
    if (screen == NULL) return false;
    if (cursor_address == NULL) {
        nc_close();
        return false;
    }
    set_term(screen);
    take_terminal();
    if (has_colors()) {
        start_color();
        use_default_colors();
    }
    left = false;
    nc_frame_gather();
    arm();
    process_terminal_write(modes_on, strlen(modes_on));
    static bool registered;
    if (!registered) atexit(nc_leave);
    registered = true;
    return true;
}

void nc_leave(void) {
    if (screen == NULL || left) return;
    left = true;
    /* curses would wait for a terminal that takes nothing for as long as that lasts. */
    if (!process_terminal_is_ready()) return process_terminal_restore();
    process_terminal_disarm();
    nc_frame_pass();
    process_terminal_write(modes_off, strlen(modes_off));
    endwin();
}

void nc_return(void) {
    if (screen == NULL) return;
    left = false;
    /* Stopped without being asked, curses did not leave: the modes are set at the terminal itself. */
    nc_frame_pass();
    reset_prog_mode();
    clearok(curscr, TRUE);
    nc_frame_gather();
    arm();
    process_terminal_write(modes_on, strlen(modes_on));
}

void nc_close(void) {
    if (screen == NULL) return;
    nc_leave();
    delscreen(screen);
    screen = NULL;
}

void nc_set_modes(const char *on, const char *off) {
    modes_on = strdup(on);
    modes_off = strdup(off);
}

int nc_colours(void) { return has_colors() ? COLORS : 0; }
int nc_width(void) { return screen == NULL ? 0 : getmaxx(stdscr); }
int nc_height(void) { return screen == NULL ? 0 : getmaxy(stdscr); }

bool nc_has(const char *capability) {
    const char *text = tigetstr((char *)capability);
    return text != NULL && text != (char *)-1;
}

void nc_sync_size(void) {
    struct winsize size;
    if (screen == NULL || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return;
    if (size.ws_row == 0 || size.ws_col == 0) return;
    if (!is_term_resized(size.ws_row, size.ws_col)) return;
    resizeterm(size.ws_row, size.ws_col);
    clearok(curscr, TRUE);
}

/* Pairs are made as they are met and kept: asking curses for one it knows costs a search each time.
   Colours are counted from 1 here, 0 is the terminal's own. */
static int pair(unsigned foreground, unsigned background) {
    static int known[257][257];
    static int count;
    if ((foreground == 0 && background == 0) || foreground > 256 || background > 256) return 0;
    int *slot = &known[foreground][background];
    if (*slot != 0) return *slot;
    if (count + 1 >= COLOR_PAIRS || init_extended_pair(count + 1, (int)foreground - 1, (int)background - 1) == ERR) return 0;
    return *slot = ++count;
}

static attr_t attributes(unsigned bits) {
    static const attr_t named[] = {WA_BOLD, WA_DIM, WA_ITALIC, WA_UNDERLINE, WA_REVERSE};
    attr_t all = 0;
    for (int bit = 0; bits != 0 && bit < 5; bit++)
        if (bits & 1u << bit) all |= named[bit];
    return all;
}

/* A blank in this look; `look` is a cell's word from its 23rd bit up. */
static cchar_t ink(uint64_t look) {
    cchar_t ink = {0};
    int colours = COLOR_PAIRS > 0 ? pair(look >> 8 & 0x1ff, look >> 17 & 0x1ff) : 0;
    ink.attr = attributes(look & 0xff) | COLOR_PAIR(colours > 255 ? 255 : colours);
    ink.ext_color = colours;
    return ink;
}

/* Fills a cchar_t as setcchar would, without its counting and measuring: this runs for each cell of a changed row. */
static void fill(cchar_t *to, const nc_cell *cell) {
    uint32_t base = cell->word & 0x1fffff;
    int width = cell->word >> 21 & 3;
    /* Were the C library of another mind about the width, the rest of the row would shift. */
    if (base >= 0x80 && wcwidth((wchar_t)base) != width) base = width == 1 ? 0xfffd : 0x3013;
    to->chars[0] = (wchar_t)base;
    uint64_t marks = cell->marks;
    for (int i = 1; marks != 0; i++, marks >>= 21) to->chars[i] = (wchar_t)(marks & 0x1fffff);
}

void nc_draw_row(int y, const nc_cell *cells, int count) {
    static cchar_t row[widest];
    uint64_t look = UINT64_MAX;
    cchar_t blank = {0};
    int used = 0;
    for (int i = 0; i < count && i < widest; i++) {
        if ((cells[i].word >> 21 & 3) == 0) continue;
        if (cells[i].word >> 23 != look) {
            look = cells[i].word >> 23;
            blank = ink(look);
        }
        row[used] = blank;
        fill(&row[used++], &cells[i]);
    }
    mvwadd_wchnstr(stdscr, y, 0, row, used);
}

void nc_cursor(int x, int y, bool visible) {
    bool placed = x >= 0 && y >= 0;
    leaveok(stdscr, !placed);
    curs_set(placed && visible ? 1 : 0);
    if (placed) wmove(stdscr, y, x);
}

void nc_repaint(void) { clearok(curscr, TRUE); }

void nc_flush(const char *before, const char *after) {
    wnoutrefresh(stdscr);
    doupdate();
    nc_frame_send(before, after);
}

int nc_wcwidth(uint32_t scalar) { return wcwidth((wchar_t)scalar); }
