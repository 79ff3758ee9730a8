"""codice fiscale, partita IVA and IBAN against python3-stdnum: generated, then spoilt in every usual way.

    identifiers.py [HOW MANY OF EACH] [SEED]
"""

import random
import re
import string
import sys

from common import Tally, missing, verdicts

try:
    from stdnum import iban, luhn
    from stdnum.exceptions import InvalidComponent, ValidationError
    from stdnum.it import codicefiscale, iva
except ImportError:
    sys.exit(missing("stdnum", "python3-stdnum"))

MONTHS, OMOCODIA = "ABCDEHLMPRST", "LMNPQRSTUV"
VOWELS, CONSONANTS = "AEIOU", "BCDFGHJKLMNPQRSTVWXYZ"
BY_97 = {"BA", "ME", "MK", "PT", "RS", "SI"}  # the account with its last two digits leaves one, by ISO 7064
PLACES = {"BE": (10, 12), "ES": (8, 10), "NO": (10, 11)}  # of the check digits inside the account


def spoil(chance, text):
    """As it was half of the time; else a slip of the pen."""
    at = chance.randrange(len(text))
    other = chance.choice(string.ascii_uppercase + string.digits)
    slips = [
        lambda: text[:at] + other + text[at + 1:], lambda: text[:at] + text[at + 1:], lambda: text[:at] + other + text[at:],
        lambda: text[:at] + text[at:at + 2][::-1] + text[at + 2:], text.lower, lambda: text[:at] + " " + text[at:],
        lambda: text[:at] + "-" + text[at:], lambda: f"  {text} ", lambda: text.replace("0", "O"),
        lambda: text[:at] + "." + text[at:], lambda: text[:at] + "è" + text[at + 1:],
    ]
    return chance.choice(slips)() if chance.random() < 0.5 else text


def name_part(chance):
    """Three letters of a name: consonants, then vowels, then X; now and then any."""
    if chance.random() < 0.1:
        return "".join(chance.choices(string.ascii_uppercase, k=3))
    n, m = chance.choice([(3, 0), (3, 0), (2, 1), (1, 2), (0, 3), (1, 1), (0, 2)])
    return ("".join(chance.choices(CONSONANTS, k=n)) + "".join(chance.choices(VOWELS, k=m))).ljust(3, "X")


def person(chance):
    day = chance.randint(1, 31) + 40 * chance.randint(0, 1) if chance.random() < 0.9 else chance.randint(0, 99)
    digits = [*f"{chance.randint(0, 99):02d}", *f"{day:02d}", *f"{chance.randint(1, 999):03d}"]
    for i in range(7):
        if chance.random() < 0.04:
            digits[i] = OMOCODIA[int(digits[i])]
    month = chance.choice(MONTHS) if chance.random() < 0.95 else chance.choice(string.ascii_uppercase)
    text = name_part(chance) + name_part(chance) + "".join(digits[:2]) + month + "".join(digits[2:4])
    text += chance.choice(string.ascii_uppercase) + "".join(digits[4:])
    return text + codicefiscale.calc_check_digit(text)


def why_person(value, ours):
    plain = re.sub(r"[ .\-]", "", value).upper()
    if ours == "ok":
        return "D-03" if "." in value else None
    if ":" in value:
        return "D-03"
    if len(plain) == 16 and not all(re.fullmatch(f"[{CONSONANTS}]*[{VOWELS}]*X*", plain[i:i + 3]) for i in (0, 3)):
        return "D-01"
    day = "".join(str(OMOCODIA.index(c)) if c in OMOCODIA else c for c in plain[9:11])
    return "D-02" if day.isdigit() and int(day) > 71 else None


def company(chance):
    office = chance.choice(["028", "058", "100", "101", "120", "888", "999", "000"]) if chance.random() < 0.5 else \
        f"{chance.randint(0, 130):03d}"
    text = f"{chance.randint(0, 9999999) if chance.random() < 0.98 else 0:07d}{office}"
    return text + luhn.calc_check_digit(text)


