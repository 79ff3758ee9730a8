"""Files that cannot be used, or are meant to do harm: a clear sentence, exit code 2, nothing changed."""

import os
import re
import subprocess
import sys
import time

import cigo_run
from cigo_run import place

EMPTY = "form: cigo\nanswers: {}\n"


def refused(where, content, *words, code=2, command=("check",)):
    """The answers file is refused, with file:line:column and these words, and no case is made."""
    path = where.file("x.yaml", content)
    run = where.cigo(*command, path)
    assert run.code == code, (run.code, run.err, run.out[:200])
    assert run.out == "", run.out[:200]
    assert "cigo: " in run.err
    for word in words:
        assert word in run.err, (word, run.err)
    assert len(run.err) < 20000, len(run.err)
    return run.err


def test_bytes():
    with place() as where:
        at = re.compile(r"x\.yaml:\d+:\d+: ")
        for content, word in [
            (b"form: cigo\nanswers:\n  note_pratica: \xe8 tutto\n", "UTF-8"),
            (b"form: cigo\nanswers:\n  note_pratica: a\x00b\n", "NUL"),
            (b"\x00\x00\x00\x00", "NUL"),
            ("form: cigo\nanswers: {}\n".encode("utf-16"), ""),
            (b"form: cigo\nanswers:\n  note_pratica: a\x1b[31mb\n", "U+001B"),
            (b"form: cigo\nanswers:\n\tnote_pratica: a\n", ""),
            (b'form: cigo\nanswers: {note_pratica: "\\ud83d"}\n', "metà"),
            (b"form: cigo\nanswers: {note_pratica: \"\\u0000\"}\n", "NUL"),
            (b"form: cigo\nanswers: {", ""),
            (b"form: cigo\n--- \nanswers: {}\n", ""),
            (b"%YAML 1.9\n---\nform: cigo\n", ""),
            (b"form: cigo\nanswers: !!python/object:os.system {}\n", ""),
            (b"form: cigo\nanswers: {note_pratica: !local x}\n", ""),
        ]:
            for command in (("check",), ("fill",)):
                assert at.search(refused(where, content, word, command=command)), content
        # a byte order mark is what Windows puts there
        bom = where.cigo("check", where.file("bom.yaml", "\ufeff" + EMPTY))
        assert bom.code in (2, 3), bom.err
        assert where.cigo("list", "--json").out == "[]\n"


def test_size():
    with place() as where:
        big = "a" * (10 << 20)
        before = time.monotonic()
        refused(where, f"form: cigo\nanswers:\n  note_pratica: {big}\n")
        refused(where, f'{{"form": "cigo", "answers": {{"note_pratica": "{big}"}}}}', command=("fill",))
        refused(where, f"form: cigo\nanswers:\n  {big}: 1\n")
        refused(where, "[" * 100000)
        refused(where, "form: cigo\nanswers: " + "{a: " * 5000)
        refused(where, "a: &a [x]\n" + "".join(f"b{i}: &b{i} [*a, *a]\n" for i in range(50)))
        assert time.monotonic() - before < 40
        # as long as it may be: kept, and judged
        long = where.file("long.yaml", f"form: cigo\nanswers:\n  note_pratica: {'b' * 200000}\n")
        assert where.cigo("fill", long, "--name", "lungo").code == 0
        assert "b" * 200000 in where.cigo("answers", "lungo").out
        run = where.cigo("value", "text", stdin="c" * (2 << 20) + "\n")
        assert run.code in (0, 1) and run.out.count("\n") == 1
        folder = os.open(where.folder, os.O_RDONLY)  # it cannot be read: said, and no success
        run = subprocess.run(where.argv(["value", "text"]), stdin=folder, capture_output=True, env=where.env, check=False)
        os.close(folder)
        assert run.returncode == 4 and b"non si leggono" in run.stderr, run


def test_wrong_types():
    with place() as where:
        errors = refused(
            where,
            "form: cigo\nanswers:\n  azienda_cf: [a]\n  azienda_fc: 1\n  lavoratori: {cf: a}\n  organico: [1]\n"
            "  termine_presentazione: 1\n  causale: gelata\n  lavoratori_x: []\n",
            "x.yaml:3:", "x.yaml:4:3", "azienda_cf", "x.yaml:5:", "x.yaml:6:", "x.yaml:7:3", "x.yaml:8:12",
        )
        assert errors.count("x.yaml:") == 7, errors
        # what does not parse is kept, and is an alert, not a refusal
        typed = where.file("t.yaml", "form: cigo\nanswers: {azienda_cf: boh, azienda_dipendenti: molti}\n")
        run = where.cigo("check", typed)
        assert run.code == 1 and "FMT-CODICE_FISCALE_AZIENDA" in run.out and "FMT-INTEGER" in run.out
        assert where.cigo("check", where.folder).code == 2
        assert where.cigo("check", "/dev/null").code == 2
        assert where.cigo("check", "-", stdin="").code == 2
        unreadable = where.file("u.yaml", EMPTY)
        unreadable.chmod(0)
        if os.geteuid() != 0:
            assert where.cigo("check", unreadable).code == 2


