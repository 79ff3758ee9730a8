"""The same work in each language and under foreign locales: other words, the same case. Turkish has its own i, German
its own comma; both are made here where localedef and its sources are. What people write as a date or a number means
the same in each language, and is shown as each writes it."""

import atexit
import functools
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import cigo_run
import spoken
from cigo_run import SOURCE, place

sys.path += [str(SOURCE / "tests/both"), str(SOURCE / "tests/terminal"), str(SOURCE / "tests/tui")]
import faces  # noqa: E402  (it lies beside other tests)

LANGUAGES = ("it", "en", "de")
FOREIGN = (("tr_TR", "UTF-8"), ("de_DE", "ISO-8859-1"))
DAY = "2026-11-02"
DATES = ["2/11/2026", "2.11.2026", "02-11-2026", "2026-11-02", "021126", "2 nov 2026", "2 novembre 2026", "2. November 2026",
         "2 November 2026", "November 2, 2026", "Montag, 2. November 2026", "Monday 2 November 2026", "lunedì 2 novembre 2026"]
NO_DATES = ["11/23/2026", "2 Nonember 2026", "Dienstag, 2. November 2026"]
NUMBERS = ["1234,56", "1.234,56", "1234.56", "1,234.56", "1'234,56", "1 234,56"]
SHOWN = {"it": "lunedì 2 novembre 2026", "en": "2 November 2026", "de": "2. November 2026"}
TYPED = ["/vai 4.7", "2. November 2026", "/vai 2.4", "1", "/vai 5.8", "/cella 2 qualifica imp", "/cella 2 7 2/11/2026",
         "/vai 9.5", "1.234,56", "/vai 2.3", "İSTANBUL ışık", "/vai 8.3", "/problemi", "/rivedi", "/righe", "/esci"]


@functools.cache
def locales():
    """(name, environment) of each that can be had here; made once."""
    folder = tempfile.mkdtemp(prefix="cigo-locales-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    found = [("C", {"LC_ALL": "C"}), ("C.UTF-8", {"LC_ALL": "C.UTF-8"})]
    for name, charmap in FOREIGN:
        path = pathlib.Path(folder) / f"{name}.{charmap}"
        made = shutil.which("localedef") and subprocess.run(
            ["localedef", "-i", name, "-f", charmap, str(path)], capture_output=True, check=False).returncode == 0
        if made:
            found.append((path.name, {"LC_ALL": path.name, "LOCPATH": folder}))
        else:
            print(f"{path.name} cannot be made here: not tried")
    return found


def work(where, language):
    """Everything that a case goes through; what it is in the end, without words."""
    where.env["LANGUAGE"] = language
    where.data.unlink(missing_ok=True)
    where.cigo("demo")
    lines = where.cigo("open", "demo", "--lines", stdin="\n".join(TYPED) + "\n")
    assert lines.code == 0, lines.err
    spoken.check_bytes(lines.out)
    where.file("a.csv", "Cognome;Nome;Ore di CIGO nel periodo\nIşık;Ayşe;7,5\n")
    imported = where.cigo("import", "demo", "5.8", "a.csv", "--append")
    assert imported.code in (0, 1), imported.err
    check = json.loads(where.cigo("check", "demo", "--json").out)
    alerts = [(a["id"], a["severity"], a["at"]) for a in check["alerts"]]
    exported = json.loads(where.cigo("export", "demo", "--format", "json", "--draft").out)
    values = [where.cigo("value", "date", v).out.split("\t")[1] for v in ("2 Mai 2026", "31/2/2026")]
    return lines.out, {"answers": where.cigo("answers", "demo").out, "alerts": alerts, "computed": check["computed"],
                       "exported": sorted(exported), "values": values}


def test_everywhere():
    with place() as where:
        first = None
        for name, environment in locales():
            for language in LANGUAGES if "C.UTF-8" == name or "_" in name else ("it",):
                where.env.pop("LOCPATH", None)
                where.env |= environment
                said, result = work(where, language)
                first = first or result
                for part, value in result.items():
                    assert value == first[part], f"{name}, {language}: other {part}"
                assert SHOWN[language] in said, (name, language, said[:800])


def test_full_screen():
    """In Turkish surroundings and in German: the keys do what they do anywhere."""
    with place() as where:
        name, environment = locales()[min(2, len(locales()) - 1)]
        where.env |= environment | {"LANGUAGE": "de"}
        where.cigo("demo")
        faces.play(where, "demo", [
            faces.keys("go", ("2.3",), "Enter", ("İı",), "Enter"), faces.keys("F4", "sections"),
            faces.keys("go", ("4.3",), "Enter", ("2",), "Enter")])
        answers = where.cigo("answers", "demo").out
        assert "azienda_denominazione: İı" in answers, (name, answers[:600])


def test_dates_and_numbers():
    with place() as where:
        for language in LANGUAGES:
            where.env["LANGUAGE"] = language
            for text in DATES + NO_DATES:
                case = f"answers: {{periodo_al: {json.dumps(text, ensure_ascii=False)}}}\nform: cigo\n"
                check = json.loads(where.cigo("check", "-", "--json", stdin=case).out)
                bad = any(a["id"] == "FMT-DATE" for a in check["alerts"])
                assert bad == (text in NO_DATES), (language, text)
            for text in NUMBERS:
                assert "\tok" in where.cigo("value", "money", text).out, (language, text)
            assert "\terror" in where.cigo("value", "money", "1.234").out, "what may be two numbers is asked"


def test_titles():
    """The titles of format alerts fit in 60 columns in each language, as the form's own do (form check)."""
    kinds = (SOURCE / "src/form/kinds.c").read_text(encoding="utf-8")
    titles = set(re.findall(r'"FMT-[A-Z_]+",\s*N_\("([^"]+)"\)', kinds))
    assert len(titles) > 10, titles
    for language in LANGUAGES[1:]:
        po = (SOURCE / f"src/i18n/po/{language}.po").read_text(encoding="utf-8")
        said = dict(re.findall(r'msgid "(.+)"\nmsgstr "(.+)"', po))
        wide = [said.get(t, t) for t in titles if len(said.get(t, t)) > 60]
        assert not wide, f"{language}: {wide}"


if __name__ == "__main__":
    sys.exit(cigo_run.main([value for name, value in list(globals().items()) if name.startswith("test_")]))
