"""cigo import of many workers, beside the sqlite3 shell's plain .import of the same file and, where it is installed
(CIGO_PEER = the scratch folder of ../shared/bench/README.md), beside the Node peer. Prints figures, judges nothing.

    import.py CIGO SOURCE [ROWS …]      default 1000 10000 100000; a million takes some minutes
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 3
ODD = dict(zip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
               [1, 0, 5, 7, 9, 13, 15, 17, 19, 21] + [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8,
                                                     12, 14, 16, 10, 22, 25, 24, 23]))
BASE = """form: cigo
answers:
  causale: mancanza_lavoro
  azienda_settore: industria
  periodo_dal: 02/11/2026
  periodo_al: 22/11/2026
  inizio_effettivo: 02/11/2026
  giorni_settimana: 5
"""


def code(chance):
    """An invented codice fiscale with the right check letter."""
    text = "".join(chance.choices("BCDFGLMNPRSTVZ", k=6)) + f"{chance.randint(65, 99)}"
    text += chance.choice("ABCDEHLMPRST") + f"{chance.randint(1, 28) + 40 * (chance.random() < .4):02d}"
    text += chance.choice(["H501", "F205", "A944", "D704", "H294", "C573", "L219", "A271"])
    total = sum(ODD[c] if i % 2 == 0 else int(c) if c.isdigit() else ord(c) - 65 for i, c in enumerate(text))
    return text + chr(65 + total % 26)


def write_workers(path, rows):
    chance, seen = random.Random(7), set()
    with path.open("w") as out:
        out.write("cf;cognome;nome;qualifica;data_assunzione;ore_contratto;ore_richieste\n")
        while len(seen) < rows:
            cf = code(chance)
            if cf in seen:
                continue
            seen.add(cf)
            wrong = chr(65 + (ord(cf[15]) - 64) % 26) if len(seen) % 1000 == 7 else cf[15]
            out.write(f"{cf[:15]}{wrong};ROSSI;MARIO;{chance.choice(['operaio', 'impiegato', 'quadro'])};"
                      f"20{chance.randint(10, 24)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)};40;"
                      f"{chance.randint(1, 40)}\n")


def timed(command, **options):
    """Seconds, and the most memory in bytes."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return time.monotonic() - began, usage.ru_maxrss * 1024


def forms_without_limit(source, folder):
    """The form with room for any number of rows."""
    shutil.copytree(source / "forms", folder / "forms")
    section = folder / "forms/cigo/sections/05-lavoratori.yaml"
    section.write_text(section.read_text().replace("max_rows: 100000", "max_rows: 2000000"))
    return folder / "forms"


def cigo_run(cigo, forms, folder, table):
    data = folder / "cigo.db"
    data.unlink(missing_ok=True)
    common = ["--data", str(data), "--forms", str(forms)]
    (folder / "base.yaml").write_text(BASE)
    subprocess.run([cigo, "fill", str(folder / "base.yaml"), "--name", "caso", *common], check=True,
                   stdout=subprocess.DEVNULL)
    return timed([cigo, "import", "caso", "lavoratori", str(table), "--replace", *common])


def sqlite_run(folder, table):
    data = folder / "plain.db"
    data.unlink(missing_ok=True)
    return timed(["sqlite3", str(data), ".mode csv", ".separator ;", f".import {table} w"])


def best(run, *args):
    results = [run(*args) for _ in range(RUNS)]
    return min(seconds for seconds, _ in results), max(memory for _, memory in results)


def measure(cigo, forms, folder, rows):
    table = folder / f"workers-{rows}.csv"
    write_workers(table, rows)
    seconds, memory = best(cigo_run, cigo, forms, folder, table)
    line = f"{rows:8} rows: cigo {seconds:7.3f} s, {seconds * 1e6 / rows:7.2f} us/row, {memory / 2**20:7.1f} MiB"
    line += f" (file {table.stat().st_size / 2**20:.1f})"
    if shutil.which("sqlite3"):
        plain, _ = best(sqlite_run, folder, table)
        line += f"; sqlite3 .import {plain:.3f} s, ratio {seconds / plain:.2f}"
    peer, script = os.environ.get("CIGO_PEER"), Path(os.environ.get("CIGO_SHARED", "")) / "bench/peer_check.mjs"
    if peer and shutil.which("node") and script.exists():
        node, _ = min(timed(["node", str(script), str(table)], cwd=peer) for _ in range(RUNS))
        line += f"; node {node:.3f} s, {node / seconds:.1f} times as long"
    print(line, flush=True)
    table.unlink()
    return memory


def main(cigo, source, *sizes):
    rows = [int(size) for size in sizes] or [1000, 10000, 100000]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        forms = forms_without_limit(Path(source), folder)
        memory = [measure(cigo, forms, folder, n) for n in rows]
    if len(rows) > 1:
        print(f"memory: {(memory[-1] - memory[0]) / (rows[-1] - rows[0]):.0f} bytes for each row more")


main(*sys.argv[1:])
