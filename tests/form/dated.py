"""Dated numbers and windows are data: a new year's ceiling is one line of YAML, a year without a figure is
unknown and says so, and an overlap or a hole is refused. Usage: dated.py CIGO SOURCE"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

CIGO, SOURCE = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
CASE = """form: cigo
answers:
  azienda_settore: {sector}
  causale: {cause}
  periodo_dal: {start}
  inizio_effettivo: {start}
  periodo_al: 31/01/2027
  giorni_settimana: 5
  retribuzione_mensile: 2400
  mensilita: 13
  ore_totali: 100
"""
CEILINGS = ["massimale_mensile", "massimale_orario", "integrazione_oraria", "stima_integrazione"]


def cigo(forms, *words):
    run = subprocess.run([CIGO, *words, "--forms", forms, "--today", "2026-11-23"], capture_output=True,
                         text=True, timeout=60, check=False, env=os.environ | {"LANGUAGE": "it"})
    return run.returncode, run.stdout, run.stderr


def copy(folder, name):
    forms = pathlib.Path(folder) / name
    shutil.copytree(SOURCE / "forms" / "cigo", forms / "cigo")
    return forms


def edit(forms, pattern, new):
    path = forms / "cigo" / "params.yaml"
    text, n = re.subn(pattern, new, path.read_text(), count=1)
    assert n == 1, pattern
    path.write_text(text)


def check(forms, folder, start, sector="industria", cause="mancanza_lavoro", without=""):
    path = pathlib.Path(folder) / "case.yaml"
    case = CASE.format(start=start, sector=sector, cause=cause)
    path.write_text("".join(line for line in case.splitlines(True) if not without or without not in line))
    _, out, err = cigo(forms, "check", path, "--json")
    assert not err, err
    return json.loads(out)


def text(found, alert_id, part):
    return next(alert[part] for alert in found["alerts"] if alert["id"] == alert_id)


ESTIMATE = [
    # what is left out, what is said, what would then be wrong
    ("", ["773,74.", "per tutte le ore richieste"], ["Mancano", "Servono", "non ancora calcolabile"]),
    ("ore_totali", ["non ancora calcolabile. Mancano ore"], ["È applicato", "non è raggiunto"]),
    ("mensilita", ["non ancora calcolabile. Servono tutti questi dati: mensilità"], ["È applicato", "Mancano ore"]),
]


def amounts(folder):
    forms = SOURCE / "forms"
    for without, said, wrong in ESTIMATE:
        why = text(check(forms, folder, "28/12/2026", without=without), "R-AMT-STIMA", "why")
        assert all(words in why for words in said) and not any(words in why for words in wrong), why
    assert "Controlli" in text(check(forms, folder, "28/12/2026"), "R-ADD-RATE", "fix")
    zero = text(check(forms, folder, "28/12/2026", cause="meteo"), "R-ADD-RATE", "fix")
    assert "Controlli" not in zero and "nessun contributo" in zero, zero


def unknown_year(folder):
    forms = SOURCE / "forms"
    found = check(forms, folder, "04/01/2027")
    for name in CEILINGS:
        assert found["computed"][name] is None, (name, found["computed"][name])
    why = text(found, "R-AMT-STIMA", "why")
    assert "massimale" in why and "non è disponibile" in why, why
    for name in ("massimale_lordo", "massimale_mensile"):
        _, out, _ = cigo(forms, "explain", name)
        assert "Dal 01/01/2027: non disponibile" in out or "noto fino al 31/12/2026" in out, out
    found = check(forms, folder, "28/12/2026")
    assert found["computed"]["massimale_mensile"] == "1423.69", "the old year is not touched"
    why = text(found, "R-AMT-STIMA", "why")
    assert "non è disponibile" not in why, why


def one_line(folder):
    forms = copy(folder, "newyear")
    edit(forms, r"(massimale_lordo: .*2026-01-01: 1423\.69)", r"\1, 2027-01-01: 1450.00")
    code, out, err = cigo(forms, "form", "check", forms / "cigo")
    assert code == 0, out + err
    found = check(forms, folder, "04/01/2027")
    assert found["computed"]["massimale_mensile"] == "1450.00"
    assert all(found["computed"][name] is not None for name in CEILINGS)
    assert check(forms, folder, "28/12/2026")["computed"]["massimale_mensile"] == "1423.69"
    # the other column is another number: it stays unknown until it has its own line
    assert check(forms, folder, "04/01/2027", "edilizia", "meteo")["computed"]["massimale_mensile"] is None
    edit(forms, r"(massimale_lordo_edile: .*2026-01-01: 1708\.44)", r"\1, 2027-01-01: 1740.00")
    assert check(forms, folder, "04/01/2027", "edilizia", "meteo")["computed"]["massimale_mensile"] == "1740.00"


REFUSED = [
    # a hole, a date out of order, the same date twice
    (r"2024-01-01: 1392\.89, ", "", "01/01/2024"),
    (r"2025-01-01: 1404\.03, 2026-01-01: 1423\.69", "2026-01-01: 1423.69, 2025-01-01: 1404.03", "ordine"),
    (r"2026-01-01: 1423\.69", "2026-01-01: 1423.69, 2026-01-01: 1424.69", ""),
    # windows: an overlap, an end before its start, a wrong order
    (r"\{from: 2024-07-01, to: 2024-12-31", "{from: 2023-12-31, to: 2024-12-31", "eone_edile"),
    (r"\{from: 2024-07-01, to: 2024-12-31", "{from: 2024-07-01, to: 2024-06-30", ""),
    (r"\{from: 2023-07-01, to: 2023-12-31", "{from: 2025-01-01, to: 2025-06-30", "eone_edile"),
]


def refused(folder):
    for number, (pattern, new, said) in enumerate(REFUSED):
        forms = copy(folder, f"wrong{number}")
        edit(forms, pattern, new)
        code, out, err = cigo(forms, "form", "check", forms / "cigo")
        assert code == 2 and "params.yaml:" in err and said in err, (pattern, code, out, err)


def main():
    with tempfile.TemporaryDirectory() as folder:
        amounts(folder)
        unknown_year(folder)
        one_line(folder)
        refused(folder)
    print("dated data: ok")


if __name__ == "__main__":
    main()
