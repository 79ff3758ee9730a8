"""The archive on a disk that is full, read-only, damaged or somebody else's; modes; two writers on one case."""

import contextlib
import json
import os
import resource
import signal
import sqlite3
import stat
import subprocess
import sys
import time

import cigo_run
from cigo_run import place

PROVA = "form: prova\nanswers: {motivo: gelo, racconto: Gelava.}\n"


def forms(where):
    where.env["CIGO_FORMS"] = str(cigo_run.SOURCE / "tests/forms")


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def test_modes():
    """Files 0600 and folders 0700, whatever the umask."""
    old = os.umask(0)
    try:
        with place() as where:
            forms(where)
            assert where.cigo("fill", "-", stdin=PROVA).code == 0
            files = [p for p in where.data.parent.rglob("*")]
            assert files and all(mode(p) == (0o700 if p.is_dir() else 0o600) for p in files), files
            assert mode(where.data.parent) == 0o700
            # another one than the usual place
            where.env["CIGO_DATA"] = str(where.folder / "qui/x.db")
            assert where.cigo("fill", "-", stdin=PROVA).code == 0
            named = where.folder / "qui/x.db"
            assert mode(named) == 0o600 and mode(named.parent) == 0o700
            # and --data wins over both
            other = where.folder / "altrove/x.db"
            assert where.cigo("--data", other, "fill", "-", stdin=PROVA).code == 0 and mode(other) == 0o600
    finally:
        os.umask(old)


def test_check_of_a_case_or_a_file():
    """A folder is no file to check: the case of that name is meant; of a file and a case it is said which."""
    with place() as where:
        forms(where)
        assert where.cigo("fill", "-", "--name", "Rossi", stdin=PROVA).code == 0
        alone = where.cigo("check", "Rossi")
        (where.folder / "Rossi").mkdir()
        both = where.cigo("check", "Rossi")
        assert (both.code, both.out, both.err) == (alone.code, alone.out, alone.err)
        (where.folder / "Rossi").rmdir()
        where.file("Rossi", PROVA)
        both = where.cigo("check", "Rossi")
        assert both.code == alone.code and "è un file e anche una domanda" in both.err, both.err
        where.file("Bianchi", PROVA)
        assert where.cigo("check", "Bianchi").err == ""
    with place() as where:
        forms(where)
        where.file("Rossi", PROVA)
        assert where.cigo("check", "Rossi").err == "" and not where.data.exists()


def test_foreign():
    """What is not ours is set aside byte for byte, never overwritten, and said."""
    for kind in ("database", "text"):
        for args in (("list",), ("fill", "-"), ("new", "--lines"), ("check", "--all"), ("check", "a")):
            with place() as where:
                forms(where)
                where.data.parent.mkdir(parents=True)
                if kind == "text":
                    where.data.write_text("Caro diario, oggi è piovuto.\n" * 50)
                else:
                    database = sqlite3.connect(where.data)
                    database.execute("CREATE TABLE ricette (nome TEXT)")
                    database.execute("INSERT INTO ricette VALUES ('risotto')")
                    database.commit()
                    database.close()
                before = where.data.read_bytes()
                if args[0] == "new":
                    args += ("--form", "prova")
                run = where.cigo(*args, stdin=PROVA)
                said = run.out + run.err
                assert "messo da parte" in said and "diario" not in said, (args, run.code, said)
                assert before in [p.read_bytes() for p in where.data.parent.iterdir()], "not kept"
                again = where.cigo("list")
                assert "messo da parte" not in again.err and again.code == 0


def test_draft_of_an_answer():
    """Killed between an answer and the going of its draft: what is the answer already is not offered again."""
    with place() as where:
        forms(where)
        assert where.cigo("fill", "-", "--name", "a", stdin="form: prova\nanswers: {motivo: gelo, racconto: Gelava forte}\n").code in (0, 3)
        for text, asked in (("Gelava forte\n", False), ("Gelava for", True)):
            with contextlib.closing(sqlite3.connect(where.data)) as base:
                base.execute("INSERT OR REPLACE INTO draft VALUES (1, 'racconto', ?)", [text])
                base.commit()
            said = where.cigo("open", "a", "--lines", stdin="/esci\n").out
            assert ("rimasto a metà" in said) == asked, said
            with contextlib.closing(sqlite3.connect(where.data)) as base:
                assert base.execute("SELECT count(*) FROM draft WHERE text <> ''").fetchone()[0] == asked


