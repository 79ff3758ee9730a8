"""The player can fail: after a kill each of these faults is put into the archive, and it must notice; without any
it must not."""

import contextlib
import random
import sqlite3
import sys

import cigo_run
from player import Game, Lines, Lost, CASE

TYPED = ("/vai 1.2", "5", "/vai 2.1", "/nuova", "/cella 1 1 Ada", "/vai 1.7", "/vai 2.2", "/vai 1.7",
         "/conferma R-RACCONTO visto", "/vai 2.2", "Una nota", "/vai 1.7", "/testo", "Un testo a metà")
FAULTS = {
    "an answer lost with its journal": "DELETE FROM answer WHERE field = 'nota'; DELETE FROM journal WHERE place = 'nota'",
    "an answer changed": "UPDATE answer SET text = '6' WHERE field = 'gradi'",
    "a row lost": "DELETE FROM answer_row",
    "a cell lost": "UPDATE answer_row SET data = ''",
    "a waiver lost": "DELETE FROM waiver",
    "an answer of before all": "DELETE FROM journal WHERE place = 'motivo'",
    "the newest journal entry lost": "DELETE FROM journal WHERE id = (SELECT max(id) FROM journal)",
    "a journal entry that tells something else": "UPDATE journal SET new_text = '7' WHERE place = 'gradi'",
    "the draft lost": "DELETE FROM draft",
    "the stop not noticed": "DELETE FROM writer",
    "an answer of no case": "INSERT INTO answer VALUES (99, 'gradi', '5')",
    "an index out of step": "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = replace(sql, 'position, n)',"
                            " 'n, position)') WHERE name = 'answer_row_position'",
}


def killed(where):
    """A game whose every action was called saved, and its program killed in the middle of a text."""
    game = Game(where, random.Random(1))
    lines = Lines(where, CASE)
    for line in TYPED:
        lines.say(line)
    lines.process.kill()
    lines.process.communicate()
    state = game.states[0].put("gradi", "5").row(0, {"nome": "Ada"}).next(waived=True).put("nota", "Una nota")
    game.states, game.draft, game.owed = [state], TYPED[-1], True
    return game


def harm(sql):
    def put(path):
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.executescript(sql)
            db.commit()

    return put


def main():
    bad = 0
    for name, sql in {"nothing": ""}.items() | FAULTS.items():
        with cigo_run.place() as where:
            where.env["CIGO_FORMS"] = str(cigo_run.SOURCE / "tests/forms")
            game, found = killed(where), ""
            try:
                game.check(harm(sql) if sql else None)
            except Lost as lost:
                found = str(lost)
            good = bool(found) == bool(sql)
            bad += not good
            print("ok" if good else "FAILED", name, "→", found[:110] or "nothing noticed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
