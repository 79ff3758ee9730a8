"""Actions at random, each as lines and as keys. What is possible is asked of the plain lines, where one can listen:
a question that is hidden now, a list and its length."""

import json
import re

from faces import keys

TEXTS = {
    "integer": ["7", "-3", "12", "x", "1.000", "50", "0"],
    "decimal": ["40,5", "8", "abc", "1.234,50", "100", "41"],
    "money": ["1.234,56", "10", "1640000", "dieci", "0,5"],
    "date": ["2/11/2026", "01/11/2026", "20 nov 2026", "31/2/2026", "16/11/2026", "domani"],
    "boolean": ["s", "n"],
}
WORDS = ["Gelava", "Ada", "Ugo", "àèì", "SCHPLA84H02G224N", "12", "04712030289", "Rossi & C.", "31020", "日本"]


class Form:
    """Codes, kinds and columns, as `cigo form map` lists them."""

    def __init__(self, where, folder):
        self.fields, self.groups, self.ids, group = {}, {}, {}, None
        for line in where.cigo("form", "map", str(folder)).out.splitlines():
            field = re.match(r"  (\S+) (\w+) \[(\w+)\] «", line)
            head = re.match(r"  (\S+) (\w+): gruppo «", line)
            column = re.match(r"    - (\w+) \[(\w+)\] «(.*)»(?: \*)? (?:L|P\?|P|G)$", line)
            if line.startswith("Avvisi"):
                break
            if field:
                self.fields[field[1]] = field[3]
                self.ids[field[2]] = field[1]
            elif head:
                group = head[1]
                self.groups[group] = []
                self.ids[head[2]] = group
            elif column and group:
                self.groups[group].append((column[1], column[2], column[3]))


