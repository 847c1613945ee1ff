#define _GNU_SOURCE
#include "CProcess.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static struct termios modes;
static bool have_modes;
static char undoing[512];
static size_t count;
static volatile sig_atomic_t armed;
static int terminal = STDOUT_FILENO;

/* How long a terminal that takes nothing is waited for where the program is to end, in milliseconds. */
enum { patience = 300 };

int process_terminal_open(bool waits) {
    int flags = O_WRONLY | O_NOCTTY | O_CLOEXEC | (waits ? 0 : O_NONBLOCK);
    int descriptor = isatty(STDOUT_FILENO) ? open("/proc/self/fd/1", flags) : -1;
    return descriptor > STDERR_FILENO ? descriptor : fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
}

void process_terminal_remember(void) {
    have_modes = tcgetattr(STDIN_FILENO, &modes) == 0;
    int own = terminal == STDOUT_FILENO ? process_terminal_open(false) : -1;
    if (own >= 0) terminal = own;
}

void process_terminal_arm(const char *text, size_t length) {
    armed = 0;
    count = length < sizeof undoing ? length : sizeof undoing;
    memcpy(undoing, text, count);
    armed = 1;
}

void process_terminal_disarm(void) { armed = 0; }

/* False where the descriptor takes nothing for a while and we are to end. */
static bool is_ready(int descriptor, bool ends) {
    struct pollfd watched = {.fd = descriptor, .events = POLLOUT};
    for (;;) {
        int ready = poll(&watched, 1, patience);
        if (ready > 0 || (ready < 0 && errno != EINTR)) return true;
        if (ready == 0 && (ends || process_signals_pending(PROCESS_ENDING & ~PROCESS_INTERRUPT))) return false;
    }
}

static bool write_all(int descriptor, const char *bytes, size_t left, bool ends) {
    while (left > 0) {
        ssize_t written = write(descriptor, bytes, left);
        if (written >= 0) {
            bytes += written;
            left -= (size_t)written;
        } else if (errno == EAGAIN && !is_ready(descriptor, ends)) {
            errno = EINTR;
            return false;
        } else if (errno != EAGAIN && errno != EINTR) {
            return false;
        }
    }
    return true;
}

bool process_write(int descriptor, const void *bytes, size_t length) { return write_all(descriptor, bytes, length, false); }

bool process_terminal_write(const void *bytes, size_t length) { return write_all(terminal, bytes, length, false); }

bool process_terminal_is_ready(void) { return is_ready(terminal, false); }

/* Also from a signal handler, where curses must not be called. */
void process_terminal_restore(void) {
    if (!armed) return;
    armed = 0;
    write_all(terminal, undoing, count, true);
    if (have_modes) tcsetattr(STDIN_FILENO, TCSANOW, &modes);
}
