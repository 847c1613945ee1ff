#pragma once

#include <stdbool.h>
#include <stddef.h>

/// Watches a region that maps a file. Where the file becomes shorter, reads behind its end give zeros from then on, and
/// `trawl_mapping_is_torn` says so; without this the system ends the program (SIGBUS). Returns a number for the region,
/// or -1 where too many are watched: reads of it are then on their own.
int trawl_mapping_watch(void *base, size_t length);
bool trawl_mapping_is_torn(int number);
void trawl_mapping_forget(int number);
