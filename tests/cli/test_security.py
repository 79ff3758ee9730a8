"""What stands against the threats of cigo-security(7): the environment, other programs, files that others have put
there. Each test names nothing that it does not also see refused."""

import json
import os
import resource
import shutil
import signal
import sqlite3
import stat
import struct
import subprocess
import sys
import time

import cigo_run
from cigo_run import place

sys.path[:0] = [str(cigo_run.SOURCE / "tests" / part) for part in ("terminal", "tui")]
import harness  # noqa: E402

PROVA = "form: prova\nanswers: {motivo: gelo, racconto: Segreto.}\n"
TEXT = b"\x071.7\r"  # the long text of the form
EDITOR = b"\x1d"


def forms(where):
    where.env["CIGO_FORMS"] = str(cigo_run.SOURCE / "tests/forms")


def filled(where):
    forms(where)
    assert where.cigo("fill", "-", "--name", "caso", stdin=PROVA).code == 0


def script(path, text):
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def mode(path):
    return stat.S_IMODE(os.lstat(path).st_mode)


# ---- the environment ----

def catalogue(texts):
    """A file of translations, as msgfmt makes it."""
    pairs = sorted({"": "Content-Type: text/plain; charset=UTF-8\n", **texts}.items())
    keys, values = [k.encode() for k, _ in pairs], [v.encode() for _, v in pairs]
    at = 28 + 16 * len(pairs)
    tables, body = b"", b""
    for group in (keys, values):
        for text in group:
            tables += struct.pack("<II", len(text), at + len(body))
            body += text + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0) + tables + body


def test_language():
    """Texts are formats: none are taken from where the environment points."""
    with place() as where:
        forms(where)
        evil = where.folder / "male" / "LC_MESSAGES"
        evil.mkdir(parents=True)
        said = "Non c'è ancora una domanda: «cigo new» ne comincia una."
        (evil / "cigo.mo").write_bytes(catalogue({said: "%n%n%n%n preso"}))
        for name in ("LANGUAGE", "LANG", "LC_ALL", "LC_MESSAGES"):
            for value in ("../" * 12 + str(evil.parent)[1:], str(evil.parent), "it_IT/../..", "%n%n", "x" * 100000,
                          "\x1b]0;x\x07"):
                run = run_with(where, {name: value}, "list")
                assert run.code == 0 and "preso" not in run.out and "\x1b" not in run.out + run.err, (name, value[:40])
                assert said in run.out, (name, value[:40], run.out)
        for name in ("GCONV_PATH", "LOCPATH", "NLSPATH", "OUTPUT_CHARSET", "TZ", "TZDIR"):
            run = run_with(where, {name: str(evil)}, "list")
            assert run.code == 0 and said in run.out, (name, run.out, run.err)


def run_with(where, more, *args, **options):
    before = dict(where.env)
    where.env.update(more)
    try:
        return where.cigo(*args, **options)
    finally:
        where.env.clear()
        where.env.update(before)


def test_folders():
    """A place that is not absolute is none: nothing is written where one happens to stand."""
    with place() as where:
        filled(where)
        before = {p for p in where.folder.rglob("*") if "home" not in p.parts}
        home = {k: str(where.folder / "home") for k in ("HOME",)}
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
            for value in ("qui", "./qui", "../qui", ""):
                more = {**home, "CIGO_DATA": "" if name == "XDG_DATA_HOME" else str(where.data), name: value}
                run = run_with(where, more, "list")
                assert run.code == 0, run.err
        after = {p for p in where.folder.rglob("*") if "home" not in p.parts}
        assert before == after, after - before


def screen(where, more, keys, limit=20):
    """cigo open caso on the full screen: what it sent after the keys. It is left as it is, to be closed."""
    program = harness.Cigo(where, "open", "caso", environment=more)
    out = program.settled(limit)
    for key in keys:
        program.send(key)
        out += program.settled(limit)
    return program, out


def test_path():
    """An editor is not found in the folder where one stands."""
    with place() as where:
        filled(where)
        for name in ("sensible-editor", "nano", "vi", "mio"):
            script(where.folder / name, f"echo preso > {where.folder}/preso")
        tools = where.folder / "strumenti"
        tools.mkdir()
        for path in (f".:{tools}", f":{tools}", f"{tools}:", f"qui:{tools}", ""):
            for editor in ({}, {"EDITOR": "mio"}):
                program, _ = screen(where, {"PATH": path, **editor}, [TEXT, EDITOR])
                program.close()
                assert not (where.folder / "preso").exists(), (path, editor)