def why_company(value, ours):
    if "." in value:
        return "D-03"
    return "D-04" if ours == "warning" and theirs(iva.validate, value) == "component" else None


def accounts():
    """Each country's structure in the peer's own table: (country, [(count, class)])."""
    for _, country, _, info, _ in iban._ibandb.prefixes:
        found = re.findall(r"(\d+)!([nac])", info.get("bban", ""))
        if found:
            yield country, [(int(n), kind) for n, kind in found]


def account(chance, known):
    """Of any country, with the right check digits; those inside the account are right by chance only."""
    country, shape = chance.choice(known) if chance.random() < 0.7 else next(k for k in known if k[0] == "IT")
    alphabet = {"n": string.digits, "a": string.ascii_uppercase, "c": string.digits + string.ascii_uppercase}
    text = "".join("".join(chance.choices(alphabet[kind], k=n)) for n, kind in shape)
    if country in ("IT", "SM") and chance.random() < 0.9:
        text = codicefiscale.calc_check_digit(text[1:]) + text[1:]
    if chance.random() < 0.8:
        text = inside(country, text)
    if chance.random() < 0.05:
        country = "".join(chance.choices(string.ascii_uppercase, k=2))
    check = iban.calc_check_digits(f"{country}00{text}")
    if chance.random() < 0.3:
        check = {"97": "00", "98": "01", "02": "99"}.get(check, check)  # the same by 97
    return country + check + text


def inside(country, text):
    """With the check digits that some countries have in the account."""
    if country in BY_97 and text.isdigit():
        return f"{text[:-2]}{98 - int(text[:-2] + '00') % 97:02d}"
    first, last = PLACES.get(country, (0, 0))
    for number in range(10 ** (last - first) if last else 0):
        made = text[:first] + f"{number:0{last - first}d}" + text[last:]
        if iban.is_valid(country + iban.calc_check_digits(f"{country}00{made}") + made):
            return made
    return text


def why_account(value, ours, known):
    plain = re.sub(r"[ .\-]", "", value).upper()
    country = plain[:2]
    if country not in dict(known):
        return {"warning": "D-06", "ok": "D-07"}.get(ours)
    if ours != "error":
        return "D-27" if country == "BE" and theirs(iban.validate, value) == "component" else None
    if not plain[2:4].isdigit():
        return "D-28"
    if plain[2:4] in ("00", "01", "99"):
        return "D-08"
    if country in ("IT", "SM"):
        return "D-05" if codicefiscale.calc_check_digit(plain[5:]) != plain[4] else None
    return "D-09" if country in BY_97 and plain[4:].isdigit() and int(plain[4:]) % 97 != 1 else None


def theirs(validate, value):
    """ok, error, or component: a part of it is not in its tables."""
    try:
        validate(value)
        return "ok"
    except InvalidComponent:
        return "component"
    except ValidationError:
        return "error"


def compare(tally, kind, values, validate, why):
    """`why`: the number of a disagreement, for a value and what cigo says of it."""
    for value, ours in zip(values, verdicts(kind, values)):
        tally.compare(value, ours, theirs(validate, value).replace("component", "error"), lambda: why(value, ours))


def main():
    n, seed = int(sys.argv[1]) if len(sys.argv) > 1 else 3000, sys.argv[2] if len(sys.argv) > 2 else "1"
    chance, known = random.Random(seed), list(accounts())
    made = {
        "codice_fiscale": (person, codicefiscale.validate, why_person),
        "partita_iva": (company, iva.validate, why_company),
        "iban": (lambda chance: account(chance, known), iban.validate, lambda value, ours: why_account(value, ours, known)),
    }
    good = True
    for kind, (make, validate, why) in made.items():
        tally = Tally(kind)
        compare(tally, kind, [spoil(chance, make(chance)) for _ in range(n)], validate, why)
        good = tally.say() and good
    return 0 if good else 1


sys.exit(main())
