#include "CArchive.h"
#include "CProcess.h"

#define NAME(name) "archive_" #name,

const struct carchive *carchive_load(const char **problem)
{
    static const char *const files[] = {"libarchive.so.13", NULL};
    static const char *const names[] = {CARCHIVE_FUNCTIONS(NAME)};
    static union {
        void *functions[sizeof names / sizeof *names];
        struct carchive library;
    } loaded;
    *problem = process_library_load(files, names, loaded.functions, sizeof names / sizeof *names);
    return *problem ? NULL : &loaded.library;
}