def test_names():
    """A case's name is data: nothing in it reaches the terminal or the file system."""
    with place() as where:
        for name in ("../../nosuch/passwd", "Rossi 11/2026", "a'; DROP TABLE cases; --", "-x", "àè 日本", "%s%n"):
            run = where.cigo("fill", "-", f"--name={name}", stdin=EMPTY)
            assert run.code == 0 and run.out == name + "\n", (name, run.err)
            assert where.cigo("answers", "--", name).code == 0
            assert where.cigo("check", "--", name).code == 3
        for name in ("a\x1b[31mb", "a\nb", "x" * 100000, "\u202eabc"):
            run = where.cigo("fill", "-", f"--name={name}", stdin=EMPTY)
            assert run.code in (0, 2), (name, run.err)
            for out in (run.out, where.cigo("list").out):
                assert "\x1b" not in out and "\u202e" not in out
        for args in (("check", "a\x1b]0;x\x07"), ("open", "\x1b[2J"), ("value", "text", "a\x1b[31m"), ("\x1b[1m",)):
            run = where.cigo(*args)
            assert "\x1b" not in run.out + run.err and "\x07" not in run.out + run.err
        path = where.file("a\x1b[31m.yaml", EMPTY)
        run = where.cigo("check", path)
        assert "\x1b" not in run.out + run.err


FORM = """form: prova
format: 1
version: 1
title: Cattivo
order: presunto
sources: {n: {cite: N, gist: N., in_force: 2016-01-01, checked: 2026-11-23, confidence: C1}}
sections:
  uno:
    code: 1
    title: Uno
    fields:
      a: {code: 1.1, kind: integer, label: A, visible: "%s"}
      b: {code: 1.2, kind: integer, label: B}
"""
HOSTILE = [
    "1; ATTACH 'x.db' AS y", "ATTACH 'x.db' AS y", "PRAGMA user_version = 7", "load_extension('/tmp/x')",
    "(SELECT load_extension('/tmp/x'))", "EXISTS (SELECT 1 FROM sqlite_schema)", "EXISTS (SELECT 1 FROM sqlite_master)",
    "EXISTS (SELECT 1 FROM pragma_table_info('domanda'))", "(INSERT INTO domanda VALUES (1))", "(DELETE FROM domanda)",
    "readfile('/etc/passwd') IS NULL", "writefile('x', 'y')", "randomblob(1000000000) IS NULL",
    "zeroblob(1000000000) IS NULL", "printf('%%.*c', 1000000000, 'x') IS NULL",
    "(WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c) > 0",
    "b) FROM domanda UNION ALL SELECT (b", "b /* */ > 1", "b > 1 -- x", "b = ?1", "fts5(b)", "b > 1.5",
    "nosuch > 1", "b = 'testo'", "json(b) = 1", "b IN (SELECT name FROM sqlite_schema)",
]


def test_hostile_forms():
    with place() as where:
        for text in HOSTILE:
            where.file("prova/form.yaml", FORM % text)
            for args in (("form", "check", where.folder / "prova"), ("--forms", where.folder, "new", "--form", "prova")):
                run = where.cigo(*args)
                assert run.code == 2, (text, run.code, run.out, run.err)
                assert re.search(r"prova/form\.yaml:12:\d+: ", run.err), (text, run.err)
        # names that lead elsewhere
        for key in ("../x", "a b", "SELECT", "x'y"):
            where.file("prova/form.yaml", (FORM % "b > 1").replace("      b:", f"      ? \"{key}\"\n      :"))
            assert where.cigo("form", "check", where.folder / "prova").code == 2, key
        left = sorted(p.name for p in where.folder.iterdir())
        assert left == ["home", "prova", "share", "state"] or left == ["home", "prova", "state"], left


