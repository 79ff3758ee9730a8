/* The commands of cigo, one row each, sorted by name (found by bisection; a test walks the table). */

#include <stdlib.h>
#include <cigo/i18n/i18n.h>
#include "cli-priv.h"

const struct command cli_commands[] = {
    {"answers", N_("answers DOMANDA"), N_("scrive le risposte di una domanda come file YAML"), NULL, 0, 1, 1,
     cmd_answers},
    {"archive", N_("archive DOMANDA… [--back]"), N_("mette da parte delle domande, senza eliminarle"),
     N_("Non sono più nell'elenco, se non con «cigo list --archived»; si aprono come prima. --back le riporta."),
     OPT_BIT(OPT_BACK), 1, -1, cmd_archive},
    {"audit", N_("audit [DOMANDA] [--since DATA]"), N_("elenca chi ha fatto che cosa, e quando"),
     N_("Dal più vecchio: cambiamenti, esportazioni, copie, eliminazioni; di una domanda o di tutte, anche di quelle\n"
        "eliminate. I valori non si mostrano: quelli di un campo sono nella sua storia. --json: per altri programmi."),
     OPT_BIT(OPT_SINCE) | OPT_BIT(OPT_JSON), 0, 1, cmd_audit},
    {"backup", N_("backup [FILE]"), N_("fa una copia di riserva dell'archivio, anche mentre altri lavorano"),
     N_("La copia è controllata prima di avere il suo nome. Senza FILE va nella cartella «copie» accanto\n"
        "all'archivio, con la data e l'ora. Un file che c'è non si sovrascrive mai."),
     0, 0, 1, cmd_backup},
    {"calendar", N_("calendar [-o FILE]"), N_("scrive i termini di tutte le domande come calendario (ICS)"),
     N_("-o FILE: dove; senza, o con «-», lo standard output. --force scrive sopra un file che c'è."),
     OPT_BIT(OPT_OUTPUT) | OPT_BIT(OPT_FORCE), 0, 0, cmd_calendar},
    {"call", N_("call DOMANDA [--lines]"), N_("guida chi è al telefono: che cosa chiedere, dove si trova, che cosa non va"),
     N_("Di ogni domanda il codice, il testo da leggere, dove si trova il dato, l'errore tipico, la risposta e gli avvisi\n"
        "in parole. La domanda è aperta come con open: si può rispondere al posto di chi chiama."),
     OPT_BIT(OPT_TAKE) | OPT_BIT(OPT_LINES) | OPT_BIT(OPT_ASCII), 1, 1, cmd_call},
    {"check", N_("check FILE|DOMANDA|--all"), N_("controlla una domanda o un file di risposte"),
     N_("Esce con 0 se la domanda è completa, 1 se c'è almeno un errore, 3 se manca solo qualche\n"
        "risposta, 2 se il file o il modulo non si può usare, 4 se l'archivio non risponde.\n"
        "FILE può essere «-» (standard input)."),
     OPT_BIT(OPT_JSON) | OPT_BIT(OPT_ALL), 0, 1, cmd_check},
    {"companies", "companies [list|show|edit|forget|remember|export] …", N_("la rubrica delle aziende: elenca, mostra, cambia, dimentica"),
     N_("list [TESTO]: tutte, o quelle il cui nome o codice comincia così. show AZIENDA: i suoi dati, le unità, chi\n"
        "firma. edit VOCE DATO VALORE: scrive un dato (vuoto lo toglie); VOCE è un numero dell'elenco.\n"
        "forget VOCE: la dimentica per sempre, dopo averlo chiesto (--yes: senza), e lo spazio si sovrascrive.\n"
        "remember DOMANDA…: vi mette ciò che quelle domande dicono della loro azienda, se manca.\n"
        "export [-o FILE]: tutta la rubrica in JSON; --json con list e show scrive lo stesso sullo standard output."),
     OPT_BIT(OPT_JSON) | OPT_BIT(OPT_OUTPUT) | OPT_BIT(OPT_FORCE) | OPT_BIT(OPT_YES), 0, -1,
     cmd_companies},
    {"copy", N_("copy DOMANDA [NUOVO]"), N_("copia una domanda"), NULL, 0, 1, 2, cmd_copy},
    {"delete", N_("delete DOMANDA"), N_("elimina una domanda, dopo averlo chiesto"),
     N_("--yes elimina senza chiedere. --take: anche se chi la scriveva si è interrotto."),
     OPT_BIT(OPT_YES) | OPT_BIT(OPT_TAKE), 1, 1, cmd_delete},
    {"demo", "demo", N_("apre una domanda inventata e completa, di nome demo"),
     N_("Senza terminale la crea e ne stampa il controllo; --answers stampa il suo file di risposte."),
     OPT_BIT(OPT_ANSWERS) | OPT_BIT(OPT_LINES) | OPT_BIT(OPT_ASCII), 0, 0, cmd_demo},
    {"doctor", "doctor", N_("controlla archivio, permessi, terminale, versioni e disco"),
     N_("Guarda e non cambia nulla; per ogni cosa che non va dice che cosa fare. Esce con 4 se c'è un errore.\n"
        "--json: per altri programmi."),
     OPT_BIT(OPT_JSON), 0, 0, cmd_doctor},
    {"explain", N_("explain PAROLA"), N_("spiega un avviso, un campo, un valore o una parola"),
     N_("PAROLA è un avviso (R-PER-ORDER, FMT-DATE), un codice (4.7), un campo, un gruppo, un valore\n"
        "calcolato, un numero datato o una parola del glossario (conguaglio, «biennio mobile»)."),
     OPT_BIT(OPT_FORM), 1, -1, cmd_explain},
    {"export", N_("export DOMANDA --format F|--all [-o FILE]"), N_("scrive una domanda in un formato, o in tutti"),
     N_("I formati: relazione (da firmare, PDF), relazione-txt, pdf (fascicolo), text (domanda intera), json, csv,\n"
        "beneficiari, fruito, ics, checklist.\n"
        "beneficiari e fruito: tracciato da verificare sul portale.\n"
        "-o FILE: dove; senza, o con «-», lo standard output. --all vuole -o CARTELLA, e vi scrive tutti i\n"
        "formati con un indice e SHA256SUMS. --force scrive sopra i file che ci sono.\n"
        "text, pdf, le relazioni e --all vogliono una domanda completa; --draft ne fa una bozza comunque.\n"
        "--group G: con csv, le righe di un gruppo. Un testo che un foglio di calcolo eseguirebbe come formula\n"
        "ha un apostrofo davanti; chi rilegge il file ne toglie uno."),
     OPT_BIT(OPT_FORMAT) | OPT_BIT(OPT_ALL) | OPT_BIT(OPT_OUTPUT) | OPT_BIT(OPT_FORCE) |
         OPT_BIT(OPT_DRAFT) | OPT_BIT(OPT_GROUP),
     1, 1, cmd_export},
    {"fill", N_("fill FILE [--name N]"), N_("crea una domanda da un file di risposte"),
     N_("Stampa per ultimo il nome della domanda. FILE può essere «-» (standard input)."),
     OPT_BIT(OPT_NAME), 1, 1, cmd_fill},
    {"form", N_("form check|test|map|manual|texts [CARTELLA]"), N_("controlla, prova o elenca un modulo"),
     N_("check: tutti gli errori, con file:riga:colonna. test: le prove che viaggiano con il modulo.\n"
        "map: ogni sezione, campo e avviso con la sua condizione. manual: gli avvisi come pagina di manuale.\n"
        "texts, con --lang en: i testi da tradurre, in un file per la cartella i18n del modulo."),
     0, 1, 2, cmd_form},
    {"history", N_("history DOMANDA [CAMPO]"), N_("dice chi ha scritto che cosa, e quando, dal più recente"),
     N_("CAMPO è un codice (4.7), un campo (causale), un gruppo (5.8), una riga (5.8/3) o una cella (5.8/3/cognome);\n"
        "senza, tutta la domanda. --json scrive un oggetto per riga."),
     OPT_BIT(OPT_JSON), 1, 2, cmd_history},
    {"import", N_("import DOMANDA GRUPPO FILE [--map A=B,…]"), N_("prende le righe di un gruppo da un file CSV o TSV"),
     N_("GRUPPO è un gruppo (lavoratori, o il suo codice 5.8); FILE può essere «-» (standard input).\n"
        "Separatore, virgolette, codifica, fine riga, decimali e nomi delle colonne si riconoscono da soli.\n"
        "--map A=B,…: la colonna A del file (nome o numero) va nella colonna B del gruppo; A=- la lascia fuori.\n"
        "--append aggiunge, --update aggiorna le righe con la stessa chiave e aggiunge le altre, --replace mette le\n"
        "righe al posto di quelle che ci sono. Se ce ne sono già, se ne sceglie una.\n"
        "--dry-run dice che cosa succederebbe, senza cambiare nulla. Le celle che non si leggono restano come\n"
        "sono scritte, segnate: allora l'uscita è 1. Con 2, 4 e 130 non è cambiato nulla.\n"
        "I file .xlsx e .ods non si leggono: si salvano dal foglio di calcolo come CSV UTF-8."),
     OPT_BIT(OPT_MAP) | OPT_BIT(OPT_DRY_RUN) | OPT_BIT(OPT_APPEND) | OPT_BIT(OPT_REPLACE) | OPT_BIT(OPT_UPDATE) |
         OPT_BIT(OPT_JSON) | OPT_BIT(OPT_TAKE),
     3, 3, cmd_import},
    {"init", N_("init --group NOME"), N_("prepara un archivio condiviso da un gruppo di utenti di questo computer"),
     N_("Con --data (o CIGO_DATA) dove deve stare, per esempio /srv/studio/studio.db. La cartella è nuova, o vuota e\n"
        "sua, su un disco locale; diventa 2770, l'archivio 0660, del gruppo NOME; ogni altro file di cigo resta 0600.\n"
        "Una domanda la scrive una persona alla volta; le altre la leggono, e vedono ciò che cambia."),
     OPT_BIT(OPT_GROUP), 0, 0, cmd_init},
    {"keys", "keys [--lines]", N_("mostra che cosa manda il terminale a ogni tasto, e che cosa fa"),
     N_("Esc due volte, o Ctrl-C, esce. A righe, o senza terminale, elenca i tasti."),
     OPT_BIT(OPT_LINES) | OPT_BIT(OPT_ASCII), 0, 0, cmd_keys},
    {"list", N_("list [TESTO…] [--state S] [--causale X] [--period P] [--within N]"),
     N_("elenca le domande, la più urgente per prima"),
     N_("Prima chi è ancora in tempo, dal termine più vicino; poi chi lo ha passato; poi chi non ne ha.\n"
        "TESTO: solo quelle in cui c'è una parola che comincia così (risposte, nomi, note, avvisi); più parole: tutte.\n"
        "--state: lo stato comincia così. --causale: la causale. --within N: il termine è fra N giorni o meno.\n"
        "--period: il periodo tocca un giorno, un mese (11/2026) o un intervallo (2/11/2026..29/11/2026).\n"
        "--problems: con errori o avvisi. --tag: con questa etichetta. --archived: quelle messe da parte; --all: tutte."),
     OPT_BIT(OPT_JSON) | OPT_BIT(OPT_STATE) | OPT_BIT(OPT_CAUSALE) | OPT_BIT(OPT_PERIOD) | OPT_BIT(OPT_WITHIN) |
         OPT_BIT(OPT_PROBLEMS) | OPT_BIT(OPT_TAG) | OPT_BIT(OPT_ARCHIVED) | OPT_BIT(OPT_ALL),
     0, -1, cmd_list},
    {"new", N_("new [--from DOMANDA|--form F] [--name N] [--lines]"), N_("comincia una domanda"),
     N_("--from DOMANDA: una proroga o una domanda simile. Porta ciò che si può dell'azienda, dell'unità e dei\n"
        "lavoratori; elenca ciò che va dichiarato di nuovo."),
     OPT_BIT(OPT_FROM) | OPT_BIT(OPT_FORM) | OPT_BIT(OPT_NAME) | OPT_BIT(OPT_LINES) | OPT_BIT(OPT_ASCII), 0, 0, cmd_new},
    {"open", N_("open DOMANDA [--lines]"), N_("apre una domanda, per nome o numero"),
     N_("Se un'altra persona la sta scrivendo si apre in lettura, e si vede ciò che cambia.\n"
        "--take la prende da chi la scriveva e si è interrotto; mai da chi ci lavora."),
     OPT_BIT(OPT_TAKE) | OPT_BIT(OPT_LINES) | OPT_BIT(OPT_ASCII), 1, 1, cmd_open},
    {"pack", N_("pack DOMANDA FILE"), N_("mette una domanda, con la sua storia, in un file per un altro archivio"),
     N_("--secret la cifra con una frase che chiede; --secret-file FILE la legge dalla prima riga di un file.\n"
        "Senza, il file ha una somma di controllo e si legge in chiaro. --force scrive sopra un file che c'è."),
     OPT_BIT(OPT_SECRET) | OPT_BIT(OPT_SECRET_FILE) | OPT_BIT(OPT_FORCE), 2, 2, cmd_pack},
    {"portal", N_("portal DOMANDA [--lines]"), N_("copia una domanda sul portale, un campo alla volta"),
     N_("I campi sono nell'ordine del portale, o in quello che presumiamo; ciò che è copiato resta segnato."),
     OPT_BIT(OPT_LINES) | OPT_BIT(OPT_ASCII), 1, 1, cmd_portal},
    {"purge", N_("purge DOMANDA…|--before DATA"), N_("elimina per sempre delle domande, senza lasciarne traccia nell'archivio"),
     N_("--before DATA: tutte quelle modificate l'ultima volta prima di quel giorno. Le elenca e lo chiede; --yes non\n"
        "chiede, --dry-run le elenca soltanto. Lo spazio che occupavano si sovrascrive. Quando e da chi sono state\n"
        "eliminate resta in «cigo audit», senza i dati. --take: anche se chi le scriveva si è interrotto."),
     OPT_BIT(OPT_BEFORE) | OPT_BIT(OPT_DRY_RUN) | OPT_BIT(OPT_YES) | OPT_BIT(OPT_TAKE), 0, -1, cmd_purge},
    {"rename", N_("rename DOMANDA NUOVO"), N_("cambia il nome di una domanda"), NULL, 0, 2, 2, cmd_rename},
    {"restore", N_("restore FILE"), N_("rimette l'archivio com'era in una copia di riserva"),
     N_("Prima controlla la copia e ne fa una dell'archivio di adesso, accanto a esso. Si rifiuta mentre qualcuno\n"
        "lavora in una domanda. --yes non chiede."),
     OPT_BIT(OPT_YES), 1, 1, cmd_restore},
    {"snapshot", N_("snapshot DOMANDA [FILE]|--open FILE"), N_("ritrae una domanda senza i suoi dati, per chi aiuta da un altro computer"),
     N_("Al posto di ogni risposta c'è la sua forma (data valida, testo di 412 caratteri); poi gli avvisi, che cosa è\n"
        "chiesto, le versioni e il terminale. Senza FILE va sullo standard output; --force scrive sopra un file che c'è.\n"
        "--open FILE mostra le stesse schermate, in sola lettura."),
     OPT_BIT(OPT_OPEN) | OPT_BIT(OPT_FORCE) | OPT_BIT(OPT_LINES) | OPT_BIT(OPT_ASCII), 0, 2, cmd_snapshot},
    {"tables", N_("tables import|list|remove [FILE|NOME]"), N_("installa tabelle di comuni e stati, facoltative"),
     N_("import: controlla un file e lo installa accanto all'archivio; le tabelle sono comuni (provincia e CAP),\n"
        "luoghi (i codici dei luoghi di nascita, anche passati) e stati (esteri). Nulla le richiede: completano\n"
        "comune, provincia e CAP e spiegano il luogo di nascita di un codice fiscale. Le intestazioni dei file e\n"
        "gli archivi ufficiali da cui vengono sono nel manuale.\n"
        "--force: anche se quella che c'è è più recente. list: che cosa c'è. remove: toglie una tabella."),
     OPT_BIT(OPT_FORCE), 1, 2, cmd_tables},
    {"tag", N_("tag DOMANDA ETICHETTA… [--remove]"), N_("mette una o più etichette a una domanda"),
     N_("Un'etichetta è un nome a scelta; «cigo list --tag» mostra le domande che l'hanno. --remove la toglie."),
     OPT_BIT(OPT_REMOVE), 2, -1, cmd_tag},
    {"term", N_("term --causale X --start DATA [--event DATA] [--planned si|no]"),
     N_("calcola il termine di presentazione, senza una domanda"),
     N_("--event è il giorno dell'evento, se viene prima del fermo (maltempo, calamità, impraticabilità, guasto).\n"
        "--planned si|no dice se il fermo era programmato. Serve ciò che la causale vuole: se manca, viene detto."),
     OPT_BIT(OPT_CAUSALE) | OPT_BIT(OPT_START) | OPT_BIT(OPT_EVENT) | OPT_BIT(OPT_PLANNED) |
         OPT_BIT(OPT_FORM) | OPT_BIT(OPT_JSON),
     0, 0, cmd_term},
    {"tour", "tour [--lines]", N_("mostra in tre schermate che cosa fa cigo e come ci si muove"),
     N_("Alla prima partenza viene da sé; Esc la salta."), OPT_BIT(OPT_LINES) | OPT_BIT(OPT_ASCII), 0, 0, cmd_tour},
    {"tutorial", "tutorial [--lines] [--wipe]", N_("prova cigo passo dopo passo, su una domanda inventata"),
     N_("Dice che cosa fare, e va avanti quando è fatto. Si può lasciare e riprendere. Ha un archivio suo: le Sue\n"
        "domande non sono toccate. --wipe lo cancella."),
     OPT_BIT(OPT_LINES) | OPT_BIT(OPT_ASCII) | OPT_BIT(OPT_WIPE), 0, 0, cmd_tutorial},
    {"unpack", N_("unpack FILE [--name N]"), N_("prende una domanda da un file fatto con pack"),
     N_("Se la domanda è già nell'archivio non sovrascrive nulla da sé: dice quale delle due è più avanti e chiede.\n"
        "--update aggiorna quella che c'è, se il file ha tutto ciò che ha lei; --both le tiene tutte e due.\n"
        "--secret-file FILE: la frase segreta, senza chiederla."),
     OPT_BIT(OPT_NAME) | OPT_BIT(OPT_UPDATE) | OPT_BIT(OPT_BOTH) | OPT_BIT(OPT_SECRET_FILE), 1, 1, cmd_unpack},
    {"value", N_("value TIPO [VALORE…]"), N_("controlla uno o più valori (codice_fiscale, iban, date…)"),
     N_("Senza VALORE legge un valore per riga dallo standard input. Stampa\n"
        "valore<TAB>ok|warning|error<TAB>AVVISO<TAB>messaggio."),
     0, 1, -1, cmd_value},
    {"weeks", N_("weeks DOMANDA [--even|--calendar] [--dry-run] [--replace]"),
     N_("confronta le ore per settimana con il totale, o le ripartisce"),
     N_("Senza --even e --calendar dice come le settimane stanno rispetto al totale, e non cambia nulla.\n"
        "--even divide il totale in parti uguali; --calendar secondo i giorni di lavoro di ogni settimana,\n"
        "senza le festività nazionali (il santo patrono non è contato). Nessuna settimana supera l'orario di\n"
        "chi va in CIGO, ciascuno con il suo; la somma è il totale, al centesimo.\n"
        "--dry-run mostra soltanto. Righe che ci sono già si sostituiscono solo con --replace.\n"
        "--group G: il gruppo, se il modulo ne ha più di uno così."),
     OPT_BIT(OPT_EVEN) | OPT_BIT(OPT_BY_CALENDAR) | OPT_BIT(OPT_DRY_RUN) | OPT_BIT(OPT_REPLACE) |
         OPT_BIT(OPT_GROUP) | OPT_BIT(OPT_TAKE),
     1, 1, cmd_weeks},
};
const size_t cli_n_commands = sizeof cli_commands / sizeof *cli_commands;

static int by_name(const void *name, const void *command)
{
    return strcmp(name, ((const struct command *)command)->name);
}

const struct command *cli_command_find(const char *name)
{
    return bsearch(name, cli_commands, cli_n_commands, sizeof *cli_commands, by_name);
}
