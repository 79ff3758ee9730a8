"""Random cases: computed values and alerts of `cigo check` against the oracles.
Usage: property.py CIGO [CASES [SEED]]"""

import concurrent.futures
import datetime as dt
import json
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

from alert_oracle import Alerts
from oracle import DAY, UNREADABLE, Case, Unreadable, monday

CAUSES = ["mancanza_lavoro", "crisi_mercato", "fine_cantiere", "fine_fase", "perizia_variante",
          "materie_prime", "meteo", "sciopero", "calamita", "energia", "impraticabilita",
          "ordine_autorita", "guasto", "manutenzione"]
SECTORS = ["industria", "edilizia", "lapideo", "escavazione_artigiana", "altro", "cooperativa"]


class Maker:
    def __init__(self, seed):
        self.r = random.Random(seed)

    def some(self, chance):
        return self.r.random() < chance

    def near(self, day, spread):
        return day + self.r.randrange(-spread, spread + 1) * DAY

    def cents(self, most):
        return Fraction(self.r.randrange(most * 100), 100)

    def start_day(self):
        return self.r.choice([dt.date(2026, 1, 1) + self.r.randrange(480) * DAY,
                              self.near(dt.date(2026, 12, 20), 20), self.near(dt.date(2027, 10, 1), 9),
                              self.near(dt.date(2026, 4, 1), 9), self.near(dt.date(2025, 7, 1), 200)])

    def put(self, answers, name, chance, value):
        if self.some(chance):
            answers[name] = value

    def grants(self, first):
        rows, end = [], first - self.r.choice([1, 1, 1, 8, 40, -10, 300]) * DAY
        for _ in range(self.r.randrange(0, 8)):
            length = self.r.choice([6, 13, 27, 90, self.r.randrange(100), 360, 700])
            begin = end - length * DAY
            row = {"misura": self.r.choice(["cigo", "cigo", "cigo", "cigs", "cds"]),
                   "eone": self.r.choice(["si", "no", "no"]), "dal": begin, "al": end}
            self.put(row, "giorni_fruiti", .35, self.r.randrange(0, length + 2))
            self.put(row, "ore", .6, self.cents(900))
            if self.some(.05):
                row[self.r.choice(["misura", "eone", "dal", "al"])] = None
            if self.some(.03):
                row["dal"], row["al"] = row["al"], row["dal"]
            rows.append(row)
            end = begin - self.r.choice([1, 1, 3, 20, -5, 200]) * DAY
        return rows

    def workers(self):
        rows = []
        for _ in range(self.r.choice([0, 1, 2, 5])):
            row = {}
            self.put(row, "qualifica", .95,
                     self.r.choice(["operaio", "impiegato", "quadro", "apprendista", "dirigente"]))
            self.put(row, "ore_contratto", .9, Fraction(self.r.choice([20, 24, 40])))
            self.put(row, "ore_richieste", .9, self.cents(300))
            if self.some(.04):
                row["ore_richieste"] = UNREADABLE
            rows.append(row)
        return rows

    def period(self, a, first):
        self.put(a, "periodo_dal", .95, first)
        self.put(a, "periodo_al", .95,
                 first + self.r.choice([6, 13, 27, 48, 90, 97, -3, self.r.randrange(120)]) * DAY)
        self.put(a, "inizio_effettivo", .7, self.near(first, 4))
        if self.some(.03):
            a["inizio_effettivo"] = UNREADABLE
        for name in ("guasto_data", "evento_data"):
            self.put(a, name, .6, self.near(first, 20))
        a["giorni_meteo"] = [{"giorno": self.near(first, 25)} for _ in range(self.r.choice([0, 1, 3, 4]))]
        self.put(a, "data_invio_prevista", .3, self.near(first, 40))
        self.put(a, "data_invio", .3, self.near(first, 60))

    def money(self, a):
        self.put(a, "retribuzione_mensile", .7, self.cents(4000))
        self.put(a, "mensilita", .7, self.r.randrange(12, 17))
        self.put(a, "pagamento", .8, self.r.choice(["conguaglio", "diretto"]))
        self.put(a, "attivo_corrente", .5, self.cents(900000))
        self.put(a, "passivo_corrente", .5, self.r.choice([Fraction(0), self.cents(900000)]))

    def afterwards(self, a, first):
        self.put(a, "esito", .5, self.r.choice(["in_lavorazione", "accolta", "parziale", "respinta"]))
        for name in ("esito_ricevuto", "autorizzazione_data", "autorizzazione_comunicata"):
            self.put(a, name, .5, self.near(first, 200))
        rows = []
        for _ in range(self.r.randrange(3)):
            row = {"ricevuta": self.near(first, 100)}
            self.put(row, "risposta", .4, self.near(first, 100))
            rows.append(row)
        a["interlocuzioni"] = rows

    def more_rows(self, a, first):
        """What only alerts look at: workers, weather, grants."""
        for row in a["lavoratori"]:
            self.put(row, "data_assunzione", .4, self.near(first, 60))
            self.put(row, "data_unita", .5, self.near(first, 60))
            self.put(row, "giorni_effettivi", .4, self.r.choice([0, 29, 30, 31, 200]))
            self.put(row, "scadenza_contratto", .3, self.near(first, 60))
            self.put(row, "paga_oraria", .4, self.r.choice(["si", "no"]))
            self.put(row, "assenza", .3, self.r.choice(["nessuna", "malattia", "ferie"]))
            self.put(row, "anzianita_trasferita", .3, self.r.choice(["si", "no"]))
        for row in a["giorni_meteo"]:
            self.put(row, "evento", .9,
                     self.r.choice(["pioggia", "neve", "gelo", "vento", "nebbia", "caldo", "altro"]))
            self.put(row, "valore", .9, self.r.choice([Fraction(n, 100) for n in (
                0, 99, 100, 149, 150, 199, 200, 299, 300, 3500, 3501, 650, -100)]))
            self.put(row, "lavorazione", .9,
                     self.r.choice(["costruzione", "scavi_strade", "finiture", "altro"]))
            self.put(row, "quota_stazione", .6, self.r.choice([0, 350, 900]))
            self.put(row, "conseguenze", .6, self.r.choice(["Getti fermi.", "Strade chiuse."]))
        for row in a["autorizzazioni"]:
            self.put(row, "stato", .3, self.r.choice(["autorizzata", "in_istruttoria"]))

    def more_answers(self, a, first):
        self.more_rows(a, first)
        self.put(a, "tipo_domanda", .8, self.r.choice(["prima", "proroga"]))
        self.put(a, "ripresa", .8, self.r.choice(["avvenuta", "prevista", "non_prevedibile"]))
        self.put(a, "ripresa_data", .7, self.near(first, 40))
        self.put(a, "up_altitudine", .6, self.r.choice([0, 350, 1000, 1350]))
        self.put(a, "orario_settimanale", .6, self.r.choice([Fraction(40), Fraction(24)]))
        self.put(a, "fruito_diverso", .5, self.r.choice(["si", "no"]))
        self.put(a, "simulazione_esito", .6, self.r.choice(["capiente", "non_capiente", "non_fatta"]))
        self.put(a, "consultazione_destinatari", .7, self.r.choice(
            [["rsa"], ["rsu", "organizzazioni_territoriali"], ["organizzazioni_territoriali"]]))
        self.put(a, "consultazione_mezzo", .5, self.r.choice(["pec", "mano"]))
        self.put(a, "esame_richiesto", .6, self.r.choice(["si", "no"]))
        self.put(a, "cumulo_cigs", .3, self.r.choice(["no", "cigs", "cds"]))
        self.put(a, "esame_data", .6, self.near(first, 30))
        self.put(a, "esame_esito", .5, self.r.choice(["accordo", "mancato_accordo"]))

    def case(self):
        a, first = {}, self.start_day()
        first = monday(first) if self.some(.8) else first
        self.put(a, "azienda_settore", .85, self.r.choice(SECTORS))
        self.put(a, "azienda_dipendenti", .8, self.r.choice([3, 50, 51, 400]))
        self.put(a, "causale", .93, self.r.choice(CAUSES + ["meteo"] * 6))
        self.put(a, "energia_programmata", .7, self.r.choice(["si", "no"]))
        self.put(a, "giorni_settimana", .85, self.r.choice([5, 6]))
        self.put(a, "modalita", .8,
                 self.r.choice([["sospensione"], ["riduzione"], ["sospensione", "riduzione"]]))
        self.put(a, "ultima_fruizione_azienda", .5, first - self.r.randrange(600, 900) * DAY)
        self.put(a, "ore_totali", .5, self.cents(900))
        self.put(a, "consultazione_data", .6, self.near(first, 30))
        self.put(a, "riduzione_oltre_16_ore", .6, self.r.choice(["si", "no"]))
        self.period(a, first)
        self.money(a)
        self.afterwards(a, first)
        a["autorizzazioni"], a["lavoratori"] = self.grants(first), self.workers()
        a["ore_settimana"] = [{"ore": self.cents(100)} if self.some(.9) else {}
                              for _ in range(self.r.randrange(4))]
        a["organico"] = [{"lavoratori_medi": self.cents(60), "ore_settimanali": self.cents(40)}
                         for _ in range(self.r.randrange(3))]
        self.more_answers(a, first)
        return a, self.r.choice([self.near(first, 40), first + self.r.randrange(14, 20) * DAY])


