#ifndef TRAWL_CNCURSES_H
#define TRAWL_CNCURSES_H
int nc_placeholder(void);
#endif
