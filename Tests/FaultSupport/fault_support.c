#define _GNU_SOURCE
#include "fault_support.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <time.h>
#include <unistd.h>

// A pipe whose ends are well above the numbers they get in the program.
static int high_pipe(int ends[2]) {
  int low[2];
  if (pipe2(low, O_CLOEXEC) != 0) return -1;
  for (int i = 0; i < 2; i++) {
    ends[i] = fcntl(low[i], F_DUPFD_CLOEXEC, 30);
    close(low[i]);
  }
  return ends[0] < 0 || ends[1] < 0 ? -1 : 0;
}

pid_t fs_spawn(const char *path, char *const argv[], char *const envp[], const char *directory, int ends[4]) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  int theirs[4];
  for (int i = 0; i < 4; i++) {
    int both[2];
    if (high_pipe(both) != 0) return -1;
    ends[i] = both[i == 0];
    theirs[i] = both[i != 0];
    posix_spawn_file_actions_adddup2(&actions, theirs[i], i);
  }
  posix_spawn_file_actions_addclosefrom_np(&actions, 4);
  if (directory) posix_spawn_file_actions_addchdir_np(&actions, directory);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  pid_t child = -1;
  int code = posix_spawn(&child, path, &actions, &attributes, argv, envp);
  for (int i = 0; i < 4; i++) close(theirs[i]);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  errno = code;
  return code == 0 ? child : -1;
}

unsigned fs_wait(const int *descriptors, int count, int64_t nanoseconds) {
  struct pollfd watched[8];
  if (count > 8) count = 8;
  for (int i = 0; i < count; i++) watched[i] = (struct pollfd){descriptors[i], POLLIN, 0};
  struct timespec time = {nanoseconds / 1000000000, nanoseconds % 1000000000};
  unsigned ready = 0;
  if (ppoll(watched, (nfds_t)count, &time, NULL) <= 0) return 0;
  for (int i = 0; i < count; i++) ready |= (unsigned)(watched[i].revents != 0) << i;
  return ready;
}

ssize_t fs_write(int descriptor, const void *bytes, size_t count) {
  sigset_t pipe, before, pending;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe, &before);
  ssize_t written = write(descriptor, bytes, count);
  // The signal belongs to this thread, which takes it before it could be heard.
  sigpending(&pending);
  struct timespec now = {0, 0};
  if (sigismember(&pending, SIGPIPE)) sigtimedwait(&pipe, NULL, &now);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return written;
}

int fs_own_directory(const char *path) { return unshare(CLONE_FS) == 0 ? chdir(path) : -1; }
