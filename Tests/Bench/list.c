/* The least that a list on a terminal costs: what trawl's start and keys are compared with. `list FILE` shows the lines of a
   file under a title and over a status line; j, k and pages move a bar, q ends. All keys that wait are one frame. */
#define _XOPEN_SOURCE_EXTENDED 1
#include <locale.h>
#include <ncurses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char **lines;
static int count, top, current;

static void row(WINDOW *window, int y, int index)
{
    wattrset(window, index == current ? A_REVERSE : A_NORMAL);
    wmove(window, y, 0);
    if (index < count) {
        const char *line = lines[index];
        int length = (int)strlen(line), head = length < 7 ? length : 7, word = length < 11 ? length - head : 4;
        waddnstr(window, line, head);
        int color = line[head] == 'P' ? 1 : line[head] == 'F' ? 2 : 3;
        wattron(window, COLOR_PAIR(color));
        waddnstr(window, line + head, word);
        wattroff(window, COLOR_PAIR(color));
        waddnstr(window, line + head + word, COLS - head - word);
    }
    int at = getcurx(window);
    if (getcury(window) != y) return;
    if (index == current) whline(window, ' ' | A_REVERSE, COLS - at);
    else wclrtoeol(window);
}

static void draw(WINDOW *window, int height)
{
    werase(window);
    for (int y = 0; y < height; y++) row(window, y, top + y);
    mvprintw(0, 0, "evaluations > run 17 > items   line %d of %d", current + 1, count);
    clrtoeol();
    attron(A_REVERSE);
    mvprintw(LINES - 1, 0, " line %d of %d  %3d%%  j/k move  q quit ", current + 1, count, 100 * (current + 1) / count);
    attroff(A_REVERSE);
    clrtoeol();
    wnoutrefresh(stdscr);
    wnoutrefresh(window);
    doupdate();
}

static void move_by(int step, int height)
{
    current += step;
    if (current >= count) current = count - 1;
    if (current < 0) current = 0;
    if (current < top) top = current;
    if (current >= top + height) top = current - height + 1;
}

int main(int arguments, char **values)
{
    FILE *file = arguments == 2 ? fopen(values[1], "r") : NULL;
    if (!file) return 1;
    char *line = NULL;
    size_t size = 0;
    for (ssize_t length; (length = getline(&line, &size, file)) > 0;) {
        if ((count & (count - 1)) == 0) lines = realloc(lines, (count ? 2 * count : 1) * sizeof *lines);
        line[length - 1] = 0;
        lines[count++] = strdup(line);
    }
    setlocale(LC_ALL, "");
    initscr();
    start_color();
    use_default_colors();
    init_pair(1, COLOR_GREEN, -1);
    init_pair(2, COLOR_RED, -1);
    init_pair(3, COLOR_YELLOW, -1);
    raw();
    noecho();
    curs_set(0);
    int height = LINES - 2;
    WINDOW *window = newwin(height, COLS, 1, 0);
    keypad(window, TRUE);
    idlok(window, TRUE);
    for (int key = 0; key != 'q'; key = wgetch(window)) {
        do {
            move_by(key == 'j' ? 1 : key == 'k' ? -1 : key == ' ' ? height : 0, height);
            nodelay(window, TRUE);
        } while ((key = wgetch(window)) != ERR && key != 'q');
        nodelay(window, FALSE);
        if (key == 'q') break;
        draw(window, height);
    }
    endwin();
    return 0;
}
