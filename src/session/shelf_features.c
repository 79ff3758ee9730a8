/* The list of what the start screen can do. A row says how one asks for it on the full screen, then how in plain lines;
 * there a number names a case, and words are looked for. */

#include <cigo/base/message.h>
#include <cigo/session/features.h>

static const struct cigo_feature FEATURES[CIGO_N_SHELF_FEATURES] = {
    [CIGO_SHELF_OPEN] = {.label = N_("apre la domanda"), .short_label = N_("Apre"), .pressed = N_("Invio"),
        .typed = N_("il suo numero")},
    [CIGO_SHELF_SEARCH] = {.pressed = N_("lettere"), .typed = N_("parole")},
    [CIGO_SHELF_ALL] = {.pressed = "Esc", .typed = N_("Invio")},
    [CIGO_SHELF_NEW] = {.f = 2, .ctrl = 'n', .label = N_("una nuova"), .short_label = N_("Nuova"), .command = "nuova",
        .english = "new", .help = N_("comincia una domanda")},
    [CIGO_SHELF_FROM] = {.f = 3, .ctrl = 'd', .label = N_("una nuova da questa"), .short_label = N_("Da questa"),
        .command = "da", .english = "from",
        .help = N_("ne comincia una da un'altra, una proroga o una simile: /da 3")},
    [CIGO_SHELF_MORE] = {.pressed = N_("Giù, PagGiù"), .command = "altre", .english = "more",
        .help = N_("quelle che seguono nell'elenco")},
    [CIGO_SHELF_MOVE] = {.f = 4, .ctrl = 'a', .label = N_("da parte, o di nuovo qui"), .short_label = N_("Archivia"),
        .command = "archivia", .english = "archive", .help = N_("la mette da parte, o la riporta: /archivia 3")},
    [CIGO_SHELF_TAG] = {.f = 5, .ctrl = 't', .label = N_("etichetta, sì o no"), .command = "etichetta",
        .english = "tag", .help = N_("mette l'etichetta, o la toglie: /etichetta 3 urgente")},
    [CIGO_SHELF_PROBLEMS] = {.f = 6, .ctrl = 'p', .label = N_("solo con errori o avvisi"),
        .short_label = N_("Problemi"), .command = "problemi", .english = "problems",
        .help = N_("solo quelle con errori o avvisi; di nuovo, tutte")},
    [CIGO_SHELF_ASIDE] = {.f = 7, .ctrl = 'b', .label = N_("quelle da parte"), .command = "archivio",
        .english = "archived", .help = N_("quelle messe da parte; di nuovo, le altre")},
    [CIGO_SHELF_SWITCH] = {.f = 8, .label = N_("righe semplici"), .command = "schermo", .english = "screen",
        .help = N_("passa allo schermo intero")},
    [CIGO_SHELF_HELP] = {.f = 1, .ctrl = 'k', .label = N_("questo elenco"), .short_label = N_("Tasti"),
        .command = "aiuto", .english = "help", .help = N_("questo elenco")},
    [CIGO_SHELF_QUIT] = {.ctrl = 'c', .label = N_("esce"), .short_label = N_("Esci"), .command = "esci",
        .english = "quit", .help = N_("lascia; tutto è salvato")},
};

const struct cigo_feature *cigo_shelf_feature(enum cigo_shelf_feature_id id)
{
    return &FEATURES[id];
}
