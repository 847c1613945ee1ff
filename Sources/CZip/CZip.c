#include "CZip.h"
#include "CProcess.h"

#define NAME(name) "zip_" #name,

const struct czip *czip_load(const char **problem)
{
    static const char *const files[] = {"libzip.so.5", "libzip.so.4", NULL};
    static const char *const names[] = {CZIP_FUNCTIONS(NAME)};
    static union {
        void *functions[sizeof names / sizeof *names];
        struct czip library;
    } loaded;
    *problem = process_library_load(files, names, loaded.functions, sizeof names / sizeof *names);
    return *problem ? NULL : &loaded.library;
}
