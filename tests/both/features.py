"""Every feature of the list, really asked for in each face: with each of its keys and from the menu on the full
screen, with each of its commands in plain lines. One that a face lacks, does not know or does not do here fails.

    features.py FEATURES-LIST TUI-DRIVER
"""

import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

import cigo_run
import listed
from cigo_run import SOURCE, place
from scenes import ANY, TABLE, go
from scenes_table import IN_TABLE

SCENES = ANY | IN_TABLE
UNKNOWN = "Non conosco /"
NOT_HERE = "Qui non serve"


def fail(feature, how, what, text):
    raise AssertionError(f"{feature.name} ({how}): {what}\n{text}")


# ---- plain lines ----


def transcript(where, lines):
    """What the last of the lines brought, in a fresh copy of the demo."""
    shutil.copy(where.folder / "demo.db", where.data)
    run = where.cigo("open", "demo", "--lines", stdin="\n".join(lines) + "\n")
    return run.out


def answers(out, before):
    """The part of a transcript after as many prompts as lines were typed before."""
    parts = re.split(r"(?m)^(?=[^\n]*> $)|(?<=\. )\n", out)
    return "".join(parts[before + 1:])


def check_lines(where, feature):
    scene = SCENES[feature.name]
    command = f"/{feature.command}" if feature.command else scene.typed
    if not command:
        return  # the terminal's own affair
    line = f"{command} {scene.rest}".rstrip()
    out = transcript(where, [*scene.line, line, *scene.after])
    said = answers(out, len(scene.line)).rstrip("\n")
    if UNKNOWN in out:
        fail(feature, line, "not known", out[-600:])
    if not re.search(scene.says, said, re.M):
        fail(feature, line, f"does not say {scene.says!r}", said)


def check_english(where, features):
    """The twin of each command is known too, and says the same."""
    twins = [f for f in features if f.command and f.name not in ("quit", "paste")]
    italian = transcript(where, [line for f in twins for line in (f"/{f.command}", "/elenco")])
    english = transcript(where, [line for f in twins for line in (f"/{f.english}", "/elenco")])
    assert UNKNOWN not in italian + english, italian + english
    texts = [cigo_run.plain(out, where).splitlines() for out in (italian, english)]
    wrong = "\n".join(difflib.unified_diff(*texts, n=2))
    assert not wrong, f"a command and its twin do not do the same:\n{wrong}"


# ---- full screen ----


def screen(driver, lines):
    argv = [driver, str(SOURCE / "forms/cigo"), str(SOURCE / "forms/cigo/demo.yaml"), cigo_run.TODAY]
    with tempfile.TemporaryDirectory() as folder:
        env = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="it", TMPDIR=folder)
        run = subprocess.run(argv, input="\n".join([*lines, "show"]) + "\n", capture_output=True, text=True, env=env,
                             cwd=SOURCE, timeout=60)
    assert run.returncode == 0, f"{lines}: {run.returncode} {run.stderr}"
    return run.stdout[run.stdout.rindex("--- screen"):]


def from_menu(driver, feature, scene):
    """The keys that choose it in the menu: down to its line, as it stands there."""
    shown = screen(driver, ["size 60 120", *scene.screen, "key F10"])
    lines = [line.strip() for line in shown.splitlines()]
    entries = [line.lstrip("> ") for line in lines[next(i for i, line in enumerate(lines) if line.startswith("Menu")) + 1:]]
    at = [i for i, line in enumerate(entries) if line.rstrip().endswith(feature.label)]
    if not at:
        fail(feature, "menu", "not in the menu", shown)
    return ["key F10", *["key Down"] * at[0], "key Enter"]


def try_keys(driver, feature, scene, how, keys):
    out = screen(driver, [*scene.screen, *keys, *scene.then])
    if NOT_HERE in out:
        fail(feature, how, "is said not to serve here", out)
    if not re.search(scene.shows, out):
        fail(feature, how, f"does not show {scene.shows!r}", out)


def check_screen(driver, feature):
    scene = SCENES[feature.name]
    ways = {key: [f"key {key}"] for key in feature.keys}
    if feature.label and scene.menu:
        chosen = from_menu(driver, feature, scene)
        if not feature.keys:  # else it is enough that it is listed
            ways["menu"] = chosen
    if feature.letter:
        ways[f"menu {feature.letter}"] = ["key F10", f"type {feature.letter}"]
    if feature.pressed:
        ways[feature.pressed] = scene.press
    for how, keys in ways.items():
        try_keys(driver, feature, scene, how, keys)


