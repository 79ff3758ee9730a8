"""cigo(1), in English and in Italian, knows all that the program knows: commands, options, environment, exit codes,
keys, commands of the plain lines, preferences, files. Usage: test_manuals.py FEATURES-LIST"""

import pathlib
import re
import subprocess
import sys

import cigo_run
from cigo_run import SOURCE, place


def pages():
    return {name: (SOURCE / name).read_text(encoding="utf-8") for name in ("man/cigo.1", "man/it/cigo.1")}


def need(pattern, what):
    """In each page, as the pattern says."""
    for name, text in pages().items():
        assert re.search(pattern, text, re.MULTILINE), f"{name} lacks {what}"


def sources():
    return "".join(path.read_text(encoding="utf-8") for path in sorted((SOURCE / "src").rglob("*.c")))


def commands():
    with place() as where:
        found = re.findall(r"^  cigo ([a-z]+) ", where.cigo("--help").out, re.MULTILINE)
        return {name: where.cigo(name, "--help").out for name in found}


def test_commands_and_options():
    """Each command has an item, and in it each option that its own help names."""
    found = commands()
    assert len(found) > 20, found
    for name, text in found.items():
        options = re.findall(r"--([a-z-]+)", text.split("\nOpzioni: ")[1].split(";")[0]) if "\nOpzioni: " in text else []
        for page, manual in pages().items():
            items = re.split(r"^\.It ", manual, flags=re.MULTILINE)
            mine = "".join(item for item in items if re.match(rf"Nm Cm {name}\b", item))
            assert mine, f"{page} lacks the command {name}"
            for option in options:
                common = option in ("lines", "ascii", "output", "help")
                sought = manual if common else mine
                word = r"Fl o\b" if option == "output" else rf"(?:Fl|\|) -?{option}\b"
                assert re.search(word, sought), f"{page}: {name} lacks --{option}"


def test_global_options():
    with place() as where:
        text = where.cigo("--help").out
    options = re.findall(r"^  --([a-z]+)", text, re.MULTILINE)
    assert {"data", "forms", "today", "lang", "help", "version"} <= set(options), options
    for option in options:
        need(rf"^\.It Fl -{option}\b", f"--{option}")


def test_environment():
    read = re.findall(r"(?:getenv|set)\(\"([A-Z][A-Z_]+)\"\)", sources())
    assert "CIGO_DATA" in read and "ACCESSIBLE" in read, read
    for name in sorted(set(read) - {"HOME", "PATH"} | {"VISUAL", "EDITOR", "NO_COLOR", "ESCDELAY"}):
        need(rf"^\.It Ev .*\b{name}\b", name)


def test_exit_codes():
    header = (SOURCE / "include/cigo/base/error.h").read_text(encoding="utf-8")
    codes = re.findall(r"CIGO_EXIT_\w+ = (\d+)", header)
    assert len(codes) >= 6
    for page, text in pages().items():
        status = text.split(".Sh EXIT STATUS")[1].split(".El")[0]
        assert re.findall(r"^\.It (\d+)", status, re.MULTILINE) == codes, page


def keys_of(f, ctrl, english):
    shift, space = ("Shift-", "Space") if english else ("Maiusc-", "Spazio")
    found = [f"F{f}" if f < 13 else f"{shift}F{f - 12}"] if f else []
    if ctrl:
        found.append(f"Ctrl-{space}" if ctrl == " " else re.escape(f"Ctrl-{ctrl.upper()}").replace(r"\\", r"\\e?"))
    return found


