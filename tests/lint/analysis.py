"""Static analysis of src with cppcheck or clang-tidy: `analysis.py SOURCE BUILD TOOL`. The configurations are
tests/lint/cppcheck-suppressions.txt and .clang-tidy, each exception with its reason. Skipped (77) where the tool is
not installed."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from common import ROOT

BUILD, TOOL = pathlib.Path(sys.argv[2]).resolve(), sys.argv[3]
JOBS = os.cpu_count() or 1
IN_A_RUN = 12


def source_commands():
    """How the files in src are compiled, each once."""
    seen = {}
    for entry in json.loads((BUILD / "compile_commands.json").read_text(encoding="utf-8")):
        path = pathlib.Path(entry["directory"], entry["file"]).resolve()
        if path.is_relative_to(ROOT / "src"):
            seen[path] = entry | {"file": str(path)}
    assert len(seen) > 100, "compile_commands.json does not name the source"
    return seen


def output_of(command):
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    return run.returncode, run.stdout + (run.stderr if TOOL == "cppcheck" else "")


def cppcheck(commands, folder):
    database = pathlib.Path(folder, "compile_commands.json")
    database.write_text(json.dumps(list(commands.values())), encoding="utf-8")
    return [output_of(["cppcheck", f"--project={database}", "--enable=warning,performance,portability", "--quiet",
                       "--inline-suppr", f"-j{JOBS}", "--error-exitcode=1", "--suppress=missingIncludeSystem",
                       f"--relative-paths={ROOT}",
                       f"--suppressions-list={ROOT}/tests/lint/cppcheck-suppressions.txt"])]


def clang_tidy(commands, _):
    paths = [str(path) for path in sorted(commands)]
    runs = [["clang-tidy", "-p", str(BUILD), "--quiet", "--extra-arg=-Wno-format-nonliteral",
             *paths[i : i + IN_A_RUN]]
            for i in range(0, len(paths), IN_A_RUN)]
    with ThreadPoolExecutor(JOBS) as pool:
        return list(pool.map(output_of, runs))


def main():
    if not shutil.which(TOOL):
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        results = {"cppcheck": cppcheck, "clang-tidy": clang_tidy}[TOOL](source_commands(), folder)
    for _, text in results:
        print(text, end="")
    sys.exit(1 if any(code for code, _ in results) else 0)


main()
