"""Every function of the start screen, really asked for in each face: with each of its keys in a real terminal, with both
of its commands in plain lines. One that a face lacks, does not know or does not do fails.

    shelf.py FEATURES-LIST
"""

import os
import re
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import cigo_run
import listed
from cigo_run import SOURCE, place

sys.path.append(str(SOURCE / "tests/tui"))
import tmux  # noqa: E402  (it lies beside other tests)

N_CASES = 12  # more than plain lines read out at once
UNKNOWN = "Qui non c'è il comando"
MOST_URGENT = "gelo"


@dataclass
class Scene:
    """What is typed after the command, and said then; what is pressed after the key (each a list of keys), and shown
    then; for what has no key or no command, what is pressed and typed instead."""

    says: str
    shows: str
    rest: str = ""
    press: list = field(default_factory=list)
    typed: str = ""
    then: list = field(default_factory=list)
    before: list = field(default_factory=list)  # keys
    line: list = field(default_factory=list)
    after: list = field(default_factory=list)  # lines


# "gelo" is the first of the list in both faces; its number is 1
SCENES = {
    "apre la domanda": Scene(r"1\. Chi compila", r"1\. Chi compila", typed="1", press=["Enter"]),
    "lettere": Scene(r"1 domanda\.\n1\. gelo", r"Domande: 1\b", typed="alfa", press=["a", "l", "f", "a"]),
    "Esc": Scene(rf"{N_CASES} domande", rf"Domande: {N_CASES}\b", typed="", press=["Escape"], before=["a", "l", "f", "a"],
                 line=["alfa"]),
    "new": Scene(r"1\. Chi compila", r"1\. Chi compila", then=["1"]),  # of the first form
    "from": Scene(r"Copiata 1 risposta da «gelo»", r"Copiata 1 risposta da «gelo»", rest="1"),
    "more": Scene(r"\n[23]\. ", r">.* 12\. ", press=["Down"]),
    "archive": Scene(r"«gelo» è da parte", r"«gelo» è da parte", rest="1"),
    "tag": Scene(r"«gelo», etichette: urgente", r"Etichette: urgente", rest="1 urgente",
                 then=["u", "r", "g", "e", "n", "t", "e", "Enter"]),
    "problems": Scene(r"1 domanda\.\n1\. gelo", r"Domande: 1\b.*solo con errori o avvisi"),
    "archived": Scene(r"Nessuna domanda è da parte", r"Domande da parte: 0"),
    "screen": Scene(r"schermo", r"la più urgente per prima"),
    "help": Scene(r"Un numero apre quella domanda", r"Ciò che scrive si cerca subito"),
    "quit": Scene(r"\A\s*\Z", r"fine 0", after=["/aiuto"]),
}


def lay(where):
    """One with problems, the others complete; of two forms, because a case without any is short in the form of the tests."""
    forms = where.folder / "forms"
    forms.mkdir()
    # not links: a Python that tidies up changes the modes of what they lead to
    shutil.copytree(SOURCE / "forms/cigo", forms / "cigo")
    shutil.copytree(SOURCE / "tests/forms/prova", forms / "prova")
    where.cigo("fill", "-", "--name", MOST_URGENT,
               stdin="form: cigo\nanswers: {azienda_denominazione: Alfa Srl, periodo_dal: 3/11/2026, "
                     "inizio_effettivo: 18/11/2026, causale: mancanza_lavoro}\n")
    where.cigo("fill", "-", "--name", "completa", "--forms", forms,
               stdin="form: prova\nanswers: {motivo: gelo, gradi: -3, dal: 20/11/2026, al: 21/11/2026, racconto: Gelava., "
                     "persone: [{nome: Ada, ore: 4}]}\n")
    for i in range(N_CASES - 2):
        where.cigo("copy", "completa", f"copia-{i}", "--forms", forms)
    return forms


def check_lines(where, feature, command):
    scene = SCENES[feature.name]
    line = f"/{command} {scene.rest}".rstrip() if command else scene.typed
    out = where.cigo("--lines", stdin="\n".join([*scene.line, line, *scene.after]) + "\n").out
    said = "\n".join(re.split(r"(?m)^Domanda> $", out)[len(scene.line) + 1:])
    assert UNKNOWN not in out, f"{feature.name}: /{command} is not known\n{out}"
    assert re.search(scene.says, said), f"{feature.name}: «{line}» does not say {scene.says!r}\n{out}"


