#define _GNU_SOURCE
#include "CMapping.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

// Regions are looked up in a signal handler: a fixed table of atomics and nothing else.
enum { most = 4096 };

struct region {
    atomic_uintptr_t base;
    atomic_size_t length;
    atomic_bool torn;
    atomic_bool taken;
};

static struct region regions[most];
static struct sigaction before;
static size_t page;

/// Puts a page of zeros under the address that could not be read, and goes on; faults elsewhere are not ours.
static void handle(int signal, siginfo_t *info, void *context) {
    (void)context;
    uintptr_t address = (uintptr_t)info->si_addr;
    for (int number = 0; number < most; number++) {
        struct region *region = &regions[number];
        uintptr_t base = atomic_load(&region->base);
        if (base == 0 || address < base || address - base >= atomic_load(&region->length)) continue;
        void *start = (void *)(address & ~(uintptr_t)(page - 1));
        void *zeros = mmap(start, page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
        if (zeros == MAP_FAILED) break;
        atomic_store(&region->torn, true);
        return;
    }
    // The read is tried again when this returns, and ends the program as it would have.
    sigaction(signal, &before, NULL);
}

static void install(void) {
    static atomic_bool installed;
    if (atomic_exchange(&installed, true)) return;
    page = (size_t)sysconf(_SC_PAGESIZE);
    struct sigaction action = {0};
    action.sa_sigaction = handle;
    action.sa_flags = SA_SIGINFO;
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, &before);
}

int trawl_mapping_watch(void *base, size_t length) {
    install();
    for (int number = 0; number < most; number++) {
        if (atomic_exchange(&regions[number].taken, true)) continue;
        atomic_store(&regions[number].torn, false);
        atomic_store(&regions[number].length, length);
        atomic_store(&regions[number].base, (uintptr_t)base);
        return number;
    }
    return -1;
}

bool trawl_mapping_is_torn(int number) { return number >= 0 && number < most && atomic_load(&regions[number].torn); }

void trawl_mapping_forget(int number) {
    if (number < 0 || number >= most) return;
    atomic_store(&regions[number].base, 0);
    atomic_store(&regions[number].taken, false);
}
