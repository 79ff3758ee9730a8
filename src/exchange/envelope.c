/* Format 1. In clear: "cigo-pack 1 sha256 <64 hex>\n", content. Locked: "cigo-pack 1 locked <32 hex salt> <24 hex
 * nonce>\n", the encrypted content, 16 bytes of tag; the header is authenticated with it. The cost of the passphrase
 * belongs to the format, so that a file cannot ask for any amount of memory. */

#include <cigo/base/alloc.h>
#include <cigo/exchange/envelope.h>
#include <cigo/exchange/format.h>

#include <gcrypt.h>
#include <stdlib.h>

#include <cigo/i18n/i18n.h>

#include "export-priv.h"

enum { SALT = 16, NONCE = 12, KEY = 32, TAG = 16, SUM = 32, PASSES = 3, KIBIBYTES = 64 * 1024 };

static const struct cigo_str plain_word = {"cigo-pack 1 sha256 ", 19}, locked_word = {"cigo-pack 1 locked ", 19};
enum { PLAIN_HEAD = 19 + 2 * SUM + 1, LOCKED_HEAD = 19 + 2 * SALT + 1 + 2 * NONCE + 1 };

static bool start(struct cigo_error *err)
{
    if (gcry_control(GCRYCTL_INITIALIZATION_FINISHED_P))
        return true;
    if (!cigo_gcrypt_start())
        return cigo_fail(err, CIGO_EXIT_STORAGE, _("la libreria libgcrypt non si può usare."));
    gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
    gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
    return true;
}

static void put_hex(struct cigo_buf *out, const unsigned char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        cigo_buf_printf(out, "%02x", bytes[i]);
}

static bool read_hex(const char *text, unsigned char *ret_bytes, size_t n)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < 2 * n; i++) {
        const char *digit = text[i] ? strchr(digits, text[i]) : NULL;
        if (!digit)
            return false;
        ret_bytes[i / 2] = (unsigned char)(i % 2 ? ret_bytes[i / 2] | (digit - digits) : (digit - digits) << 4);
    }
    return true;
}

/* ---- with a passphrase ---- */

static bool derive(struct cigo_str secret, const unsigned char salt[SALT], unsigned char ret_key[KEY])
{
    const unsigned long costs[] = {KEY, PASSES, KIBIBYTES, 1};
    gcry_kdf_hd_t kdf;
    if (gcry_kdf_open(&kdf, GCRY_KDF_ARGON2, GCRY_KDF_ARGON2ID, costs, 4, secret.p, secret.n, salt, SALT, NULL, 0, NULL,
                      0))
        return false;
    bool ok = !gcry_kdf_compute(kdf, NULL) && !gcry_kdf_final(kdf, KEY, ret_key);
    gcry_kdf_close(kdf);
    return ok;
}

struct lock {
    unsigned char salt[SALT], nonce[NONCE];
};

static bool set_up(const struct lock *lock, struct cigo_str head, struct cigo_str secret, gcry_cipher_hd_t *ret_cipher)
{
    unsigned char key[KEY];
    gcry_cipher_hd_t cipher;
    if (!derive(secret, lock->salt, key) ||
        gcry_cipher_open(&cipher, GCRY_CIPHER_CHACHA20, GCRY_CIPHER_MODE_POLY1305, 0))
        return false;
    bool ok = !gcry_cipher_setkey(cipher, key, KEY) && !gcry_cipher_setiv(cipher, lock->nonce, NONCE) &&
              !gcry_cipher_authenticate(cipher, head.p, head.n);
    explicit_bzero(key, sizeof key);
    if (ok)
        *ret_cipher = cipher;
    else
        gcry_cipher_close(cipher);
    return ok;
}

static bool read_lock(struct cigo_str file, struct lock *ret_lock)
{
    const char *salt = file.p + locked_word.n;
    return read_hex(salt, ret_lock->salt, SALT) && read_hex(salt + 2 * SALT + 1, ret_lock->nonce, NONCE);
}

static bool failed(struct cigo_error *err)
{
    return cigo_fail(err, CIGO_EXIT_STORAGE, _("la cifratura non è riuscita: forse la memoria non basta."));
}

