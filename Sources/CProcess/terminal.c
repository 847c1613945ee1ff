#define _GNU_SOURCE
#include "CProcess.h"
#include "internal.h"

#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Putting the terminal back from a signal handler, where curses must not be called. */

static struct termios modes;
static bool have_modes;
static char bytes[512];
static size_t count;
static volatile sig_atomic_t armed;

void process_terminal_remember(void) { have_modes = tcgetattr(STDIN_FILENO, &modes) == 0; }

void process_terminal_arm(const char *text, size_t length) {
    armed = 0;
    count = length < sizeof bytes ? length : sizeof bytes;
    memcpy(bytes, text, count);
    armed = 1;
}

void process_terminal_disarm(void) { armed = 0; }

/* A terminal that takes nothing for a while is given up: the program is about to end. */
static void send(void) {
    enum { patience = 300 };
    struct pollfd terminal = {.fd = STDOUT_FILENO, .events = POLLOUT};
    for (size_t sent = 0; sent < count && poll(&terminal, 1, patience) > 0;) {
        ssize_t written = write(STDOUT_FILENO, bytes + sent, count - sent);
        if (written > 0) sent += (size_t)written;
        if (written == 0 || terminal.revents & (POLLERR | POLLHUP | POLLNVAL)) return;
    }
}

void process_terminal_restore(void) {
    if (!armed) return;
    armed = 0;
    send();
    if (have_modes) tcsetattr(STDIN_FILENO, TCSANOW, &modes);
}
