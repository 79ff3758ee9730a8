"""The table on a real screen, with ten rows and with a hundred thousand: milliseconds from a key to the last byte
that it changes, and how many bytes that are.

    screen.py CIGO
"""

import os
import select
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tui"))
from terminal import Program  # noqa: E402
from workers import write_workers  # noqa: E402

HOME = b"\x1b[1;5H"
KEYS = [("down", b"\x1b[B", 40), ("right", b"\x1b[C", 3), ("page down", b"\x1b[6~", 10), ("end", b"\x1b[1;5F", 1),
        ("up", b"\x1b[A", 20), ("home", HOME, 1), ("next problem", b"\x1b[15~", 3)]


def answered(program, keys):
    """Milliseconds to the last byte, and the bytes; nothing changed when there are none."""
    began = last = time.monotonic()
    size = 0
    program.send(keys)
    while select.select([program.master], [], [], 0.2 if size else 3)[0]:
        size += len(os.read(program.master, 65536))
        last = time.monotonic()
    return (last - began) * 1000, size


def show(cigo, rows, folder):
    data = ["--data", str(folder / f"{rows}.db"), "--today", "2026-11-23"]
    write_workers(folder / "w.csv", rows)
    for words in (["new", "--name", "A", "--lines"], ["import", "A", "lavoratori", str(folder / "w.csv")]):
        subprocess.run([cigo, *words, *data], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    program = Program([cigo, "open", "A", *data], "xterm-256color", log=False)
    try:
        program.read_until(b"F10", 120)
        for keys in (b"\x07", b"5.8\r", b"\r"):
            answered(program, keys)
        for name, keys, times in KEYS:
            figures = [answered(program, keys) for _ in range(min(times, rows // 2))]
            milliseconds = sorted(ms for ms, _ in figures)
            print(f"{rows} rows, {name}: {milliseconds[len(figures) // 2]:.1f} ms, at most {milliseconds[-1]:.1f}; "
                  f"at most {max(size for _, size in figures)} bytes", flush=True)
    finally:
        program.close()


def main():
    with tempfile.TemporaryDirectory() as folder:
        for rows in (10, 99990):
            show(os.path.abspath(sys.argv[1]), rows, Path(folder))
    return 0


sys.exit(main())
