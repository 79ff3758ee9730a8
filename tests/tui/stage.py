"""What the journeys share: a demo in a real terminal, going to a place of it, and what was kept on disk."""

import os
import re
import subprocess
import sys

import tmux

TODAY = "2026-11-23"


def cigo(terminal, *args):
    run = subprocess.run([sys.argv[1], *args, "--data", str(terminal.data), "--today", TODAY], text=True,
                         capture_output=True, env=dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="it"))
    return run.stdout


def answer_of(terminal, case, field):
    for line in cigo(terminal, "answers", case).splitlines():
        if line.strip().startswith(field + ":"):
            return line.split(":", 1)[1].strip().strip('"')
    return ""


def need(found, what):
    if not found:
        raise AssertionError(what)


def demo(cols=80, rows=24, **more):
    terminal = tmux.Terminal([sys.argv[1], "demo"], cols, rows, **more)
    terminal.wait("1. Chi compila")
    return terminal


def go(terminal, code):
    terminal.keys("C-g").wait("Vai a")
    terminal.type(code).keys("Enter")
    terminal.settled()


def again(terminal):
    terminal.start_again([sys.argv[1], "open", "demo"])


def column(terminal, field):
    """The values of one column of the group of the workers, as they are stored."""
    text = cigo(terminal, "answers", "demo")
    rows = re.search(r"  lavoratori:\n((?:    - .*\n)*)", text).group(1).splitlines()
    found = [re.search(rf"\b{field}: ([^,}}]*)", row) for row in rows]
    return [match.group(1) if match else None for match in found]
