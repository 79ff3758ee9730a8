"""The manual pages: mandoc finds nothing to say of them, and at 80 columns no line is longer. Skipped (77) without
mandoc. What mandoc cannot know is left out: pages that are not installed here, and a date in Italian."""

import pathlib
import shutil
import subprocess
import sys

ALLOWED = ("referenced manual not found", "cannot parse date, using it verbatim")
COLUMNS = 80


def lint(page):
    run = subprocess.run(["mandoc", "-Tlint", page], capture_output=True, text=True, check=False, timeout=60)
    return [line for line in (run.stdout + run.stderr).splitlines() if not any(word in line for word in ALLOWED)]


def overlong(page):
    run = subprocess.run(["mandoc", "-Tutf8", "-O", f"width={COLUMNS}", page], capture_output=True, text=True,
                         encoding="utf-8", check=True, timeout=60)
    found = []
    for line in run.stdout.splitlines():
        plain = ""
        for c in line:  # "x\bx" is bold, "_\bx" underlined
            plain = plain[:-1] if c == "\b" else plain + c
        if len(plain) > COLUMNS:
            found.append(f"{page}: {len(plain)} columns: {plain.strip()}")
    return found


def main():
    if not shutil.which("mandoc"):
        print("mandoc is missing here")
        return 77
    root = pathlib.Path(sys.argv[1])
    pages = sorted((root / "man").rglob("*.[1-9]"))
    problems = [line for page in pages for line in lint(page) + overlong(page)]
    print("\n".join(problems))
    print(f"{len(pages)} pages, {len(problems)} problems")
    return 1 if problems or len(pages) < 4 else 0


sys.exit(main())
