#define _GNU_SOURCE
#include "internal.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/mman.h>

#ifndef AT_MINSIGSTKSZ
#define AT_MINSIGSTKSZ 51
#endif

/* What the processor's registers take, which may be much, and what our handlers take. */
static size_t size(void) { return (getauxval(AT_MINSIGSTKSZ) + 2 * 16384) & ~(size_t)4095; }

void process_stack_add(void) {
    if (IS_SANITIZED) return;
    stack_t stack = {.ss_size = size()};
    stack.ss_sp = mmap(NULL, stack.ss_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (stack.ss_sp == MAP_FAILED) return;
    if (sigaltstack(&stack, NULL) != 0) munmap(stack.ss_sp, stack.ss_size);
}

#if !IS_SANITIZED

static void remove_stack(void *unused) {
    (void)unused;
    stack_t stack, off = {.ss_flags = SS_DISABLE};
    if (sigaltstack(&off, &stack) == 0 && stack.ss_sp != NULL) munmap(stack.ss_sp, stack.ss_size);
}

struct start {
    void *(*run)(void *);
    void *argument;
};

static void *begin(void *context) {
    struct start start = *(struct start *)context;
    free(context);
    process_stack_add();
    void *result;
    pthread_cleanup_push(remove_stack, NULL);
    result = start.run(start.argument);
    pthread_cleanup_pop(1);
    return result;
}

/* Stands before the C library's: most threads are made by libraries (the pool that tasks run on, the resolver), and one
   that overflows its stack must find another for the handler that puts the terminal back. */
int pthread_create(pthread_t *restrict thread, const pthread_attr_t *restrict attributes, void *(*run)(void *),
                   void *restrict argument) {
    int (*create)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    *(void **)&create = dlsym(RTLD_NEXT, "pthread_create");
    struct start *start = malloc(sizeof *start);
    if (create == NULL || start == NULL) {
        free(start);
        return EAGAIN;
    }
    *start = (struct start){.run = run, .argument = argument};
    int error = create(thread, attributes, begin, start);
    if (error != 0) free(start);
    return error;
}

#endif