# ---- pages that are made from the list, or written beside it ----


def check_pages(where, driver, features):
    """F1, `cigo keys`, /aiuto comandi and the manual name each key and each command."""
    help_any = screen(driver, ["size 200 120", "key F1"])
    help_table = screen(driver, ["size 200 120", *TABLE, "key F1"])
    commands = transcript(where, ["/aiuto comandi"])
    keys = where.cigo("keys", "--lines").out
    manual = (SOURCE / "man/it/cigo.1").read_text(encoding="utf-8")
    for feature in features:
        for key in feature.shown_keys:
            shown = help_any if feature.where == "any" else help_table
            assert re.search(rf"{re.escape(key)}(?!\w).* {re.escape(feature.label)}", shown), f"F1 lacks {key}: {shown}"
            assert re.search(rf"{re.escape(key)}(?!\w).*: {re.escape(feature.label)}", keys), f"cigo keys lacks {key}"
            assert key in manual, f"man/it/cigo.1 lacks {key} ({feature.name})"
        if feature.command:
            line = f"/{feature.command} (/{feature.english}): {feature.help}."
            assert line in commands, f"/aiuto comandi lacks {line}"
            assert f"/{feature.command}" in manual, f"man/it/cigo.1 lacks /{feature.command}"


COMMAND = re.compile(r"(?<![\w/.%])/([a-z]{2,})\b(?!/)")


def check_translations(features):
    """A translated text names the same commands as its Italian, by their English names."""
    english = {f.command: f.english for f in features if f.command}
    for path in sorted((SOURCE / "src/i18n/po").glob("*.po")):
        for entry in path.read_text(encoding="utf-8").split("\n\n"):
            source, *put = ["".join(re.findall(r'"(.*)"', part)) for part in entry.split("msgstr")]
            want = {english[word] for word in COMMAND.findall(source) if word in english}
            for text in put:
                named = set(COMMAND.findall(text)) & set(english.values())
                assert named == want, f"{path.name}: {source!r} names {sorted(want)}, {text!r} {sorted(named)}"


def check_sections(where, driver):
    """The number of a section leads there, though 1.1 and 1.2 could be called so without their point."""
    for number, title in (("11", "11. Allegati"), ("12", "12. Invio"), ("2", "2. ")):
        for words in ([number], [f"/vai {number}"], ["/elenco", number], ["/rivedi", number]):
            said = answers(transcript(where, words), len(words) - 1)
            assert re.search(rf"Sezione {re.escape(title)}|{number}\.1\b", said), (words, said)
        shown = screen(driver, ["size 24 80", *go(number)])
        assert re.search(rf">{number}\.1 ", shown), shown


def check_list(features):
    """Each can be asked for in each face, in one way only, and has a scene."""
    for feature in features:
        assert feature.keys or feature.label or feature.pressed, f"{feature.name}: no way to it on the full screen"
        assert feature.command or feature.typed, f"{feature.name}: no way to it in plain lines"
        assert bool(feature.command) == bool(feature.english) == bool(feature.help), feature.name
        assert feature.name in SCENES, f"{feature.name}: no scene in tests/both"
    assert len(SCENES) == len(features), set(SCENES) - {f.name for f in features}
    words = [w for f in features for w in {f.command, f.english} if w]
    assert len(words) == len(set(words)), [w for w in words if words.count(w) > 1]
    for where in ("any", "table"):
        keys = [k for f in features for k in f.keys if f.where == where]
        assert len(keys) == len(set(keys)), [k for k in keys if keys.count(k) > 1]
    letters = [f.letter for f in features if f.letter]
    assert len(letters) == len(set(letters)), letters


def main():
    features = listed.features(os.path.abspath(sys.argv[1]))
    driver = os.path.abspath(sys.argv[2])
    check_list(features)
    failed = []

    def check(feature):
        try:
            with place() as own:
                shutil.copy(where.data, own.folder / "demo.db")
                own.data.parent.mkdir(parents=True, exist_ok=True)
                check_lines(own, feature)
            check_screen(driver, feature)
        except AssertionError as error:
            failed.append(feature)
            print(error)

    with place() as where:
        where.cigo("demo")
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(check, [f for f in features if f.name in sys.argv[3:] or not sys.argv[3:]]))
        shutil.copy(where.data, where.folder / "demo.db")
        check_english(where, features)
        check_pages(where, driver, features)
        check_sections(where, driver)
    check_translations(features)
    print(f"{len(features) - len(failed)} features in both faces, {len(failed)} not")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
