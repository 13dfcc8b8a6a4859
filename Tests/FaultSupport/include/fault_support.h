/// Starting a program with pipes on its first four descriptors and nothing else, and waiting for it closely.
#ifndef FAULT_SUPPORT_H
#define FAULT_SUPPORT_H

#include <stdint.h>
#include <sys/types.h>

/// Starts a program in a directory (NULL: this one). Its descriptors 0 to 3 are pipes; `ends` gets this side's ends.
/// No signal is blocked or ignored in it. Returns its process id, or -1 with errno.
pid_t fs_spawn(const char *path, char *const argv[], char *const envp[], const char *directory, int ends[4]);

/// Waits, to the nanosecond, until some of these descriptors (at most 8; a negative one is left out) can be read
/// or have ended. Returns them as bits, in their order; 0 when the time is over.
unsigned fs_wait(const int *descriptors, int count, int64_t nanoseconds);

/// Writes as write does; nobody is sent a SIGPIPE when no one reads any more.
ssize_t fs_write(int descriptor, const void *bytes, size_t count);

/// Gives the calling thread a working directory of its own, this one. Returns 0, or -1 with errno.
int fs_own_directory(const char *path);

#endif
