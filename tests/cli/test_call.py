"""On the telephone: notes with time and author, also by whoever only reads; where they go, and that they go with the
case."""

import json
import re
import subprocess
import sys

import cigo_run


def call(where, *typed, case="demo"):
    return where.cigo("call", case, "--lines", stdin="\n".join([*typed, "/esci"]) + "\n").out


def test_a_note_has_its_time_author_and_place():
    with cigo_run.place() as where:
        where.cigo("demo")
        out = call(where, "/vai 4.5", "/nota cerca il foglio", "/nota", "/telefonata fine", "/nota fuori chiamata", "/nota")
        assert re.search(r"La telefonata è durata \d+ second", out) and "La telefonata dura" not in out, out
        told = [line for line in out.splitlines() if re.match(r"[12]\. .* alle \d\d:\d\d, ", line)]
        assert re.match(r"1\. .*, dopo \d+ second[oi], 4\.5 .*: cerca il foglio\.$", told[0]), told
        assert "dopo" not in told[-1] and told[-1].endswith(": fuori chiamata."), told
        assert out.count("Nota registrata.") == 2
        assert "cerca il foglio" in where.cigo("history", "demo").out
        assert "cerca il foglio" in where.cigo("history", "demo", "4.5").out
        assert "cerca il foglio" not in where.cigo("history", "demo", "4.6").out
        entries = [json.loads(line) for line in where.cigo("history", "demo", "--json").out.splitlines()]
        notes = [entry for entry in entries if entry["what"] == "note"]
        assert [note["text"] for note in notes] == ["fuori chiamata", "cerca il foglio"]
        assert notes[0]["call_seconds"] is None and notes[1]["call_seconds"] < 120 and notes[1]["place"] == "periodo_dal"
        audit = where.cigo("audit", "demo").out
        assert audit.count("ha scritto una nota") == 2 and "foglio" not in audit


def test_on_the_telephone_a_code_is_a_code():
    with cigo_run.place() as where:
        where.cigo("demo")
        out = call(where, "/vai 4.7", "31/02/2026", "4.5", "/vai 4.6", "5.8")
        assert "Il giorno 31 non esiste" in out and "«4.5» è il codice di una domanda" in out, out
        assert "4.5 registrato" not in out and "4.7 registrato: " not in out, out
        kept = where.cigo("answers", "demo").out
        assert "inizio_effettivo: 31/02/2026" in kept and "periodo_al: 13/12/2026" in kept, kept
        out = call(where, "/vai 4.7", "/telefonata fine", "4.5")
        assert "4.7 registrato: martedì 4 maggio" in out, out


def test_who_only_reads_may_note():
    with cigo_run.place() as where:
        where.cigo("demo")
        writer = subprocess.Popen(where.argv(["open", "demo", "--lines"]), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  text=True, env=where.env, cwd=where.folder)
        try:
            while "Scriva il numero" not in writer.stdout.readline():
                pass
            out = call(where, "/vai 4.5", "/nota ha chiamato due volte", "01/11/2026")
            assert "Nota registrata." in out and "01/11/2026" not in out, out
            assert out.count("Sola lettura: la modifica non si può salvare.") == 1, out
            assert out.endswith("nessuna risposta è stata cambiata; le note sono registrate.\n"), out
            out = call(where, "/vai 5.8/1", "/incolla", "/nuova", "/cella cognome x", "/vuota", "/duplica", "/togli 1",
                       "/annulla", "/vai 4.5", "domani")
            assert out.count("Sola lettura: la modifica non si può salvare.") == 8, out
            assert "Incoll" not in out and "Annullat" not in out and out.endswith("nulla è stato cambiato.\n"), out
        finally:
            writer.communicate("/esci\n", timeout=30)
        assert "ha chiamato due volte" in where.cigo("history", "demo").out
        assert "2026-11-16" in where.cigo("check", "demo", "--json").out


def test_notes_travel_with_the_case_and_none_is_lost():
    with cigo_run.place() as here, cigo_run.place() as there:
        here.cigo("demo")
        call(here, "/nota la prima")
        file = str(here.folder / "a.pack")
        assert here.cigo("pack", "demo", file).code == 0 and there.cigo("unpack", file).code == 0
        assert "la prima" in there.cigo("history", "demo").out
        call(there, "/nota di qua")
        call(here, "/nota la seconda")
        assert here.cigo("pack", "demo", file, "--force").code == 0
        assert there.cigo("unpack", file, "--update").code == 0
        out = there.cigo("history", "demo").out
        assert all(out.count(text) == 1 for text in ("la prima", "di qua", "la seconda")), out
        here.cigo("copy", "demo", "altra")
        assert "la prima" not in here.cigo("history", "altra").out


def test_purged_with_the_case():
    with cigo_run.place() as where:
        where.cigo("demo")
        call(where, "/nota Fiordaliso richiama domani")
        bytes_ = lambda: b"".join(path.read_bytes() for path in where.data.parent.glob(where.data.name + "*"))
        assert b"Fiordaliso" in bytes_()
        assert where.cigo("purge", "demo", "--yes").code == 0
        assert b"Fiordaliso" not in bytes_()


def test_hostile_note():
    with cigo_run.place() as where:
        where.cigo("demo")
        out = call(where, "/nota \x1b]0;x\x07 \u202erovescio", "/nota " + "y" * 200000, "/nota")
        assert "\x1b" not in out and "\u202e" not in out and "\x07" not in out
        assert "\x1b" not in where.cigo("history", "demo").out


if __name__ == "__main__":
    sys.exit(cigo_run.main([test_a_note_has_its_time_author_and_place, test_who_only_reads_may_note,
                            test_notes_travel_with_the_case_and_none_is_lost, test_purged_with_the_case,
                            test_hostile_note]))
