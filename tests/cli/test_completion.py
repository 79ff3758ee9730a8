"""Completion: what cigo says that a word can be, and what the three shells make of it, with hostile names too."""

import hashlib
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time

import cigo_run
from cigo_run import PROGRAM, SOURCE, place

SCRIPTS = SOURCE / "src/cli/completions"
HOSTILE = ["Rossi S.r.l. 2026", "$(touch pwned); `touch pwned`", "l'apice \"e\" le virgolette", "* & | > < ! {a,b}", "~casa", "è ñ 漢"]


def candidates(where, *words):
    lines = subprocess.run([PROGRAM, "complete", *words], capture_output=True, text=True, cwd=where.folder, env=where.env,
                           check=True, timeout=30).stdout.splitlines()
    return lines[0].split()[1:], [line.split("\t")[0] for line in lines[1:]]


def fill(where, *names):
    for name in names:
        run = where.cigo("fill", "-", f"--name={name}", stdin="answers: {}\n")
        assert run.code == 0, run.err
    binaries = where.folder / "bin"
    binaries.mkdir()
    (binaries / "cigo").symlink_to(PROGRAM)
    where.env |= {"PATH": f"{binaries}:{where.env['PATH']}", "CIGO_FORMS": str(SOURCE / "forms")}


def test_every_command_and_option():
    with place() as where:
        text = where.cigo("--help").out
        names = re.findall(r"^  cigo ([a-z]+) ", text, re.MULTILINE)
        assert candidates(where, "") == ([], names) and len(names) > 20
        everywhere = set(candidates(where, "--")[1])
        assert everywhere == {"--data", "--forms", "--today", "--lang", "--help", "--version"}
        for name in names:
            own = where.cigo(name, "--help").out.split("\nOpzioni: ")[1].split(";")[0]
            want = everywhere | set(re.findall(r"--[a-z-]+", own) if own.startswith("--") else [])
            assert set(candidates(where, name, "--")[1]) == want, name
        assert "--json" not in candidates(where, "list", "--json", "--")[1], "what is there is not offered again"


def test_words():
    with place() as where:
        assert candidates(where, "explain", "R-PER-M")[1] == ["R-PER-MONDAY"]
        assert candidates(where, "explain", "4.7")[1] == ["4.7"]
        assert "Biennio mobile" in candidates(where, "explain", "Bie")[1]
        assert candidates(where, "export", "x", "--format", "relazione")[1] == ["relazione", "relazione-txt"]
        assert candidates(where, "import", "x", "lav")[1] == ["lavoratori"]
        assert candidates(where, "import", "x", "lavoratori", "") == (["files"], [])
        assert candidates(where, "weeks", "x", "--group", "ore_s")[1] == ["ore_settimana"]
        assert candidates(where, "--lang", "")[1] == ["it", "de", "en"]
        assert candidates(where, "form", "")[1] == ["check", "test", "map", "manual", "texts"]
        assert candidates(where, "form", "check", "") == (["dirs"], [])
        assert candidates(where, "--data", "") == (["files"], [])
        assert candidates(where, "value", "iba")[1] == ["iban"] and "meteo" in candidates(where, "term", "--causale", "")[1]
        assert candidates(where, "init", "--group", "") == ([], [])
        assert candidates(where, "gibberish", "") != ([], []) and candidates(where, "rename", "a", "") == ([], [])


def prints(where):
    return {path.relative_to(where.folder): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in where.folder.rglob("*") if path.is_file() and not path.is_symlink()}


def test_names_are_looked_at_only():
    """No archive: none is made; a damaged or foreign one stays where it is; names come from the one that is named."""
    with place() as where:
        assert candidates(where, "open", "") == ([], []) and not where.data.exists()
        fill(where, *HOSTILE, "ultima")
        assert sorted(candidates(where, "open", "")[1]) == sorted([*HOSTILE, "ultima"])
        assert candidates(where, "open", "Ro")[1] == ["Rossi S.r.l. 2026"]
        before = prints(where)
        assert candidates(where, "open", "--data", where.folder / "manca.db", "")[1] == []
        candidates(where, "check", "")
        assert prints(where) == before
        where.data.write_bytes(b"no archive at all" * 100)
        before = prints(where)
        assert candidates(where, "open", "") == ([], []) and prints(where) == before