def test_named():
    """A slip in --data or CIGO_DATA costs nothing: a file that is no archive stays as it is, a new one is said to be one."""
    with place() as where:
        forms(where)
        letter = where.file("lettera.txt", "Cara Anna\n")
        for args in (("--data", letter, "list"), ("--data", letter, "fill", "-"), ("--data", letter, "doctor"), ("list",),
                     ("fill", "-")):
            where.env["CIGO_DATA"] = "" if "--data" in args else str(letter)
            run = where.cigo(*args, stdin=PROVA)
            assert run.code == 4 and "un archivio di cigo" in run.out + run.err, (args, run.out, run.err)
            assert letter.read_text() == "Cara Anna\n" and not list(where.folder.glob("lettera.txt.*"))
        new = where.folder / "nuova/a.db"
        said = "non c'era: ne è stato iniziato uno nuovo"
        where.env["CIGO_DATA"] = str(where.folder / "altra.db")
        assert said in where.cigo("list").err and said not in where.cigo("list").err
        where.env["CIGO_DATA"] = ""
        assert said not in where.cigo("list").err, "the usual place"
        assert said in where.cigo("--data", new, "list").err
        assert said not in where.cigo("--data", new, "list").err
        assert said not in where.cigo("tutorial", "--lines", stdin="").err


