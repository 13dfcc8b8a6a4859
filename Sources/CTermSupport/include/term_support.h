#ifndef TERM_SUPPORT_H
#define TERM_SUPPORT_H
int ts_placeholder(void);
#endif