def test_terminal_descriptions():
    """A description of the terminal that others could change is not used; no name of one leads elsewhere."""
    if not shutil.which("tic"):
        print("skipped: no tic")
        return
    with place() as where:
        filled(where)
        source = where.file("male.ti", "xterm-256color|x,\n\tam, cols#80, lines#24,\n"
                            "\tclear=\\E]0;PRESO\\007\\E[H\\E[2J, cup=\\E[%i%p1%d;%p2%dH, ed=\\E[J, el=\\E[K,\n")
        evil = where.folder / "descrizioni"
        evil.mkdir()
        subprocess.run(["tic", "-o", str(evil), str(source)], check=True, capture_output=True)
        seen = {}
        for rights in (0o777, 0o775, 0o755):
            evil.chmod(rights)
            for name in ("TERMINFO", "TERMINFO_DIRS"):
                program, out = screen(where, {name: str(evil)}, [])
                program.close()
                seen[rights, name] = b"PRESO" in out
        assert not any(seen[r, n] for r, n in seen if r != 0o755), seen
        assert seen[0o755, "TERMINFO"], "one's own is used: else this shows nothing"
        for term in ("../../" + str(evil), "\x1b]0;PRESO\x07", str(evil), "", "x" * 5000):
            run = run_with(where, {"TERM": term}, "open", "caso", stdin="/esci\n")
            assert run.code == 0 and "\x1b" not in run.out, term


# ---- other programs ----

def test_children():
    """The editor gets a path and nothing personal in its words; its file and folder are the user's alone."""
    with place() as where:
        filled(where)
        notes = where.folder / "note"
        spy = script(where.folder / "spia", f'(echo "$0 $@"; env; ulimit -c; stat -c "%a" "$1" "$(dirname "$1")") > {notes}.1; mv {notes}.1 {notes}')
        program, _ = screen(where, {"EDITOR": str(spy)}, [TEXT, EDITOR])
        end = time.monotonic() + 20
        while not notes.exists() and time.monotonic() < end:
            time.sleep(0.02)
        program.close()
        said = notes.read_text()
        assert "Segreto" not in said and said.splitlines()[-3:] == ["0", "600", "700"], said


def test_editor_folder():
    """Others' folder, or a link in its place, gets no text."""
    with place() as where:
        filled(where)
        texts, other = where.data.parent / "testi", where.folder / "altrui"
        for kind in ("link", "open", "file"):
            other.mkdir(exist_ok=True)
            if kind == "link":
                texts.symlink_to(other)
            elif kind == "open":
                texts.mkdir()
                texts.chmod(0o777)
            else:
                texts.write_text("")
            program, out = screen(where, {"EDITOR": "/bin/true"}, [TEXT, EDITOR])
            program.close()
            assert b"!!" in out, (kind, out[-300:])
            assert not list(other.iterdir()) and (kind != "open" or not list(texts.iterdir())), kind
            texts.rmdir() if kind == "open" else texts.unlink()


def test_no_core():
    """A crash leaves nothing of the memory behind, and nobody looks into it before."""
    with place() as where:
        filled(where)
        resource_limit = resource.getrlimit(resource.RLIMIT_CORE)
        program = subprocess.Popen(where.argv(["open", "caso", "--lines"]), stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, env=where.env, cwd=where.folder)
        os.read(program.stdout.fileno(), 10)
        with open(f"/proc/{program.pid}/limits", encoding="ascii") as file:
            core = next(line.split()[4:6] for line in file if line.startswith("Max core"))
        assert core == ["0", "0"], (core, resource_limit)
        owner = os.stat(f"/proc/{program.pid}/environ").st_uid
        assert owner == 0
        program.send_signal(signal.SIGSEGV)
        _, status = os.waitpid(program.pid, 0)
        assert not os.WCOREDUMP(status), status
        program.stdin.close()
        program.stdout.close()


def test_closed_descriptors():
    """Without standard files no message goes into the archive."""
    with place() as where:
        filled(where)
        for closed in ((0,), (1,), (2,), (0, 1, 2)):
            def close(these=closed):
                for fd in these:
                    os.close(fd)
            subprocess.run(where.argv(["open", "nonc'è"]), env=where.env, cwd=where.folder, preexec_fn=close, check=False,
                           stderr=subprocess.DEVNULL)
            base = sqlite3.connect(where.data)
            assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",), closed
            base.close()
            assert b"nonc" not in where.data.read_bytes()


# ---- files that others have put there ----

