"""What an alert advises fits the case: not yet sent or sent, in time or late, the first week or a later one."""

import json
import sys

import cigo_run
from cigo_run import place

NOT_PASSED = "Il termine non è ancora passato"
NO_DAY = "manca la data di invio (12.3)"
UNSURE = "il conto è da verificare"
ORDERS = {"causale": "mancanza_lavoro", "inizio_effettivo": "02/11/2026"}
LOST = {**ORDERS, "periodo_dal": "02/11/2026", "periodo_al": "15/11/2026"}
SATURDAY = {"causale": "mancanza_lavoro", "inizio_effettivo": "13/11/2026"}
PRESS = {"causale": "guasto", "guasto_data": "30/10/2026", "inizio_effettivo": "30/10/2026",
         "periodo_dal": "26/10/2026", "periodo_al": "03/01/2027"}
LATER = {**PRESS, "tipo_domanda": "proroga", "inizio_effettivo": "25/01/2027", "periodo_dal": "25/01/2027",
         "periodo_al": "07/02/2027"}
FIS = {"inizio_effettivo": "02/11/2026"}
RAIN = {"causale": "meteo", "inizio_effettivo": "02/11/2026", "periodo_dal": "02/11/2026", "periodo_al": "22/11/2026"}
GRANT = {"misura": "cigo", "eone": "no", "dal": "02/12/2024", "al": "30/11/2025"}
WEEKS = {"causale": "mancanza_lavoro", "periodo_dal": "23/11/2026", "periodo_al": "20/12/2026"}
BAND = {"causale": "ordine_autorita", "giorni_settimana": 5, "periodo_dal": "06/07/2026", "periodo_al": "12/07/2026",
        "inizio_effettivo": "06/07/2026", "lavoratori": [{"cognome": "Rossi", "nome": "Mario", "ore_richieste": 30}]}


def days(*given):
    return [{"giorno": day} for day in given]


# alert, today, answers, what the advice says, what it does not
CASES = [
    ("R-DEADLINE-ORD", "2026-11-10", {**ORDERS, "data_invio_prevista": "20/11/2026"}, NOT_PASSED, "oggi stesso"),
    ("R-DEADLINE-ORD", "2026-11-20", ORDERS, "oggi stesso", NOT_PASSED),
    ("R-DEADLINE-ORD", "2026-11-20", {**ORDERS, "protocollo": "INPS.1"}, NO_DAY, "oggi stesso"),
    ("R-DEADLINE-ORD", "2026-11-20", {**ORDERS, "data_invio": "19/11/2026"}, "già inviata", NO_DAY),
    ("R-DEADLINE-EONE", "2026-12-02", PRESS, "oggi stesso", "domanda distinta"),
    ("R-DEADLINE-EONE", "2027-02-01", PRESS, "nessun giorno del periodo", "oggi stesso"),
    ("R-DEADLINE-EONE", "2026-12-02", {**PRESS, "data_invio": "01/12/2026"}, "già inviata", "oggi stesso"),
    ("R-DEADLINE-EONE", "2027-02-01", LATER, UNSURE, "nessun giorno del periodo"),
    ("R-DEADLINE-EONE", "2026-12-05", {**RAIN, "inizio_effettivo": "30/10/2026", "periodo_dal": "26/10/2026",
                                       "giorni_meteo": days("30/10/2026", "03/11/2026")}, "domanda distinta", UNSURE),
    ("R-DEADLINE-LOST", "2026-12-20", {**LOST, "protocollo": "INPS.1"}, NO_DAY, "Controlli la data di inizio"),
    ("R-DEADLINE-LOST", "2026-12-20", LOST, "Controlli la data di inizio", NO_DAY),
    ("R-DEADLINE-LOST", "2027-03-01", LATER, UNSURE, "Controlli la data di inizio"),
    ("R-DEADLINE-SAT", "2026-11-26", {**SATURDAY, "data_invio_prevista": "30/11/2026"}, NOT_PASSED, "e non oltre"),
    ("R-DEADLINE-SAT", "2026-11-29", SATURDAY, "e non oltre: 30/11/2026", NOT_PASSED),
    ("R-DL-EVENT-MONTH", "2027-02-01", LATER, "da verificare", "entro il termine"),
    ("R-MET-WEEKS", "2026-11-25", {**RAIN, "giorni_meteo": days("04/11/2026", "11/11/2026")}, "finire", "divida"),
    ("R-MET-WEEKS", "2026-11-25", {**RAIN, "giorni_meteo": days("11/11/2026", "18/11/2026")}, "cominciare", "divida"),
    ("R-MET-WEEKS", "2026-11-25", {**RAIN, "giorni_meteo": days("04/11/2026", "18/11/2026")}, "divida", "finire"),
    ("R-DUR-52BIENNIO", "2026-11-26", {**WEEKS, "autorizzazioni": [GRANT]}, "più tardi", "Riduca"),
    ("R-DUR-52BIENNIO", "2026-11-26", {**WEEKS, "autorizzazioni": [{**GRANT, "dal": "06/01/2025", "al": "14/12/2025"}]},
     "prima di quella settimana", "più tardi"),
    ("R-EMP-CSC", "2026-11-26", {"azienda_csc": 41601, "azienda_settore": "lapideo"}, "2.4", "?"),
    ("R-EMP-CSC", "2026-11-26", {"azienda_csc": 41601, "azienda_settore": "industria"}, "FSBA", "2.4"),
    ("R-ORD-BAND", "2026-07-15", {**BAND, "ordinanza_dalle": "16:00", "ordinanza_alle": "12:30"}, "le due ore", "sole"),
    ("R-ORD-BAND", "2026-07-15", {**BAND, "ordinanza_dalle": "12:30", "ordinanza_alle": "16:00"}, "sole ore", "due ore"),
    ("F-TERM-LATE", "2026-11-10", {**FIS, "data_prevista": "20/11/2026"}, NOT_PASSED, "oggi stesso"),
    ("F-TERM-LATE", "2026-11-20", FIS, "oggi stesso", NOT_PASSED),
    ("F-TERM-LATE", "2026-11-20", {**FIS, "protocollo": "INPS.1"}, NO_DAY, "oggi stesso"),
    ("F-TERM-LATE", "2026-11-20", {**FIS, "data_invio": "19/11/2026"}, "già inviata", NO_DAY),
    ("F-TERM-EARLY", "2026-09-20", FIS, "Presenti la domanda dal 03/10/2026 in poi", "già inviata"),
    ("F-TERM-EARLY", "2026-09-20", {**FIS, "data_invio": "19/09/2026"}, "già inviata", "Presenti"),
]


def advice(where, today, answers, wanted):
    answered = where.cigo("check", "-", "--json", "--today", today,
                          stdin=json.dumps({"form": "ais-fis" if wanted.startswith("F-") else "cigo", "answers": answers}))
    found = {alert["fix"] for alert in json.loads(answered.out)["alerts"] if alert["id"] == wanted}
    assert len(found) == 1, (wanted, answers, found)
    return found.pop()


def test_advice():
    with place() as where:
        for wanted, today, answers, says, silent in CASES:
            fix = advice(where, today, answers, wanted)
            assert says in fix and silent not in fix, (wanted, today, answers, fix)


if __name__ == "__main__":
    sys.exit(cigo_run.main([test_advice]))