def test_corrupt():
    """A damaged archive is kept aside, never overwritten, and said."""
    with place() as where:
        forms(where)
        for name in ("uno", "due", "tre"):
            assert where.cigo("fill", "-", "--name", name, stdin=PROVA).code == 0
        whole = bytearray(where.data.read_bytes())
        for start, junk in ((100, 200), (4096, 4096), (0, 16), (len(whole) // 2, 2000), (len(whole) // 3, None)):
            for path in where.data.parent.iterdir():
                path.unlink()
            hurt = whole[:start] if junk is None else whole[:start] + b"\xa5" * junk + whole[start + junk :]
            where.data.write_bytes(hurt)
            runs = [where.cigo("list"), *(where.cigo("answers", name) for name in ("uno", "due", "tre"))]
            assert all(run.code in (0, 2, 4) for run in runs), [run.code for run in runs]
            whole_answers = all("Gelava." in run.out for run in runs[1:])
            said = "".join(run.err for run in runs)
            assert whole_answers or "danneggiato" in said or "non è" in said, (start, said)
            kept = [p.read_bytes() for p in where.data.parent.iterdir()]
            texts = hurt.count(b"Gelava.")
            assert whole_answers or any(content.count(b"Gelava.") >= texts for content in kept), start


def test_places():
    """The path is a folder, a symlink, in a folder that is not writable, or nonsense."""
    with place() as where:
        forms(where)
        run = where.cigo("--data", where.folder, "list")
        assert run.code == 4 and "cartella" in run.err, run.err
        real = where.folder / "vero.db"
        assert where.cigo("--data", real, "fill", "-", stdin=PROVA).code == 0
        link = where.folder / "link.db"
        link.symlink_to(real)
        run = where.cigo("--data", link, "list", "--json")
        if run.code == 0:  # followed: then it is the same archive
            assert len(json.loads(run.out)) == 1
        else:
            assert run.code == 4 and run.err
        assert real.exists() and link.is_symlink()
        dangling = where.folder / "vuoto.db"
        dangling.symlink_to(where.folder / "nosuch" / "x.db")
        assert where.cigo("--data", dangling, "list").code in (0, 4)
        for path in ("", "/proc/nosuch/x.db", "/dev/null", "/dev/full"):
            run = where.cigo(f"--data={path}", "fill", "-", stdin=PROVA)
            assert run.code in (2, 4) or path == "", (path, run.code, run.err)
        where.env["CIGO_DATA"] = ""  # empty counts as not set
        assert where.cigo("list").code == 0


def as_nobody(code):
    """Run cigo as a user who may not do everything; None where that cannot be done."""
    return {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else code


def test_read_only():
    """An archive that cannot be written can be read, and what is not saved is said."""
    with place() as where:
        forms(where)
        assert where.cigo("fill", "-", "--name", "a", stdin=PROVA).code == 0
        os.chmod(where.folder, 0o755)
        os.chmod(where.folder / "share", 0o755)
        os.chmod(where.data, 0o444)
        os.chmod(where.data.parent, 0o555)
        more = as_nobody({})
        run = where.cigo("list", "--json", **more)
        assert run.code == 0 and len(json.loads(run.out)) == 1, run.err
        assert where.cigo("answers", "a", **more).code == 0
        assert where.cigo("check", "a", **more).code == 3
        run = where.cigo("fill", "-", **more, stdin=PROVA)
        assert run.code == 4 and run.err, (run.code, run.err)
        run = where.cigo("open", "a", "--lines", **more, stdin="1.3\n01/11/2026\n/esci\n")
        assert run.code in (0, 4) and "ola lettura" in run.out + run.err, run.out + run.err
        assert where.cigo("rename", "a", "b", **more).code == 4
        assert where.cigo("delete", "a", "--yes", **more).code == 4
        os.chmod(where.data.parent, 0o700)
        assert b"01/11/2026" not in where.data.read_bytes()


def limited(size):
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return limit


def test_full_disk():
    """No room: exit code 4, what was there stays, and no answer is called saved that is not."""
    with place() as where:
        forms(where)
        assert where.cigo("fill", "-", "--name", "a", stdin=PROVA).code == 0
        before = where.cigo("answers", "a").out
        size = where.data.stat().st_size
        story = "form: prova\nanswers: {racconto: \"" + "parole " * 280 + "\"}\n"
        for n in range(0, 3):
            run = where.cigo("fill", "-", "--name", f"b{n}", stdin=story, preexec_fn=limited(size + n * 512))
            assert run.code in (0, 4), (run.code, run.err)
            if run.code == 4:
                assert run.err.startswith("cigo: ") and run.out == "", run.out
        run = where.cigo("fill", "-", "--name", "c", stdin=story, preexec_fn=limited(0))
        assert run.code == 4, (run.code, run.err)
        typed = "1.3\n01/11/2026\n/salva\n/esci\n"
        run = where.cigo("open", "a", "--lines", stdin=typed, preexec_fn=limited(0))
        assert run.code == 4 or "lettura" in run.out, (run.code, run.out, run.err)
        if run.code == 4 and run.out:
            assert "Non salvato" in run.out and "Tutto è salvato" not in run.out, run.out
        assert where.cigo("answers", "a").out == before
        assert where.cigo("fill", "-", "--name", "c", stdin=PROVA).code == 0  # and afterwards all is well
        # standard output on a full disk
        with open("/dev/full", "wb") as full:
            run = subprocess.run(where.argv(["answers", "a"]), stdout=full, stderr=subprocess.PIPE, env=where.env,
                                 cwd=where.folder, check=False)
            assert run.returncode == 4 and run.stderr, run


def test_small_file_system():
    """A real file system that fills up, where the tests may mount one."""
    with place() as where:
        forms(where)
        disk = where.folder / "disk"
        disk.mkdir()
        if os.geteuid() != 0 or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", disk], capture_output=True, check=False
        ).returncode != 0:
            print("skipped: no tmpfs can be mounted here")
            return
        try:
            data = disk / "cigo.db"
            story = "form: prova\nanswers: {racconto: \"" + "parole " * 280 + "\"}\n"
            made = 0
            for n in range(200):
                run = where.cigo("--data", data, "fill", "-", "--name", f"n{n}", stdin=story)
                if run.code != 0:
                    break
                made += 1
            assert run.code == 4 and run.err.startswith("cigo: ") and made > 0, (made, run.code, run.err)
            text = "".join(f"1.7\n{'altre parole ' * 100}\n" for _ in range(60))
            run = where.cigo("--data", data, "open", "n0", "--lines", stdin=text)
            assert run.code in (4, 130), (run.code, run.err)
            if run.code == 4:
                assert "Tutto è salvato" not in run.out, run.out[-400:]
            run = where.cigo("--data", data, "list", "--json")
            assert run.code == 0 or (run.code == 4 and "pieno" in run.err), run.err
            subprocess.run(["mount", "-o", "remount,size=8m", disk], check=True)
            cases = json.loads(where.cigo("--data", data, "list", "--json").out)
            assert len(cases) == made, (len(cases), made)
            for n in range(made):
                assert "parole" in where.cigo("--data", data, "answers", f"n{n}").out
        finally:
            subprocess.run(["umount", disk], check=True)


class Running:
    """cigo in the background on a pipe."""

    def __init__(self, where, *args):
        self.process = subprocess.Popen(
            where.argv(args), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=where.env, cwd=where.folder,
        )

    def until(self, word, seconds=20):
        out, end = b"", time.monotonic() + seconds
        os.set_blocking(self.process.stdout.fileno(), False)
        while word.encode() not in out and time.monotonic() < end:
            out += self.process.stdout.read() or b""
            time.sleep(0.01)
        assert word.encode() in out, out.decode()
        return out.decode()

    def type(self, text):
        self.process.stdin.write(text.encode())
        self.process.stdin.flush()

    def end(self):
        self.process.stdin.close()
        code = self.process.wait(20)
        self.process.stdout.close()
        self.process.stderr.close()
        return code


def test_two_writers():
    with place() as where:
        forms(where)
        assert where.cigo("fill", "-", "--name", "a", stdin=PROVA).code == 0
        first = Running(where, "open", "a", "--lines")
        try:
            first.until("cigo> ")
            second = where.cigo("open", "a", "--lines", stdin="1.3\n05/11/2026\n/dove\n/esci\n")
            assert second.code == 0, second.err
            assert "si può solo leggere" in second.out and "aperta da" in second.out, second.out
            assert "Sola lettura: la modifica non si può salvare." in second.out, second.out
            assert "registrato" not in second.out and "giovedì 5" not in second.out, second.out
            assert "Tutto è salvato" not in second.out and "nulla è stato cambiato" in second.out, second.out
            assert "05/11/2026" not in where.cigo("answers", "a").out
            assert where.cigo("check", "a").code == 3  # reading goes on meanwhile
            run = where.cigo("delete", "a", "--yes")
            assert run.code != 0 and "aperta da" in run.err, run.err
            first.type("1.3\n04/11/2026\n")
            first.until("registrato: mercoledì 4 novembre 2026")
        finally:
            assert first.end() == 130
        assert "04/11/2026" in where.cigo("answers", "a").out
        third = where.cigo("open", "a", "--lines", stdin="/esci\n")
        assert "leggere" not in third.out and "interrotto" not in third.out, third.out


def test_dead_writer():
    """A lock whose holder died is taken over, and that is said."""
    with place() as where:
        forms(where)
        assert where.cigo("fill", "-", "--name", "a", stdin=PROVA).code == 0
        first = Running(where, "open", "a", "--lines")
        first.until("cigo> ")
        first.type("1.3\n04/11/2026\n")
        first.until("registrato")
        first.process.kill()
        first.end()
        run = where.cigo("open", "a", "--lines", stdin="/esci\n")
        assert run.code == 0 and "L'ultima volta cigo si è interrotto" in run.out, run.out
        assert "04/11/2026" in where.cigo("answers", "a").out
        run = where.cigo("open", "a", "--lines", stdin="/esci\n")
        assert "interrotto" not in run.out


def test_two_fill_at_once():
    """Many processes that write at the same time: every case is there, whole."""
    with place() as where:
        forms(where)
        running = [Running(where, "fill", "-", "--name", f"n{i}") for i in range(12)]
        for one in running:
            one.type(PROVA)
        codes = [one.end() for one in running]
        assert codes == [0] * 12, codes
        cases = json.loads(where.cigo("list", "--json").out)
        assert sorted(c["name"] for c in cases) == sorted(f"n{i}" for i in range(12))
        for case in cases:
            assert "Gelava." in where.cigo("answers", case["name"]).out


if __name__ == "__main__":
    sys.exit(cigo_run.main([test_modes, test_check_of_a_case_or_a_file, test_foreign, test_named, test_draft_of_an_answer, test_corrupt, test_places, test_read_only, test_full_disk,
                            test_small_file_system, test_two_writers, test_dead_writer, test_two_fill_at_once]))
