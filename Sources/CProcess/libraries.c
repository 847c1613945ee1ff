#include "CProcess.h"

#include <dlfcn.h>
#include <pthread.h>

const char *process_library_load(const char *const *files, const char *const *names, void **functions, size_t count)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    const char *problem = NULL;
    pthread_mutex_lock(&lock);
    // The last one is set last: where it is there, all are.
    if (!functions[count - 1]) {
        void *library = NULL;
        for (; *files && !library; files++) {
            library = dlopen(*files, RTLD_NOW | RTLD_LOCAL);
            if (!library)
                problem = dlerror();
        }
        if (library)
            problem = NULL;
        for (size_t index = 0; library && !problem && index < count; index++) {
            functions[index] = dlsym(library, names[index]);
            if (!functions[index])
                problem = dlerror();
        }
    }
    pthread_mutex_unlock(&lock);
    return problem;
}
