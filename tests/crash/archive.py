"""The archive after a kill, read twice: by cigo, and by the tests' own reading of its tables. The journal, undone
from the newest entry to the oldest, must pass through the answers it tells of and end in an empty case."""

import re
import sqlite3


def pairs(record):
    """column, text, column, text … of a stored record"""
    parts = [plain(part) for part in record.split("\t")] if record else []
    return dict(zip(parts[::2], parts[1::2]))


def plain(text):
    return re.sub(r"\\(.)", lambda sign: {"t": "\t", "n": "\n"}.get(sign[1], sign[1]), text)


def rows_of(n, data):
    """The cells of each of n rows stored as one: a record, or the columns and then a line of texts for each row."""
    if n == 1:
        return [pairs(data)]
    columns, *lines = [line.split("\t") for line in data.split("\n")]
    return [{column: plain(text) for column, text in zip(columns, line) if text} for line in lines]


def from_program(text):
    """Fields and rows out of what `cigo answers` writes (no text of the player's needs more of YAML than quotes)."""
    fields, rows = {}, []
    for line in text.splitlines():
        row = re.match(r"    - \{(.*)\}$", line)
        field = re.match(r"  (\w+): (.+)$", line)
        if row:
            rows.append({k: v.strip('"') for k, v in re.findall(r'(\w+): ("[^"]*"|[^,}]+)', row[1])})
        elif field:
            fields[field[1]] = field[2].strip('"')
    return fields, rows


class Archive:
    """One case in it. `wrong` lists what is not as it must be."""

    def __init__(self, path, case):
        self.db, self.wrong = sqlite3.connect(path), []
        for (line,) in self.db.execute("PRAGMA integrity_check"):
            self.expect(line, "ok", "integrity_check")
        self.expect(self.db.execute("PRAGMA foreign_key_check").fetchall(), [], "foreign_key_check")
        (self.id,) = self.db.execute("SELECT id FROM cases WHERE name = ?", (case,)).fetchone()
        self.fields = dict(self.all("SELECT field, text FROM answer WHERE case_id = ?"))
        self.groups = {}  # of each its rows, [id, cells], in their order
        rows = "SELECT grp, row_id, n, data FROM answer_row WHERE case_id = ? ORDER BY position"
        for group, row, n, data in self.all(rows):
            found = self.groups.setdefault(group, [])
            found += [[row + i, cells] for i, cells in enumerate(rows_of(n, data))]
        self.waivers = {(alert, row) for alert, row in self.all("SELECT alert, row_id FROM waiver WHERE case_id = ?")}
        self.draft = dict(self.all("SELECT place, text FROM draft WHERE case_id = ?"))

    def all(self, sql):
        return self.db.execute(sql, (self.id,)).fetchall()

    def expect(self, found, wanted, what):
        if found != wanted:
            self.wrong.append(f"{what}: {found!r}, not {wanted!r}")

    def rows(self):
        """The cells of all rows (the player's form has one group)."""
        return [cells for rows in self.groups.values() for _, cells in rows]

    def seen(self):
        """As State.seen gives it."""
        return (tuple(sorted(self.fields.items())), tuple(tuple(sorted(cells.items())) for cells in self.rows()),
                bool(self.waivers))

    # ---- the journal backwards ----

    def find(self, group, row):
        at = [i for i, (number, _) in enumerate(self.groups.get(group, [])) if number == row]
        if not at:
            self.wrong.append(f"journal: row {group}/{row} is not there")
        return at[0] if at else None

    def set(self, cells, key, old):
        cells.pop(key, None)
        if old:
            cells[key] = old

    def undo_field(self, field, old, *new):
        for text in new:
            self.expect(self.fields.get(field), text, f"journal against the answer {field}")
        self.set(self.fields, field, old)

    def undo_cell(self, group, row, column, old, *new):
        at = self.find(group, int(row))
        if at is not None:
            cells = self.groups[group][at][1]
            for text in new:
                self.expect(cells.get(column), text, f"journal against the cell {group}/{row}/{column}")
            self.set(cells, column, old)

    def undo_added(self, group, row):
        at = self.find(group, row)
        if at is not None:
            del self.groups[group][at]

    def undo_removed(self, group, row, position, record):
        self.groups.setdefault(group, []).insert(int(position), [int(row), pairs(record)])

    def undo_waiver(self, alert, row, old, *new):
        for text in new:
            self.expect((alert, row) in self.waivers, text is not None, f"journal against the waiver {alert}")
        self.waivers.discard((alert, row))
        if old:
            self.waivers.add((alert, row))

    def undo_import(self, lines):
        for line in reversed(lines.split("\n")):
            mark, *parts = line.split("\t") if line.startswith("-") else map(plain, line.split("\t"))
            if mark == "f":
                self.wrong.append(f"journal: the answer {parts[0]} as an import, without what it became")
                self.undo_field(*parts, *[None] * (2 - len(parts)))
            elif mark == "c":
                self.undo_cell(*parts, *[None] * (4 - len(parts)))
            elif mark == "+":
                for row in range(int(parts[2]), int(parts[1]) - 1, -1):
                    self.undo_added(parts[0], row)
            elif mark == "-":
                self.undo_removed(*parts[:3], "\t".join(parts[3:]))
            elif mark == "w":
                self.undo_waiver(parts[0], int(parts[1]), "\t".join(parts[2:]))

    def unwind(self):
        entries = "SELECT type, place, old_text, new_text FROM journal WHERE case_id = ? ORDER BY id DESC"
        for kind, place, old, new in self.all(entries):
            name, *inside = place.split("/")
            if kind == "field":
                self.undo_field(name, old, new)
            elif kind == "cell":
                self.undo_cell(name, *inside, old, new)
            elif kind == "row+":
                self.undo_added(name, int(inside[0]))
            elif kind == "row-":
                position, _, record = old.partition("\t")
                self.undo_removed(name, inside[0], position, record)
            elif kind == "waiver":
                self.undo_waiver(name, int(inside[0]) if inside else 0, old, new)
            elif kind == "import":
                self.undo_import(old)
        self.expect((self.fields, self.rows(), self.waivers), ({}, [], set()), "what no journal entry tells of")
