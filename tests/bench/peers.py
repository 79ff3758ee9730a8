"""cigo beside dialog and whiptail on a pseudo-terminal: ratios of the medians of one run. The measuring is
../shared/bench/tty_bench.py's; without it, or without dialog, nothing is measured.

    peers.py CIGO [ROUNDS]
"""

import json
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tui"))
from terminal import Program  # noqa: E402

BENCH = Path(__file__).resolve().parents[3] / "shared/bench/tty_bench.py"
DIALOG = "dialog --form Domanda 20 70 12 " + " ".join(f"Campo{i} {i} 1 '' {i} 20 40 0" for i in range(1, 9))
ROWS = [("first screen", "ready_ms", 2.0), ("key to echo", "key_ms_p50", 1.0), ("memory", "rss_kib", 2.0)]


def measured(rounds, programs):
    """The medians by program."""
    words = [sys.executable, "-B", str(BENCH), "--json", "--rounds", str(rounds)]
    words += [f"{name}={command}" for name, command in programs.items()]
    return json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)


def leave_in_a_text(command):
    """A case resumes where it was left: in the notes of its first section, a text under the cursor as in dialog."""
    program = Program(command, "xterm-256color", log=False)
    try:
        for keys, then in ((b"", b"F10"), (b"\r", b"1/12"), (b"\x1bOB" * 3 + b"\r", b"ricordare")):
            program.send(keys)
            program.read_until(then, 20)
        program.send(b"\x13")
    finally:
        program.close()


def main():
    cigo, rounds = str(Path(sys.argv[1]).resolve()), int(sys.argv[2]) if len(sys.argv) > 2 else 11
    if not BENCH.exists() or not shutil.which("dialog"):
        print("not measured: ../shared/bench/tty_bench.py or dialog is not here")
        return 77
    programs = {"dialog": DIALOG}
    if shutil.which("whiptail"):
        programs["whiptail"] = "whiptail --inputbox Domanda 20 70"
    with tempfile.TemporaryDirectory() as folder:
        data = ["--data", folder + "/cigo.db"]
        subprocess.run([cigo, "demo", *data], stdin=subprocess.DEVNULL, capture_output=True, check=False)
        leave_in_a_text([cigo, "open", "demo", *data])
        results = measured(rounds, {**programs, "cigo": shlex.join([cigo, "open", "demo", *data])})
    for label, key, bound in ROWS:
        own = results["cigo"][key]
        ratios = ", ".join(f"{own / results[name][key]:.2f} × {name}" for name in programs)
        print(f"{label}: {ratios} (to be: at most {bound} × dialog)")
    return 0


sys.exit(main())
