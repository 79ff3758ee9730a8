/* The path of a file that goes with the case. A file that is not there now may be there later: all
 * is warning. The file is looked at, never opened. */

#include "kinds-priv.h"

#include <inttypes.h>
#include <sys/stat.h>
#include <unistd.h>

/* A terminal puts quotes around a file that is dropped on it. */
static struct cigo_str without_quotes(struct cigo_str s)
{
    while (s.n > 2 && (s.p[0] == '\'' || s.p[0] == '"') && s.p[s.n - 1] == s.p[0]) {
        struct cigo_str inner = cigo_str_trim((struct cigo_str){s.p + 1, s.n - 2});
        if (inner.n == 0)
            break; /* an empty value would be neither an answer nor none */
        s = inner;
    }
    return s;
}

CIGO_PARSE(file)
{
    struct stat st;
    (void)ctx;
    cigo_read_text(out, without_quotes(text));
    const char *path = out->value.s.p;
    if (stat(path, &st) != 0)
        cigo_read_warn(out, _("Il file non si trova a questo percorso."));
    else if (!S_ISREG(st.st_mode))
        cigo_read_warn(out, _("Il percorso non porta a un file."));
    else if (access(path, R_OK) != 0)
        cigo_read_warn(out, _("Il file c'è, ma non ha i permessi per leggerlo."));
    else if (st.st_size == 0)
        cigo_read_warn(out, _("Il file è vuoto (0 byte)."));
}

static void put_size(int64_t bytes, struct cigo_buf *out)
{
    static const char *const units[] = {"kB", "MB", "GB", "TB"};
    int64_t tenths = bytes * 10;
    size_t i = 0;
    if (bytes < 1000) {
        cigo_buf_printf(out, "%" PRId64 " byte", bytes);
        return;
    }
    tenths = (tenths + 500) / 1000;
    for (; tenths >= 10000 && i + 1 < sizeof units / sizeof *units; i++)
        tenths = (tenths + 500) / 1000;
    cigo_buf_printf(out, "%" PRId64 ",%d %s", tenths / 10, (int)(tenths % 10), units[i]);
}

CIGO_ECHO(file)
{
    struct stat st;
    (void)ctx;
    cigo_buf_add(out, value->s);
    if (stat(value->s.p, &st) != 0 || !S_ISREG(st.st_mode))
        return;
    cigo_buf_puts(out, " (");
    put_size(st.st_size, out);
    cigo_buf_putc(out, ')');
}
