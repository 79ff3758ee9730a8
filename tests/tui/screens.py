"""Golden screens: each tests/tui/screens/NAME.keys is played through the driver and compared with
NAME.golden. The first lines of a script may say `#! form FOLDER`, `#! answers FILE` (under the source folder) and
`#! today DATE`. With CIGO_UPDATE=1 the golden files are written anew: look at the difference before
committing it."""

import difflib
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parent.parent


def header(script, word, default):
    for line in script.splitlines():
        if line.startswith("#! " + word + " "):
            return line.split(" ", 2)[2]
    return default


def play(driver, path):
    script = path.read_text(encoding="utf-8")
    answers = header(script, "answers", "-")
    argv = [driver, str(SOURCE / header(script, "form", "forms/cigo")), answers if answers == "-" else str(SOURCE / answers),
            header(script, "today", "2026-11-23")]
    env = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="it")
    return subprocess.run(argv, input=script, capture_output=True, text=True, env=env, cwd=SOURCE,
                          timeout=120)


def check(driver, path):
    golden = path.with_suffix(".golden")
    run = play(driver, path)
    if run.returncode != 0:
        print(f"{path.name}: status {run.returncode}\n{run.stderr}")
        return False
    if os.environ.get("CIGO_UPDATE") == "1":
        golden.write_text(run.stdout, encoding="utf-8")
        return True
    want = golden.read_text(encoding="utf-8") if golden.exists() else ""
    if run.stdout == want:
        return True
    print("".join(difflib.unified_diff(want.splitlines(True), run.stdout.splitlines(True),
                                       golden.name, "now")))
    return False


def main():
    scripts = sorted((HERE / "screens").glob("*.keys"))
    driver = os.path.abspath(sys.argv[1])  # the scripts run in the source folder
    bad = [path.name for path in scripts if not check(driver, path)]
    print(f"{len(scripts) - len(bad)} passed, {len(bad)} failed")
    return 1 if bad or not scripts else 0


sys.exit(main())
