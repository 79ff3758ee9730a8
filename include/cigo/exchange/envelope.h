#pragma once
/* The file in which a case travels: a header that says what it is, a SHA-256 sum, and the content; or, with a
 * passphrase, the content encrypted and authenticated (Argon2id, ChaCha20-Poly1305, both libgcrypt's). */

#include <stdbool.h>
#include <cigo/base/buf.h>
#include <cigo/base/error.h>
#include <cigo/base/str.h>

/* secret empty: not encrypted. */
bool cigo_envelope_close(struct cigo_str content, struct cigo_str secret, struct cigo_buf *out, struct cigo_error *err);
/* Is it one, and does it want a passphrase? An error says why it cannot be read. */
bool cigo_envelope_look(struct cigo_str file, bool *ret_secret, struct cigo_error *err);
/* The content, after its sum or seal was found right. A wrong passphrase and a changed file look alike. */
bool cigo_envelope_open(struct cigo_str file, struct cigo_str secret, struct cigo_buf *out, struct cigo_error *err);
