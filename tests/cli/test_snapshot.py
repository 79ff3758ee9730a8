"""A snapshot: nothing of the answers is in it, it shows the same screens, and one that somebody made up does no harm."""

import getpass
import json
import os
import pty
import re
import resource
import stat
import sys

import cigo_run
from cigo_run import SHARED, SOURCE, place

CASES = [SOURCE / "forms/cigo/demo.yaml", *sorted(SHARED.glob("cases/*.yaml")), *sorted(SHARED.glob("cases/g*.json")),
         *sorted(p for p in SHARED.glob("cases/*.json") if not p.name.startswith("g") and "expected" not in p.name)]
CASES = [p for p in CASES if "expected" not in p.name]
SANITIZED = b"__asan_init" in cigo_run.PROGRAM.read_bytes()
CASES = CASES[::8] if SANITIZED else CASES
WORD = re.compile(r"[^\W_]{4,}")
# In a table the length of a text would tell people apart: only of what was not understood it is said.
CELL = re.compile(r"|value|[-*+](?:~?(?:value|chosen:\d+|is:[a-z0-9_,]+)|!text:\d+)?")
STATE = re.compile(r"^\d+\. .*\.$")
ALERT = re.compile(r"^(?:ERRORE|AVVISO|NOTA) \S+")


def personal():
    """The fields and columns that the form calls so."""
    found, last = set(), None
    for path in sorted((SOURCE / "forms/cigo/sections").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        for name, mark in re.findall(r"(?m)^ +([a-z_0-9]+):\n +(?:code|kind):|^ +(personal: true)$", text):
            last = name or last
            if mark:
                found.add(last)
    assert {"azienda_cf", "rappresentante_cognome", "cognome", "cf"} <= found, found
    return found


def without_choices(shot, secret_fields):
    """The snapshot without the choices that it tells, once it is known that it may."""
    case = json.loads(shot)
    for field, code in case["fields"].items():
        assert "is:" not in code or field not in secret_fields, field
    for name, group in case["groups"].items():
        assert not secret_fields & set(group["columns"]) or "is:" not in json.dumps(group), name
        for row in group["rows"]:
            assert all(CELL.fullmatch(cell) for cell in row[1:]), (name, row)
    return re.sub(r"is:[a-z0-9_,]+", "", shot)


def filled(where, path, name):
    assert where.cigo("fill", path, "--name", name).code == 0, path
    out = where.cigo("snapshot", name)
    assert out.code == 0, out.err
    return out.out


def spice(where, name):
    """What is not in the file of answers: a reason, a note, a text that was not understood."""
    where.cigo("call", name, "--lines", stdin="/vai 4.5\n01/11/2026\n/conferma R-PER-MONDAY Fiordaliso telefonato\n"
               "/nota Settebellezze richiama\n/vai 4.6\nquattordici Ottobrata\n/esci\n")


def test_no_datum_is_in_it():
    secret_fields = personal()
    with place() as where:
        where.env |= {"USER": "quadrifoglio", "LOGNAME": "quadrifoglio", "TERM": "xterm"}
        empty = where.file("vuota.yaml", "form: cigo\nanswers:\n  note_pratica: x\n")
        own = set(WORD.findall(filled(where, empty, "vuota")))
        for i, path in enumerate(CASES):
            name = f"Melograno {i}"
            filled(where, path, name)
            spice(where, name)
            shot = without_choices(where.cigo("snapshot", name).out, secret_fields)
            answers = where.cigo("answers", name).out
            # the keys of the file are ids of the form; only what stands after them was answered
            values = re.sub(r"(?m)^(\s*-?\s*)[a-z_0-9]+:", r"\1", answers)
            values = re.sub(r"([{,]\s*)[a-z_0-9]+:", r"\1", values)
            secret = set(WORD.findall(values)) | set(WORD.findall(str(where.folder))) | {
                "Melograno", "Fiordaliso", "telefonato", "Settebellezze", "Ottobrata", "quattordici", "quadrifoglio",
                getpass.getuser(), os.uname().nodename}
            assert len(secret) > 12, secret
            found = set(WORD.findall(shot)) & secret - own
            assert not found, f"{path.name}: {found}"
            for digits in re.findall(r"\d{4,}", values):
                assert digits not in shot or digits in " ".join(own), f"{path.name}: {digits}"


def test_no_length_in_a_table():
    """Not even of what was not understood there; elsewhere it helps, and is told."""
    with place() as where:
        path = where.file("storta.yaml", "form: cigo\nanswers:\n  azienda_cf: 0471203028\n"
                          "  lavoratori: [{cf: RSSMRA85M01H501, cognome: Rossi}]\n")
        filled(where, path, "storta")
        shot = json.loads(where.cigo("snapshot", "storta").out)
        group = shot["groups"]["lavoratori"]
        cells = dict(zip(group["columns"], group["rows"][0][1:]))
        assert cells["cf"] == "*!value" and cells["cognome"] == "*value", cells
        assert shot["fields"]["azienda_cf"] == "*!text:10", shot["fields"]["azienda_cf"]
        out = lines(where, "snapshot", "--open", where.file("s.json", json.dumps(shot)), typed=["/vai 5.8", "/righe"])
        assert "«non capito»" in out, out


def lines(where, *args, typed):
    return where.cigo(*args, "--lines", stdin="\n".join(typed) + "\n/esci\n").out


def seen(out):
    """States of the sections, what is missing, alerts with their places, without what is filled in from values."""
    states = sorted({line for line in out.splitlines() if STATE.match(line)})
    alerts = [(ALERT.match(line)[0], line.partition(" Dove: ")[2].split(", riga")[0]) for line in out.splitlines()
              if ALERT.match(line) and " Dove: " in line]
    missing = [re.sub(r"\([^)]*\)", "", line) for line in out.splitlines() if line.startswith("Manca: ")]
    return states, alerts, missing, re.findall(r"Errori aperti \d+, avvisi \d+, note \d+, risposte mancanti \d+", out)


def test_the_same_screens():
    with place() as where:
        for i, path in enumerate(CASES[::3]):
            filled(where, path, f"caso {i}")
            if i % 2 == 0:
                spice(where, f"caso {i}")
            file = where.folder / f"{i}.json"
            assert where.cigo("snapshot", f"caso {i}", file).code == 0
            typed = ["/elenco", "/problemi", "/mancano", "/elenco", *["/avanti"] * 150]
            here = lines(where, "open", f"caso {i}", typed=typed)
            there = lines(where, "snapshot", "--open", file, typed=typed)
            assert seen(here) == seen(there), f"{path.name}\n{seen(here)}\n{seen(there)}"
            asked = [re.findall(r"(?m)^(\d+\.\d+)> ", out) for out in (here, there)]
            assert asked[0] == asked[1] and len(asked[0]) > 20, path.name


def test_file_and_facts():
    with place() as where:
        where.env |= {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        where.cigo("demo")
        file = where.folder / "foto.json"
        assert where.cigo("snapshot", "demo", file).code == 0
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert where.cigo("snapshot", "demo", file).code != 0, "a file that is there stays"
        assert where.cigo("snapshot", "demo", file, "--force").code == 0
        facts = json.loads(file.read_text())["facts"]
        assert facts["TERM"] == "xterm-256color" and facts["colours"] == "256" and facts["characters"] == "UTF-8"
        assert "F12" in facts["keys"] and facts["SQLite"].startswith("3.")
        where.env["TERM"] = "/home/quadrifoglio/terminfo"
        assert "quadrifoglio" not in where.cigo("snapshot", "demo").out
        for args in ((), ("--open",), ("demo", "--open", file), ("manca",)):
            assert where.cigo("snapshot", *args).code == 2, args


def test_nothing_can_be_changed():
    with place() as where:
        where.cigo("demo")
        file = where.folder / "foto.json"
        where.cigo("snapshot", "demo", file)
        before = file.read_bytes()
        out = lines(where, "snapshot", "--open", file, typed=["/vai 4.5", "1/1/2026", "/vai 5.8", "/nuova", "/togli 1",
                    "/duplica 1", "/annulla", "/rifai", "/pratica x", "/stampa y", "/prendi", "/nota z", "/vai 4.5", "/vai 4.6"])
        assert out.count("stantanea: qui si ") >= 4, out
        assert "5.8. Lavoratori in CIGO. 5 righe." in out
        assert file.read_bytes() == before and not (where.folder / "x").exists() and not (where.folder / "y").exists()


def test_the_way_onto_the_portal_is_walked():
    with place() as where:
        where.cigo("demo")
        file = where.folder / "foto.json"
        where.cigo("snapshot", "demo", file)
        out = lines(where, "snapshot", "--open", file, typed=["/portale", "", "", "/fatto"])
        assert "Campo 3 di" in out and "ATTENZIONE" not in out.split("Campo 3 di")[0], out


def on_a_terminal(where, *args, keys):
    """What a full screen of 24 by 80 shows, with everything that controls it taken out."""
    pid, fd = pty.fork()
    if pid == 0:
        argv = where.argv(list(args))
        os.execve(argv[0], argv, where.env | {"TERM": "xterm", "LINES": "24", "COLUMNS": "80"})
    out = b""
    for key in [*keys, b"\x03", b"\r"]:
        while b"Menu" not in out[-4000:] and b"Invio esce" not in out[-4000:]:
            out += os.read(fd, 4096)
        out += b"|"
        os.write(fd, key)
    try:
        while chunk := os.read(fd, 4096):
            out += chunk
    except OSError:
        pass
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0, out
    return out.decode("utf-8", "replace")


def test_full_screen():
    with place() as where:
        where.cigo("demo")
        file = where.folder / "foto.json"
        where.cigo("snapshot", "demo", file)
        out = on_a_terminal(where, "snapshot", "--open", file, keys=[])
        assert "istantanea" in out and "sola lettura" in out, out


def test_hostile():
    with place() as where:
        where.cigo("demo")
        good = json.loads(where.cigo("snapshot", "demo").out)

        def changed(**more):
            return json.dumps(good | more)

        group = good["groups"]["lavoratori"]
        huge = dict(good["groups"], lavoratori=dict(group, rows=[[100000, *group["rows"][0][1:]]] * 3))
        again = dict(good["groups"], lavoratori={"asked": True, "columns": ["_x"] + [group["columns"][-1]] * 100,
                                                 "rows": [[100000, *[""] * 101]]})
        attempts = {
            "empty": "", "not json": "{", "another": "{}", "list": "[]", "newer": changed(cigo_snapshot=2),
            "deep": "[" * 100000, "twice": '{"cigo_snapshot": 1, "cigo_snapshot": 1}', "no day": changed(today="x"),
            "form": changed(form="../../etc"), "form esc": changed(form="\u001b]0;x\u0007"), "no form": changed(form=3),
            "code": changed(fields={"causale": "*evil"}), "text": changed(fields={"causale": "+testo Rossi"}),
            "secret choice": changed(fields={"rappresentante_cognome": "+is:Rossi"}),
            "choice": changed(fields={"causale": "+is:inventata"}), "number": changed(fields={"causale": 7}),
            "long number": changed(fields={"note_pratica": "+text:99999999999999999999"}),
            "rows": changed(groups=huge), "columns": changed(groups={"lavoratori": {"columns": ["x"] * 9999, "rows": []}}),
            "row": changed(groups={"lavoratori": dict(group, rows=[[1]])}), "alert": changed(alerts=[["R-PER-MONDAY"]]),
            "place": changed(alerts=[["R-PER-MONDAY", 0, 0, 1 << 40]]), "no row": changed(alerts=[["R-WRK-SEN30", 99, 99, 1]]),
            "span": changed(alerts=[["R-WRK-SEN30", 1, 1 << 60, 1]]), "section": changed(sections={"azienda": 3}),
            "waivers": changed(waivers=[["R-PER-MONDAY", 0, "contested", ""]] * 10001), "waiver": changed(waivers=[["R-PER-MONDAY", 0, "open", ""]]), "reason": changed(waivers=[["R-PER-MONDAY", 0,
                      "contested", "Rossi"]]), "computed": changed(computed={"settimane_richieste": "12"}),
            "a column again": changed(groups=again), "objects": '{"cigo_snapshot": 1, "x": [' + "{}," * 1300000 + "1]}",
            "lists": '{"cigo_snapshot": 1, "x": [' + "[]," * 1300000 + "1]}",
            "alert span": changed(alerts=[["R-PER-MONDAY", 0, 9, 1]]),
            "large": changed(x="y" * (4 << 20)), "binary": "\x00\x01\x02", "bytes": b"\xff\xfe{}",
        }
        for name, content in attempts.items():
            file = where.file("cattiva.json", content)
            run = where.cigo("snapshot", "--open", file, "--lines", stdin="/esci\n", preexec_fn=bound())
            assert run.code == 2 and run.err.startswith("cigo: "), f"{name}: {run.code} {run.out[:400]} {run.err}"
            assert "\x1b" not in run.out + run.err and "Rossi" not in run.out, name
        # what is only not known here is said and left out
        strange = changed(version="1999", fields=good["fields"] | {"nuovo": "+value"}, facts={"TERM": "\u001b[31m", "x": "ok"},
                          alerts=[*good["alerts"], ["R-NUOVO", 0, 0, 1]], at="nessuno")
        run = where.cigo("snapshot", "--open", where.file("strana.json", strange), "--lines", stdin="/esci\n")
        assert run.code == 0 and "1999" in run.out and "2 voci" in run.out and "\x1b" not in run.out, run.out[:900]


def bound():
    """At most 400 MB, where no sanitizer needs its own."""
    if SANITIZED:
        return None
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))


if __name__ == "__main__":
    sys.exit(cigo_run.main([test_no_datum_is_in_it, test_no_length_in_a_table, test_the_same_screens, test_file_and_facts,
                            test_nothing_can_be_changed, test_full_screen, test_hostile]))