def test_endless_form():
    """A rule that would take for ever is stopped, and said."""
    cross = " CROSS JOIN ".join(f"settimane(b - b, 2000000) s{i}" for i in range(4))
    with place() as where:
        for text in (
            f"(SELECT count(*) FROM {cross}) > 0",
            "(SELECT count(*) FROM g g0, g g1, g g2, g g3, g g4, g g5, g g6, g g7, g g8) > 0",
        ):
            group = 'groups: {g: {section: uno, code: 1.9, label: G, fields: {x: {kind: integer, label: X}}}}\n'
            where.file("prova/form.yaml", FORM % text + group)
            rows = "".join(f"    - {{x: {i}}}\n" for i in range(40))
            file = where.file("x.yaml", f"form: prova\nanswers:\n  a: 1\n  b: 2\n  g:\n{rows}")
            before = time.monotonic()
            run = where.cigo("--forms", where.folder, "check", file)
            assert time.monotonic() - before < 20, text
            assert run.code == 2 or "ENG-RULE" in run.out, (text, run.code, run.out, run.err)


def test_newer_form():
    with place() as where:
        where.file("prova/form.yaml", (FORM % "b > 1").replace("format: 1", "format: 2"))
        run = where.cigo("form", "check", where.folder / "prova")
        assert run.code == 2 and "form.yaml:2:9" in run.err and "più recente" in run.err


def test_fuzzed_answers():
    """Bytes of the demo changed at random: judged or refused, never a crash."""
    import random

    chance = random.Random(20261123)
    with place() as where:
        text = bytearray(where.cigo("demo", "--answers").out_bytes)
        for _ in range(40):
            copy = bytearray(text)
            for _ in range(chance.randint(1, 6)):
                at = chance.randrange(len(copy))
                copy[at : at + chance.randint(0, 3)] = bytes(chance.choice(b'{}[]:,-"\n #&*!|>\x00\xff a1') for _ in range(chance.randint(0, 3)))
            run = where.cigo("check", "-", "--json", stdin=bytes(copy))
            assert run.code in (0, 1, 2, 3), run.code
            assert (run.code == 2) == (run.out == ""), run.err


TOWNS = "codice\tdal\tal\tattivo\tdenominazione\tsigla\n"


def test_tables():
    """A table of places from anywhere: refused in one sentence, and what was installed stays."""
    good = TOWNS + "H501\t1871-01-15\t9999-12-31\t1\tROMA\tRM\n"
    bad = {
        "empty": b"", "zip": b"PK\x03\x04" + bytes(200), "latin": (TOWNS + "H501\t1871-01-15\t9999-12-31\t1\tCITT\xc0\tRM\n").encode("latin-1"),
        "nul": good.encode() + b"\0", "escape": good.replace("ROMA", "RO\x1b]0;x\x07MA").encode(),
        "bidi": good.replace("ROMA", "RO\u202eMA").encode(), "long": (TOWNS + "H501\t" + "9" * 3_000_000 + "\n").encode(),
        "wide": (TOWNS + "\t" * 1_000_000).encode(), "big": good.encode() * 300_000, "twice": (good + good[len(TOWNS):]).encode(),
        "short": good.encode()[:-20],
    }
    with place() as where:
        where.file("good.tsv", good)
        assert where.cigo("tables", "import", "good.tsv").code == 0
        before = where.cigo("tables", "list").out
        for name, data in bad.items():
            where.file(name, data)
            run = where.cigo("tables", "import", name)
            assert run.code in (2, 4) and run.out == "" and run.err.count("\n") == 1 and len(run.err) < 600, (name, run.err)
        os.mkfifo(where.folder / "fifo")
        (where.folder / "loop").symlink_to("loop")
        for name in ("fifo", "loop", ".", "/dev/zero", "missing"):
            run = where.cigo("tables", "import", name)
            assert run.code in (2, 4) and run.err.count("\n") == 1, (name, run.err)
        assert where.cigo("tables", "list").out == before
        copy = where.data.parent / "tabelle" / "luoghi.tsv"
        assert copy.read_text() == good and copy.stat().st_mode & 0o777 == 0o600
        copy.write_text(good[:-30])  # damaged: said, and nothing else stops
        run = where.cigo("tables", "list")
        assert run.code != 0 and run.err.count("\n") == 1, run.err
        assert where.cigo("value", "codice_fiscale", "RSSMRA85M01H501Q").code == 0


if __name__ == "__main__":
    sys.exit(cigo_run.main([test_bytes, test_size, test_wrong_types, test_names, test_hostile_forms,
                            test_endless_form, test_newer_form, test_fuzzed_answers, test_tables]))
