"""Looking after the archive: backup, restore, doctor, purge, audit."""

import contextlib
import json
import os
import sqlite3
import stat
import subprocess
import sys
import time

import cigo_run
from cigo_run import place

PROVA = "form: prova\nanswers: {motivo: gelo, racconto: Gelava forte in cantiere.}\n"


def start(where, *names):
    where.env["CIGO_FORMS"] = str(cigo_run.SOURCE / "tests/forms")
    for name in names:
        assert where.cigo("fill", "-", "--name", name, stdin=PROVA).code == 0


def names(where):
    return {case["name"] for case in json.loads(where.cigo("list", "--json").out)}


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def test_backup_and_restore():
    with place() as where:
        start(where, "uno", "due")
        assert where.cigo("backup").code == 0
        (copy,) = (where.data.parent / "copie").iterdir()
        assert mode(copy) == 0o600 and mode(copy.parent) == 0o700
        again = where.cigo("backup", copy)
        assert again.code == 2 and "c'è già" in again.err
        assert where.cigo("purge", "due", "--yes").code == 0 and names(where) == {"uno"}
        # asked, and anything but a yes is a no
        for answer in ("", "no\n", "forse\n"):
            asked = where.cigo("restore", copy, stdin=answer)
            assert asked.code == 0 and "Non ho cambiato nulla" in asked.out and names(where) == {"uno"}
        done = where.cigo("restore", copy, stdin="si\n")
        assert done.code == 0 and names(where) == {"uno", "due"}
        (kept,) = where.data.parent.glob("cigo.db.prima-*")
        assert str(kept) in done.out and mode(kept) == 0o600
        where.env["CIGO_DATA"] = str(kept)
        assert names(where) == {"uno"}


def test_restore_refuses():
    """What is no copy of ours; and while somebody works in a case."""
    with place() as where:
        start(where, "uno")
        before = where.cigo("answers", "uno").out
        copy = where.folder / "copia.db"
        assert where.cigo("backup", copy).code == 0
        text = where.file("diario.db", "Caro diario, oggi è piovuto.\n" * 50)
        for path in (where.folder / "manca.db", text, where.folder):
            assert where.cigo("restore", path, "--yes").code == 4, path
        writer = subprocess.Popen(where.argv(["open", "uno", "--lines"]), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  env=where.env, cwd=where.folder)
        writer.stdout.readline()
        refused = where.cigo("restore", copy, "--yes")
        assert refused.code == 4 and "lavora in una domanda" in refused.err
        writer.communicate(b"/esci\n")
        assert where.cigo("answers", "uno").out == before
        assert not list(where.data.parent.glob("*.prima-*"))
        assert where.cigo("restore", copy, "--yes").code == 0


def test_purge():
    with place() as where:
        start(where, "uno", "due", "tre")
        dry = where.cigo("purge", "--before", "01/01/2100", "--dry-run")
        assert dry.code == 0 and all(name in dry.out for name in ("uno", "due", "tre")) and len(names(where)) == 3
        assert where.cigo("purge", "--before", "01/01/2020").out.strip() == "Non c'è nulla da eliminare."
        # what is written beside the answers is a change too
        with contextlib.closing(sqlite3.connect(where.data)) as db:
            db.execute("UPDATE cases SET updated = '2019-05-05T10:00:00Z'")
            db.commit()
        where.cigo("open", "due", "--lines", stdin="/vai racconto\n/testo\nMezzo testo\n")
        where.cigo("call", "tre", "--lines", stdin="/nota ha richiamato\n/esci\n")
        dry = where.cigo("purge", "--before", "01/01/2020", "--dry-run").out
        assert "uno" in dry and "05/05/2019" in dry and "due" not in dry and "tre" not in dry, dry
        assert where.cigo("purge").code == 2 and where.cigo("purge", "uno", "--before", "01/01/2100").code == 2
        assert where.cigo("purge", "uno", "manca", "--yes").code != 0 and len(names(where)) == 3
        assert where.cigo("purge", "uno", stdin="no\n").code == 0 and len(names(where)) == 3
        assert where.cigo("purge", "uno", "due", stdin="sì\n").code == 0 and names(where) == {"tre"}
        writer = subprocess.Popen(where.argv(["open", "tre", "--lines"]), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  env=where.env, cwd=where.folder)
        writer.stdout.readline()
        kept = where.cigo("purge", "tre", "--yes")  # somebody writes it
        assert kept.code == 4 and "non ne resta" not in kept.out and "con il loro testo: 1." in kept.out, kept.out
        writer.communicate(b"/esci\n")
        assert where.cigo("purge", "tre", "--yes").code == 0
        left = b"".join(path.read_bytes() for path in where.data.parent.iterdir() if path.is_file())
        assert b"Gelava" not in left
        # that it happened stays known, what it was does not
        audit = where.cigo("audit").out
        assert audit.count("ha eliminato la domanda") == 3 and "«uno»" not in audit