def check_screen(where, feature, key):
    scene = SCENES[feature.name]
    terminal = tmux.Terminal([str(cigo_run.PROGRAM)], data=where.data, environment={"CIGO_FORMS": where.env["CIGO_FORMS"]})
    try:
        terminal.wait(f"Domande: {N_CASES}\n")
        if scene.before:
            terminal.keys(*scene.before)
            terminal.wait("Domande: 1\n")
        terminal.keys(*([key] if key else scene.press), *scene.then)
        shown = terminal.settled()
        for _ in range(100):
            if re.search(scene.shows, shown):
                return
            shown = terminal.settled()
        raise AssertionError(f"{feature.name}: {key or scene.press} does not show {scene.shows!r}\n{shown}")
    finally:
        terminal.close()


def check_list(features):
    """Each can be asked for in each face, in one way only, and has a scene."""
    for feature in features:
        assert feature.keys or feature.pressed, f"{feature.name}: no way to it on the full screen"
        assert feature.command or feature.typed, f"{feature.name}: no way to it in plain lines"
        assert bool(feature.command) == bool(feature.english) == bool(feature.help), feature.name
    for used in ([w for f in features for w in {f.command, f.english} if w], [k for f in features for k in f.keys]):
        assert len(used) == len(set(used)), used
    assert {f.name for f in features} == set(SCENES), {f.name for f in features} ^ set(SCENES)


def check_pages(where, features):
    """/aiuto, F1, `cigo keys` and the manual name each of them."""
    said = where.cigo("--lines", stdin="/aiuto\n").out
    keys = where.cigo("keys", "--lines").out
    manual = (SOURCE / "man/it/cigo.1").read_text(encoding="utf-8")
    section = manual[manual.index(".Sh SCHERMATA INIZIALE"):manual.index(".Sh ARCHIVIO CONDIVISO")]
    for feature in features:
        if feature.command:
            line = f"/{feature.command} (/{feature.english}): {feature.help}."
            assert line in said, f"/aiuto lacks {line}\n{said}"
            assert f"/{feature.command}" in section, f"man/it/cigo.1 lacks /{feature.command}"
        if feature.keys:
            named = ", ".join(feature.shown_keys)
            assert f"{named}: {feature.label}." in keys, f"cigo keys lacks {named}: {feature.label}\n{keys}"
            assert f".It {named}\n" in section, f"man/it/cigo.1 lacks {named}"
    terminal = tmux.Terminal([str(cigo_run.PROGRAM)], data=where.data, environment={"CIGO_FORMS": where.env["CIGO_FORMS"]})
    try:
        terminal.wait(f"Domande: {N_CASES}\n")
        terminal.keys("F1")
        shown = terminal.wait("Ctrl-C: esce")
        for feature in features:
            if feature.keys:
                assert f"{', '.join(feature.shown_keys)}: {feature.label}." in shown, f"F1 lacks {feature.name}\n{shown}"
    finally:
        terminal.close()


def main():
    if tmux.missing():
        print("skipped: no tmux")
        return 77
    features = listed.start(os.path.abspath(sys.argv[1]))
    check_list(features)
    with place() as where:
        forms = lay(where)
        where.env["CIGO_FORMS"] = str(forms)

        def check(feature):
            for command in {feature.command, feature.english}:
                with place() as own:
                    shutil.copytree(where.data.parent, own.data.parent)
                    own.env["CIGO_FORMS"] = str(forms)
                    check_lines(own, feature, command)
            for key in feature.keys or [None]:
                with place() as own:
                    shutil.copytree(where.data.parent, own.data.parent)
                    own.env["CIGO_FORMS"] = str(forms)
                    check_screen(own, feature, key)

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(check, features))
        check_pages(where, features)
    print(f"{len(features)} functions of the start screen in both faces")
    return 0


if __name__ == "__main__":
    sys.exit(main())
