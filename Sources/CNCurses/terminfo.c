// Scrolling by several lines (SU, SD) is missing in terminals and recorders that call themselves xterm, inserting and
// deleting lines (IL, DL) is wrong in some, and curses has no switch for either. So curses is given a copy of the
// terminal's entry without these capabilities; it then scrolls a region line by line, which everything knows. The copy
// also leaves the alternate character set alone when attributes change: nothing is drawn with it, and over a slow line
// three bytes at each change of colour count. See term(5) for the form of the file.
#include "terminfo.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { longest = 32768, header = 12 };

// Places in the table of strings: dl1, il1, dl, indn, il, rin.
static const unsigned trimmed[] = {22, 53, 106, 109, 110, 113};
enum { trimmed_count = sizeof trimmed / sizeof *trimmed, last_trimmed = 113 };

// Places of sgr0 and sgr, and how entries name the character set in them.
enum { sgr0 = 39, sgr = 131 };
static const char *const charset_switches[] = {
    "%?%p9%t\033(0%e\033(B%;", "%?%p9%t\016%e\017%;", "\033(B", "\017"};

static char *kept;
static bool was_set;

static size_t read_entry(const char *folder, const char *term, uint8_t *bytes) {
    char path[1024];
    FILE *file = NULL;
    const char *forms[] = {"%s/%c/%s", "%s/%x/%s"};
    for (int form = 0; form < 2 && file == NULL; form++) {
        snprintf(path, sizeof path, forms[form], folder, term[0], term);
        file = fopen(path, "rb");
    }
    if (file == NULL) return 0;
    size_t count = fread(bytes, 1, longest, file);
    fclose(file);
    return count;
}

static size_t find_entry(const char *term, uint8_t *bytes) {
    char home[1024] = "";
    if (getenv("HOME") != NULL) snprintf(home, sizeof home, "%s/.terminfo", getenv("HOME"));
    const char *own = getenv("TERMINFO");
    const char *folders[] = {own != NULL ? own : "", home, "/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo",
                             "/usr/lib/terminfo"};
    for (size_t at = 0; at < sizeof folders / sizeof *folders; at++) {
        if (folders[at][0] != '/') continue;
        size_t count = read_entry(folders[at], term, bytes);
        if (count > 0) return count;
    }
    return 0;
}

static unsigned number(const uint8_t *bytes, int at) { return bytes[at] | (unsigned)bytes[at + 1] << 8; }

// Removes every occurrence of `what`; the text gets shorter where it lies.
static void cut(char *text, const char *what) {
    size_t length = strlen(what);
    for (char *at = text; (at = strstr(at, what)) != NULL;) memmove(at, at + length, strlen(at + length) + 1);
}

// Takes the character set out of one capability, if the entry has it, whole and within its table.
static void cut_charset(uint8_t *bytes, size_t count, size_t strings, unsigned total, unsigned capability) {
    if (capability >= total) return;
    unsigned offset = number(bytes, (int)(strings + 2 * capability));
    size_t start = strings + 2 * total + offset;
    if (offset >= 0x8000 || start >= count || memchr(bytes + start, '\0', count - start) == NULL) return;
    for (size_t at = 0; at < sizeof charset_switches / sizeof *charset_switches; at++) {
        cut((char *)bytes + start, charset_switches[at]);
    }
}

// Takes the capabilities out; false where the bytes are no entry.
static bool trim(uint8_t *bytes, size_t count) {
    if (count < header) return false;
    unsigned magic = number(bytes, 0);
    if (magic != 0432 && magic != 01036) return false;
    size_t strings = header + number(bytes, 2) + number(bytes, 4);
    strings += strings & 1;
    strings += number(bytes, 6) * (magic == 0432 ? 2 : 4);
    if (number(bytes, 8) <= last_trimmed || strings + 2 * (last_trimmed + 1) > count) return false;
    for (int at = 0; at < trimmed_count; at++) memset(bytes + strings + 2 * trimmed[at], 0xFF, 2);
    cut_charset(bytes, count, strings, number(bytes, 8), sgr0);
    cut_charset(bytes, count, strings, number(bytes, 8), sgr);
    return true;
}

void nc_terminfo_trim(const char *term) {
    if (term[0] == '\0' || strchr(term, '/') != NULL) return;
    uint8_t *bytes = malloc(longest);
    char *text = malloc(2 * longest + 8);
    size_t count = bytes != NULL && text != NULL ? find_entry(term, bytes) : 0;
    if (count > 0 && trim(bytes, count)) {
        const char *before = getenv("TERMINFO");
        was_set = before != NULL;
        kept = was_set ? strdup(before) : NULL;
        strcpy(text, "hex:");
        for (size_t at = 0; at < count; at++) sprintf(text + 4 + 2 * at, "%02X", bytes[at]);
        setenv("TERMINFO", text, 1);
    }
    free(bytes);
    free(text);
}

void nc_terminfo_restore(void) {
    if (was_set && kept != NULL) setenv("TERMINFO", kept, 1);
    if (!was_set) unsetenv("TERMINFO");
    free(kept);
    kept = NULL;
}
