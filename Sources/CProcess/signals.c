#define _GNU_SOURCE
#include "CProcess.h"
#include "internal.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

static int wake = -1;
static atomic_int pending;

/* Swift ends a broken precondition with an illegal instruction or a trap. */
static const int crashes[] = {SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSYS};

/* What the others mean. Those of the real time are PROCESS_TERMINATE too. */
static const struct { int number, meaning; } meanings[] = {
    {SIGWINCH, PROCESS_RESIZE},    {SIGTSTP, PROCESS_STOP},        {SIGCONT, PROCESS_CONTINUE},
    {SIGINT, PROCESS_INTERRUPT},   {SIGHUP, PROCESS_HANGUP},       {SIGQUIT, PROCESS_QUIT},
    {SIGTERM, PROCESS_TERMINATE},  {SIGUSR1, PROCESS_TERMINATE},   {SIGUSR2, PROCESS_TERMINATE},
    {SIGALRM, PROCESS_TERMINATE},  {SIGVTALRM, PROCESS_TERMINATE}, {SIGPROF, PROCESS_TERMINATE},
    {SIGXCPU, PROCESS_TERMINATE},  {SIGIO, PROCESS_TERMINATE},     {SIGPWR, PROCESS_TERMINATE},
    {SIGSTKFLT, PROCESS_TERMINATE}};

static int meaning(int number) {
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (meanings[i].number == number) return meanings[i].meaning;
    return number >= SIGRTMIN && number <= SIGRTMAX ? PROCESS_TERMINATE : 0;
}

static void install(int number, struct sigaction action) {
    sigfillset(&action.sa_mask);
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) sigdelset(&action.sa_mask, crashes[i]);
    sigaction(number, &action, NULL);
}

/* What a crash goes on to: the end, or the report of a sanitizer. Never the runtime's own report, which asks what to look
   at and holds the terminal meanwhile. */
static struct sigaction next[NSIG];

static void end(int number) {
    process_terminal_restore();
    sigaction(number, &next[number], NULL);
    raise(number);
}

static void crash(int number, siginfo_t *info, void *context) {
    (void)context;
    int kept = errno;
    if (number == SIGBUS && process_mapping_mend(info->si_addr)) {
        errno = kept;
        return;
    }
    end(number);
}

void process_crashes_catch(void) {
    static atomic_bool caught;
    if (atomic_exchange(&caught, true)) return;
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) {
        if (IS_SANITIZED) sigaction(crashes[i], NULL, &next[crashes[i]]);
        install(crashes[i], (struct sigaction){.sa_sigaction = crash, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER});
    }
}

int process_wake_descriptor(void) { return wake; }

void process_wake_post(void) {
    uint64_t one = 1;
    if (write(wake, &one, sizeof one) < 0) { /* The counter is full: the reader is being woken already. */
    }
}

void process_wake_clear(void) {
    uint64_t sum;
    if (read(wake, &sum, sizeof sum) < 0) { /* Nothing had come. */
    }
}

/* Whether the program was asked to end a second ago and has not looked yet: it hangs. ^C and ^\ do not count: they may be
   meant for another program, which has the terminal. */
static bool is_deaf(int what) {
    static _Atomic time_t asked;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (!(what & (PROCESS_TERMINATE | PROCESS_HANGUP))) return false;
    if (atomic_load(&pending) & what) return now.tv_sec - atomic_load(&asked) > 1;
    atomic_store(&asked, now.tv_sec);
    return false;
}

static void note(int number) {
    int kept = errno;
    if (is_deaf(meaning(number))) end(number);
    atomic_fetch_or(&pending, meaning(number));
    process_wake_post();
    errno = kept;
}

/* True where the one who started the program wants the signal ignored. */
static bool is_ignored(int number) {
    struct sigaction now;
    return sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

/* What ends the program puts the terminal back first; what only stops it, or tells of a size, does what it always does. */
static void set(int number, bool told) {
    if (is_ignored(number)) return;
    if (told)
        install(number, (struct sigaction){.sa_handler = note, .sa_flags = SA_RESTART | SA_ONSTACK});
    else if (meaning(number) & PROCESS_ENDING)
        install(number, (struct sigaction){.sa_handler = end, .sa_flags = SA_ONSTACK | SA_NODEFER});
    else
        install(number, (struct sigaction){.sa_handler = SIG_DFL});
}

static void set_all(int told) {
    for (int number = 1; number <= SIGRTMAX; number++)
        if (meaning(number) != 0) set(number, (meaning(number) & told) != 0);
}

void process_leave(int status) {
    process_terminal_restore();
    _exit(status);
}

void process_begin(void) {
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    process_stack_add();
    process_crashes_catch();
    set_all(0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

int process_signals_catch(int told) {
    if (wake < 0) wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (wake < 0) return -1;
    set_all(told);
    return wake;
}

int process_signals_take(void) {
    process_wake_clear();
    return atomic_exchange(&pending, 0);
}

bool process_signals_pending(int told) { return atomic_load(&pending) & told; }

void process_signals_forget(int told) { atomic_fetch_and(&pending, ~told); }

void process_signals_block(void) {
    sigset_t all;
    sigfillset(&all);
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) sigdelset(&all, crashes[i]);
    pthread_sigmask(SIG_BLOCK, &all, NULL);
}

void process_stop_job(void) { kill(0, SIGTSTP); }