def test_keys_and_lines():
    lines = subprocess.run([sys.argv[1]], capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(lines) > 50
    for line in lines:
        _, f, ctrl, letter, label, _, command, english, *_, where = line.split("\t")
        for page, text in pages().items():
            for key in keys_of(int(f), ctrl, page == "man/cigo.1"):
                assert re.search(rf"^\.It .*{key}(?!\w)", text, re.MULTILINE), f"{page} lacks {key}: {label}"
            if letter:
                menu = rf"^\.It {letter}\b" if where == "table" else rf"F10 {letter}\b"
                assert re.search(menu, text, re.MULTILINE), f"{page} lacks the letter {letter}: {label}"
            for word in (command, english) if page == "man/cigo.1" else (command,):
                assert not word or re.search(rf"/{word}\b", text), f"{page} lacks /{word}"


def test_preferences_and_files():
    code = (SOURCE / "src/cli/preferences.c").read_text(encoding="utf-8")
    keys = re.findall(r'"(\w+)"', re.search(r"KEYS\[N_KEYS\] = \{([^}]*)\}", code)[1])
    assert "theme" in keys and len(keys) >= 6
    for key in keys:
        need(rf"^{key}: ", f"the preference {key}")
    for path in ("~/.local/share/cigo/cigo.db", "~/.config/cigo/config.yaml", "~/.local/state/cigo/tour", "tabelle",
                 "testi", "tutorial", "riuso.yaml", "SHA256SUMS"):
        need(rf"^\.(?:It )?Pa .*{re.escape(path)}", path)


def completed(where, *words):
    return [line.split("\t")[0] for line in where.cigo("complete", *words).out.splitlines()[1:]]


def test_formats_kinds_and_languages():
    with place() as where:
        where.argv = lambda args: [str(cigo_run.PROGRAM), *args]  # "complete" must stand first
        formats, kinds = completed(where, "export", "x", "--format", ""), completed(where, "value", "")
        text = where.cigo("export", "--help").out
    assert len(formats) >= 10 and len(kinds) >= 20, (formats, kinds)
    for word in formats:
        need(rf"^\.Ql {word}\b", f"the format {word}")
        assert re.search(rf"\b{word}\b", text), f"the help of export lacks {word}"
    types = (SOURCE / "man/cigo-form.5").read_text(encoding="utf-8").split(".Sh TIPI")[1].split(".Sh")[0]
    for kind in kinds:
        assert re.search(rf"\b{kind}\b", types), f"cigo-form(5), TIPI, lacks {kind}"
    for path in (SOURCE / "src/i18n/po").glob("*.po"):
        need(rf"^\.Ql {path.stem}\b", f"the language {path.stem}")


def test_same_shape():
    """Neither page has a section, a list or an item that the other lacks: as many of each, in the same order."""
    shapes = [[line.split()[0] for line in text.splitlines() if re.match(r"\.(Sh|Ss|Bl|El)\b", line)]
              for text in pages().values()]
    assert shapes[0] == shapes[1], [f"{a} {b}" for a, b in zip(*shapes) if a != b]


def test_worked_form():
    """The form of cigo-form(5), as one would copy it off the rendered page, is good and its tests pass."""
    page = (SOURCE / "man/cigo-form.5").read_text(encoding="utf-8")
    example = page.split('.\\" begin example')[1].split('.\\" end example')[0]
    text = "\n".join(line for line in example.splitlines() if not line.startswith((".Bd", ".Ed"))).strip("\n")
    for written, read in ((r"\(aq", "'"), (r"\-", "-"), (r"\&", "")):
        text = text.replace(written, read)
    assert "\\" not in text, "an escape that the test does not know"
    with place() as where:
        where.file("acconto/form.yaml", text + "\n")
        for command in ("check", "test"):
            run = where.cigo("form", command, where.folder / "acconto")
            assert run.code == 0, run.out + run.err
        where.env["CIGO_FORMS"] = str(where.folder)
        run = where.cigo("new", "--form", "acconto", "--lines", stdin="spese\n20/11/2026\n/esci\n")
        assert run.code == 0 and "Termine" in run.out, run.out + run.err


if __name__ == "__main__":
    sys.exit(cigo_run.main([value for name, value in list(globals().items()) if name.startswith("test_")]))
