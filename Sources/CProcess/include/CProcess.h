/// What belongs to the whole process and can have one owner only: signals, the modes of the terminal, the stacks that
/// signal handlers need, and what other programs are started with.
#ifndef TRAWL_CPROCESS_H
#define TRAWL_CPROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Takes the signals that end the program: it puts the terminal back first and then ends at once, without the runtime's
/// own dialog about crashes. Errors of single writes (SIGPIPE, SIGXFSZ) are no longer signals. Call first of all in main.
void process_begin(void);

/// Ends the program at once, with the terminal put back, from any thread.
void process_leave(int status);

// MARK: Signals that are told and not obeyed

enum {
    PROCESS_RESIZE = 1,
    /// SIGTERM, and whatever else would end the program from outside.
    PROCESS_TERMINATE = 2,
    PROCESS_HANGUP = 4,
    PROCESS_STOP = 8,
    PROCESS_CONTINUE = 16,
    PROCESS_INTERRUPT = 32,
    /// SIGQUIT, which terminals send for ^\.
    PROCESS_QUIT = 64,
    /// All that a command may be ended by.
    PROCESS_ENDING = PROCESS_TERMINATE | PROCESS_HANGUP | PROCESS_INTERRUPT | PROCESS_QUIT,
    PROCESS_ALL = PROCESS_ENDING | PROCESS_RESIZE | PROCESS_STOP | PROCESS_CONTINUE
};

/// From now on signals with these meanings are told; the others do what they did at the beginning. What was ignored when
/// the program began (by nohup, say) stays ignored. Gives a descriptor that is readable when one has come; -1 on failure.
int process_signals_catch(int meanings);
/// The signals that have come since the last call, as a sum of meanings.
int process_signals_take(void);
/// Whether one of these has come and is not taken yet.
bool process_signals_pending(int meanings);
/// Drops these signals if they have come.
void process_signals_forget(int meanings);
/// Keeps every signal but crashes from being handled on the calling thread.
void process_signals_block(void);
/// Stops the whole job as the terminal driver does on ^Z; returns when it is continued. Not while ^Z is caught.
void process_stop_job(void);

// MARK: The terminal

/// Keeps the modes of the terminal on stdin as they are now: what it is given back with.
void process_terminal_remember(void);
/// Whoever ends the program from now on sends these bytes to the terminal and sets the modes that were kept.
void process_terminal_arm(const char *bytes, size_t count);
/// The terminal has been put back in an orderly way.
void process_terminal_disarm(void);
/// Sends the bytes and sets the modes that were kept, if armed. Safe in a signal handler.
void process_terminal_restore(void);

/// Opens the terminal on stdout once more, for us alone: writes wait or do not as we like, not as whoever we share the
/// other one with. Gives another descriptor of stdout where it cannot be opened; -1 where there is none to have.
int process_terminal_open(bool waits);
/// Writes all of it to the terminal.
bool process_terminal_write(const void *bytes, size_t count);
/// Whether the terminal takes bytes, or will; false where we have been asked to end and it takes none for a moment.
bool process_terminal_is_ready(void);
/// Writes all of it, waiting where the descriptor takes nothing for a while. False, with errno, where it cannot be written,
/// or where we have been asked to end meanwhile (EINTR).
bool process_write(int descriptor, const void *bytes, size_t count);

// MARK: Other programs

/// Starts another program with what is its business: our environment without keys, with these settings ("NAME=value")
/// beside it or in place of ours, signals as they are by default, and three descriptors. Both lists end with a null;
/// settings may be null. The program is looked for along PATH where its name has no slash.
///
/// - `standard`: what it gets as descriptors 0, 1 and 2; /dev/null for a negative one.
/// - `is_apart`: without the terminal, in a session of its own: no key reaches it, and it outlives us.
///
/// Returns its number, or a negative error number.
int process_start(char *const *arguments, char *const *settings, const int *standard, bool is_apart);
/// Waits until it ends: its exit status; 128 and the signal that ended it; 127 where there is no such program. Where we are
/// asked to end meanwhile, it is asked too.
int process_wait(int child);

// MARK: Libraries

/// Loads a library when it is first used: those that bring many others would cost every start time and address space.
/// `files` are the names that it may have, with a null at the end; the `count` functions with these names are put into
/// `functions`, where they stay. Gives null where all are there, else why not, in words that last until the calling thread
/// asks again.
const char *process_library_load(const char *const *files, const char *const *names, void **functions, size_t count);

// MARK: Files in memory

/// Watches a region that maps a file. Where the file becomes shorter, reads behind its end give zeros from then on, and
/// `process_mapping_is_torn` says so; without this the system ends the program (SIGBUS). Returns a number for the region,
/// or -1 where too many are watched: reads of it are then on their own.
int process_mapping_watch(void *base, size_t length);
bool process_mapping_is_torn(int number);
void process_mapping_forget(int number);

#endif
