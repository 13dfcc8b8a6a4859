/// What must be done in C on the terminal's side: signal handlers, the guard against faults, the clock
/// that counts sleep, and pseudo-terminals for tests. Everything a handler calls is async-signal-safe.
#ifndef TERM_SUPPORT_H
#define TERM_SUPPORT_H

#include <semaphore.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

#ifdef __cplusplus
extern "C" {
#endif

// ---- Events: signals and other threads, heard through one descriptor

/// What ts_events_take reports, as bits.
enum {
  TS_EVENT_RESIZE = 1 << 0,     ///< SIGWINCH
  TS_EVENT_TERMINATE = 1 << 1,  ///< SIGTERM
  TS_EVENT_HANGUP = 1 << 2,     ///< SIGHUP
  TS_EVENT_INTERRUPT = 1 << 3,  ///< SIGINT
  TS_EVENT_CONTINUE = 1 << 4,   ///< SIGCONT
  TS_EVENT_STOP = 1 << 5,       ///< SIGTSTP
  TS_EVENT_QUIT = 1 << 6,       ///< SIGQUIT
  TS_EVENT_RUNG = 1 << 7,       ///< ts_events_ring, from any thread
};

/// Installs handlers for the signals above, ignores SIGPIPE and SIGXFSZ, and unblocks all signals of the
/// calling thread (a parent may hand down a blocked mask).
///
/// Must come before ncurses starts: it then leaves these signals alone. A second call changes nothing.
/// Returns a descriptor that becomes readable when something has happened, or -1 with errno.
int ts_events_open(void);

/// Takes and clears what has happened since the last call. Each bit is set however often it happened, and
/// none is ever lost. Never waits; 0 when nothing has happened or nothing is open.
unsigned ts_events_take(void);

/// Makes the descriptor readable. For any thread and any signal handler; never waits.
void ts_events_ring(void);

/// Puts back the handlers that were there before ts_events_open. The descriptor stays open.
void ts_events_close(void);

/// Stops the process and those it shares its job with, as ^Z does, and returns when it goes on.
/// Does not stop where no shell could let it go on (an orphaned process group). Returns 0, or -1.
int ts_stop_self(void);

// ---- The guard against faults

/// From now on a fatal signal (SEGV, BUS, ILL, TRAP, ABRT, FPE) puts the terminal back if the guard is
/// armed, writes `line` and a line feed to standard error, and kills the process with the same signal.
///
/// Nothing else is printed: the words of the runtime may quote memory. `line` must stay valid for good.
/// Call it from the main thread, which gets a stack of its own for the handler.
void ts_fault_guard_install(const char *line);

/// Arms the guard: on a fault `sequence` (at most 256 bytes) is written to `fd` and `modes` are set again.
void ts_fault_guard_arm(int fd, const struct termios *modes, const char *sequence, size_t length);

/// Disarms the guard, once the terminal has been given back.
void ts_fault_guard_disarm(void);

/// Sends standard error to memory while a screen is up, so that nothing is written across it.
/// Returns 0, or -1 with errno. A second call changes nothing.
int ts_stderr_capture(void);

/// Gives standard error back and writes to it what was caught (its last 64 KiB). Safe when nothing is captured.
void ts_stderr_release(void);

// ---- Time

/// Nanoseconds of CLOCK_BOOTTIME: never goes back, and counts while the machine sleeps. 0 if unavailable.
int64_t ts_boottime_ns(void);

/// Waits for a semaphore, at most so many milliseconds on a clock that nobody sets. Whether it was posted.
int ts_semaphore_wait(sem_t *semaphore, int64_t milliseconds);

// ---- Reaching a terminal

/// Opens the terminal behind `fd` anew, non-blocking, so that the shell's own descriptor keeps its mode.
/// Returns the descriptor, close-on-exec, or -1 with errno.
int ts_reopen_nonblocking(int fd);

/// The window size by TIOCGWINSZ. Returns 0, or -1 when fd has none. Both may be 0 for a line without size.
int ts_window_size(int fd, int *rows, int *columns);

/// A nameless file in memory, close-on-exec. Returns its descriptor, or -1 with errno.
int ts_memory_file(void);

/// Makes `target` another name of `source`, close-on-exec (dup3). Returns 0, or -1 with errno.
int ts_replace_descriptor(int source, int target);

/// The columns the C library gives a character (wcwidth): 0, 1, 2, or -1 when it does not know it. Depends on
/// the character set of the locale.
int ts_character_width(uint32_t scalar);

// ---- Files

/// Sets disk space aside for a file without making it longer. Returns 0, or -1 with errno: many file systems
/// cannot do it.
int ts_reserve_space(int fd, int64_t bytes);

/// The kind of file system a file is on, by its number in statfs(2); -1 when the system does not say.
int64_t ts_file_system(int fd);

// ---- Memory

/// Makes all threads share one heap: the few there are hardly allocate, and each heap would hold pages of its own.
/// Before any other thread starts.
void ts_use_one_heap(void);

/// Gives back the memory that only the start needed: free heap, and the pages of code and constants read until now.
/// What is used again comes back from the file's cache by itself.
void ts_release_start_up_memory(void);

// ---- Pseudo-terminals, for tests

/// Starts a program in a new pseudo-terminal of that size, with this environment alone, no signal blocked
/// and every signal at its default. Returns its process id and the master's descriptor, or -1 with errno.
/// A program that cannot be started exits with 127.
pid_t ts_pty_spawn(const char *path, char *const argv[], char *const envp[], int rows, int columns,
                   int *master);

/// Opens a pair without a program. Returns 0, or -1 with errno.
int ts_pty_open(int rows, int columns, int *master, int *slave);

/// Gives the pair another size; programs in it get SIGWINCH. Returns 0, or -1 with errno.
int ts_pty_resize(int master, int rows, int columns);

#ifdef __cplusplus
}
#endif
#endif
