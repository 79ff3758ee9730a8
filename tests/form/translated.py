"""Every form text is translated, no translation is stale, and the checks of a form pass in each language."""

import os
import pathlib
import re
import subprocess
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("CIGO", str(SOURCE / "build" / "cigo"))


def wide_titles(form):
    """Section titles beyond 60 columns, in Italian and in each translation."""
    wide, seen = [], 0
    for path in sorted((form / "sections").glob("*.yaml")) + sorted((form / "i18n").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        found = re.findall(r'^  sections\.\w+\.title: .*text: "(.*)"', text, re.M)
        if path.parent.name == "sections":
            found = re.findall(r'^    title: "?(.*?)"?$', text, re.M)
        seen += len(found)
        wide += [f"{path.name}: {title}" for title in found if len(title) > 60]
    return wide if seen > 20 else ["no section titles found"]


def main():
    form = SOURCE / "forms" / "cigo"
    languages = sorted(path.stem for path in (form / "i18n").glob("*.yaml"))
    said = subprocess.run([PROGRAM, "form", "check", str(form)], capture_output=True, text=True, check=False)
    print(said.stdout + said.stderr)
    bad = said.returncode != 0
    for language in languages:
        line = re.search(rf"«{language}»: (\d+) testi; ne mancano (\d+); .*: (\d+)\.", said.stdout)
        bad |= not line or int(line[1]) < 1000 or line[2] != "0" or line[3] != "0"
    for title in wide_titles(form):
        print("too wide:", title)
        bad = True
    # a case read in another language: the same alerts, other words
    demo = str(form / "demo.yaml")
    seen = {}
    for language in ["it", *languages]:
        run = subprocess.run([PROGRAM, "check", demo, "--today", "2026-11-23", "--json", "--lang", language],
                             capture_output=True, text=True, check=False)
        bad |= run.returncode != 0 or run.stderr != ""
        seen[language] = (re.findall(r'"id": ?"([^"]+)"', run.stdout), run.stdout)
    for language in languages:
        if seen[language][0] != seen["it"][0] or seen[language][1] == seen["it"][1]:
            print(f"{language}: other alerts than in Italian, or the same words")
            bad = True
    print("1 failed" if bad or not languages else "ok")
    sys.exit(bad or not languages)


main()
