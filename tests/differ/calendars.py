"""Holidays, working days and terms against python3-holidays and python3-dateutil (Easter), for each day of 2015–2035.

    calendars.py DAYS-PROGRAM FORM [HOW MANY TERMS] [SEED]     a negative number: of every day
"""

import datetime
import json
import random
import subprocess
import sys

import cigo_run
from common import Tally, missing

try:
    import holidays
    from dateutil.easter import easter
except ImportError:
    sys.exit(missing("holidays", "python3-holidays"))

FIRST, LAST = 2015, 2035
DAY = datetime.timedelta(days=1)
ORDINARY, WEATHER = "mancanza_lavoro", "meteo"
# D.Lgs. 148/2015 and its amendment, D.Lgs. 185/2016: before them there is no term by these rules
SINCE = {ORDINARY: datetime.date(2015, 9, 24), WEATHER: datetime.date(2016, 10, 8)}


def theirs():
    """Of each year the days that python3-holidays knows, and Easter Monday by dateutil's computus."""
    italian = holidays.Italy(years=range(FIRST, LAST + 2))
    days = {day: name for day, name in italian.items()}
    for year in range(FIRST, LAST + 2):
        days.setdefault(easter(year) + DAY, "Lunedì dell'Angelo")
    return days


def san_francesco(day):
    return (day.month, day.day) == (10, 4) and day.year >= 2026


def next_working(day, known):
    while day.weekday() == 6 or day in known or san_francesco(day):
        day += DAY
    return day


def compare_days(listed, known):
    tally = Tally("days")
    counts = {}
    for line in listed.splitlines():
        text, holiday, moved, weekdays, off, weeks = line.split()
        day = datetime.date.fromisoformat(text)
        if day.timetuple().tm_yday == 1:
            counts = {"weekdays": 0, "off": 0, "mondays": {day - day.weekday() * DAY}}
        tally.compare(text, holiday == "1", day in known, lambda: "D-10" if san_francesco(day) else None)
        tally.compare(f"{text} moves to", moved, str(next_working(day, known)), lambda: None)
        counts["weekdays"] += day.weekday() < 5
        counts["off"] += day.weekday() < 6 and (day in known or san_francesco(day))
        counts["mondays"].add(day - day.weekday() * DAY)
        mine = (counts["weekdays"], counts["off"], len(counts["mondays"]))
        tally.compare(f"1 January to {text}", (int(weekdays), int(off), int(weeks)), mine, lambda: None)
    assert tally.same > 3 * 7600, tally.same
    return tally


def term(causale, start):
    run = subprocess.run([cigo_run.PROGRAM, "--today", cigo_run.TODAY, "term", "--causale", causale, "--start",
                          start.strftime("%d/%m/%Y"), "--json"], capture_output=True, check=False,
                         env={"LC_ALL": "C.UTF-8", "LANGUAGE": "it", "HOME": "/nonexistent", "PATH": "/usr/bin:/bin"})
    return json.loads(run.stdout)["termine_presentazione"]


def month_end(day):
    """Of the month after."""
    month = (day.replace(day=1) + 31 * DAY).replace(day=1)
    return (month + 31 * DAY).replace(day=1) - DAY


def compare_terms(days, known):
    tally = Tally("terms")
    for day in days:
        for causale, last in ((ORDINARY, day + 15 * DAY), (WEATHER, month_end(day))):
            wanted = str(next_working(last, known)) if day >= SINCE[causale] else None
            tally.compare(f"{causale} {day}", term(causale, day), wanted, lambda: None)
    return tally


def main():
    program, form, *more = sys.argv[1:]
    n, seed = int(more[0]) if more else 20, more[1] if len(more) > 1 else "1"
    known = theirs()
    listed = subprocess.run([program, form, str(FIRST), str(LAST)], capture_output=True, text=True, check=True).stdout
    every = [datetime.date(FIRST, 1, 1) + i * DAY for i in range((datetime.date(LAST, 12, 31) - datetime.date(FIRST, 1, 1)).days)]
    days = every if n < 0 else random.Random(seed).sample(every, n)
    good = [tally.say() for tally in (compare_days(listed, known), compare_terms(days, known))]
    return 0 if all(good) else 1


sys.exit(main())