def talk(argv, where, typed, ready, seconds=20):
    """Type into an interactive shell once it is ready; all that it shows until it has ended."""
    child, fd = pty.fork()
    if child == 0:
        os.chdir(where.folder)
        os.execvpe(argv[0], argv, where.env | {"TERM": "dumb", "HISTFILE": "", "PS1": "READY> ", "ZDOTDIR": str(where.folder)})
    seen, end, left = b"", time.monotonic() + seconds, list(typed)
    while time.monotonic() < end:
        if select.select([fd], [], [], 0.1)[0]:
            try:
                seen += os.read(fd, 65536)
            except OSError:
                break
        elif left and ready in seen:
            os.write(fd, left.pop(0).encode())
    os.close(fd)
    os.waitpid(child, 0)
    return seen.decode("utf-8", "replace")


def shown(where):
    """What the wrapper program was given, one word a line."""
    path = where.folder / "given"
    return path.read_text().splitlines() if path.exists() else None


def recorder(where):
    """In front of cigo: keeps the words of a command line that was completed, and completes as cigo does."""
    path = where.folder / "bin" / "cigo"
    path.unlink()
    path.write_text(f'#!/bin/sh\n[ "$1" = complete ] && exec "{PROGRAM}" "$@"\nprintf "%s\\n" "$@" >given\n')
    path.chmod(0o755)


STARTS = [("open", "Ro", 0), ("open", "\\$", 1), ("check", "'* ", 3), ("open", "'$", 1), ("open", '"$', 1), ("open", '"l', 2),
          ("open", "\\~", 4)]


def interactive(argv, set_up, ready, starts):
    for command, start, which in starts:
        whole = [command, HOSTILE[which]]
        with place() as where:
            fill(where, *HOSTILE)
            recorder(where)
            seen = talk(argv, where, [*set_up, f"cigo {command} {start}", "\t", "\n", "exit\n"], ready)
            assert shown(where) == whole, f"{start}: {shown(where)}\n{seen}"
            assert not (where.folder / "pwned").exists(), "a name was run"


def test_bash_replies():
    """The function alone, as bash calls it."""
    with place() as where:
        fill(where, *HOSTILE)
        script = f'source "{SCRIPTS}/cigo.bash"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _cigo; printf "%s\\n" "${{COMPREPLY[@]}}"'
        quoted = subprocess.run(["bash", "-c", 'printf "%q\\n" "$@"', "-", *HOSTILE], capture_output=True, text=True,
                                check=True).stdout.splitlines()
        for words, want in ((("cigo", "ope"), ["open"]), (("cigo", "open", "Rossi\\ S"), quoted[:1]),
                            (("cigo", "open", ""), quoted), (("cigo", "open", "'l"), [r"""l'\''apice "e" le virgolette"""]),
                            (("cigo", "open", '"l'), [r"""l'apice \"e\" le virgolette"""]),
                            (("cigo", "explain", "R-PER-M"), ["R-PER-MONDAY"]), (("cigo", "--data", "sha"), ["share"])):
            run = subprocess.run(["bash", "-c", script, "-", *words], capture_output=True, text=True, cwd=where.folder,
                                 env=where.env, check=True, timeout=30)
            assert sorted(run.stdout.splitlines()) == sorted(want), (words, run.stdout, run.stderr)
        assert not (where.folder / "pwned").exists()


def test_bash():
    interactive(["bash", "--norc", "--noprofile", "-i"], [f'source "{SCRIPTS}/cigo.bash"\n'], b"READY> ", STARTS)


def test_zsh():
    if not shutil.which("zsh"):
        print("zsh is missing here")
        return
    interactive(["zsh", "-f", "-i"], [f"fpath=('{SCRIPTS}' $fpath); autoload -Uz compinit; compinit -D -u\n"], b"READY> ", STARTS[:3])


def test_fish():
    if not shutil.which("fish"):
        print("fish is missing here")
        return
    with place() as where:
        fill(where, *HOSTILE)
        for line, want in (("cigo open Ro", HOSTILE[:1]), ("cigo open ", HOSTILE), ("cigo ope", ["open"]),
                           ("cigo export x --format relazione-", ["relazione-txt"]), ("cigo --data dat", ["data/"])):
            run = subprocess.run(["fish", "--no-config", "-c", f"source '{SCRIPTS}/cigo.fish'; complete -C $argv[1]", line],
                                 capture_output=True, text=True, cwd=where.folder, env=where.env, check=True, timeout=30)
            assert sorted(found.split("\t")[0] for found in run.stdout.splitlines()) == sorted(want), (line, run.stdout, run.stderr)
        assert not (where.folder / "pwned").exists()


if __name__ == "__main__":
    sys.exit(cigo_run.main([value for name, value in list(globals().items()) if name.startswith("test_")]))
