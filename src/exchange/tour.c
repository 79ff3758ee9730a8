/* The tour's texts. */

#include <cigo/exchange/tour.h>
#include <cigo/i18n/i18n.h>

static const struct {
    const char *title, *screen, *lines; /* lines NULL = the same */
} SCREENS[CIGO_TOUR_SCREENS] = {
    {N_("Che cosa fa cigo"),
     N_("cigo fa le domande una alla volta, spiega ognuna e dice subito che cosa non va.\n"
        "Non invia nulla: la domanda si trasmette sul portale. cigo prepara ciò che lì si scrive.\n"
        "Ogni risposta è salvata subito: si può smettere quando si vuole e riprendere da lì."),
     NULL},
    {N_("Come ci si muove"),
     N_("Frecce: da una risposta all'altra. Invio: apre, poi conferma. Esc: torna indietro.\n"
        "F1 o Ctrl-T: aiuto su ogni domanda. F10 o Ctrl-O: tutte le funzioni. F11: annulla.\n"
        "Ctrl-C: esce, con tutto salvato.\n"
        "Per provare senza rischi: cigo tutorial."),
     N_("Si scrive la risposta e si preme Invio. Invio da solo va avanti e lascia tutto com'è.\n"
        "/aiuto spiega la domanda; /aiuto comandi elenca i comandi.\n"
        "/indietro torna alla domanda prima; /annulla annulla l'ultima modifica.\n"
        "/esci lascia, con tutto salvato.\n"
        "Per provare senza rischi: cigo tutorial.")},
    {N_("Che cosa dicono gli avvisi"),
     N_("Un avviso dice che cosa non va, perché, che cosa fare e quale norma lo dice (F2).\n"
        "!! errore: si corregge, o si contesta con un motivo.\n"
        "! avviso: si guarda e si conferma. i: una nota.\n"
        "Nessun avviso ferma: si va avanti e ci si torna dopo (F4)."),
     N_("Un avviso dice che cosa non va, perché, che cosa fare e quale norma lo dice.\n"
        "Un errore si corregge, o si contesta con un motivo; un avviso si guarda e si conferma; una nota informa.\n"
        "Nessun avviso ferma: si va avanti e ci si torna dopo, con /problemi.")},
};

struct cigo_tour_screen cigo_tour_screen(size_t number, bool lines)
{
    const char *text = lines && SCREENS[number].lines ? SCREENS[number].lines : SCREENS[number].screen;
    return (struct cigo_tour_screen){_(SCREENS[number].title), _(text)};
}