class Actor:
    """Chooses, does it in lines, and keeps the keys that do the same."""

    def __init__(self, form, lines, chance, check):
        self.form, self.lines, self.chance, self.check = form, lines, chance, check
        self.log = []  # (what, keys)
        self.sorted = set()

    def note(self, what, *parts):
        self.log.append((what, keys(*parts)))

    def go(self, code):
        """True when the lines are there now."""
        self.lines.say(f"/vai {code}")
        return self.lines.prompt.startswith(f"{code}> ")

    def text_for(self, kind):
        return self.chance.choice(TEXTS.get(kind, WORDS))

    def answer(self):
        code = self.chance.choice(sorted(self.form.fields))
        kind = self.form.fields[code]
        if not self.go(code):
            return
        choices = len(re.findall(r"(?m)^\d+\. ", self.lines.reply))
        there = ("go", (code,), "Enter")
        if kind == "longtext":
            self.long_text(code, there)
        elif kind == "multichoice":
            self.several(code, there, choices)
        else:
            text = str(self.chance.randint(1, choices)) if choices else self.text_for(kind)
            self.lines.say(text)
            self.note(f"{code} {text}", *there, (text,), "Enter")

    def empty(self, code, there):
        self.lines.say("/vuota")
        self.note(f"{code} empty", *there, "Delete")
        self.go(code)

    def long_text(self, code, there):
        self.empty(code, there)
        text = self.text_for("longtext")
        for line in ("/testo", text, "e poi", "."):
            self.lines.say(line)
        self.note(f"{code} text", *there, "Enter", (f"{text}\re poi",), "Tab")

    def several(self, code, there, choices):
        self.empty(code, there)
        numbers = sorted(self.chance.sample(range(1, choices + 1), self.chance.randint(1, min(choices, 3))))
        self.lines.say(", ".join(map(str, numbers)))
        marks = [part for n in numbers for part in ((str(n),), "Space")]
        self.note(f"{code} {numbers}", *there, "Enter", *marks, "Enter")

    def clear(self):
        code = self.chance.choice(sorted(self.form.fields))
        if self.go(code):
            self.empty(code, ("go", (code,), "Enter"))

    def undo(self):
        self.lines.say("/annulla")
        self.note("undo", "sections", "F11")

    def redo(self):
        self.lines.say("/rifai")
        self.note("redo", "sections", "F12")

    def look(self):
        """Nothing of it may change the case."""
        self.lines.say(self.chance.choice(["/problemi", "/mancano", "/rivedi", "/dove", "/controlla", "/prossimo"]))
        self.note("look", self.chance.choice(["F4", "F7", "review", "why"]), "sections")

    # ---- rows ----

    def rows(self):
        """(group, how many rows it has, the keys that go there), or None where it is hidden."""
        code = self.chance.choice(sorted(self.form.groups))
        if not self.go(code):
            return None
        count = int(re.search(r"(\d+) rig[ah]e?", self.lines.reply)[1])
        if count:
            self.sort_columns(code)
        return code, count, ("go", (code,), "Enter", "Enter")

    def sort_columns(self, code):
        """As the table has them, which is not the order of the questions."""
        if code in self.sorted:
            return
        self.lines.say("/cella 1 ?")
        labels = re.findall(r"\d+ (.+?)(?=, \d+ |\.$)", self.lines.reply.split("Le colonne:", 1)[1], re.M)
        assert len(labels) == len(self.form.groups[code]), self.lines.reply
        self.form.groups[code].sort(key=lambda column: labels.index(column[2]))
        self.sorted.add(code)

    def add_row(self):
        found = self.rows()
        if found:
            self.lines.say("/nuova")
            self.note(f"{found[0]} new", *found[2], "add")

    def duplicate(self):
        code, n, there = self.rows() or ("", 0, ())
        if n:
            row = self.chance.randint(1, n)
            self.lines.say(f"/duplica {row}")
            self.note(f"{code} duplicate {row}", *there, *self.row(row), "duplicate")

    @staticmethod
    def row(number, column=1):
        return ("go", (f"#{number}",), "Enter", "Home", *["Right"] * (column - 1))

    def cell(self):
        code, n, there = self.rows() or ("", 0, ())
        columns = self.form.groups[code] if n else []
        usable = [i for i, (_, kind, _) in enumerate(columns, 1) if kind not in ("multichoice", "longtext")]
        if not usable:
            return
        row, column = self.chance.randint(1, n), self.chance.choice(usable)
        kind = columns[column - 1][1]
        text = "1" if kind == "choice" else self.text_for(kind)
        self.lines.say(f"/cella {row} {column} {text}")
        if "in questa riga non serve" not in self.lines.reply:
            self.note(f"{code}/{row} {column} {text}", *there, *self.row(row, column), (text,), "Enter")

    def span(self, n):
        first = self.chance.randint(1, n)
        return first, self.chance.randint(first, n)

    def range_action(self, command, key, with_column):
        code, n, there = self.rows() or ("", 0, ())
        if not n:
            return
        (first, last), column = self.span(n), self.chance.randint(1, len(self.form.groups[code]))
        if command == "/riempi" and first == last:
            return  # one cell only: on the screen it takes the one above
        self.lines.say(f"{command} {f'{column} ' if with_column else ''}{first}-{last}")
        self.note(f"{code} {command} {column} {first}-{last}", *there, *self.row(first, column if with_column else 1),
                  "mark", *["Down"] * (last - first), key)

    def remove(self):
        self.range_action("/togli", "remove", False)

    def fill(self):
        self.range_action("/riempi", "fill", True)

    def empty_cells(self):
        self.range_action("/svuota", "Delete", True)

    def restore(self):
        found = self.rows()
        if found:
            self.lines.say("/ripristina")
            self.note(f"{found[0]} restore", *found[2], "restore")

    def paste(self):
        code, n, there = self.rows() or ("", 0, ())
        if not n:
            return
        row, column = self.chance.randint(1, n), self.chance.randint(1, len(self.form.groups[code]))
        cells = [[self.chance.choice(WORDS) for _ in range(self.chance.randint(1, 2))] for _ in range(2)]
        self.lines.say(f"/cella {row} {column}")
        if "non serve" in self.lines.reply:
            return
        text = ["\t".join(line) for line in cells]
        for line in ("/incolla", *text, "."):
            self.lines.say(line)
        if self.lines.prompt.endswith(" no: "):
            self.lines.say("si")
        self.note(f"{code}/{row} {column} paste {text}", *there, *self.row(row, column), "paste", ("\n".join(text),),
                  "pasted")

    # ---- alerts ----

    def waive(self):
        alerts = json.loads(self.check())["alerts"]
        mine = [a for a in alerts if not a["id"].startswith("FMT-") and a.get("at") and a["at"][0].get("field")]
        if not mine:
            return
        alert = self.chance.choice(mine)
        place = alert["at"][0]
        here = [a for a in mine if place in a["at"]]
        code = self.form.ids[place.get("group") or place["field"]]
        if code in self.form.groups and self.go(code):
            self.sort_columns(code)
        columns = [name for name, _, _ in self.form.groups.get(code, [])]
        column = columns.index(place["field"]) + 1 if columns else 0
        if column == 1 and any(a.get("row") == place.get("row") and a not in here for a in alerts):
            return  # those of the whole row stand there too
        if not columns and not self.go(code) or columns and "row" not in place:
            return
        there = ("go", (code,), "Enter", *(("Enter", *self.row(place["row"], column)) if columns else ()))
        pick = ((str(here.index(alert) + 1),) if len(here) > 1 else None)
        self.lines.say(f"/vai {code}/{place['row']}" if columns else f"/vai {code}")
        command = "/riapri" if alert["state"] != "open" else "/contesta" if alert["severity"] == "error" else "/conferma"
        reason = "" if command == "/riapri" else "visto con il cliente"
        self.lines.say(f"{command} {alert['id']} {reason}".rstrip())
        seen = () if columns else (*there, "sections")  # some show only when their section is left
        self.note(f"{command} {alert['id']} at {code}", *seen, *there, "F9", *([pick] if pick else []),
                  *(((reason,), "Enter") if reason else ()))

    def act(self):
        kinds = [self.answer] * 8 + [self.cell] * 6 + [self.add_row] * 3 + [
            self.clear, self.undo, self.undo, self.redo, self.look, self.duplicate, self.remove, self.fill,
            self.empty_cells, self.restore, self.paste, self.waive, self.waive]
        self.chance.choice(kinds)()
