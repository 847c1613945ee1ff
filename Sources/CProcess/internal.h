#ifndef TRAWL_CPROCESS_INTERNAL_H
#define TRAWL_CPROCESS_INTERNAL_H

#include <stdbool.h>

/* Under a sanitizer a crash is reported by it, after the terminal is put back; it also watches threads by itself. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED 1
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED 0
#endif

/* All of these are safe in a signal handler. */

/// Makes a watched file readable at this address, where it has become shorter; false where it is no file that is watched.
bool process_mapping_mend(void *address);
/// What is readable when a signal has come that is to be told; -1 where none is.
int process_wake_descriptor(void);
void process_wake_post(void);
void process_wake_clear(void);

/// Takes the signals by which the system tells of crashes and of files that became shorter. Once is enough.
void process_crashes_catch(void);
/// Gives the calling thread a stack for signal handlers: a stack overflow must not need the stack to say so.
void process_stack_add(void);

#endif
