#define _GNU_SOURCE
#include "held_calls.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// What the C library calls, and what it asks of the system for it. A call that looks at a file by descriptor is made as
// either of two, of which one is told by its flags.
static const struct {
  const char *name;
  int number;
  int by_descriptor;
} known[] = {
    {"open", SYS_openat, 0},        {"fchmod", SYS_fchmod, 0},       {"fcntl", SYS_fcntl, 0},
    {"flock", SYS_flock, 0},        {"fsync", SYS_fsync, 0},         {"fdatasync", SYS_fdatasync, 0},
    {"write", SYS_write, 0},        {"pread", SYS_pread64, 0},       {"lseek", SYS_lseek, 0},
    {"fstat", SYS_fstat, 0},        {"pthread_create", SYS_clone3, 0},
    {"fstat", SYS_newfstatat, 1},   {"fstatat", SYS_newfstatat, -1},
};

enum { KNOWN = sizeof known / sizeof known[0], MOST = 2 * KNOWN + 3 };

static int is_among(const char *name, const char *const *names, int count) {
  for (int i = 0; i < count; i++)
    if (strcmp(names[i], name) == 0) return 1;
  return 0;
}

int fs_hold_calls(const char *const *names, int count) {
  struct sock_filter filter[MOST];
  int length = 0;
  filter[length++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
  for (int i = 0; i < KNOWN; i++) {
    if (!is_among(known[i].name, names, count)) continue;
    filter[length++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)known[i].number, 0, 1);
    filter[length++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
  }
  filter[length++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  struct sock_fprog program = {(unsigned short)length, filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
  return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
}

int fs_next_call(int calls, struct fs_call *call) {
  struct seccomp_notif made;
  while (1) {
    struct pollfd waiting = {calls, POLLIN, 0};
    if (poll(&waiting, 1, -1) < 0 && errno != EINTR) return 0;
    if (waiting.revents & POLLIN) {
      memset(&made, 0, sizeof made);
      if (ioctl(calls, SECCOMP_IOCTL_NOTIF_RECV, &made) == 0) break;
    }
    if (waiting.revents & (POLLHUP | POLLERR | POLLNVAL)) return 0;
  }
  int is_by_descriptor = made.data.nr == SYS_newfstatat && (made.data.args[3] & AT_EMPTY_PATH);
  call->id = made.id;
  call->first = (int)made.data.args[0];
  call->name = "";
  for (int i = 0; i < KNOWN; i++) {
    if (known[i].number != made.data.nr) continue;
    if (known[i].by_descriptor != 0 && (known[i].by_descriptor > 0) != is_by_descriptor) continue;
    call->name = known[i].name;
    break;
  }
  return 1;
}

void fs_answer_call(int calls, struct fs_call call, int code) {
  struct seccomp_notif_resp answer = {call.id, 0, -code, code == 0 ? SECCOMP_USER_NOTIF_FLAG_CONTINUE : 0};
  ioctl(calls, SECCOMP_IOCTL_NOTIF_SEND, &answer);
}
