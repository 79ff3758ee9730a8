"""Numbers as people write them against Python's decimal: what a written number is worth, and how that is written again.
Independent is the arithmetic; which texts are numbers is told here by regular expressions that follow src/base/decimal.c.

    decimals.py TELL-PROGRAM [HOW MANY] [SEED]
"""

import random
import re
import sys
from decimal import Decimal, localcontext

from common import Tally, told

BLANK = "[ '\u00a0\u2009\u2019\u202f]"
NUMBER = re.compile(rf"""(?x) {BLANK}* (?P<euro>€)? {BLANK}* (?P<sign>[-+\u2212])? {BLANK}* (?P<late>€)? {BLANK}*
    (?: (?P<units>\d+) | (?P<dotted>\d{{1,3}}(?:\.\d{{3}})+) | (?P<commas>\d{{1,3}}(?:,\d{{3}})+) |
        (?P<spaced>\d{{1,3}}(?:{BLANK}\d{{3}})+) )?
    (?: (?P<mark>[.,]) (?P<places>\d+) )? {BLANK}* (?P<last>€)? {BLANK}*""")
MOST = 10**15


def theirs(places, text):
    """The value, or the reason why there is none."""
    if re.fullmatch(rf"{BLANK}*€?{BLANK}*[-+\u2212]?{BLANK}*€?{BLANK}*[1-9]\d{{0,2}}\.\d{{3}}{BLANK}*€?{BLANK}*", text) and \
            text.count("€") < 2:
        return "ambiguous"
    for whole in (read(match, places) for match in matches(text)):
        if whole is not None:
            return whole
    return "not a number"


def matches(text):
    """Each way of taking the text for a number: 1.234 is read with the dot as the decimal mark first."""
    for group in ("units", "dotted", "commas", "spaced"):
        others = [name for name in ("units", "dotted", "commas", "spaced") if name != group]
        pattern = NUMBER.pattern
        for name in others:
            pattern = re.sub(rf"\(\?P<{name}>", rf"(?P<{name}>(?!)", pattern)
        found = re.fullmatch(pattern, text)
        if found:
            yield found


def read(found, places):
    if sum(bool(found[name]) for name in ("euro", "late", "last")) > 1:
        return None
    units = found["units"] or found["dotted"] or found["commas"] or found["spaced"] or ""
    mark, after = found["mark"], found["places"] or ""
    grouped = "." if found["dotted"] else "," if found["commas"] else ""
    if not units and not after or grouped and (mark == grouped or not mark and units.count(grouped) < 2):
        return None
    digits = re.sub(r"\D", "", units) or "0"
    with localcontext() as context:
        context.prec = 100
        value = Decimal(f"{digits}.{after or '0'}")
        if value != value.quantize(Decimal(1).scaleb(-places)):
            return "too precise"
        if value > MOST:
            return "out of range"
        value = value.quantize(Decimal(1).scaleb(-places))
        return -value if found["sign"] in ("-", "\u2212") and value else value


def written(value):
    """As people write it: 1.234,50"""
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


def some(chance):
    """A number in one of the usual ways, half of the time spoilt."""
    value = Decimal(chance.randint(0, 10 ** chance.randint(0, 17))).scaleb(-chance.randint(0, 3))
    text = chance.choice([f"{value:f}", f"{value:,f}", written(value), f"{value:f}".replace(".", ","),
                          f"{value:,f}".replace(",", chance.choice(" '\u00a0\u2019\u202f")).replace(".", ",")])
    text = chance.choice(["", "", "", "-", "+", "\u2212", "€ ", "-€", "€-"]) + text + chance.choice(["", "", "", " €", "€", " "])
    if chance.random() < 0.5:
        at = chance.randrange(len(text) + 1)
        text = chance.choice([text[:at] + chance.choice("0123456789.,' -+€eE_xO") + text[at:], text[:at] + text[at + 1:],
                              text[:at] + text[at + 1:at + 2] * 2 + text[at + 2:]])
    return text


def why(ours, value, text, places):
    if ours == "too precise" and re.search(r"[.,]\d*0\D*$", text):
        return "D-12"
    if ours == "out of range" and not isinstance(value, str) and abs(value.scaleb(places)) >= 2**63:
        return "D-11"
    return None


def main():
    program, n = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20000
    chance, tally = random.Random(sys.argv[3] if len(sys.argv) > 3 else "1"), Tally("decimals")
    inputs = [(chance.randint(0, 4), some(chance)) for _ in range(n)]
    for (places, text), ours in zip(inputs, told(program, "decimal", [f"{p} {t}".encode() for p, t in inputs])):
        value = theirs(places, text)
        wanted = value if isinstance(value, str) else [f"{value:f}", written(value)]
        tally.compare(f"{text!r} with {places} places", ours, wanted, lambda: why(ours, value, text, places))
    return 0 if tally.say() else 1


sys.exit(main())
