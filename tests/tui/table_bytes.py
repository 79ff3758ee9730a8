"""What moving in a table sends over the line: from cell to cell a few bytes, also where a row comes into sight.

    table_bytes.py PROGRAM [TERM]…
"""

import os
import pathlib
import sys
import tempfile

from terminal import Program, known

MOST, MOST_SCROLLING = 200, 250
ROWS = 60
MOVES = {"right": b"\x1b[C", "left": b"\x1b[D", "down": b"\x1b[B", "up": b"\x1b[A"}
WAY = ["right"] * 3 + ["down"] * 5 + ["left"] * 3 + ["up"] * 3 + ["right", "left"]


def answers(path):
    """A table that does not fit the screen; invented people, whose codes are not complete."""
    rows = "".join(f"    - {{cognome: Cognome{i}, nome: Nome{i}, qualifica: operaio, ore_contratto: 40, ore_richieste: {i}}}\n"
                   for i in range(1, ROWS + 1))
    path.write_text("answers:\n  lavoratori:\n" + rows, encoding="utf-8")


def moved(program, name):
    program.send(MOVES[name])
    return program.read()


def check(argv, term):
    program = Program(argv, term, log=False)
    try:
        program.read_until(b"F10")
        for keys in (b"\x07", b"5.8\r", b"\r"):
            program.send(keys)
            out = program.read()
        if b"Totale" not in out:
            return [f"{term}: no table in {out!r}"]
        program.send(b"\x1b[1;5H\x1b[H")  # the case was left further down
        program.read()
        sizes = [(name, len(moved(program, name)), MOST) for name in WAY]
        sizes += [("scrolling", len(moved(program, "down")), MOST_SCROLLING) for _ in range(ROWS // 2)]
        print(term, " ".join(str(size) for _, size, _ in sizes))
        return [f"{term}: {name} sent {size} bytes" for name, size, most in sizes if not 0 < size <= most]
    finally:
        program.close()


def main():
    cigo = os.path.abspath(sys.argv[1])
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        answers(folder / "a.yaml")
        data = ["--data", str(folder / "casi.db"), "--today", "2026-11-23"]
        os.spawnv(os.P_WAIT, cigo, [cigo, "fill", str(folder / "a.yaml"), "--name", "t", *data])
        for term in sys.argv[2:] or ["xterm-256color", "screen-256color", "linux", "vt100"]:
            if known(term):
                wrong += check([cigo, "open", "t", *data], term)
    print("\n".join(wrong))
    return 1 if wrong else 0


sys.exit(main())