static bool close_locked(struct cigo_str content, struct cigo_str secret, struct cigo_buf *out, struct cigo_error *err)
{
    unsigned char tag[TAG];
    struct lock lock;
    gcry_cipher_hd_t cipher;
    size_t from = out->n;
    gcry_create_nonce(lock.nonce, NONCE);
    gcry_randomize(lock.salt, SALT, GCRY_STRONG_RANDOM);
    cigo_buf_add(out, locked_word);
    put_hex(out, lock.salt, SALT);
    cigo_buf_putc(out, ' ');
    put_hex(out, lock.nonce, NONCE);
    cigo_buf_putc(out, '\n');
    struct cigo_str head = {out->p + from, out->n - from};
    if (!set_up(&lock, head, secret, &cipher))
        return failed(err);
    unsigned char *bytes = cigo_alloc(content.n + 1);
    bool ok = !gcry_cipher_encrypt(cipher, bytes, content.n, content.p, content.n) &&
              !gcry_cipher_gettag(cipher, tag, TAG);
    gcry_cipher_close(cipher);
    cigo_buf_add(out, (struct cigo_str){(const char *)bytes, content.n});
    cigo_buf_add(out, (struct cigo_str){(const char *)tag, TAG});
    free(bytes);
    return ok || failed(err);
}

static bool open_locked(struct cigo_str file, struct cigo_str secret, struct cigo_buf *out, struct cigo_error *err)
{
    struct lock lock;
    gcry_cipher_hd_t cipher;
    size_t n = file.n - LOCKED_HEAD - TAG;
    const char *bytes = file.p + LOCKED_HEAD;
    read_lock(file, &lock); /* cigo_envelope_look has found that it can be read */
    if (!set_up(&lock, (struct cigo_str){file.p, LOCKED_HEAD}, secret, &cipher))
        return failed(err);
    char *text = cigo_alloc(n + 1);
    bool ok = !gcry_cipher_decrypt(cipher, text, n, bytes, n) && !gcry_cipher_checktag(cipher, bytes + n, TAG);
    gcry_cipher_close(cipher);
    if (ok)
        cigo_buf_add(out, (struct cigo_str){text, n});
    explicit_bzero(text, n);
    free(text);
    return ok || cigo_fail(err, CIGO_EXIT_USAGE,
                           _("la frase segreta non è quella, o il file è stato cambiato: non è stato preso nulla."));
}

/* ---- both ---- */

bool cigo_envelope_close(struct cigo_str content, struct cigo_str secret, struct cigo_buf *out, struct cigo_error *err)
{
    if (!start(err))
        return false;
    if (secret.n)
        return close_locked(content, secret, out, err);
    cigo_buf_add(out, plain_word);
    cigo_sha256_hex(content, out);
    cigo_buf_putc(out, '\n');
    cigo_buf_add(out, content);
    return true;
}

bool cigo_envelope_look(struct cigo_str file, bool *ret_secret, struct cigo_error *err)
{
    struct lock lock;
    bool plain = cigo_str_starts(file, plain_word) && file.n > PLAIN_HEAD && file.p[PLAIN_HEAD - 1] == '\n';
    bool locked = cigo_str_starts(file, locked_word) && file.n > LOCKED_HEAD + TAG && file.p[LOCKED_HEAD - 1] == '\n' &&
                  read_lock(file, &lock);
    if (!plain && !locked && cigo_str_starts(file, CIGO_STR("cigo-pack ")) && !cigo_str_starts(file, CIGO_STR("cigo-pack 1 ")))
        return cigo_fail(err, CIGO_EXIT_USAGE, _("il file è di una versione più nuova di cigo: aggiorni cigo."));
    if (!plain && !locked)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("non è un file fatto da «cigo pack», o ne manca una parte."));
    *ret_secret = locked;
    return true;
}

bool cigo_envelope_open(struct cigo_str file, struct cigo_str secret, struct cigo_buf *out, struct cigo_error *err)
{
    bool locked;
    if (!start(err) || !cigo_envelope_look(file, &locked, err))
        return false;
    if (locked)
        return open_locked(file, secret, out, err);
    struct cigo_str content = {file.p + PLAIN_HEAD, file.n - PLAIN_HEAD};
    struct cigo_buf sum;
    cigo_buf_init(&sum, 2 * SUM + 1);
    cigo_sha256_hex(content, &sum);
    bool same = cigo_str_eq(cigo_buf_str(&sum), (struct cigo_str){file.p + plain_word.n, 2 * SUM});
    cigo_buf_finish(&sum);
    if (!same)
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("la somma di controllo non torna: il file è stato cambiato o ne manca una parte. Non è stato "
                           "preso nulla."));
    cigo_buf_add(out, content);
    return true;
}
