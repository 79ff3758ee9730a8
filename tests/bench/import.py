"""A table of invented workers into a case, beside the sqlite3 shell's plain `.import` of the same file.

Seconds, the ratio to the shell, and the peak of memory over the file's size for each row.
"""

import os
import random
import shutil
import subprocess
import sys
import time

from cigo_run import place

ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]


def code(rng):
    start = "".join(rng.choices("BCDFGLMNPRSTVZ", k=6)) + f"{rng.randint(65, 99)}{rng.choice('ABCDEHLMPRST')}"
    start += f"{rng.randint(1, 28):02d}{rng.choice(['H501', 'F205', 'A944', 'D704'])}"
    value = [ord(c) - 65 if c.isalpha() else int(c) for c in start]
    return start + chr(65 + sum(ODD[v] if i % 2 == 0 else v for i, v in enumerate(value)) % 26)


def table(rows):
    rng = random.Random(7)
    lines = ["cf;cognome;nome;qualifica;data_assunzione;ore_contratto;ore_richieste"]
    for _ in range(rows):
        lines.append(f"{code(rng)};ROSSI;MARIO;operaio;20{rng.randint(10, 24)}-0{rng.randint(1, 9)}-11;40;{rng.randint(1, 40)}")
    return "\n".join(lines) + "\n"


def timed(argv, where):
    began = time.monotonic()
    process = subprocess.Popen([str(a) for a in argv], env=where.env, cwd=where.folder, stdout=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return time.monotonic() - began, usage.ru_maxrss * 1024


def main():
    shell = shutil.which("sqlite3")
    for rows in (1000, 10000, 100000):
        with place() as where:
            path = where.file("w.csv", table(rows))
            where.cigo("new", "--name", "A", "--lines")
            _, idle = timed(where.argv(["check", "A"]), where)
            seconds, peak = timed(where.argv(["import", "A", "lavoratori", "w.csv"]), where)
            line = f"{rows} rows: {seconds:.3f} s, {seconds / rows * 1e6:.1f} µs a row"
            if shell:
                plain, _ = timed([shell, "t.db", ".mode csv", ".separator ;", ".import w.csv w"], where)
                line += f", {seconds / plain:.2f} × sqlite3 .import ({plain:.3f} s)"
            print(line + f", {(peak - idle - path.stat().st_size) / rows:.0f} bytes a row over the file")
    return 0


sys.exit(main())
