#define _GNU_SOURCE
#include "CNCurses.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

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
