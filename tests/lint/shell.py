"""shellcheck over every shell script; skipped (77) where shellcheck is not installed."""

import shutil
import subprocess
import sys

from common import files, loose_files


def is_script(path):
    with open(path, "rb") as file:
        first = file.readline(100)
    return path.suffix == ".sh" or (first.startswith(b"#!") and b"sh" in first.split(b"/")[-1])


if not shutil.which("shellcheck"):
    sys.exit(77)
scripts = [str(path) for path in loose_files() + files() if is_script(path)]
assert any(name.endswith("/run") for name in scripts)
print(f"{len(scripts)} scripts")
sys.exit(subprocess.run(["shellcheck", "--", *scripts], check=False).returncode)
