"""What a case must hold, kept by the player itself without asking cigo: each action gives a new state, which
remembers those before it for undo and redo. The form is tests/forms/prova; motivo stays «gelo», so all is visible."""

from dataclasses import dataclass, replace

from faces import keys

FIELDS = {"gradi": "1.2", "importo": "1.6", "racconto": "1.7", "nota": "2.2"}
COLUMNS = {"nome": 1, "ore": 3}
MOST_ROWS = 3


@dataclass(frozen=True)
class State:
    fields: tuple = (("motivo", "gelo"),)  # sorted pairs
    rows: tuple = ()  # sorted pairs for each row
    waived: bool | None = False  # None: it may be, see undo
    lapses: bool = False  # its waiver lapses with it: in an action of its own, so a kill may leave it until the next start
    by_waiver: bool = False  # what made it was a waiver
    before: tuple = ()
    undone: tuple = ()

    def seen(self):
        return self.fields, self.rows, self.waived

    def without_stacks(self):
        """The same, reached in one of several ways (an answer and its undoing, or neither): what undo and redo would
        give is not known."""
        return replace(self, before=(), undone=())

    def possible(self):
        """What the archive may hold of it after a kill."""
        waived = {True, False} if self.waived is None or self.lapses else {self.waived}
        return {(self.fields, self.rows, each) for each in waived}

    def as_found(self, seen):
        """What the archive says of its waiver; one that is to lapse does so at the next start."""
        return replace(self, waived=seen[2]) if self.waived is None else self

    def untold(self):
        """The long text is not written, so its alert is there; what is told makes a waiver of it lapse."""
        return "racconto" not in dict(self.fields)

    def next(self, **changes):
        plain = {"lapses": False, "by_waiver": False}
        return replace(self, **plain | changes, before=(*self.before, self), undone=())

    def put(self, field, text):
        rest = {k: v for k, v in self.fields if k != field} | ({field: text} if text else {})
        lapses = self.waived is not False and field == "racconto"
        return self.next(fields=tuple(sorted(rest.items())), waived=False if lapses else self.waived, lapses=lapses)

    def waived_with(self, other):
        """The waiver when undo or redo lead to what `other` was: one that lapsed on the way holds again, but only in the
        session that saw it lapse, and in an action of its own."""
        return True if self.waived and other.waived else None if other.waived is not False else False

    def undo(self):
        was = self.before[-1]
        return replace(was, waived=self.waived_with(was), lapses=False, undone=(*self.undone, self))

    def redo(self):
        new = self.undone[-1]
        waived = new.by_waiver or self.waived_with(new)
        return replace(new, waived=waived, lapses=self.waived is not False and waived is False, before=(*new.before[:-1], self),
                       undone=self.undone[:-1])

    def row(self, at, cells):
        """With this row at this place; None takes it out."""
        new = () if cells is None else (tuple(sorted(cells.items())),)
        return self.next(rows=self.rows[:at] + new + self.rows[at + 1 :])


def there(code):
    return "go", (code,), "Enter"


def in_row(row, column=1):
    return *there("2.1"), "Enter", *there(f"#{row + 1}"), "Home", *["Right"] * (column - 1)


class Player:
    """Chooses actions. Each is (lines, keys, the state after): the last line is the one that does it."""

    def __init__(self, chance):
        self.chance, self.count = chance, 0

    def text(self, kind):
        self.count += 1  # never twice the same: an answer that changes nothing leaves no trace
        return {"gradi": f"{self.count}", "importo": f"{self.count},50", "ore": f"{self.count}"}.get(kind) or \
            f"Parola {self.count} {self.chance.choice(['Ada', 'Ugo', 'àèì', 'l’ora', '日本'])}"

    def action(self, state, face):
        kinds = [self.answer] * 5 + [self.cell] * 4 + [self.add] * 2 + [self.remove, self.clear, self.undo, self.undo,
                                                                       self.redo, self.waive, self.tell, self.paste]
        while True:
            done = self.chance.choice(kinds)(state)
            if done and (face == "lines" or done[1]):
                return done

    def answer(self, state):
        field = self.chance.choice(["gradi", "importo", "nota"])
        text = self.text(field)
        return [f"/vai {FIELDS[field]}", text], keys(*there(FIELDS[field]), (text,), "Enter"), state.put(field, text)

    def clear(self, state):
        full = [k for k, _ in state.fields if k in FIELDS]
        if not full:
            return None
        field = self.chance.choice(full)
        return [f"/vai {FIELDS[field]}", "/vuota"], keys(*there(FIELDS[field]), "Delete"), state.put(field, "")

    def tell(self, state):
        if not state.untold():
            return None
        text = self.text("racconto")
        return (["/vai 1.7", "/testo", text, "."], keys(*there("1.7"), "Enter", (text,), "Tab"),
                state.put("racconto", text))

    def waive(self, state):
        if state.waived is not False or not state.untold():
            return None
        return (["/vai 1.7", "/vai 2.2", "/vai 1.7", "/conferma R-RACCONTO visto"],
                keys(*there("1.7"), "sections", *there("1.7"), "F9", ("visto",), "Enter"), state.next(waived=True, by_waiver=True))

    def undo(self, state):
        return (["/annulla"], keys("sections", "F11"), state.undo()) if state.before else None

    def redo(self, state):
        return (["/rifai"], keys("sections", "F12"), state.redo()) if state.undone else None

    def add(self, state):
        n = len(state.rows)
        if n == MOST_ROWS:
            return None
        return ["/vai 2.1", "/nuova"], keys(*there("2.1"), "Enter", "add"), state.row(n, {})

    def cell(self, state):
        if not state.rows:
            return None
        row, column = self.chance.randrange(len(state.rows)), self.chance.choice(list(COLUMNS))
        text = self.text(column)
        return (["/vai 2.1", f"/cella {row + 1} {COLUMNS[column]} {text}"],
                keys(*in_row(row, COLUMNS[column]), (text,), "Enter"),
                state.row(row, dict(state.rows[row]) | {column: text}))

    def remove(self, state):
        if not state.rows:
            return None
        row = self.chance.randrange(len(state.rows))
        return (["/vai 2.1", f"/togli {row + 1}"], keys(*in_row(row), "mark", "remove"), state.row(row, None))

    def paste(self, state):
        """Two rows at once, all or none; in lines only (pasting keys is another test's)."""
        if len(state.rows) + 2 > MOST_ROWS:
            return None
        names = [self.text("nome"), self.text("nome")]
        return ["/vai 2.1", "/incolla", *names, "."], b"", state.next(
            rows=state.rows + tuple((("nome", name),) for name in names))