def written(value):
    """As a person would type it."""
    if isinstance(value, Unreadable):
        return "boh"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return f"{value.numerator * 100 // value.denominator / 100:.2f}"
    if isinstance(value, list):
        return [written(item) for item in value]
    if isinstance(value, dict):
        return {key: written(item) for key, item in value.items() if item is not None}
    return str(value)


def same(want, got):
    if isinstance(want, dt.date):
        return got == want.isoformat()
    if isinstance(want, Fraction):
        return got is not None and Fraction(str(got)) == want
    return want == got and isinstance(want, bool) == isinstance(got, bool)


def alert_differences(expected, alerts):
    """Ids, and rows where an alert is of rows."""
    found = {}
    for alert in alerts:
        found.setdefault(alert["id"], set()).update(at.get("row", 0) for at in alert["at"])
    for name, rows in expected.items():
        got = found.get(name, set())
        if bool(rows) != bool(got) or (0 not in rows and rows != got):
            yield f"{name} fires at {sorted(got)}, should fire at {sorted(rows)}"


def differences(cigo, seed):
    answers, today = Maker(seed).case()
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as file:
        json.dump({"form": "cigo", "answers": written(answers)}, file)
    run = subprocess.run([cigo, "check", file.name, "--json", "--today", today.isoformat()],
                         capture_output=True, text=True)
    os.unlink(file.name)
    try:
        report = json.loads(run.stdout)
        got = report["computed"]
    except ValueError:
        return [f"seed {seed}: status {run.returncode}: {run.stderr[:300]}"], {}
    case = Case(answers, today)
    want = case.compute()
    found = [f"seed {seed}: {key} is {got.get(key)}, should be {value}" for key, value in want.items()
             if not same(value, got.get(key))]
    expected = Alerts(case).find()
    found += [f"seed {seed}: {line}" for line in alert_differences(expected, report["alerts"])]
    if found:
        found.append(f"  today {today}, answers {json.dumps(written(answers))}")
    return found, expected


def main():
    cigo, cases = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    bad, fired, silent = 0, set(), set()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for found, alerts in pool.map(lambda seed: differences(cigo, seed), range(first, first + cases)):
            bad += bool(found)
            fired |= {name for name, rows in alerts.items() if rows}
            silent |= {name for name, rows in alerts.items() if not rows}
            if found and bad <= 5:
                print("\n".join(found))
    if cases >= 400 and fired ^ silent:  # a case that decides nothing proves nothing
        print("always the same:", ", ".join(sorted(fired ^ silent)))
        bad += 1
    print(f"{cases - bad} passed, {bad} failed")
    return 1 if bad else 0


sys.exit(main())
