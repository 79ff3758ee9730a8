"""For each feature: where one stands when one asks for it in either face, and what one then reads. The case is the
demo; `line` is typed in plain lines before the command, `screen` is played by the driver before the key; `press`
is what stands for a key where the list has only words; `then` follows in both, for what asks something more."""

from dataclasses import dataclass, field


@dataclass
class Scene:
    says: str                                   # regular expression, in the answer to the command
    shows: str                                  # … on the screen after the key
    line: list = field(default_factory=list)
    rest: str = ""                              # what stands after the command
    typed: str = ""                             # instead of a command, where there is none
    after: list = field(default_factory=list)   # lines typed after the command
    screen: list = field(default_factory=list)
    press: list = field(default_factory=list)
    then: list = field(default_factory=list)
    menu: bool = True                           # is it in the menu there?


def go(code, *more):
    return ["key C-g", f"type {code}", "key Enter", *more]


TABLE = go("5.8", "key Enter")
WRONG = ["/vai 4.5", "01/11/2026"]              # a Sunday: an alert that one may confirm, others that one may not
WRONG_SCREEN = [*go("4.5"), "type 01/11/2026", "key Enter", *go("4.5")]
TWO_BAD = ["/vai 5.8", "/cella 2 paga xx", "/cella 4 paga yy", "/vai 5.8"]

