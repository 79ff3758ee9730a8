"""Which alerts fire, from the catalogue of the design, over what oracle.py has computed. Each rule is a line of
Python over the answers; an unknown value never fires. Result: {alert id: set of rows, or {0}}; `unsure` are the
ids that this case does not decide (the catalogue says nothing of half-known rows)."""

import datetime as dt
from fractions import Fraction

from oracle import DAY, WINDOWS, days, holiday, known, monday, month_end, roll
ANNOUNCED = WINDOWS + [(dt.date(2026, 7, 1), dt.date(2026, 12, 31))]
RAIN = {"costruzione": Fraction(2), "scavi_strade": Fraction(3, 2), "finiture": Fraction(1)}


def more(a, b):
    return a is not None and b is not None and a > b


def within(a, b, c):
    return None not in (a, b, c) and a <= b <= c


class Alerts:
    def __init__(self, case):
        self.case, self.out, self.fired, self.unsure = case, case.out, {}, set()
        self.first, self.last, self.start = case.first, case.last, case.get("inizio_effettivo")
        self.ref, self.eone, self.n = self.out["data_riferimento"], case.eone, case.n
        self.cause, self.building = case.get("causale"), case.building
        self.grants = case.rows("autorizzazioni")
        self.whole = len(case.grants) == len(self.grants)

    def put(self, name, fires, row=0):
        rows = self.fired.setdefault(name, set())
        if fires:
            rows.add(row)

    def find(self):
        for part in (self.cause_and_period, self.terms, self.weather, self.duration, self.grant_rows,
                     self.workers, self.hours, self.union, self.others):
            part()
        return {name: rows for name, rows in self.fired.items() if name not in self.unsure}

    # -- cause and period

    def cause_and_period(self):
        get, first, last, start = self.case.get, self.first, self.last, self.start
        resume, day = get("ripresa"), get("ripresa_data")
        day = day if resume in ("avvenuta", "prevista") else None
        self.put("R-DL-START-FIELD", self.case.empty("inizio_effettivo") and first is not None)
        self.put("R-PER-ORDER", more(first, last))
        self.put("R-PER-MONDAY", first is not None and first.weekday() != 0)
        week = None if first is None else monday(first)
        outside = start is not None and week is not None and not week <= start <= week + 6 * DAY
        self.put("R-PER-START", outside or more(start, last))
        self.put("R-PER-RESUME", (resume == "avvenuta" and more(day, self.ref)) or more(start, day)
                 or (resume == "prevista" and more(self.ref, day)))
        before = first is not None and any(
            known(g.get("misura")) == "cigo" and within(first - 7 * DAY, known(g.get("al")), first - DAY)
            for g in self.grants)
        kind = get("tipo_domanda")
        self.put("R-PER-CHAIN", first is not None and ((kind == "proroga" and not before) or
                                                       (kind == "prima" and self.eone is False and before)))
        if not self.whole:
            self.unsure.add("R-PER-CHAIN")
        self.put("R-CAU-RESUME", resume == "non_prevedibile" and self.eone is False)
        self.put("R-CAU-PROROGA", kind == "proroga")
        self.put("R-CAU-ENERGIA", self.cause == "energia" and get("energia_programmata") == "si")
        mixed = None not in (first, last) and first <= last and any(
            known(g.get("misura")) in ("cigs", "cds") and more(known(g.get("al")), first - DAY)
            and more(last + DAY, known(g.get("dal"))) and not more(g["dal"], g["al"]) for g in self.grants)
        self.put("R-CAU-CUMUL", get("cumulo_cigs") in ("cigs", "cds") or mixed)
        self.put("R-CAU-FLOOD", self.cause == "calamita" and more(self.n, 1))
        broken = get("guasto_data") if self.cause in ("guasto", "manutenzione") else None
        event = get("evento_data") if self.cause in ("calamita", "impraticabilita") else None
        self.put("R-CAU-EVENTDATE", more(broken, start) or more(event, start))

    # -- terms

    def terms(self):
        out, term = self.out, self.out["termine_presentazione"]
        late = more(self.ref, term)
        saturday = late and term.weekday() == 5 and self.ref <= roll(term + 2 * DAY)
        self.put("R-DEADLINE-SAT", saturday)
        self.put("R-DEADLINE-ORD", late and not saturday and out["termine_tipo"] == "ordinario")
        self.put("R-DEADLINE-EONE", late and not saturday and out["termine_tipo"] == "eone")
        self.put("R-DEADLINE-LOST", more(out["prima_decorrenza_utile"], self.last))
        self.put("R-DEADLINE-NEAR", within(0, out["giorni_al_termine"], 3) and self.case.empty("data_invio"))
        event, start = out["primo_evento"], self.start
        self.put("R-DL-EVENT-MONTH", self.eone is True and None not in (event, start)
                 and (event.year, event.month) != (start.year, start.month))
        self.put("R-DL-FUTURE", self.eone is True and self.cause != "ordine_autorita"
                 and more(start, self.ref))
        self.put("R-DL-EONE-SAFE", self.eone is True and term is not None and term != month_end(term))
        self.put("R-DL-EARLY", self.first is not None and self.ref is not None
                 and self.first > self.ref + 15 * DAY)

    # -- weather

    def weather(self):
        rows = self.case.rows("giorni_meteo") if self.cause == "meteo" else []
        seen = [row["giorno"] for row in rows]
        self.put("R-MET-WEEKS", self.out["settimana_senza_evento"] is not None)
        self.put("R-MET-START", bool(seen) and self.start is not None and min(seen) != self.start)
        self.put("R-DL-EONE-MULTI", len({(day.year, day.month) for day in seen}) > 1)
        texts = [row["conseguenze"] for row in rows if row.get("conseguenze")]
        self.put("R-MET-SAME", len(set(texts)) < len(texts))
        self.put("R-MET-ALT", any(row.get("evento") == "gelo" for row in rows)
                 and self.case.empty("up_altitudine"))
        self.put("R-MET-HEAT-CAUSE", any(row.get("evento") == "caldo" for row in rows))
        for name in ("NONWORK", "PERIOD", "RAIN", "RAIN-GREY", "FROST", "HEAT", "WIND"):
            self.fired["R-MET-" + name] = set()
        for number, row in enumerate(rows, 1):
            self.weather_row(number, row)

    def weather_row(self, number, row):
        day, event, value = row["giorno"], row.get("evento"), row.get("valore")
        work = row.get("lavorazione")
        idle = day.weekday() == 6 or holiday(day) or (day.weekday() == 5 and self.case.per_week == 5)
        self.put("R-MET-NONWORK", idle, number)
        self.put("R-MET-PERIOD", more(self.first, day) or more(day, self.last), number)
        rain = event in ("pioggia", "neve") and value is not None
        self.put("R-MET-RAIN", rain and work in RAIN and value < RAIN[work], number)
        self.put("R-MET-RAIN-GREY", rain and work == "costruzione" and 2 <= value < 3, number)
        site, station, degrees = self.case.get("up_altitudine"), row.get("quota_stazione"), value
        if None not in (site, station, value) and site > station:
            degrees = value - Fraction(65, 100) * (site - station) / 100
        self.put("R-MET-FROST", event == "gelo" and more(degrees, 0), number)
        self.put("R-MET-HEAT", event == "caldo" and value is not None and value <= 35, number)
        self.put("R-MET-WIND", event == "vento", number)

    # -- duration

    def duration(self):
        out, case, n = self.out, self.case, self.n
        self.put("R-DUR-13W", more(n, 13))
        self.put("R-DUR-52CONS", more(out["settimane_continuative_52"], 52))
        self.put("R-DUR-52BIENNIO", out["settimana_oltre_limite"] is not None)
        left = None if n is None or self.first is None else max(52 - case.used, 0) - n
        self.put("R-DUR-52NEAR", bool(self.grants) and within(0, left, 4))
        self.put("R-DUR-THIRD", more(out["ore_biennio"], out["ore_massime_terzo"]))
        five = getattr(case, "five", None)
        whole = getattr(case, "five_eone", None)
        limit = None if self.building is None else 130 if self.building else 104
        self.put("R-DUR-QUINQ", self.building is False and more(five, 104))
        self.put("R-DUR-QUINQ-EDILE", self.building is True and more(five, 130))
        self.put("R-DUR-QUINQ-EONE", more(whole, limit) and five is not None and five <= limit)
        used_less = case.get("fruito_diverso") == "si" and bool(self.grants)
        self.put("R-DUR-FRUITO", used_less and all(g.get("giorni_fruiti") is None for g in self.grants))
        self.put("R-DUR-FRUITO-DOC", used_less)
        self.put("R-DUR-OVERLAP", None not in (self.first, self.last) and any(
            g["misura"] == "cigo" and g["dal"] <= self.last and g["al"] >= self.first for g in case.grants)
            and self.first <= self.last)
        self.put("R-DUR-SIM", bool(self.grants) and case.get("simulazione_esito") in (None, "non_fatta"))
        self.put("R-DUR-EONE-BUILDING", self.building is True and self.eone is True and any(
            a <= week <= b for week in case.asked for a, b in ANNOUNCED))

    def grant_rows(self):
        for name in ("HOURS", "PENDING", "GRANT"):
            self.fired["R-DUR-" + name] = set()
        for number, grant in enumerate(self.grants, 1):
            first, last, spent = (known(grant.get(key)) for key in ("dal", "al", "giorni_fruiti"))
            long = None if None in (first, last) else (last - first).days + 1
            self.put("R-DUR-HOURS", known(grant.get("misura")) == "cigo" and grant.get("ore") is None
                     and None not in (last, self.out["biennio_dal"])
                     and last >= self.out["biennio_dal"], number)
            self.put("R-DUR-PENDING", grant.get("stato") == "in_istruttoria", number)
            self.put("R-DUR-GRANT", more(first, last) or more(spent, long), number)

    # -- workers and hours

    def workers(self):
        for name in ("WHO", "SEN30", "END", "NEWHIRE", "SICK", "DATES"):
            self.fired["R-WRK-" + name] = set()
        for number, row in enumerate(self.case.rows("lavoratori"), 1):
            hired, here, done = row.get("data_assunzione"), row.get("data_unita"), row.get("giorni_effettivi")
            self.put("R-WRK-WHO", row.get("qualifica") == "dirigente", number)
            short = more(30, done) or (done is None and None not in (here, self.ref)
                                       and (self.ref - here).days < 30)
            self.put("R-WRK-SEN30", self.eone is False and row.get("anzianita_trasferita") != "si" and short,
                     number)
            self.put("R-WRK-END", more(self.last, row.get("scadenza_contratto")), number)
            self.put("R-WRK-NEWHIRE", more(hired, self.start), number)
            self.put("R-WRK-SICK", row.get("assenza") == "malattia", number)
            self.put("R-WRK-DATES", more(hired, self.last) or more(hired, here), number)

    def hours(self):
        case, rows = self.case, self.case.rows("lavoratori")
        for name in ("R-APP-HOURS", "R-HRS-DAYS", "R-HRS-HOLIDAY", "R-APP-CONTRACT"):
            self.fired[name] = set()
        feasts = None not in (self.start, self.last) and any(
            holiday(day) and day.weekday() != 6 for day in days(self.start, self.last))
        for number, row in enumerate(rows, 1):
            asked, weekly = known(row.get("ore_richieste")), row.get("ore_contratto")
            most = None if None in (weekly, self.n) else weekly * self.n
            over = more(asked, most) or (asked is not None and asked <= 0)
            self.put("R-APP-HOURS", over, number)
            by_days = None
            if None not in (weekly, case.per_week, self.out["giorni_lavorabili"]):
                by_days = weekly / case.per_week * self.out["giorni_lavorabili"]
            self.put("R-HRS-DAYS", not over and more(asked, by_days), number)
            self.put("R-HRS-HOLIDAY", row.get("paga_oraria") == "si" and feasts, number)
            self.put("R-APP-CONTRACT", more(weekly, 48) or more(weekly, case.get("orario_settimanale")),
                     number)
        if self.n is None:
            self.unsure.add("R-HRS-DAYS")
        by_week, total = self.out["ore_settimana_totali"], self.out["ore_richieste_totali"]
        self.put("R-APP-SUM", bool(case.rows("ore_settimana")) and None not in (by_week, total)
                 and by_week != total)
        self.put("R-APP-ORGANICO", bool(rows) and not case.rows("organico"))

    # -- union and the rest

    def union(self):
        get, out, due = self.case.get, self.out, self.out["consultazione_dovuta"]
        asked = due in ("ordinaria", "eone")
        told = get("consultazione_data") if asked else None
        to = get("consultazione_destinatari") if asked else None
        meeting = get("esame_richiesto") if asked else None
        held = get("esame_data") if meeting == "si" else None
        result = get("esame_esito") if meeting == "si" else None
        over = get("riduzione_oltre_16_ore") if due == "eone" else None
        most = self.out["ore_settimanali_massime"]
        self.put("R-UN-NONE", due == "nessuna")
        self.put("R-UN-ORD", due == "ordinaria" and None not in (told, self.start) and told >= self.start)
        self.put("R-UN-OPEN", due == "ordinaria" and more(out["consultazione_termine"], self.ref)
                 and result is None and meeting != "no")
        self.put("R-UN-EONE", due == "eone")
        self.put("R-UN-16H", (over == "no" and more(self.exact(), 16))
                 or (over == "si" and most is not None and self.exact() <= 16))
        self.put("R-UN-PROOF", asked and told is not None and get("consultazione_mezzo") is None)
        self.put("R-UN-TERR", asked and to is not None and "organizzazioni_territoriali" not in to)
        self.put("R-UN-EXAM", more(told, held))

    def exact(self):
        """The most hours a week, before it is rounded for showing."""
        asked = [known(row.get("ore_richieste")) for row in self.case.rows("lavoratori")]
        asked = [hours for hours in asked if hours is not None]
        return Fraction(max(asked)) / self.n if asked and self.n else None

    def others(self):
        get, out = self.case.get, self.out
        direct = get("pagamento") == "diretto"
        self.put("R-PAY-LIQ", direct and None not in (get("attivo_corrente"), get("passivo_corrente")))
        self.put("R-AMT-STIMA", get("retribuzione_mensile") is not None)
        self.put("R-ADD-RATE", out["contributo_addizionale_aliquota"] is not None)
        self.put("R-AFT-SUPPLEMENT", out["scadenza_interlocuzione"] is not None)
        self.put("R-AFT-APPEAL", out["scadenza_ricorso"] is not None
                 and self.case.today <= out["scadenza_ricorso"])
        self.put("R-AFT-PAY", out["scadenza_conguaglio"] is not None
                 or out["scadenza_pagamento_diretto"] is not None)
        self.put("R-AFT-WORKERS", bool(self.case.rows("lavoratori")))