def test_exports():
    """A link, a FIFO, a second name of somebody's file, a temporary name that was guessed."""
    with place() as where:
        filled(where)
        victim = where.file("lettera", "Cara Anna")
        out = where.folder / "fuori"
        out.mkdir()
        export = ("export", "caso", "--format", "json", "--force", "-o")
        (out / "link").symlink_to(victim)
        (out / "vuoto").symlink_to(where.folder / "nuovo")
        os.mkfifo(out / "fifo")
        for name in ("link", "vuoto", "fifo"):
            began = time.monotonic()
            run = where.cigo(*export, out / name)
            assert run.code in (2, 4) and run.err and time.monotonic() - began < 20, (name, run.err)
        assert not (where.folder / "nuovo").exists()
        os.link(victim, out / "nome")
        next_pid = os.getpid()
        for pid in range(next_pid, next_pid + 500):
            (out / f".cigo-{pid}-0.tmp").symlink_to(victim)
        run = where.cigo(*export, out / "nome")
        assert run.code == 0, run.err
        assert victim.read_text() == "Cara Anna" and mode(out / "nome") == 0o600
        assert "Segreto" in (out / "nome").read_text()


def test_files_read():
    """A FIFO or a device where a file should be does not stop anybody."""
    with place() as where:
        filled(where)
        config = where.folder / "config" / "cigo"
        config.mkdir(parents=True)
        os.mkfifo(config / "config.yaml")
        os.mkfifo(where.folder / "risposte.yaml")
        assert where.cigo("list").code == 0
        for path in (where.folder / "risposte.yaml", "/dev/zero", "/dev/tty"):
            assert where.cigo("check", path).code == 2, path
            assert where.cigo("import", "caso", "persone", path).code in (2, 4), path


def test_archives():
    """An archive that somebody prepared runs nothing, and what it holds cannot speak to the terminal."""
    with place() as where:
        filled(where)
        base = sqlite3.connect(where.data)
        base.execute("UPDATE cases SET name = ?, state = ?, updated_by = ?, term_label = ?, term = '2026-12-01'",
                     ["\x1b]0;preso\x07\x9b31m\u202e", "\x1b[2J", "\x1b]52;c;eA==\x07", "\x1b[5n"])
        base.execute("UPDATE answer SET text = ? WHERE field = 'racconto'", ["\x1b]52;c;eA==\x07" * 10])
        base.execute("UPDATE journal SET who = ?, label = ?", ["\x1b[5n", "\x1b[5n"])
        base.commit()
        base.close()
        for args in (("list",), ("open", "1", "--lines"), ("check", "1"), ("answers", "1"), ("list", "--json"),
                     ("history", "1", "--json"), ("audit", "--json"), ("export", "1", "--format", "checklist")):
            run = where.cigo(*args, stdin="/rivedi\n/vai 1.7\n/esci\n")
            assert "\x1b" not in run.out + run.err and "\x9b" not in run.out and "\u202e" not in run.out, (args, run.out)
        base = sqlite3.connect(where.data)
        base.execute("CREATE TRIGGER spia AFTER UPDATE ON cases BEGIN DELETE FROM answer; END")
        base.close()
        run = where.cigo("list")
        assert run.code == 4 and "spia" in run.err, run.err


def test_bytes():
    """What is not UTF-8 in an archive takes nothing else away from what programs read."""
    with place() as where:
        filled(where)
        before = {args: read_json(where.cigo(*args)) for args in JSON}
        base = sqlite3.connect(where.data)
        base.execute("UPDATE cases SET name = cast(x'63ff' AS TEXT), updated_by = cast(x'ff' AS TEXT)")
        base.execute("UPDATE journal SET who = cast(x'75ff' AS TEXT), machine = cast(x'c3' AS TEXT)")
        base.commit()
        base.close()
        for args, old in before.items():
            new = read_json(where.cigo(*args))
            assert [list(one) for one in new] == [list(one) for one in old], (args, old, new)
            assert "\ufffd" in str(new) and "\ufffd" not in str(old), (args, new)


JSON = (("list", "--json"), ("history", "1", "--json"), ("audit", "--json"))


def read_json(run):
    """A list, or an object a line."""
    text = run.out if run.out.startswith("[") else f"[{run.out.strip().replace(chr(10), ',')}]"
    return json.loads(text)


def main():
    return cigo_run.main([test_language, test_folders, test_path, test_terminal_descriptions, test_children,
                          test_editor_folder, test_no_core, test_closed_descriptors, test_exports, test_files_read,
                          test_archives, test_bytes])


if __name__ == "__main__":
    sys.exit(main())
