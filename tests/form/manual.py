"""man/cigo-alerts.7 is what `cigo form manual` writes now, and no manual page makes the formatter complain.
Usage: manual.py CIGO SOURCE"""

import difflib
import os
import pathlib
import shutil
import subprocess
import sys

CIGO, SOURCE = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
ENV = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="")


def fresh():
    page = SOURCE / "man" / "cigo-alerts.7"
    run = subprocess.run([CIGO, "form", "manual", SOURCE / "forms" / "cigo"], capture_output=True, text=True,
                         check=True, timeout=60, env=ENV)
    if run.stdout == page.read_text():
        return True
    diff = list(difflib.unified_diff(page.read_text().splitlines(), run.stdout.splitlines(),
                                     "man/cigo-alerts.7", "cigo form manual", lineterm="", n=1))
    print("\n".join(diff[:40]))
    print("The form has changed: build/cigo form manual >man/cigo-alerts.7")
    return False


def clean():
    if not shutil.which("man"):
        return True
    complaints = ""
    for page in sorted((SOURCE / "man").rglob("*.[1-9]")):
        run = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", page], capture_output=True, text=True,
                             check=False, timeout=60, env=dict(ENV, MANWIDTH="80"))
        complaints += run.stderr
    print(complaints, end="")
    return not complaints


if __name__ == "__main__":
    sys.exit(not all([fresh(), clean()]))
