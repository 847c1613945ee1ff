#define _GNU_SOURCE
#include "CProcess.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

/* What is ours alone: a key is for the server it belongs to, and a descriptor is not handed on. */
static const char *const secrets[] = {"DREADNODE_API_KEY", "TRAWL_IDLE_FD"};

static bool is_name(const char *setting, const char *name, size_t length) {
    return strncmp(setting, name, length) == 0 && setting[length] == '=';
}

static bool is_secret(const char *setting) {
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        if (is_name(setting, secrets[i], strlen(secrets[i]))) return true;
    return false;
}

static bool is_among(const char *setting, char *const *settings) {
    for (; settings != NULL && *settings != NULL; settings++)
        if (is_name(setting, *settings, strcspn(*settings, "="))) return true;
    return false;
}

/* Our environment without secrets, with these settings in place of those of the same names. NULL without memory. */
static char **surroundings(char *const *settings) {
    size_t most = 1, count = 0;
    for (char **each = environ; each != NULL && *each != NULL; each++) most++;
    for (char *const *each = settings; each != NULL && *each != NULL; each++) most++;
    char **made = calloc(most, sizeof *made);
    if (made == NULL) return NULL;
    for (char **each = environ; each != NULL && *each != NULL; each++)
        if (!is_secret(*each) && !is_among(*each, settings)) made[count++] = *each;
    for (; settings != NULL && *settings != NULL; settings++) made[count++] = *settings;
    return made;
}

/* Descriptors 0, 1 and 2, and none besides. */
static void describe(posix_spawn_file_actions_t *actions, const int *standard) {
    for (int number = 0; number < 3; number++) {
        if (standard[number] < 0)
            posix_spawn_file_actions_addopen(actions, number, "/dev/null", O_RDWR, 0);
        else
            posix_spawn_file_actions_adddup2(actions, standard[number], number);
    }
    posix_spawn_file_actions_addclosefrom_np(actions, 3);
}

/* What we ignore or hold back is not the other program's business. */
static void behave(posix_spawnattr_t *attributes, bool is_apart) {
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(attributes, &signals);
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(attributes, &signals);
    posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | (is_apart ? POSIX_SPAWN_SETSID : 0));
}

int process_start(char *const *arguments, char *const *settings, const int *standard, bool is_apart) {
    char **environment = surroundings(settings);
    if (environment == NULL) return -ENOMEM;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    describe(&actions, standard);
    behave(&attributes, is_apart);
    pid_t child;
    int error = posix_spawnp(&child, arguments[0], &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    free(environment);
    return error == 0 ? child : -error;
}

/* Until the program has ended; false where somebody wants us to end before. */
static bool await(int descriptor) {
    struct pollfd watched[] = {{.fd = descriptor, .events = POLLIN}, {.fd = process_wake_descriptor(), .events = POLLIN}};
    while (!process_signals_pending(PROCESS_TERMINATE | PROCESS_HANGUP)) {
        if (poll(watched, 2, -1) < 0 && errno != EINTR) return true;
        if (watched[0].revents != 0) return true;
        process_wake_clear();
    }
    process_wake_post();
    return false;
}

/* Asks the program to end too where we are asked; false where it does not do so within a moment. */
static bool ends(int child) {
    enum { moment = 500 };
    int descriptor = pidfd_open(child, 0);
    if (descriptor < 0) return true;
    bool has_ended = await(descriptor);
    if (!has_ended) {
        struct pollfd ended = {.fd = descriptor, .events = POLLIN};
        kill(child, SIGTERM);
        has_ended = poll(&ended, 1, moment) > 0;
    }
    close(descriptor);
    return has_ended;
}

int process_wait(int child) {
    int status = 0;
    if (!ends(child)) return 128 + SIGTERM;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return 127;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
