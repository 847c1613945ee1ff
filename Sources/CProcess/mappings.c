#define _GNU_SOURCE
#include "CProcess.h"
#include "internal.h"

#include <stdatomic.h>
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
static atomic_size_t page;

/// Puts zeros from the address that could not be read to the region's end: a file that ends before it ends there too, and
/// page by page the system would run out of mappings.
static bool fill(struct region *region, uintptr_t address, uintptr_t end) {
    uintptr_t start = address & ~(uintptr_t)(atomic_load(&page) - 1);
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE;
    if (mmap((void *)start, end - start, PROT_READ, flags, -1, 0) == MAP_FAILED) return false;
    atomic_store(&region->torn, true);
    return true;
}

bool process_mapping_mend(void *fault) {
    uintptr_t address = (uintptr_t)fault;
    for (int number = 0; number < most; number++) {
        uintptr_t base = atomic_load(&regions[number].base);
        size_t length = atomic_load(&regions[number].length);
        if (base == 0 || address < base || address - base >= length) continue;
        return fill(&regions[number], address, base + length);
    }
    return false;
}

int process_mapping_watch(void *base, size_t length) {
    process_crashes_catch();
    atomic_store(&page, (size_t)sysconf(_SC_PAGESIZE));
    for (int number = 0; number < most; number++) {
        if (atomic_exchange(&regions[number].taken, true)) continue;
        atomic_store(&regions[number].torn, false);
        atomic_store(&regions[number].length, length);
        atomic_store(&regions[number].base, (uintptr_t)base);
        return number;
    }
    return -1;
}

bool process_mapping_is_torn(int number) { return number >= 0 && number < most && atomic_load(&regions[number].torn); }

void process_mapping_forget(int number) {
    if (number < 0 || number >= most) return;
    atomic_store(&regions[number].base, 0);
    atomic_store(&regions[number].taken, false);
}