ANY = {
    "help": Scene("Che cos'è: ", "Dove si trova", ["/vai 4.5"], screen=go("4.5")),
    "Dettagli degli avvisi": Scene("Che cosa fare: ", "Che cosa fare", WRONG, typed="/perche R-PER-MONDAY",
                                   screen=WRONG_SCREEN),
    "why": Scene("Si chiede sempre|Deciso da", "Si chiede sempre|Deciso da", ["/vai 4.5"], screen=go("4.5")),
    "problems": Scene("R-PER-MONDAY.*Dove", "R-PER-MONDAY", WRONG, screen=WRONG_SCREEN),
    "next": Scene("(?s)Che cosa fare.*> $", "Che cosa fare", WRONG, screen=WRONG_SCREEN),
    "return": Scene(r"4\.5> $", r">4\.5", ["/vai 4.5", "/vai 2.3"], screen=[*go("4.5"), *go("2.3")]),
    "missing": Scene(r"Manca: 4\.7", r"(?s)obbligatorie che mancano.*4\.7", ["/vai 4.7", "/vuota"],
                     screen=go("4.7", "key Delete")),
    "go": Scene(r"2\.3\. Denominazione", r">2\.3", rest="2.3", then=["type 2.3", "key Enter"]),
    "acknowledge": Scene("R-PER-MONDAY confermato", "(?i)confermato", WRONG, "R-PER-MONDAY visto",
                         screen=WRONG_SCREEN, then=["type visto", "key Enter"]),
    "contest": Scene("contestato", "contestato", ["/vai 4.6", "01/01/2026"], "R-PER-ORDER motivo serio",
                     screen=[*go("4.6"), "type 01/01/2026", "key Enter", *go("4.6")],
                     press=["key F9"], then=["type un motivo serio", "key Enter"]),
    "reopen": Scene("è di nuovo aperto", "è di nuovo aperto", [*WRONG, "/conferma R-PER-MONDAY"], "R-PER-MONDAY",
                    screen=[*WRONG_SCREEN, "key F9 Enter"], press=["key F9"]),
    "Menu": Scene("(?s)/vai .*/esci ", "Menu", typed="/aiuto comandi", menu=False),
    "complete": Scene("BOLZANO|non ci sono tabelle|nessuna tabella|tabell", "BZ",
                      ["/vai 2.11", "Bolzano", "/vai 2.11"],
                      screen=["tables tests/tui/places", *go("2.11"), "type Bolzano", "key Enter", *go("2.12"),
                              "key Delete"]),
    "accept": Scene(r"2\.14 registrato: 049000000", r"2\.14.* 049000000", ["/ricorda si", "/vai 2.14", "/vuota", "/vai 2.14"],
                    screen=["book", *go("2.14"), "key Delete"]),
    "companies": Scene(r"Azienda: Officine Brenta", r"(?s)Azienda: Officine Brenta.*2\.14.*049 000000.*Scrive ciò che manca",
                       ["/ricorda si"], screen=["book", *go("2.14"), "key Delete"]),
    "remember": Scene(r"(?s)2\.3\..*Nella rubrica: \d+ dati", r"2\.14.*049 111111, al posto di 049 000000", after=["si"],
                      screen=["book", *go("2.14", "type 049 111111", "key Enter")]),
    "undo": Scene("Annullato: ", "Annullato", ["/vai 2.3", "Altra"], screen=go("2.3", "type Altra", "key Enter")),
    "redo": Scene("Rifatto: ", "Rifatto", ["/vai 2.3", "Altra", "/annulla"],
                  screen=go("2.3", "type Altra", "key Enter F11")),
    "history": Scene(r"1\. .*: «Officine Brenta S\.r\.l\.» → «Altra», scritto",
                     r"bianchi \(studio-2\): «Prima» → «Officine Brenta", ["/vai 2.3", "Altra", "/vai 2.3"],
                     screen=go("2.3")),
    "takeback": Scene("Ripreso", "Ripreso dalla storia", ["/vai 2.3", "Altra", "/storia 2.3"], "1",
                      screen=go("2.3", "key F24"), press=["key Enter"]),
    "search": Scene(r"(?s)1 risultato con «schiavon».*/vai 5\.8/\d", r"(?s)1 risultato con «schiavon».*5\.8",
                    rest="schiavon", press=["key F8", "type schiavon", "key Enter"]),
    "outline": Scene(r"Che cosa si chiede per tutte le causali", r"Che cosa deve dire la relazione", ["/vai 8.2"],
                     screen=[*go("8.2"), "key Enter"], press=["key F1"]),
    "effects": Scene("Termine", "Termine", ["/vai 4.7", "02/11/2026"], screen=go("4.7", "type 02/11/2026", "key Enter")),
    "sections": Scene(r"12\. Invio e dopo\.", r"12\. Invio", ["/vai 2.3"], screen=go("2.3")),
    "review": Scene("La pratica|pratica", "Revisione|rivedi|pratica", ["/vai 2.3"], screen=go("2.3")),
    "change": Scene(r"2\.3> $", r">2\.3", ["/rivedi"], "2.3", screen=["key C-q", "show"],
                    press=["key Tab Tab", "key Down Down Down", "key Enter"]),
    "hidden": Scene("conservat", "non servono|conservat", screen=["key C-q"], press=["type h"]),
    "check": Scene("La domanda è completa", "La domanda è|errori", screen=["size 60 120"]),
    "import": Scene("Quale file|file|CSV", "Importa il file", ["/vai 5.8"], screen=TABLE),
    "dossier": Scene("(?i)cartella|pratica", "Cartella della pratica", screen=[]),
    "draft": Scene("(?i)cartella|bozza", "Cartella della BOZZA", ["/vai 4.7", "/vuota"],
                   screen=[*go("4.7", "key Delete"), "key C-q"], press=["type p"]),
    "print": Scene("Scritta la domanda nel file domanda.txt|In quale file", "Scritta la domanda nel file domanda.txt",
                   rest="domanda.txt", then=["type domanda.txt", "key Enter"]),
    "portal": Scene("portale> $", "(?i)portale", ["/vai 2.3"], screen=go("2.3")),
    "copied": Scene("portale> $", r"copiati 1\b|1 copiat", ["/portale"], screen=["key End Enter", "show"],
                    press=["key Space"]),
    "call": Scene("Da leggere: ", "Da leggere: ", ["/vai 4.5"], screen=go("4.5")),
    "note": Scene(r" alle .*4\.5.*ha il foglio", r"verdi.*4\.5.*ha il foglio", ["/vai 4.5", "/nota ha il foglio"],
                  screen=[*go("4.5"), "key F10", "type b", "key Enter", "type ha il foglio", "key Enter"]),
    "before": Scene("Visura camerale", "Visura camerale"),
    "declare": Scene("non viene ora da un'altra|Da dichiarare", "Da dichiarare", screen=["declare periodo_dal"]),
    "picture": Scene("(?i)settiman", "(?i)settiman", screen=["size 50 100"]),
    "explain": Scene("(?i)conguaglio", "(?i)conguaglio", rest="conguaglio", then=["type conguaglio", "key Enter"]),
    "editor": Scene("Qui non c'è un terminale", "Testo ripreso", ["/vai 8.3"], screen=["editor true", *go("8.3")]),
    "save": Scene("Tutto è salvato", "Tutto è salvato"),
    "repeat": Scene(r"2\.3\. Denominazione", r">2\.3", ["/vai 2.3"], screen=go("2.3")),
    "take": Scene("La domanda la scrive già lei", "ancora aperta altrove", screen=["reader"]),
    "refresh": Scene("La domanda la scrive lei", "sola lettura", screen=["reader"], press=["key Down"]),
    "Mouse: si accende, si spegne": Scene("", "Mouse spento"),
    "tour": Scene("Esc|Frecce|Invio|cigo", "1 di 3|1/3|cigo"),
    "step": Scene("Questo non è il tutorial", "(?s)Passo 1 .*Vada alla risposta 4.5.*F8", screen=["tutorial"]),
    "skip": Scene("Questo non è il tutorial", "Passo 2 di", screen=["tutorial"]),
    "Incolla: tutto è testo, fino a Ctrl-D": Scene("", "(?i)incoll", screen=go("2.3", "key Enter"), menu=False),
    "try": Scene("àèéìòù", "àèéìòù"),
    "language": Scene("Sprache der Texte|Die Texte sind jetzt|Deutsch", r"\(ended\)", ["/vai 2.3"], "de", screen=go("2.3"),
                      then=["type de", "key Enter"]),
    "screen": Scene("schermo intero non si può", r"\(ended\)"),
    "Sospende (fg riprende)": Scene("", "cigo", typed=""),
    "quit": Scene("Per riprendere", "Invio esce"),
    "forward": Scene(r"2\.4> $", r">2\.4", ["/vai 2.3"], screen=go("2.3"), press=["key Down"]),
    "back": Scene(r"2\.2> $", r">2\.2", ["/vai 2.3"], screen=go("2.3"), press=["key Up"]),
    "Invio, o subito la risposta": Scene("2.3 registrato: Altra", "Altra", ["/vai 2.3"], typed="Altra",
                                         screen=go("2.3"), press=["type Altra", "key Enter"]),
    "clear": Scene(r"2\.3: senza risposta", r">2\.3.*da scrivere", ["/vai 2.3"], screen=go("2.3"), press=["key Delete"]),
    "text": Scene("Il testo di adesso", "caratteri", ["/vai 8.3"], after=["/lascia"], screen=go("8.3"), press=["key Enter"]),
    "where": Scene("Errori aperti 0", "Termine di presentazione", ["/vai 2.3"], screen=go("2.3"), press=["key Down"]),
}
