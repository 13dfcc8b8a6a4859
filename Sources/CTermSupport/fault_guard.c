#define _GNU_SOURCE
#include "term_support.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static volatile sig_atomic_t is_armed;
static int guarded_fd = -1;
static struct termios guarded_modes;
static char guarded_sequence[256];
static size_t guarded_length;

static const char *last_line;
static size_t last_line_length;

static int captured = -1;
static int real_stderr = -1;

static void write_all(int fd, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t written = write(fd, bytes, length);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    length -= (size_t)written;
  }
}

static void die(int number) {
  if (is_armed) {
    is_armed = 0;
    write_all(guarded_fd, guarded_sequence, guarded_length);
    tcsetattr(guarded_fd, TCSANOW, &guarded_modes);
  }
  // What was caught is left where it is: it may quote memory.
  int out = real_stderr >= 0 ? real_stderr : STDERR_FILENO;
  write_all(out, last_line, last_line_length);
  write_all(out, "\n", 1);
  signal(number, SIG_DFL);
  raise(number);
}

void ts_fault_guard_install(const char *line) {
  last_line = line;
  last_line_length = strlen(line);
  // A stack that has run out is one of the faults: the handler needs another.
  static char stack[16384];
  stack_t alternate;
  memset(&alternate, 0, sizeof alternate);
  alternate.ss_sp = stack;
  alternate.ss_size = sizeof stack;
  sigaltstack(&alternate, NULL);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_handler = die;
  action.sa_flags = (int)SA_RESETHAND | SA_NODEFER | SA_ONSTACK;
  static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
  for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) sigaction(fatal[i], &action, NULL);
}

void ts_fault_guard_arm(int fd, const struct termios *modes, const char *sequence, size_t length) {
  is_armed = 0;
  guarded_fd = fd;
  guarded_modes = *modes;
  guarded_length = length < sizeof guarded_sequence ? length : sizeof guarded_sequence;
  memcpy(guarded_sequence, sequence, guarded_length);
  is_armed = 1;
}

void ts_fault_guard_disarm(void) { is_armed = 0; }

int ts_stderr_capture(void) {
  if (captured >= 0) return 0;
  int file = ts_memory_file();
  if (file < 0) return -1;
  // Above the first ten, where nothing expects to find a log or a pipe.
  int real = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10);
  if (real < 0 || dup2(file, STDERR_FILENO) < 0) {
    int saved = errno;
    if (real >= 0) close(real);
    close(file);
    errno = saved;
    return -1;
  }
  real_stderr = real;
  captured = file;
  return 0;
}

void ts_stderr_release(void) {
  if (captured < 0) return;
  dup2(real_stderr, STDERR_FILENO);
  off_t end = lseek(captured, 0, SEEK_END);
  off_t place = end > 65536 ? end - 65536 : 0;
  char bytes[4096];
  ssize_t count;
  while ((count = pread(captured, bytes, sizeof bytes, place)) > 0) {
    write_all(STDERR_FILENO, bytes, (size_t)count);
    place += count;
  }
  close(captured);
  close(real_stderr);
  captured = real_stderr = -1;
}

int ts_memory_file(void) { return memfd_create("mend", MFD_CLOEXEC); }
