#define _GNU_SOURCE
#include "term_support.h"

#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <malloc.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

int ts_semaphore_wait(sem_t *semaphore, int64_t milliseconds) {
  struct timespec end;
  if (clock_gettime(CLOCK_MONOTONIC, &end) != 0) return 0;
  int64_t nanoseconds = end.tv_nsec + milliseconds % 1000 * 1000000;
  end.tv_sec += milliseconds / 1000 + nanoseconds / 1000000000;
  end.tv_nsec = nanoseconds % 1000000000;
  int answer;
  do answer = sem_clockwait(semaphore, CLOCK_MONOTONIC, &end);
  while (answer != 0 && errno == EINTR);
  return answer == 0;
}

int ts_reserve_space(int fd, int64_t bytes) {
  return fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, (off_t)bytes);
}

int64_t ts_file_system(int fd) {
  struct statfs system;
  return fstatfs(fd, &system) == 0 ? (int64_t)system.f_type : -1;
}

int64_t ts_boottime_ns(void) {
  struct timespec now;
  if (clock_gettime(CLOCK_BOOTTIME, &now) != 0) return 0;
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int ts_reopen_nonblocking(int fd) {
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  return open(path, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

int ts_window_size(int fd, int *rows, int *columns) {
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) != 0) return -1;
  *rows = size.ws_row;
  *columns = size.ws_col;
  return 0;
}

int ts_replace_descriptor(int source, int target) {
  return dup3(source, target, O_CLOEXEC) < 0 ? -1 : 0;
}

int ts_character_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

static struct winsize window(int rows, int columns) {
  struct winsize size = {(unsigned short)rows, (unsigned short)columns, 0, 0};
  return size;
}

pid_t ts_pty_spawn(const char *path, char *const argv[], char *const envp[], int rows, int columns,
                   int *master) {
  struct winsize size = window(rows, columns);
  pid_t child = forkpty(master, NULL, NULL, &size);
  if (child == 0) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    execve(path, argv, envp);
    _exit(127);
  }
  if (child > 0) fcntl(*master, F_SETFD, FD_CLOEXEC);
  return child;
}

int ts_pty_open(int rows, int columns, int *master, int *slave) {
  struct winsize size = window(rows, columns);
  if (openpty(master, slave, NULL, NULL, &size) != 0) return -1;
  fcntl(*master, F_SETFD, FD_CLOEXEC);
  fcntl(*slave, F_SETFD, FD_CLOEXEC);
  return 0;
}

int ts_pty_resize(int master, int rows, int columns) {
  struct winsize size = window(rows, columns);
  return ioctl(master, TIOCSWINSZ, &size);
}

static int release_read_only(struct dl_phdr_info *object, size_t size, void *unused) {
  (void)size;
  (void)unused;
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  for (int i = 0; i < object->dlpi_phnum; i++) {
    const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
    // A segment that was ever writable may hold what the loader put there; the others are as in the file.
    if (segment->p_type != PT_LOAD || segment->p_flags & PF_W) continue;
    uintptr_t start = (object->dlpi_addr + segment->p_vaddr + page - 1) & ~(page - 1);
    uintptr_t end = (object->dlpi_addr + segment->p_vaddr + segment->p_memsz) & ~(page - 1);
    if (start < end) (void)madvise((void *)start, end - start, MADV_DONTNEED);
  }
  return 0;
}

void ts_use_one_heap(void) { (void)mallopt(M_ARENA_MAX, 1); }

void ts_release_start_up_memory(void) {
  (void)malloc_trim(0);
  (void)dl_iterate_phdr(release_read_only, NULL);
}
