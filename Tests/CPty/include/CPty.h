#ifndef TRAWL_CPTY_H
#define TRAWL_CPTY_H
int pty_placeholder(void);
#endif
