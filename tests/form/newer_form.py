"""A case saved with an older version of its form opens with a newer one: renamed fields keep their answers,
those that are gone stay in the archive and are said once, and what is now required is said. Usage:
newer_form.py CIGO SOURCE"""

import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

CIGO, SOURCE = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
ANSWERS = """form: prova
answers:
  motivo: gelo
  gradi: -3
  dal: 02/11/2026
  al: 20/11/2026
  racconto: Gelava.
  importo: 100
  persone:
    - {nome: Ada, ore: 10}
    - {nome: Bea, ore: 48, perche_tante: Straordinari}
"""
# one field and one column renamed, one field and one column gone, one field that is new and required
CHANGES = [
    (r'version: "1.0"', 'version: "1.1"'),
    (r"\n      gradi: \{", "\n      temperatura: {renamed_from: gradi, "),
    (r"\bore: \{kind: decimal,", "ore_ferme: {renamed_from: ore, kind: decimal,"),
    (r"visible: \"ore > num\('40'\)\"", "visible: \"ore_ferme > num('40')\""),
    (r"somma\(ore\)", "somma(ore_ferme)"),
    (r"\n      ruolo: [^\n]*", ""),
    (r"\n      perche_tante: [^\n]*", ""),
    (r"\n      importo: [^\n]*\n", "\n      testimone: {code: 1.9, kind: text, label: Testimone, "
     "ask: Chi ha visto?, required: true}\n"),
]


class World:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.forms, self.data = self.folder / "forms", self.folder / "cigo.db"
        shutil.copytree(SOURCE / "tests/forms/prova", self.forms / "prova")

    def cigo(self, *words, given=""):
        run = subprocess.run(
            [CIGO, *words, "--data", self.data, "--forms", self.forms, "--today", "2026-11-23"],
            input=given, capture_output=True, text=True, timeout=60, check=False,
            env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="it"))
        return run.returncode, run.stdout, run.stderr

    def newer(self):
        path = self.forms / "prova" / "form.yaml"
        text = path.read_text()
        for pattern, new in CHANGES:
            text, n = re.subn(pattern, lambda _, new=new: new, text)
            assert n >= 1, pattern
        path.write_text(text)
        code, out, err = self.cigo("form", "check", str(self.forms / "prova"))
        assert code == 0, out + err

    def stored(self):
        with sqlite3.connect(self.data) as db:
            return dict(db.execute("SELECT field, text FROM answer")), db.execute(
                "SELECT form_version FROM cases").fetchone()[0]


def expect(text, *parts):
    for part in parts:
        assert part in text, f"«{part}» is not in:\n{text}"


def opened_for_reading(world):
    """check opens without writing: it sees the answers in their new place, and changes nothing."""
    before = world.stored()
    code, out, err = world.cigo("check", "vecchia")
    assert code == 3, out + err
    expect(out, "Manca: 1.9 Testimone.")
    assert "1.2 Gradi" not in out, out
    assert world.stored() == before


def opened_for_writing(world):
    code, out, err = world.cigo("open", "vecchia", "--lines", given="/esci\n")
    assert code == 0, out + err
    expect(out, "dalla versione 1.0 alla 1.1", "3 risposte sono passate al nuovo nome",
           "«importo»", "«persone.perche_tante»", "Ora sono obbligatorie e mancano: Testimone.")
    answers, version = world.stored()
    assert version == "1.1"
    assert answers["temperatura"] == "-3" and "gradi" not in answers, answers
    assert answers["importo"] == "100", "an answer without a place was lost"


def said_once(world):
    _, out, _ = world.cigo("open", "vecchia", "--lines", given="/esci\n")
    assert "versione" not in out, out
    _, out, _ = world.cigo("answers", "vecchia")
    expect(out, 'temperatura: "-3"', "ore_ferme: 48", "ore_ferme: 10")


def cleared_stays_cleared(world):
    """What was moved does not come back once the user has emptied it."""
    code, out, err = world.cigo("open", "vecchia", "--lines", given="/vai 1.2\n/vuota\n/esci\n")
    assert code == 0, out + err
    _, out, _ = world.cigo("answers", "vecchia")
    assert "temperatura" not in out, out


def main():
    with tempfile.TemporaryDirectory() as folder:
        world = World(folder)
        path = world.folder / "vecchia.yaml"
        path.write_text(ANSWERS)
        code, out, err = world.cigo("fill", str(path), "--name", "vecchia")
        assert code == 0, out + err
        world.newer()
        opened_for_reading(world)
        opened_for_writing(world)
        said_once(world)
        cleared_stays_cleared(world)
    print("newer form: ok")


if __name__ == "__main__":
    main()
