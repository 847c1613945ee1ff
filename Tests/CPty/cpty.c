#define _GNU_SOURCE
#include "CPty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

static void child(const pty_program *program, int report, const char *path, char *const arguments[],
    char *const environment[], const char *directory) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    /* Its number may be the one that login_tty frees or that reports must have: move it away first. */
    report = fcntl(report, F_DUPFD, 10);
    if (login_tty(program->slave) != 0 || dup2(report, PTY_REPORT_DESCRIPTOR) < 0) _exit(126);
    close_range(PTY_REPORT_DESCRIPTOR + 1, ~0u, 0);
    if (directory != NULL && chdir(directory) != 0) _exit(126);
    execve(path, arguments, environment);
    _exit(127);
}

bool pty_start(pty_program *program, const char *path, char *const arguments[], char *const environment[],
    const char *directory, int columns, int rows) {
    struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
    int reports[2];
    if (pipe2(reports, O_CLOEXEC | O_NONBLOCK) != 0) return false;
    if (openpty(&program->master, &program->slave, NULL, NULL, &size) != 0) return false;
    fcntl(program->master, F_SETFD, FD_CLOEXEC);
    fcntl(program->slave, F_SETFD, FD_CLOEXEC);
    fcntl(program->master, F_SETFL, O_NONBLOCK);
    program->reports = reports[0];
    program->process = fork();
    if (program->process == 0) child(program, reports[1], path, arguments, environment, directory);
    close(reports[1]);
    program->exit = program->process > 0 ? pidfd_open(program->process, 0) : -1;
    return program->exit >= 0;
}

bool pty_resize(const pty_program *program, int columns, int rows) {
    struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
    return ioctl(program->master, TIOCSWINSZ, &size) == 0;
}

bool pty_is_sane(const pty_program *program) {
    struct termios modes;
    if (tcgetattr(program->slave, &modes) != 0) return false;
    tcflag_t local = ICANON | ECHO | ISIG | IEXTEN;
    return (modes.c_lflag & local) == local && (modes.c_iflag & ICRNL) && (modes.c_oflag & OPOST)
        && (modes.c_oflag & ONLCR);
}

void pty_make_sane(const pty_program *program) {
    struct termios modes;
    if (tcgetattr(program->slave, &modes) != 0) return;
    modes.c_lflag |= ICANON | ECHO | ISIG | IEXTEN;
    modes.c_iflag |= ICRNL;
    modes.c_oflag |= OPOST | ONLCR;
    tcsetattr(program->slave, TCSANOW, &modes);
}

int pty_collect(const pty_program *program) {
    int status;
    if (waitpid(program->process, &status, WNOHANG) != program->process) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void pty_end(pty_program *program) {
    if (program->process > 0 && pty_collect(program) < 0 && kill(program->process, SIGKILL) == 0)
        waitpid(program->process, NULL, 0);
    close(program->exit);
    close(program->master);
    close(program->slave);
    close(program->reports);
}

int pty_wait(pty_program *program, int milliseconds) {
    for (;;) {
        struct pollfd polled[] = {
            {.fd = program->master, .events = POLLIN},
            {.fd = program->reports, .events = POLLIN},
            {.fd = program->exit, .events = POLLIN},
        };
        int ready = 0;
        int count = poll(polled, 3, milliseconds);
        if (count == 0 || (count < 0 && errno != EINTR)) return 0;
        for (int i = 0; i < 3 && count > 0; i++)
            if (polled[i].revents & POLLIN) ready |= 1 << i;
        if (ready != 0) return ready;
        /* Nobody is left who could report; waiting for that would be waiting in circles. */
        if (count > 0 && polled[1].revents != 0) {
            close(program->reports);
            program->reports = -1;
        }
    }
}
