"""T-preferences: $XDG_CONFIG_HOME/cigo/config.yaml, what is wrong in it, and what comes before it."""

import contextlib

import cigo_run
from harness import need, on_pty


@contextlib.contextmanager
def preferring(text):
    with cigo_run.place() as where:
        where.file("config/cigo/config.yaml", text)
        yield where


def first_screen(text, *args, **options):
    with preferring(text) as where, on_pty("demo", *args, where=where, ready="01/12/2026", **options) as (_, _, first):
        return first.decode("utf-8", "replace")


def t_preferences():
    """Preferences hold, wrong ones are named with place and nearest name, options and environment win."""
    with preferring("theme: dark\nlangage: en\nescape_delay: presto\nascii: forse\n") as where:
        run = where.cigo("list")
        need(run.code == 0, "the program does not go on", run.code, run.err)
        for words in ("config.yaml:2:1: ", "forse «language»", "config.yaml:3:15: ", "da 1 a 5000", "config.yaml:4:8: "):
            need(words in run.err, words, run.err)
    for text in ("- a\n", "theme: [dark]\n", "theme: &a dark\n", "\tlines: true\n", "theme: dark\ntheme: light\n"):
        with preferring(text) as where:
            run = where.cigo("list")
            need(run.code == 0 and "config.yaml:" in run.err, repr(text), run.code, run.err)
    with preferring("") as where:
        need(where.cigo("list").err == "", "an empty file is no mistake")
    seen = first_screen("thme: dark\nmouse: forse\n")
    for words in ("Preferenze, ", "riga 1: «thme»", "C'è 1 altro errore."):
        need(words in seen, "the screen covers what was said of it", words, seen)
    need("Preferenze" not in first_screen("theme: dark\n"), "nothing is wrong")
    need("38;5;80m" in first_screen("theme: dark\n"), "dark")
    need("38;5;24m" in first_screen("theme: light\n"), "light")
    need("38;5;" not in first_screen("theme: none\n"), "none")
    need("\x1b" not in first_screen("lines: true\n"), "lines")
    need("\x1b[" in first_screen("lines: true\n", environment={"CIGO_FRONTEND": "schermo"}), "the environment wins")
    need(first_screen("ascii: true\n").isascii(), "ascii")
    need("Chi compila" not in first_screen("language: de\n"), "language")
    need("Chi compila" in first_screen("language: de\n", environment={"LANGUAGE": "it"}), "LANGUAGE wins")
    need("Chi compila" in first_screen("language: de\n", "--lang", "it"), "--lang wins")
