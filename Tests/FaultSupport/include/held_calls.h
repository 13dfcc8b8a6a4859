/// System calls of one thread that wait for the answer of another: so a test has the system refuse what it never would.
#ifndef HELD_CALLS_H
#define HELD_CALLS_H

#include <stdint.h>

/// A call that was made and waits for its answer.
struct fs_call {
  uint64_t id;
  /// What the C library names it.
  const char *name;
  /// Its first argument, which for most is a descriptor.
  int first;
};

/// From here on these system calls of the calling thread, and of threads it starts, wait for an answer. A thread never
/// gets out of that, so let it end. The names are those of the C library; of a name beside which another asks the same of
/// the system that one is held too. Returns a descriptor to take the calls from, or -1 with errno
/// where the system does not do that.
int fs_hold_calls(const char *const *names, int count);

/// Waits for the next call; 0 when nobody is left to make one.
int fs_next_call(int calls, struct fs_call *call);

/// Lets a call go on as it was made, when `code` is 0; else it is refused with that errno.
void fs_answer_call(int calls, struct fs_call call, int code);

#endif
