"""Separated text of every dialect against Python's csv, the sqlite3 shell's .import and Miller: the same cells. The
dialect is told to the others; cigo has to find it out.

    tables.py TELL-PROGRAM [HOW MANY] [SEED]
"""

import csv
import io
import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from common import Tally, told

csv.field_size_limit(1 << 30)
SEPARATORS = {";": "semicolon", ",": "comma", "\t": "tab", "|": "bar"}
ENCODINGS = ["utf-8", "utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"]
WORDS = ["Rossi", "Ada", "D'Angelo", "È già", "Città", "RSSMRA80A01H501U", "12", "1.234,56", "40.5", "16/11/2026", "", "", "€ 12",
         "sì", "a b", "Via Roma, 1", "a;b", "x|y", 'detto "il Biondo"', "riga\nsotto", "riga\r\nsotto", "=1+1", "'007", "-3", "Müller"]
HEADS = ["Cognome", "Nome", "Codice fiscale", "Ore", "Data", "Qualifica", "Paga (€)"]


class Table:
    """One file: its cells, how they are written, its bytes."""

    def __init__(self, chance):
        self.chance = chance
        self.encoding, self.separator = chance.choice(ENCODINGS), chance.choice(list(SEPARATORS))
        self.end = chance.choice(["\n", "\r\n", "\r\n", "\r"])
        self.quoting = chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
        width = chance.randint(2, 6)
        words = WORDS + (["日本", "Жуков"] if "utf" in self.encoding else [])
        self.rows = [chance.sample(HEADS, width)]
        self.rows += [[chance.choice(words) for _ in range(width)] for _ in range(chance.randint(1, 12))]
        out = io.StringIO()
        csv.writer(out, delimiter=self.separator, lineterminator=self.end, quoting=self.quoting).writerows(self.rows)
        self.text = out.getvalue()
        self.careless = chance.random() < 0.3
        if self.careless:
            self.text = self.by_hand()
        if chance.random() < 0.3:
            self.text = self.text.rstrip("\r\n")
        self.data = self.text.encode(self.encoding)
        if self.encoding == "utf-16-le":
            self.data = b"\xff\xfe" + self.data

    def by_hand(self):
        """With what people and old programs leave in such files."""
        lines, at = self.text.split(self.end), self.chance.randint(1, len(self.rows) - 1)
        part, sep = self.chance.choice, self.separator
        change = part([lambda line: line + sep + "in più", lambda line: line.rsplit(sep, 1)[0], lambda line: line + self.end,
                       lambda line: f"tubo 3/4\"{sep}{line}", lambda line: f"  {line}  ", lambda line: f'""{sep}{line}',
                       lambda line: line + sep * 3, lambda line: f'"chiuse" dopo{sep}{line}', lambda line: f'{line}{sep}"aperte',
                       lambda line: sep * 4, lambda line: f'{sep} "con blank"{sep}{line}'])
        if not any('"' in line for line in lines):  # else the cut may go through a cell
            lines[at] = change(lines[at])
        first = [f"sep={sep}"] if self.chance.random() < 0.1 else []
        return self.end.join(first + lines)

    def by_python(self):
        return list(csv.reader(io.StringIO(self.text, newline=""), delimiter=self.separator))

    def plain(self):
        """What the other programs can be asked to read: UTF-8, the bare line ends of each."""
        return not self.careless and self.encoding == "utf-8" and self.end in ("\n", "\r\n")

    def describe(self):
        return f"{self.text!r} ({self.encoding})"


def full(row):
    """Without empty cells at its end, which a short row has too."""
    while row and not row[-1]:
        row = row[:-1]
    return row


def cells(rows):
    return [full(row) for row in rows if full(row)]


def by_sqlite(table, folder):
    """None when it does not read it, as below."""
    path = folder / "t.csv"
    path.write_bytes(table.data)
    separator = {"\t": "\\t"}.get(table.separator, table.separator)
    run = subprocess.run(["sqlite3", ":memory:", "-cmd", ".mode csv", "-cmd", f'.separator "{separator}"', "-cmd",
                          f".import {path} t", "-cmd", ".mode json", "SELECT * FROM t"], capture_output=True, check=False)
    if run.returncode != 0 or run.stderr:
        return None
    read = json.loads(run.stdout) if run.stdout.strip() else []
    return [list(row.values()) for row in read]


def by_miller(table, folder):
    path = folder / "m.csv"
    path.write_bytes(table.data)
    run = subprocess.run(["mlr", "--icsv", "--ifs", table.separator, "--ojson", "--infer-none", "--allow-ragged-csv-input",
                          "cat", path], capture_output=True, check=False)
    if run.returncode != 0:
        return None
    return [list(row.values()) for row in json.loads(run.stdout)]


SAME_BUT = {
    "D-16": lambda ours, theirs: '"' in ours and ours.replace('"', "") == theirs,
    "D-17": lambda ours, theirs: theirs.startswith(" ") and theirs.strip(' "') == ours,
}


def why(table, ours, theirs):
    """The first reason that explains every cell that differs; a first line sep= is explained besides."""
    if not theirs:
        return None
    if table.text.startswith("sep=") and theirs[0] == ["sep="]:
        theirs = theirs[1:]
        if ours == theirs:
            return "D-14"
    if unix(ours) == unix(theirs):
        return "D-13"
    if table.separator == "\t" and table.text.count('"') % 2 and any('"aperte' in row for row in ours):
        return "D-15"
    if [len(row) for row in ours] != [len(row) for row in theirs]:
        return None
    pairs = [(a, b) for mine, other in zip(ours, theirs) for a, b in zip(mine, other) if a != b]
    return next((number for number, same in SAME_BUT.items() if all(same(a, b) for a, b in pairs)), None)


def unix(rows):
    return [[cell.replace("\r\n", "\n") for cell in row] for row in rows]


def compare(table, ours, readers, tallies, folder):
    if "?" in ours:
        tallies["Python"].differ("D-15" if table.text.count('"') % 2 else None, f"{table.describe()}: {ours['?']}")
        return
    found = cells(row for _, row in ours["rows"])
    wanted = cells(table.by_python())
    tallies["Python"].compare(table.describe(), found, wanted, lambda: why(table, found, wanted))
    for name, read in readers.items():
        if table.plain() and table.chance.random() < 0.1:
            theirs = read(table, folder)
            wanted = None if theirs is None else cells(theirs)
            tallies[name].compare(table.describe(), found[1:], wanted, lambda: why(table, found[1:], wanted))


def main():
    program, n = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3000
    chance = random.Random(sys.argv[3] if len(sys.argv) > 3 else "1")
    readers = {name: read for name, command, read in (("sqlite3", "sqlite3", by_sqlite), ("Miller", "mlr", by_miller))
               if shutil.which(command)}
    tallies = {name: Tally(f"tables, {name}") for name in ("Python", *readers)}
    tables = [Table(chance) for _ in range(n)]
    with tempfile.TemporaryDirectory() as folder:
        for table, ours in zip(tables, told(program, "sheet", [table.data for table in tables])):
            compare(table, ours, readers, tallies, Path(folder))
    for name in {"sqlite3", "Miller"} - set(readers):
        print(f"skipped: {name} is not here")
    return 0 if all([tally.say() for tally in tallies.values()]) else 1


sys.exit(main())
