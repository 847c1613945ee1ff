/// Programs on terminals of their own, for tests.
#ifndef TRAWL_CPTY_H
#define TRAWL_CPTY_H

#include <stdbool.h>
#include <sys/types.h>

typedef struct {
    pid_t process;
    /// Readable when the process has ended.
    int exit;
    /// What a terminal emulator holds.
    int master;
    /// The program's side. Kept open, so that its modes can be read after the program has gone.
    int slave;
    /// Where the reports of TRAWL_IDLE_FD come out.
    int reports;
} pty_program;

/// The descriptor that the program must write its reports to.
enum { PTY_REPORT_DESCRIPTOR = 3 };

/// Starts a program on a new terminal. False, with errno, when that fails; an exec that fails ends the child with 127.
bool pty_start(pty_program *program, const char *path, char *const arguments[], char *const environment[],
    const char *directory, int columns, int rows);
/// Changes the terminal's size; the program gets SIGWINCH.
bool pty_resize(const pty_program *program, int columns, int rows);
/// Whether the terminal is as a shell wants it: lines, echo, signals, CR to NL.
bool pty_is_sane(const pty_program *program);
/// Gives the terminal the modes of a shell, as one does when the program was stopped.
void pty_make_sane(const pty_program *program);
/// Collects a process that has ended: its exit code, or 128 + the signal that ended it; -1 while it runs.
int pty_collect(const pty_program *program);
/// Kills and collects what is left of it, and closes the descriptors.
void pty_end(pty_program *program);
/// Waits until one of the three is readable: bit 0 output, 1 a report, 2 the end. 0 after `milliseconds`.
int pty_wait(pty_program *program, int milliseconds);

#endif
