/* The formats, one row each, sorted by name; and the gate: open errors and missing answers keep back the
 * dossier and nothing else. */

#include <stdio.h>
#include <stdlib.h>
#include <gcrypt.h>
#include <cigo/base/alloc.h>
#include <cigo/i18n/i18n.h>
#include "export-priv.h"

#define UNVERIFIED N_("tracciato da verificare sul portale")

const struct cigo_format cigo_formats[] = {
    {"beneficiari", N_("elenco dei beneficiari (CSV)"), "beneficiari.csv", UNVERIFIED, false,
     NULL, "beneficiari.yaml", NULL, false, true, export_beneficiari_doubts},
    {"checklist", N_("documenti da unire e domande ancora aperte"), "documenti.txt", NULL, false,
     export_checklist, NULL, NULL, false, false, NULL},
    {"csv", N_("campi singoli, o le righe di un gruppo (--group)"), "campi.csv", NULL, false, export_csv,
     NULL, NULL, false, false, NULL},
    {"fruito", N_("dichiarazione dei giorni usati, per autorizzazione"), "fruito.txt", UNVERIFIED, false,
     NULL, "fruito.yaml", NULL, false, true, NULL},
    {"ics", N_("calendario dei termini, con promemoria"), "termini.ics", NULL, false, export_ics, NULL,
     NULL, false, false, NULL},
    {"json", N_("tutto: risposte, valori calcolati, avvisi, versioni"), "domanda.json", NULL, false,
     export_json, NULL, NULL, false, false, NULL},
    {"pdf", N_("fascicolo: la domanda intera, con limiti e avvisi (PDF)"), "fascicolo.pdf", NULL, true, NULL,
     NULL, "fascicolo", true, true, NULL},
    {"relazione", N_("relazione tecnica, da firmare e allegare (PDF)"), "relazione.pdf", NULL, true, NULL,
     NULL, "relazione_tecnica", true, true, NULL},
    {"relazione-txt", N_("relazione tecnica come testo, da copiare nei campi"), "relazione.txt", NULL, true,
     NULL, NULL, "relazione_tecnica", false, true, NULL},
    {"text", N_("domanda intera, nell'ordine del portale"), "domanda.txt", NULL, true, export_text, NULL,
     NULL, false, true, NULL},
};
const size_t cigo_n_formats = sizeof cigo_formats / sizeof *cigo_formats;

static int by_name(const void *name, const void *format)
{
    return strcmp(name, ((const struct cigo_format *)format)->name);
}

const struct cigo_format *cigo_format_find(const char *name)
{
    return bsearch(name, cigo_formats, cigo_n_formats, sizeof *cigo_formats, by_name);
}

bool cigo_format_described(const struct cigo_format *format, const struct cigo_export *x)
{
    if (format->layout)
        return export_layout_there(cigo_session_form(x->session), format->layout);
    return !format->document || cigo_export_has_document(x, format->document);
}

bool cigo_format_write(const struct cigo_format *format, const struct cigo_export *x, struct cigo_buf *out,
                       struct cigo_error *err)
{
    if (format->layout)
        return export_list(x, format->layout, out, err);
    if (!format->document)
        return format->write(x, out, err);
    struct cigo_document *document = cigo_export_document(x, format->document, err);
    if (document)
        (format->pdf ? cigo_document_write : cigo_document_text)(document, out);
    bool ok = document != NULL;
    cigo_document_free(document);
    return ok;
}

static void put_open(const struct cigo_counts *counts, struct cigo_buf *out)
{
    if (counts->error)
        cigo_buf_printf(out, ngettext("%zu errore da correggere", "%zu errori da correggere", counts->error), counts->error);
    if (counts->missing)
        cigo_buf_printf(out, ngettext("%s%zu risposta che manca", "%s%zu risposte che mancano", counts->missing),
                        counts->error ? ", " : "", counts->missing);
}

bool cigo_export_allowed(const struct cigo_export *x, struct cigo_error *err)
{
    struct cigo_counts counts = cigo_session_counts(x->session, CIGO_SCOPE_ALL);
    if (x->draft || (counts.error == 0 && counts.missing == 0))
        return true;
    struct cigo_buf open, name;
    cigo_buf_init(&open, 4096);
    cigo_buf_init(&name, 4096);
    put_open(&counts, &open);
    cigo_buf_shell_word(&name, x->case_name);
    cigo_fail(err, counts.error ? CIGO_EXIT_ALERTS : CIGO_EXIT_MISSING,
              _("la domanda «%s» non è completa: %s. L'elenco è in «cigo check %s»; con --draft si ha una bozza."),
              x->case_name, open.p, name.p);
    cigo_buf_finish(&open);
    cigo_buf_finish(&name);
    return false;
}

void cigo_export_identity(const struct cigo_export *x, struct cigo_buf *out)
{
    const struct cigo_form *form = cigo_session_form(x->session);
    if (x->draft)
        cigo_buf_puts(out, _("BOZZA, da non presentare.\n"));
    cigo_buf_printf(out, _("Preparato con %s, modulo %s versione %s, il "), x->program, form->id,
                    form->version);
    cigo_i18n_date_short(cigo_session_today(x->session), out);
    cigo_buf_puts(out, ".\n");
    if (form->checked_oldest) {
        cigo_buf_puts(out, _("Regole verificate al "));
        cigo_i18n_date_short(form->checked_oldest, out);
        cigo_buf_puts(out, ".\n");
    }
    cigo_buf_puts(out, _("Non è un modulo INPS e non è stato trasmesso.\n"));
}

/* libgcrypt would abort without a word of ours. */
static void fatal(void *data, int code, const char *text)
{
    (void)data;
    (void)text;
    if (gcry_err_code((gcry_error_t)code) == GPG_ERR_ENOMEM)
        cigo_no_memory();
}

bool cigo_gcrypt_start(void)
{
    gcry_set_fatalerror_handler(fatal, NULL);
    return gcry_check_version(NULL) != NULL;
}

void cigo_sha256_hex(struct cigo_str content, struct cigo_buf *out)
{
    unsigned char digest[32];
    cigo_gcrypt_start();
    gcry_md_hash_buffer(GCRY_MD_SHA256, digest, content.p, content.n);
    for (size_t i = 0; i < sizeof digest; i++)
        cigo_buf_printf(out, "%02x", digest[i]);
}

void cigo_sha256_line(struct cigo_str content, const char *name, struct cigo_buf *out)
{
    cigo_sha256_hex(content, out);
    cigo_buf_printf(out, "  %s\n", name);
}
