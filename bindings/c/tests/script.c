#include "script.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

char place[TEXT_MAX];

void fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s: ", place);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

static const char *saved_value(const Saved *saved, const char *name, size_t len) {
    for (size_t i = 0; i < saved->len; i++) {
        if (strlen(saved->names[i]) == len && strncmp(saved->names[i], name, len) == 0) {
            return saved->values[i];
        }
    }
    fail("$%.*s is not saved", (int)len, name);
}

void save(Saved *saved, const char *name, const char *value) {
    size_t slot = saved->len;
    for (size_t i = 0; i < saved->len; i++) {
        if (strcmp(saved->names[i], name) == 0) slot = i;
    }
    if (slot == SAVED_MAX) fail("too many saved values");
    if (slot == saved->len) saved->len++;
    snprintf(saved->names[slot], sizeof saved->names[slot], "%s", name);
    snprintf(saved->values[slot], sizeof saved->values[slot], "%s", value);
}

static char *put_utf8(char *out, unsigned long scalar) {
    if (scalar < 0x80) {
        *out++ = (char)scalar;
    } else if (scalar < 0x800) {
        *out++ = (char)(0xc0 | scalar >> 6);
        *out++ = (char)(0x80 | (scalar & 0x3f));
    } else if (scalar < 0x10000) {
        *out++ = (char)(0xe0 | scalar >> 12);
        *out++ = (char)(0x80 | (scalar >> 6 & 0x3f));
        *out++ = (char)(0x80 | (scalar & 0x3f));
    } else {
        *out++ = (char)(0xf0 | scalar >> 18);
        *out++ = (char)(0x80 | (scalar >> 12 & 0x3f));
        *out++ = (char)(0x80 | (scalar >> 6 & 0x3f));
        *out++ = (char)(0x80 | (scalar & 0x3f));
    }
    return out;
}

static unsigned long hexadecimal(const char *digits) {
    char text[5] = {0};
    memcpy(text, digits, 4);
    return strtoul(text, NULL, 16);
}

/// Reads the JSON string at `*from`, its quotes included.
static char *put_quoted(char *out, const char **from) {
    const char *c = *from + 1;
    while (*c != '"') {
        if (*c == '\0') fail("a quote is not closed");
        if (*c != '\\') {
            *out++ = *c++;
            continue;
        }
        static const char escapes[] = "b\bf\fn\nr\rt\t\"\"\\\\//";
        if (c[1] == 'u') {
            unsigned long scalar = hexadecimal(c + 2);
            c += 6;
            if (scalar >= 0xd800 && scalar < 0xdc00 && c[0] == '\\' && c[1] == 'u') {
                scalar = 0x10000 + ((scalar - 0xd800) << 10) + (hexadecimal(c + 2) - 0xdc00);
                c += 6;
            }
            out = put_utf8(out, scalar);
        } else {
            const char *escape = escapes;
            while (*escape != '\0' && *escape != c[1]) escape += 2;
            if (*escape == '\0') fail("no JSON escape: \\%c", c[1]);
            *out++ = escape[1];
            c += 2;
        }
    }
    *from = c + 1;
    return out;
}

/// Puts the value of the `$name` at `*from`; names hold letters, digits, `_` and `.`.
static char *put_saved(char *out, const char **from, const Saved *saved) {
    const char *name = *from + 1;
    size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.");
    const char *value = saved_value(saved, name, len);
    *from = name + len;
    return out + sprintf(out, "%s", value);
}

static void cut_words(const char *raw, const Saved *saved, Line *line) {
    char *out = line->text;
    bool is_expectation = false;
    line->words_len = 0;
    while (*raw != '\0') {
        while (isspace((unsigned char)*raw)) raw++;
        if (*raw == '\0' || *raw == '#') return;
        if (line->words_len == WORDS_MAX) fail("too many words");
        line->words[line->words_len++] = out;
        while (*raw != '\0' && !isspace((unsigned char)*raw)) {
            if (*raw == '"') out = put_quoted(out, &raw);
            else if (*raw == '$' && !is_expectation) out = put_saved(out, &raw, saved);
            else *out++ = *raw++;
        }
        *out++ = '\0';
        const char *word = line->words[line->words_len - 1];
        is_expectation |= strcmp(word, "->") == 0 || strcmp(word, "!") == 0;
    }
}

bool read_line(FILE *file, const Saved *saved, Line *line) {
    static char raw[TEXT_MAX];
    while (fgets(raw, sizeof raw, file) != NULL) {
        line->number++;
        line->is_indented = raw[0] == ' ' || raw[0] == '\t';
        line->mark = '\0';
        cut_words(raw, saved, line);
        for (size_t i = 0; i + 1 < line->words_len; i++) {
            const char *word = line->words[i];
            if (strcmp(word, "->") != 0 && strcmp(word, "!") != 0) continue;
            const char *value = line->words[i + 1];
            line->mark = word[0];
            snprintf(line->expected, sizeof line->expected, "%s", strncmp(value, "version=", 8) == 0 ? value + 8 : value);
            line->words_len = i;
        }
        if (line->words_len > 0) return true;
    }
    return false;
}

const char *given(const Line *line, size_t from, const char *key) {
    size_t len = strlen(key);
    for (size_t i = from; i < line->words_len; i++) {
        const char *word = line->words[i];
        if (strncmp(word, key, len) == 0 && word[len] == '=') {
            return strcmp(word + len + 1, "null") == 0 ? NULL : word + len + 1;
        }
    }
    return NULL;
}

const char *needed(const Line *line, size_t from, const char *key) {
    const char *value = given(line, from, key);
    if (value == NULL) fail("%s= is missing", key);
    return value;
}

size_t split(char *text, char separator, char **parts, size_t parts_max) {
    size_t len = 0;
    for (char *part = text; part != NULL && *part != '\0';) {
        char *end = strchr(part, separator);
        if (end != NULL) *end++ = '\0';
        if (*part != '\0') {
            if (len == parts_max) fail("too many parts");
            parts[len++] = part;
        }
        part = end;
    }
    return len;
}

int64_t milliseconds(const char *text) {
    static const struct {
        const char *name;
        int64_t ms;
    } units[] = {{"ms", 1}, {"s", 1000}, {"m", 60000}, {"h", 3600000}, {"d", 86400000}};
    char *unit;
    long long count = strtoll(text, &unit, 10);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strcmp(unit, units[i].name) == 0) return count * units[i].ms;
    }
    fail("%s is no span of time", text);
}
