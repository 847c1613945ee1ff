#include "CNCurses.h"
int nc_placeholder(void) { return 0; }
