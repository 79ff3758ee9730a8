"""The program in its languages: every text translated, with the same placeholders; the same cases, other words."""

import re
import shutil
import subprocess
import sys

import cigo_run

PO = cigo_run.SOURCE / "src" / "i18n" / "po"
failures = []


def check(what, good):
    if not good:
        failures.append(what)
        print("FAIL", what)


def languages():
    return (PO / "LINGUAS").read_text().split()


def catalogues():
    """Nothing is missing, and msgfmt has nothing to say of the placeholders."""
    files = sorted(
        str(path.relative_to(cigo_run.SOURCE))
        for path in (cigo_run.SOURCE / "src").rglob("*.c")
        if re.search(r"\b(?:_|N_|ngettext)\(", path.read_text())
    )
    check("POTFILES names every source with texts, sorted", (PO / "POTFILES").read_text().split() == files)
    if not shutil.which("xgettext"):
        print("xgettext is not there: catalogues not compared")
        return
    pot = subprocess.run(
        ["xgettext", "--language=C", "--from-code=UTF-8", "--keyword=_", "--keyword=N_", "--keyword=ngettext:1,2",
         "-o", "-", *files], cwd=cigo_run.SOURCE, capture_output=True, check=True).stdout
    for language in languages():
        catalogue = PO / f"{language}.po"
        said = subprocess.run(["msgcmp", str(catalogue), "-"], input=pot, capture_output=True, check=False)
        check(f"{language}: every text is translated: {said.stderr.decode()[-600:]}", said.returncode == 0)
        said = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(catalogue)], capture_output=True, check=False)
        check(f"{language}: msgfmt -c: {said.stderr.decode()}", said.returncode == 0)


def same_in_all(place):
    """The demo case: the same alerts and the same numbers in each language and under a foreign locale."""
    first = place.cigo("check", cigo_run.SOURCE / "forms/cigo/demo.yaml")
    for language in languages():
        run = place.cigo("--lang", language, "check", cigo_run.SOURCE / "forms/cigo/demo.yaml")
        check(f"{language}: check", run.code == first.code)
        check(f"{language}: the same alerts", re.findall(r"R-[A-Z-]+[A-Z]", run.out) == re.findall(r"R-[A-Z-]+[A-Z]", first.out))
        check(f"{language}: other words", run.out != first.out and "Dove:" not in run.out)
        check(f"{language}: help", "Uso:" not in place.cigo("--lang", language, "--help").out)
    for name in ("C", "POSIX", "C.UTF-8", "xx_XX.UTF-8"):
        place.env["LC_ALL"] = name
        place.env["LANGUAGE"] = languages()[0]
        chosen = place.cigo("--help").out
        place.env["LANGUAGE"] = ""
        check(f"LC_ALL={name}: LANGUAGE is obeyed", "Uso:" not in chosen)
        check(f"LC_ALL={name}: Italian without it", "Uso:" in place.cigo("--help").out)
    place.env["LC_ALL"] = "C.UTF-8"
    place.env["LANG"] = "de_DE.UTF-8"
    check("LANG alone is no wish", "Uso:" in place.cigo("--help").out)


def yes_and_no(place):
    """What is answered is said in the user's language, and stored the same in each."""
    place.cigo("demo")
    stored = set()
    for language, yes, no in (("it", "sì", "no"), ("en", "yes", "no"), ("de", "ja", "nein")):
        run = place.cigo("--lang", language, "open", "demo", "--lines", stdin=f"/vai 7.4\n{no}\n/vai 7.4\n{yes}\n/esci\n")
        check(f"{language}: the answer is said: {run.out}", f": {yes}." in run.out and f": {no}." in run.out)
        check(f"{language}: in no other", language == "it" or "sì" not in run.out)
        stored.add(place.cigo("answers", "demo").out)
        seen = place.cigo("--lang", language, "open", "demo", "--lines", stdin="/rivedi\n" + "\n" * 30 + "/esci\n").out
        check(f"{language}: in the review", f": {yes}" in seen and (language == "it" or "sì" not in seen))
        shown = place.cigo("--lang", language, "export", "demo", "--format", "text").out
        check(f"{language}: the document stays Italian", ": sì" in shown and ": ja" not in shown)
    check("the same is stored", len(stored) == 1)


def main():
    catalogues()
    with cigo_run.place() as place:
        same_in_all(place)
        yes_and_no(place)
    print("1 failed" if failures else "ok")
    sys.exit(bool(failures))


main()
