#pragma once
/* UTF-8 over utf8proc: checking, normal form, clusters and widths; and the one filter through which
 * every text passes before it is shown. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cigo/base/buf.h>
#include <cigo/base/str.h>

/* Offset of the first byte that is not UTF-8, or s.n when all is. */
size_t cigo_utf8_bad(struct cigo_str s);
/* Decode one code point; returns its length (1 and U+FFFD for a bad byte). s.n > 0. */
size_t cigo_utf8_next(struct cigo_str s, uint32_t *ret_code);
void cigo_utf8_put(struct cigo_buf *buf, uint32_t code);
/* How many bytes at the beginning are printable ASCII: what nearly all text consists of, found by eights. */
size_t cigo_utf8_plain(struct cigo_str s);
/* As many of these as are each a cluster of its own, one column wide, whatever follows. */
size_t cigo_utf8_plain_clusters(struct cigo_str s);
size_t cigo_utf8_count(struct cigo_str s); /* code points */
/* Bytes of the grapheme cluster that starts at s; 0 at the end. */
size_t cigo_utf8_cluster(struct cigo_str s);
/* Terminal columns of the text, cluster by cluster (a cluster is 0, 1 or 2 wide). */
size_t cigo_utf8_width(struct cigo_str s);
/* Normal form C, appended. Input must be UTF-8. */
void cigo_utf8_nfc(struct cigo_str s, struct cigo_buf *out);
/* Case folded, accents removed: for searching and comparing. */
void cigo_utf8_fold(struct cigo_str s, struct cigo_buf *out);

enum cigo_clean {
    CIGO_CLEAN_LINE, /* LF and TAB too become spaces */
    CIGO_CLEAN_TEXT, /* LF kept, CR LF → LF, TAB → space */
};
/* What may be kept of typed or read text: C0, C1, ESC, bidi controls and NUL removed; bad bytes taken
 * as Latin-1. Returns the number of characters removed; what a key sent after an ESC goes with it and counts as one. */
size_t cigo_utf8_clean(struct cigo_str s, enum cigo_clean mode, struct cigo_buf *out);
/* Bytes that belong to the ESC before s: the rest of an arrow's or a function key's sequence (CSI, SS3), 0 if none. */
size_t cigo_utf8_key_rest(struct cigo_str s);
/* For showing: control and bidi characters become visible marks (U+FFFD), never sent. */
void cigo_utf8_visible(struct cigo_str s, struct cigo_buf *out);
/* JSON that was made already: control and bidi characters, which stand only in its texts, as \uXXXX. */
void cigo_utf8_json(struct cigo_str json, struct cigo_buf *out);
/* As visible, then without characters outside ASCII: accents dropped, quotes and dashes plain. */
void cigo_utf8_ascii(struct cigo_str s, struct cigo_buf *out);
