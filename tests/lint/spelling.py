"""codespell over what we write in English: the README, the manual pages in man/en, and the comments of the
code. Skipped (77) where codespell is not installed. Words that are right here: codespell-ignore.txt."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from common import ROOT, comments_of, files, relative

HERE = pathlib.Path(__file__).parent


def hash_comments(text):
    return "\n".join(line[line.index("#") :] if "#" in line else "" for line in text.split("\n"))


def english(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix in (".c", ".h"):
        text = comments_of(text)
    elif path.suffix in (".py", ".build") or path.name == "run":
        text = hash_comments(text)
    # Italian is quoted by « »
    return re.sub(r"«[^»]*»", lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def main():
    if not shutil.which("codespell"):
        sys.exit(77)
    paths = files(".c", ".h", ".py", "meson.build", under=("src", "include", "tests", "meson.build"))
    paths += files(".1", ".5", ".7", under=("man/en",)) if (ROOT / "man/en").exists() else []
    paths += [path for path in (ROOT / "README.md", ROOT / "run") if path.exists()]
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            copy = pathlib.Path(folder, relative(path))
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(english(path), encoding="utf-8")
        command = ["codespell", "--ignore-words", str(HERE / "codespell-ignore.txt"), "."]
        sys.exit(subprocess.run(command, cwd=folder, check=False).returncode)


main()
