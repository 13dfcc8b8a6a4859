#include "term_support.h"
int ts_placeholder(void) { return 0; }
