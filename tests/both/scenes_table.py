"""The scenes of what is done in the table of a group; see scenes.py."""

from scenes import TABLE, TWO_BAD, Scene

ON_WORKERS = ["/vai 5.8"]
BAD = [*TABLE, "key F8", "type #2", "key Enter", "key C-Home Down End", "type xx", "key Enter", "key C-Home Down"]

IN_TABLE = {
    "row": Scene("5.8/2 ", "(?s)5.8.*Codice fiscale", ON_WORKERS, "2", screen=[*TABLE, "key C-Home"]),
    "rows": Scene("Riga 5 di 5", "(?s)Nardi.*Ctrl-F", ON_WORKERS, screen=TABLE[:3], press=["key Enter"]),
    "cell": Scene("Riga 2, .*registrato", "Rossella", ON_WORKERS, "2 nome Rossella", screen=[*TABLE, "key C-Home Right"],
                  press=["type Rossella", "key Enter"]),
    "find": Scene("(?s)Nardi.*5.8/2", "Nardi", ON_WORKERS, "nardi", screen=TABLE, then=["type nardi", "key Enter"]),
    "filter": Scene("1 riga su 5 contiene", "1 su 5", ON_WORKERS, "nardi", screen=TABLE,
                    then=["type nardi", "key Enter"]),
    "Solo le righe con problemi, o tutte": Scene("2 righe su 5 hanno problemi", "1 su 5", TWO_BAD,
                                                 typed="/filtra problemi", screen=BAD),
    "previous": Scene("(?s)FMT-BOOLEAN.*5.8/4", "Perché", TWO_BAD, screen=BAD),
    "sort": Scene("In ordine di Cognome", "Righe per ", ON_WORKERS, "cognome", screen=TABLE),
    "totals": Scene("(?i)ore di cigo", r"(?s)\A(?!.*Totale)", ON_WORKERS, screen=TABLE),
    "new": Scene("Riga 6 aggiunta", r"\b6\b", ON_WORKERS, screen=TABLE),
    "duplicate": Scene("Riga copiata: ora è la 3", r"(?s)\b6\b", ON_WORKERS, "2", screen=[*TABLE, "key C-Home Down"]),
    "remove": Scene("Riga 2 tolta", "Riga 2 tolta", ON_WORKERS, "2", screen=[*TABLE, "key C-Home Down"]),
    "restore": Scene("1 riga rimessa", r"(?s)\b5\b", [*ON_WORKERS, "/togli 2"], screen=[*TABLE, "key C-Home Down C-u"]),
    "Segna un intervallo: da qui, poi frecce": Scene(
        "(?i)riempit|copiat", "Intervallo da qui", ON_WORKERS, typed="/riempi qualifica 2-4", screen=[*TABLE, "key C-Home"]),
    "fill": Scene("(?i)riempit|copiat", "(?s)Schiavon.*Schiavon.*Schiavon", ON_WORKERS, "qualifica 2-4",
                  screen=[*TABLE, "key C-Home Right", "key C-Space Down Down"]),
    "empty": Scene("(?i)vuot", "F11 annulla|vuot|mancano", ON_WORKERS, "qualifica 2-4", screen=[*TABLE, "key C-Home Right"]),
    "copy": Scene("(?s)Nardi\tGiulia|Nardi", "(?i)copiat", ON_WORKERS, "2-3", screen=[*TABLE, "key C-Home Down"]),
    "paste": Scene("(?i)incoll|righe", "Nardi", ON_WORKERS, after=["."], screen=[*TABLE, "key C-Home Down F18 Down"]),
    "divide": Scene("(?i)settiman", "(?i)settiman", ["/vai 5.9"], screen=["key C-g", "type 5.9", "key Enter Enter"]),
}