def test_audit():
    with place() as where:
        start(where, "uno", "due")
        assert where.cigo("rename", "due", "altra").code == 0
        assert where.cigo("export", "uno", "--format", "csv").code == 0
        entries = json.loads(where.cigo("audit", "--json").out)
        assert [entry["when"] for entry in entries] == sorted(entry["when"] for entry in entries)
        assert {"create", "field", "rename", "export"} <= {entry["type"] for entry in entries}
        assert "Gelava" not in json.dumps(entries), "values are not for the audit"
        one = json.loads(where.cigo("audit", "uno", "--json").out)
        assert one == [entry for entry in entries if entry["name"] == "uno"]
        assert json.loads(where.cigo("audit", "--since", "01/01/2100", "--json").out) == []
        assert where.cigo("audit", "--since", "ieri").code == 2
        assert len(where.cigo("audit").out.splitlines()) == len(entries)


def test_doctor():
    with place() as where:
        assert where.cigo("doctor").code == 0 and not where.data.exists(), "it changes nothing"
        start(where, "uno")
        where.env["CIGO_FORMS"] = str(cigo_run.SOURCE / "forms")
        poor = where.cigo("doctor")
        assert poor.code == 0 and "AVVISO" in poor.out and "cigo backup" in poor.out
        warnings = poor.out.count("AVVISO. ")
        assert poor.out.endswith(f"\n0 errori, {warnings} {'avviso' if warnings == 1 else 'avvisi'}.\n"), poor.out
        assert where.cigo("backup").code == 0
        facts = json.loads(where.cigo("doctor", "--json").out)
        assert {fact["state"] for fact in facts} <= {"ok", "warning"} and any("integro" in fact["text"] for fact in facts)
        os.chmod(where.data, 0o664)
        open_to_all = where.cigo("doctor")
        assert open_to_all.code == 4 and "chmod 600" in open_to_all.out and mode(where.data) == 0o664
        os.chmod(where.data, 0o600)
        (copy,) = (where.data.parent / "copie").iterdir()
        os.utime(copy, (time.time() - 90 * 86400,) * 2)
        assert "ha 90 giorni" in where.cigo("doctor").out
        copies = where.data.parent / "copie"
        copies.rename(where.folder / "altrove")
        copies.write_text("")
        unseen = where.cigo("doctor").out
        assert "non si sa se c'è una copia" in unseen and "nessuna copia" not in unseen, unseen
        copies.unlink()
        (where.folder / "altrove").rename(copies)
        where.env["CIGO_DATA"] = str(where.file("rotto.db", copy.read_bytes()[:8192] + b"\xa5" * 8192))
        broken = where.cigo("doctor")
        assert broken.code == 4 and "ERRORE" in broken.out
        assert (where.folder / "rotto.db").exists(), "nothing is set aside"


def listed(where, *words):
    return [(case["name"], case["causale_label"]) for case in json.loads(where.cigo("list", *words, "--json").out)]


def test_list_is_right_after_anything():
    """An archive of before has no summaries; a program that was killed left one of older answers."""
    with place() as where:
        start(where, "uno")
        with sqlite3.connect(where.data) as db:
            db.execute("DELETE FROM summary")
        assert listed(where, "cantiere") == [("uno", "Gelo")]
        with sqlite3.connect(where.data) as db:
            db.execute("UPDATE answer SET text = 'sciopero' WHERE field = 'motivo'")
            db.execute("UPDATE answer SET text = 'Nevicava.' WHERE field = 'racconto'")
            db.execute("UPDATE cases SET last_action = last_action + 1")
        assert listed(where) == [("uno", "Sciopero")]
        assert listed(where, "nevic") == [("uno", "Sciopero")] and listed(where, "cantiere") == []


if __name__ == "__main__":
    sys.exit(cigo_run.main([test_backup_and_restore, test_restore_refuses, test_purge, test_audit, test_doctor,
                            test_list_is_right_after_anything]))
