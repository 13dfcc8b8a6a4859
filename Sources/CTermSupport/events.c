#define _GNU_SOURCE
#include "term_support.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

// The bits say what happened, the pipe only that something did: a full pipe loses nothing.
static atomic_uint happened;
static int pipe_read = -1;
static int pipe_write = -1;
static int is_installed;

static const struct {
  int number;
  unsigned event;
} heard[] = {
    {SIGWINCH, TS_EVENT_RESIZE}, {SIGTERM, TS_EVENT_TERMINATE}, {SIGHUP, TS_EVENT_HANGUP},
    {SIGINT, TS_EVENT_INTERRUPT}, {SIGCONT, TS_EVENT_CONTINUE}, {SIGTSTP, TS_EVENT_STOP},
    {SIGQUIT, TS_EVENT_QUIT},
};
static const int ignored[] = {SIGPIPE, SIGXFSZ};
enum { HEARD = sizeof heard / sizeof *heard, IGNORED = sizeof ignored / sizeof *ignored };
static struct sigaction before[HEARD + IGNORED];

static void ring(unsigned event) {
  int saved = errno;
  atomic_fetch_or(&happened, event);
  ssize_t ignore = write(pipe_write, "", 1);
  (void)ignore;
  errno = saved;
}

static void hear(int number) {
  for (int i = 0; i < HEARD; i++)
    if (heard[i].number == number) ring(heard[i].event);
}

int ts_events_open(void) {
  if (pipe_read < 0) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    pipe_read = ends[0];
    pipe_write = ends[1];
  }
  if (!is_installed) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigfillset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    action.sa_handler = hear;
    for (int i = 0; i < HEARD; i++) sigaction(heard[i].number, &action, &before[i]);
    action.sa_handler = SIG_IGN;
    for (int i = 0; i < IGNORED; i++) sigaction(ignored[i], &action, &before[HEARD + i]);
    sigset_t none;
    sigemptyset(&none);
    pthread_sigmask(SIG_SETMASK, &none, NULL);
    is_installed = 1;
  }
  return pipe_read;
}

unsigned ts_events_take(void) {
  if (pipe_read < 0) return 0;
  // The pipe first: what rings in between is found in the bits, and rings once more for nothing.
  char bytes[256];
  while (read(pipe_read, bytes, sizeof bytes) == (ssize_t)sizeof bytes) {
  }
  return atomic_exchange(&happened, 0);
}

void ts_events_ring(void) {
  if (pipe_write >= 0) ring(TS_EVENT_RUNG);
}

void ts_events_close(void) {
  if (!is_installed) return;
  for (int i = 0; i < HEARD; i++) sigaction(heard[i].number, &before[i], NULL);
  for (int i = 0; i < IGNORED; i++) sigaction(ignored[i], &before[HEARD + i], NULL);
  is_installed = 0;
}

int ts_stop_self(void) {
  struct sigaction ignore, fall_back, mine;
  memset(&ignore, 0, sizeof ignore);
  ignore.sa_handler = SIG_IGN;
  memset(&fall_back, 0, sizeof fall_back);
  fall_back.sa_handler = SIG_DFL;
  // The others of the job first, then this process by raise, which has stopped it before it returns;
  // kill(0) might let another thread take the signal, and this one run on for a while.
  if (sigaction(SIGTSTP, &ignore, &mine) != 0) return -1;
  kill(0, SIGTSTP);
  sigaction(SIGTSTP, &fall_back, NULL);
  int result = raise(SIGTSTP);
  sigaction(SIGTSTP, &mine, NULL);
  return result;
}
