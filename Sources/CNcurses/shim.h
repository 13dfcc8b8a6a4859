#ifndef CNCURSES_SHIM_H
#define CNCURSES_SHIM_H

// Flags cannot be passed to a system library target, so the wide interface is asked for here.
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <term.h>
#include <wchar.h>
// term.h has a macro for each terminal capability; these three are names people want to use.
#undef tab
#undef lines
#undef columns

// The attributes are macros with casts, which Swift cannot read.
static const attr_t cn_bold = A_BOLD;
static const attr_t cn_dim = A_DIM;
static const attr_t cn_underline = A_UNDERLINE;
static const attr_t cn_reverse = A_REVERSE;

// Globals that change cannot be named in Swift 6.
static inline WINDOW *cn_screen(void) { return stdscr; }
static inline int cn_colours(void) { return COLORS; }
static inline int cn_colour_pairs(void) { return COLOR_PAIRS; }

// Coming back from a stop, ncurses would reset the palette, though it never changed it: an operating system
// command to the terminal, and the loss of the user's own colours. The string lies in ncurses' own memory, so
// it can be made empty.
static inline void cn_leave_palette_alone(void) {
  char *command = tigetstr("oc");
  if (command != NULL && command != (char *)-1) *command = '\0';
}

// The screen as ncurses believes the terminal has it.
static inline WINDOW *cn_believed(void) { return curscr; }

// Whether the terminal puts its cursor anywhere by the sequence of the standard, whatever the attributes, which take no
// room and stay.
static inline int cn_moves_by_standard(void) {
  const char *place = tigetstr("cup");
  if (place == NULL || place == (const char *)-1) return 0;
  return strcmp(place, "\033[%i%p1%d;%p2%dH") == 0 && tigetflag("msgr") > 0 && tigetnum("xmc") <= 0;
}

// What ncurses would write, as far as there is room.
struct cn_heard {
  int count;
  char bytes[96];
};

static inline struct cn_heard *cn_ear(void) {
  static struct cn_heard heard;
  return &heard;
}

static inline int cn_hear(int byte) {
  struct cn_heard *heard = cn_ear();
  if (heard->count < (int)sizeof heard->bytes) heard->bytes[heard->count] = (char)byte;
  heard->count++;
  return byte;
}

// What begins a style where there is none, and after it what ends it again: the length of the first part, and of both
// in `whole`; -1 where there is no room for it.
static inline int cn_style(attr_t attributes, int pair, char *text, int room, int *whole) {
  struct cn_heard *heard = cn_ear();
  int none = 0;
  heard->count = 0;
  vid_puts(attributes, 0, &pair, cn_hear);
  int begun = heard->count;
  vid_puts(A_NORMAL, 0, &none, cn_hear);
  if (heard->count > room || heard->count > (int)sizeof heard->bytes) return -1;
  memcpy(text, heard->bytes, (size_t)heard->count);
  *whole = heard->count;
  return begun;
}

// One cell: a base character, its marks and a final zero. The pair goes by the extended argument, since
// the old one ends at 32767.
static inline int cn_put_cell(WINDOW *window, int row, int column, const wchar_t *text, attr_t attributes,
                              int pair) {
  cchar_t cell;
  if (setcchar(&cell, text, attributes, 0, &pair) != OK) return ERR;
  return mvwadd_wch(window, row, column, &cell);
}

#endif
