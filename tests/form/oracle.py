"""What the data model defines, computed again slowly and obviously: every day is looked at, every number is
a fraction, nothing is taken from the form or from the program.

An answer is a Python value; None is empty (or unknown, in a result); UNREADABLE is a text that means
nothing: not empty, but unknown. `three` stands for three-valued logic: True, False or None.
"""

import calendar
import datetime as dt
from fractions import Fraction

DAY = dt.timedelta(1)
WEEK = dt.timedelta(7)


class Unreadable:
    """A text that its kind cannot read."""


UNREADABLE = Unreadable()


def known(value):
    return None if isinstance(value, Unreadable) else value


# ---- the calendar -------------------------------------------------------------------------------


def easter(year):
    """Meeus, Jones, Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


FIXED = {(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)}


def holiday(day):
    return ((day.month, day.day) in FIXED or day == easter(day.year) + DAY
            or (day.year >= 2026 and (day.month, day.day) == (10, 4)))


def roll(day):
    while day.weekday() == 6 or holiday(day):
        day += DAY
    return day


def days(first, last):
    while first <= last:
        yield first
        first += DAY


def monday(day):
    while day.weekday() != 0:
        day -= DAY
    return day


def weeks(first, last):
    return sorted({monday(day) for day in days(first, last)})


def month_end(day):
    while (day + DAY).month == day.month:
        day += DAY
    return day


def add_months(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def workdays(first, last, per_week):
    return sum(day.weekday() < per_week for day in days(first, last))


def rounded(value, places):
    """Half away from zero."""
    if value is None:
        return None
    scaled = abs(value) * 10**places
    whole = int(scaled)
    if scaled - whole >= Fraction(1, 2):
        whole += 1
    return Fraction(whole if value >= 0 else -whole, 10**places)


def floored(value, places):
    return None if value is None else Fraction(int(value * 10**places), 10**places)


# ---- three-valued logic -------------------------------------------------------------------------


def both(a, b):
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


def either(a, b):
    if a is True or b is True:
        return True
    return None if a is None or b is None else False


# ---- the definitions ----------------------------------------------------------------------------

EONE = {"meteo", "calamita", "energia", "impraticabilita", "ordine_autorita", "guasto"}
BUILDING = {"edilizia", "lapideo", "escavazione_artigiana"}
WINDOWS = [(dt.date(y, 7, 1), dt.date(y, 12, 31)) for y in (2023, 2024, 2025)]
CEILINGS = {2022: ("1222.51", "1467.01"), 2023: ("1321.53", "1585.84"), 2024: ("1392.89", "1671.48"),
            2025: ("1404.03", "1684.85"), 2026: ("1423.69", "1708.44")}
EVENT_CODES = {"calamita": "3", "impraticabilita": "4", "energia": "6", "guasto": "31"}


class Case:
    """The answers of one case and what follows from them; `compute` fills `out`."""

    def __init__(self, answers, today):
        self.answers, self.today, self.out = answers, today, {}
        self.grants = [g for g in self.rows("autorizzazioni") if self.complete(g)]

    def get(self, name):
        return known(self.answers.get(name))

    def rows(self, name):
        return self.answers.get(name, [])

    def empty(self, name):
        return self.answers.get(name) is None

    @staticmethod
    def complete(grant):
        if any(known(grant.get(key)) is None for key in ("dal", "al", "misura", "eone")):
            return False
        return grant["al"] >= grant["dal"]

    def compute(self):
        self.kind_of_event()
        self.period()
        self.term()
        self.hours()
        self.limits()
        self.union()
        self.payment()
        self.afterwards()
        return self.out

    # -- sections 1, 2 and 4

    def kind_of_event(self):
        sector, cause = self.get("azienda_settore"), self.get("causale")
        self.building = None if sector is None else sector in BUILDING
        planned = self.get("energia_programmata") if cause == "energia" else None
        if cause is None or (cause == "energia" and planned is None):
            self.eone = None
        else:
            self.eone = cause in EONE and planned != "si"
        code = EVENT_CODES.get(cause)
        if cause == "meteo":
            code = None if self.building is None else "2" if self.building else "1"
        self.out.update(edile_lapideo=self.building, evento_eone=self.eone, codice_evento=code)

    def period(self):
        self.first, self.last = self.get("periodo_dal"), self.get("periodo_al")
        known_period = self.first is not None and self.last is not None
        self.asked = weeks(self.first, self.last) if known_period else []
        self.n = len(self.asked) or None
        start = self.get("inizio_effettivo")
        if self.empty("inizio_effettivo"):
            self.start = None if self.first is None else monday(self.first)
        else:
            self.start = start
        self.per_week = self.get("giorni_settimana")
        workable = None
        if None not in (start, self.last, self.per_week):
            workable = workdays(start, self.last, self.per_week)
        self.out.update(settimane_richieste=self.n, inizio_considerato=self.start,
                        giorni_lavorabili=workable, settimana_senza_evento=self.week_without_event())

    def weather_days(self):
        if self.get("causale") != "meteo":
            return []
        return [known(row.get("giorno")) for row in self.rows("giorni_meteo")
                if known(row.get("giorno")) is not None]

    def week_without_event(self):
        seen = {monday(day) for day in self.weather_days()}
        if not seen:
            return None
        return next((week for week in self.asked if week not in seen), None)

    def reference(self):
        sent, planned = self.get("data_invio"), self.get("data_invio_prevista")
        if not self.empty("data_invio"):
            return sent
        if not self.empty("data_invio_prevista"):
            return None if planned is None else max(planned, self.today)
        return self.today

    def term(self):
        cause = self.get("causale")
        events = [self.start] + self.weather_days()
        if cause in ("calamita", "impraticabilita"):
            events.append(self.get("evento_data"))
        if cause == "guasto":
            events.append(self.get("guasto_data"))
        events = [day for day in events if day is not None]
        first = min(events) if events else None
        term = None
        if self.eone is True and first is not None:
            term = roll(month_end(add_months(first.replace(day=1), 1)))
        elif self.eone is False and self.start is not None:
            term = roll(self.start + 15 * DAY)
        reference = self.reference()
        counted = self.get("data_invio") if not self.empty("data_invio") else self.today
        left = None if term is None or counted is None else (term - counted).days
        useful = None
        if term is not None and reference is not None and reference > term:
            useful = reference - WEEK
        kind = None if self.eone is None else "eone" if self.eone else "ordinario"
        self.out.update(primo_evento=first, termine_tipo=kind, termine_presentazione=term,
                        giorni_al_termine=left, prima_decorrenza_utile=useful,
                        data_riferimento=reference)

    # -- section 5

    def hours(self):
        workers, total = self.rows("lavoratori"), self.get("ore_totali")
        asked = [known(row.get("ore_richieste")) for row in workers]
        if workers and None not in asked:
            total = sum(asked)
        self.total = total
        for name, group in (("operai", "operaio"), ("impiegati", "impiegato"), ("quadri", "quadro"),
                            ("apprendisti", "apprendista")):
            kinds = [known(row.get("qualifica")) for row in workers]
            self.out["lavoratori_" + name] = None if None in kinds else kinds.count(group)
        by_week = [known(row.get("ore")) for row in self.rows("ore_settimana")]
        some = [hours for hours in asked if hours is not None]
        most = rounded(max(some) / Fraction(self.n), 2) if some and self.n else None
        self.out.update(lavoratori_numero=len(workers), ore_richieste_totali=total,
                        ore_settimana_totali=None if None in by_week else sum(by_week, Fraction(0)),
                        ore_settimanali_massime=most)

    # -- section 6

    def counts(self, week, eone):
        """Does a week of an event of this sort count for the 52?"""
        excluded = any(a <= week <= b for a, b in WINDOWS)
        return either(None if eone is None else not eone,
                      both(self.building, not excluded))

    def weights(self, counting):
        """Week -> weight, at most 1; `counting(grant, week)` is the share of it that counts."""
        total = {}
        for grant in self.grants:
            spent, touched = known(grant.get("giorni_fruiti")), weeks(grant["dal"], grant["al"])
            weight = Fraction(1)
            if spent is not None and self.per_week is not None:
                weight = min(Fraction(1), Fraction(spent, self.per_week) / len(touched))
            for week in touched:
                total[week] = total.get(week, 0) + weight * counting(grant, week)
        return {week: min(Fraction(1), weight) for week, weight in total.items()}

    def limits(self):
        names = ("biennio_dal", "biennio_al", "settimane_usate_biennio", "settimane_residue",
                 "settimana_oltre_limite", "quinquennio_dal", "settimane_quinquennio",
                 "settimane_quinquennio_eone", "settimane_continuative", "settimane_continuative_52",
                 "ore_biennio")
        self.out.update(dict.fromkeys(names))
        organico = self.rows("organico")
        parts = [(known(r.get("lavoratori_medi")), known(r.get("ore_settimanali"))) for r in organico]
        third = None
        if parts and all(None not in part for part in parts):
            third = floored(104 * sum(a * b for a, b in parts) / Fraction(3), 2)
        self.out["ore_massime_terzo"] = third
        if self.first is not None:
            self.windows()
        elif not any(grant["misura"] == "cigo" for grant in self.grants):
            self.out["ore_biennio"] = self.total  # whatever the two years will be, nothing else is in them

    def windows(self):
        this = monday(self.first)
        two_years, five_years = this - 103 * WEEK, this - 259 * WEEK
        ordinary = lambda g, w: int(g["misura"] == "cigo" and self.counts(w, g["eone"] == "si") is True)
        half = lambda g: Fraction(1, 2) if g["misura"] == "cds" else 1
        in_52 = self.weights(ordinary)
        cigo = self.weights(lambda g, w: int(g["misura"] == "cigo"))
        plain = self.weights(lambda g, w: half(g) if g["eone"] == "no" else 0)
        whole = self.weights(lambda g, w: half(g))
        between = lambda table, a: sum((v for w, v in table.items() if a <= w < this), Fraction(0))
        used, base = between(in_52, two_years), between(plain, five_years)
        self.base = base
        five = base if self.eone is True else base + self.n if self.eone is False and self.n else None
        self.used, self.five = used, five  # exact, for the alerts
        self.five_eone = between(whole, five_years) + self.n if self.n else None
        self.out.update(
            biennio_dal=two_years, biennio_al=this + 6 * DAY, quinquennio_dal=five_years,
            settimane_usate_biennio=rounded(used, 2), settimane_residue=rounded(max(52 - used, 0), 2),
            settimane_quinquennio=rounded(five, 2),
            settimane_quinquennio_eone=rounded(between(whole, five_years) + self.n, 2) if self.n else None,
            settimana_oltre_limite=self.over(in_52))
        run = lambda table: self.run(table, this)
        if self.n:
            counted = [self.counts(week, self.eone) for week in self.asked]
            self.out["settimane_continuative"] = self.n + run(cigo)
            if None not in counted:
                self.out["settimane_continuative_52"] = sum(counted) + run(in_52) if any(counted) else 0
        grants = [g for g in self.grants if g["misura"] == "cigo" and g["al"] >= two_years]
        hours = [Fraction(0) if g.get("ore") is None else known(g["ore"]) for g in grants]
        if self.total is not None and None not in hours:
            self.out["ore_biennio"] = sum(hours) + self.total

    def over(self, in_52):
        asked = 0
        for week in self.asked:
            if self.counts(week, self.eone) is not True:
                continue
            asked += 1
            before = sum((v for w, v in in_52.items()
                          if week - 103 * WEEK <= w <= week - WEEK and w not in self.asked), Fraction(0))
            if before + asked > 52:
                return week
        return None

    @staticmethod
    def run(table, this):
        length = 0
        while table.get(this - (length + 1) * WEEK, 0) > 0:
            length += 1
        return length

    # -- sections 7, 9 and 12

    def union(self):
        how, in_a_row = self.get("modalita"), self.out["settimane_continuative"]
        short = None if in_a_row is None else in_a_row <= 13
        at_work = None if how is None else "sospensione" not in how
        none = both(self.building, either(short, at_work))
        due = "nessuna" if none else None
        if none is False:
            due = None if self.eone is None else "eone" if self.eone else "ordinaria"
        day, people = self.get("consultazione_data"), self.get("azienda_dipendenti")
        end = None
        if due == "ordinaria" and None not in (day, people):
            end = day + (10 if people <= 50 else 25) * DAY
        elif due == "eone" and day is not None and self.get("riduzione_oltre_16_ore") == "si":
            end = day + 8 * DAY
        if due not in ("ordinaria", "eone"):
            end = None
        self.out.update(consultazione_dovuta=due, consultazione_termine=end)

    def ceiling(self):
        if self.start is None or self.start.year not in CEILINGS:
            return None
        weather = both(self.building, None if self.get("causale") is None
                       else self.get("causale") == "meteo")
        return None if weather is None else Fraction(CEILINGS[self.start.year][int(weather)])

    def payment(self):
        ceiling, hourly = self.ceiling(), None
        if ceiling is not None and self.per_week is not None:
            month = self.start.replace(day=1)
            hours = workdays(month, month_end(month), self.per_week) * Fraction(40, self.per_week)
            hourly = rounded(ceiling / hours, 4)
        wage, months = self.get("retribuzione_mensile"), self.get("mensilita")
        gross = None if None in (wage, months) else wage * months / 12 / 173
        granted = None
        if gross is not None and hourly is not None:
            granted = min(rounded(gross * Fraction(4, 5), 4), hourly)
        total = None if None in (granted, self.total) else rounded(granted * self.total, 2)
        assets, debts = self.get("attivo_corrente"), self.get("passivo_corrente")
        direct = self.get("pagamento") == "diretto"
        index = rounded(assets / debts, 2) if direct and assets is not None and debts else None
        self.out.update(massimale_mensile=ceiling, massimale_orario=hourly, integrazione_oraria=granted,
                        stima_integrazione=total, indice_liquidita=index)
        self.contribution(gross)

    def contribution(self, gross):
        rates = None
        if self.eone is True:
            rates = [0] * (self.n or 1)
        elif self.eone is False and self.n and self.first is not None:
            rates = [self.rate(self.base + week) for week in range(1, self.n + 1)]
        cost = None
        if rates and self.n and None not in (gross, self.total):
            cost = rounded(self.total * gross * Fraction(sum(rates), len(rates)) / 100, 2)
        self.out.update(contributo_addizionale_aliquota=rates[0] if rates else None,
                        contributo_addizionale_finale=rates[-1] if rates else None)
        if self.n:
            self.out["stima_contributo"] = cost

    def rate(self, week):
        uses = [self.get("ultima_fruizione_azienda")] + [g["al"] for g in self.grants]
        uses = [day for day in uses if day is not None]
        reduced = (bool(uses) and self.first >= dt.date(2025, 1, 1)
                   and add_months(max(uses), 24) <= self.first)
        full = (6, 9, 15) if reduced else (9, 12, 15)
        return full[0 if week <= 52 else 1 if week <= 104 else 2]

    def afterwards(self):
        waiting = [known(row.get("ricevuta")) for row in self.rows("interlocuzioni")
                   if row.get("risposta") is None and known(row.get("ricevuta")) is not None]
        outcome, told = self.get("esito"), self.get("esito_ricevuto")
        appeal = roll(told + 30 * DAY) if outcome in ("parziale", "respinta") and told else None
        granted, heard = self.get("autorizzazione_data"), self.get("autorizzazione_comunicata")
        paid, by, direct = self.get("pagamento"), None, None
        if paid == "conguaglio" and self.last and granted:
            by = add_months(max(month_end(self.last), granted), 6)
        elif paid == "conguaglio" and self.last and heard and self.empty("autorizzazione_data"):
            by = add_months(month_end(self.last), 6)  # never later than the term: the grant precedes its notice
        from_day = heard if not self.empty("autorizzazione_comunicata") else granted
        if paid == "diretto" and self.last and from_day:
            second = month_end(add_months(self.last.replace(day=1), 2))
            direct = max(second, from_day + 60 * DAY)
        self.out.update(
            scadenza_interlocuzione=roll(min(waiting) + 15 * DAY) if waiting else None,
            scadenza_ricorso=appeal, scadenza_conguaglio=by, scadenza_pagamento_diretto=direct)
