"""cigo import of many workers, beside the sqlite3 shell's plain .import of the same file and, where it is installed
(CIGO_PEER = the scratch folder of ../shared/bench/README.md), beside the Node peer. Prints figures, judges nothing.

    import.py CIGO SOURCE [ROWS …]      default 1000 10000 100000; a million takes some minutes

At the end: the memory of a row, and how flat its cost is. A thousand rows cost less than two starts of cigo differ by,
so that is measured inside (flat.py).
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from flat import flatness
from workers import write_workers

RUNS, RUNS_OF_FEW, RUNS_OF_MANY = 7, 11, 2
FEW, MANY = 10000, 100000
BASE = """form: cigo
answers:
  causale: mancanza_lavoro
  azienda_settore: industria
  periodo_dal: 02/11/2026
  periodo_al: 22/11/2026
  inizio_effettivo: 02/11/2026
  giorni_settimana: 5
"""


def timed(command, **options):
    """Seconds, seconds of CPU, and the most memory in bytes."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def forms_without_limit(source, folder):
    """The form with room for any number of rows."""
    shutil.copytree(source / "forms", folder / "forms")
    section = folder / "forms/cigo/sections/05-lavoratori.yaml"
    section.write_text(section.read_text().replace("max_rows: 100000", "max_rows: 2000000"))
    return folder / "forms"


def new_case(cigo, forms, folder):
    """An archive with one case, and the options that say so."""
    data = folder / "cigo.db"
    data.unlink(missing_ok=True)
    common = ["--data", str(data), "--forms", str(forms)]
    (folder / "base.yaml").write_text(BASE)
    subprocess.run([cigo, "fill", str(folder / "base.yaml"), "--name", "caso", *common], check=True,
                   stdout=subprocess.DEVNULL)
    return data, common


def cigo_run(cigo, forms, folder, table):
    _, common = new_case(cigo, forms, folder)
    return timed([cigo, "import", "caso", "lavoratori", str(table), "--replace", *common])


def sqlite_run(folder, table):
    data = folder / "plain.db"
    data.unlink(missing_ok=True)
    return timed(["sqlite3", str(data), ".mode csv", ".separator ;", f".import {table} w"])


def rounds(rows, *runs):
    """Each of the runs in turn, so that what else the machine does falls on all of them; the results of each. Of few
    rows the start is nearly all: they are run more often, so that what is left is not chance."""
    times = RUNS_OF_FEW if rows <= FEW else RUNS if rows <= MANY else RUNS_OF_MANY
    results = [[run() for run in runs] for _ in range(times)]
    return [list(zip(*one)) for one in zip(*results)]


def measure(cigo, forms, folder, rows):
    """The memory of an import of so many rows."""
    table = folder / f"workers-{rows}.csv"
    write_workers(table, rows)
    runs = [lambda: cigo_run(cigo, forms, folder, table)]
    if shutil.which("sqlite3"):
        runs.append(lambda: sqlite_run(folder, table))
    (seconds, cpu, memory), *plain = rounds(rows, *runs)
    most, bound = max(memory), table.stat().st_size + 250 * rows
    line = f"{rows:8} rows: cigo {min(seconds):7.3f} s, {min(seconds) * 1e6 / rows:7.2f} us/row, "
    line += f"CPU {min(cpu) * 1e6 / rows:6.2f} us/row, {most / 1e6:6.1f} MB"
    line += f" (file and 250 bytes a row: {bound / 1e6:.1f})"
    for other, other_cpu, _ in plain:
        line += f"; sqlite3 .import {min(other):.3f} s, ratio of the best {min(seconds) / min(other):.2f}, of the medians "
        line += f"{median(seconds) / median(other):.2f}, of the CPU {min(cpu) / min(other_cpu):.2f}"
    peer, script = os.environ.get("CIGO_PEER"), Path(os.environ.get("CIGO_SHARED", "")) / "bench/peer_check.mjs"
    if peer and shutil.which("node") and script.exists():
        node, _, _ = min(timed(["node", str(script), str(table)], cwd=peer) for _ in range(RUNS))
        line += f"; node {node:.3f} s, {node / min(seconds):.1f} times as long"
    print(line, flush=True)
    table.unlink()
    return most


def main(cigo, source, *sizes):
    rows = [int(size) for size in sizes] or [1000, 10000, 100000]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        forms = forms_without_limit(Path(source), folder)
        memory = [measure(cigo, forms, folder, n) for n in rows]
        if len(rows) > 1:
            print(f"memory: {(memory[-1] - memory[0]) / (rows[-1] - rows[0]):.0f} bytes for each row more")
            model, _ = new_case(cigo, forms, folder)
            flatness(Path(cigo).parent / "tests/bench/bench-flat", forms / "cigo", model, folder, rows)


main(*sys.argv[1:])
