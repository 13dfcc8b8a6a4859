#ifndef CNCURSES_SHIM_H
#define CNCURSES_SHIM_H

// Flags cannot be passed to a system library target, so the wide interface is asked for here.
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <curses.h>
#include <locale.h>
#include <stdio.h>
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

// One cell: a base character, its marks and a final zero. The pair goes by the extended argument, since
// the old one ends at 32767.
static inline int cn_put_cell(WINDOW *window, int row, int column, const wchar_t *text, attr_t attributes,
                              int pair) {
  cchar_t cell;
  if (setcchar(&cell, text, attributes, 0, &pair) != OK) return ERR;
  return mvwadd_wch(window, row, column, &cell);
}

#endif
