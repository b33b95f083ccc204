// Reads scenario files; their grammar is in tests/README.md.
#ifndef SCRIPT_H
#define SCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { WORDS_MAX = 64, TEXT_MAX = 8192, SAVED_MAX = 64 };

/// A line: its words before `->` or `!`, the mark, and what follows it.
typedef struct {
    int number;
    bool is_indented;
    char mark;
    char expected[TEXT_MAX];
    char *words[WORDS_MAX];
    size_t words_len;
    char text[4 * TEXT_MAX];
} Line;

/// Values that lines refer to as `$name`.
typedef struct {
    char names[SAVED_MAX][64];
    char values[SAVED_MAX][64];
    size_t len;
} Saved;

/// Stops the program, saying where and why.
_Noreturn void fail(const char *format, ...);

/// Where the reader is, for `fail`.
extern char place[TEXT_MAX];

/// Reads the next line that is not empty; false at the end.
bool read_line(FILE *file, const Saved *saved, Line *line);

/// The value of the word `key=value` from the word `from` on; null where there is none, or it is `null`.
const char *given(const Line *line, size_t from, const char *key);

/// As `given`, but missing is a failure.
const char *needed(const Line *line, size_t from, const char *key);

/// Splits `text` in place at `separator`; empty parts are left out.
size_t split(char *text, char separator, char **parts, size_t parts_max);

/// `+7d`, `-500ms` in milliseconds.
int64_t milliseconds(const char *text);

void save(Saved *saved, const char *name, const char *value);

#endif
