#define _GNU_SOURCE
#include "CNCurses.h"
#include "restore.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

static int wake = -1;
static atomic_int pending;

static const struct { int number, meaning; } caught[] = {
    {SIGWINCH, NC_SIGNAL_RESIZE}, {SIGTERM, NC_SIGNAL_TERMINATE}, {SIGINT, NC_SIGNAL_INTERRUPT},
    {SIGHUP, NC_SIGNAL_HANGUP},   {SIGTSTP, NC_SIGNAL_STOP},      {SIGCONT, NC_SIGNAL_CONTINUE},
};
/* Swift ends a broken precondition with an illegal instruction or a trap. */
static const int fatal[] = {SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE};

static void note(int number) {
    int kept = errno;
    for (size_t i = 0; i < sizeof caught / sizeof *caught; i++)
        if (caught[i].number == number) atomic_fetch_or(&pending, caught[i].meaning);
    nc_event_post(wake);
    errno = kept;
}

static void die(int number) {
    nc_restore_now();
    signal(number, SIG_DFL);
    raise(number);
}

static void install(int number, void (*handler)(int), int flags) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

/* A stack overflow must not need the stack to say so. */
static void alternate_stack(void) {
    static char memory[64 * 1024];
    stack_t stack = {.ss_sp = memory, .ss_size = sizeof memory};
    sigaltstack(&stack, NULL);
}

int nc_signals_catch(void) {
    if (wake < 0) wake = nc_event_open();
    if (wake < 0) return -1;
    alternate_stack();
    for (size_t i = 0; i < sizeof caught / sizeof *caught; i++) install(caught[i].number, note, SA_RESTART);
    for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) install(fatal[i], die, SA_ONSTACK | SA_NODEFER);
    return wake;
}

int nc_signals_take(void) {
    nc_event_clear(wake);
    return atomic_exchange(&pending, 0);
}

void nc_signals_forget(int signals) { atomic_fetch_and(&pending, ~signals); }

void nc_stop_signal_catch(bool caught) {
    if (wake >= 0) install(SIGTSTP, caught ? note : SIG_DFL, SA_RESTART);
}

void nc_stop_job(void) { kill(0, SIGTSTP); }

int nc_event_open(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

void nc_event_post(int event) {
    uint64_t one = 1;
    if (write(event, &one, sizeof one) < 0) { /* The counter is full: the reader is being woken already. */
    }
}

void nc_event_clear(int event) {
    uint64_t sum;
    if (read(event, &sum, sizeof sum) < 0) { /* Nothing had come. */
    }
}

void nc_event_close(int event) { close(event); }

int nc_wait(const int *descriptors, int count, int64_t timeout) {
    struct pollfd polled[8];
    struct timespec limit = {.tv_sec = timeout / 1000000000, .tv_nsec = timeout % 1000000000};
    if (count > 8) count = 8;
    for (int i = 0; i < count; i++) polled[i] = (struct pollfd){.fd = descriptors[i], .events = POLLIN};
    int ready = 0;
    if (ppoll(polled, (nfds_t)count, timeout < 0 ? NULL : &limit, NULL) <= 0) return 0;
    for (int i = 0; i < count; i++) {
        if (polled[i].revents & POLLIN) ready |= 1 << i;
        if (polled[i].revents & (POLLHUP | POLLERR | POLLNVAL)) ready |= 1 << (i + 8);
    }
    return ready;
}

uint64_t nc_monotonic(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}
