"""Random keys in the table of a group: nothing may end the driver, and undoing everything gives back the answers.

    random_table.py DRIVER [SEED…]
"""

import os
import pathlib
import random
import subprocess
import sys

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent
CELLS = [f"lavoratori/{row}/{field}" for row in range(1, 6) for field in ("cf", "nome", "qualifica", "ore_richieste")]
MOVES = "Up Down Left Right S-Up S-Down S-Left S-Right Home End C-Home C-End PgUp PgDn Tab BackTab".split()
WORK = "Enter Enter Esc F2 Delete Backspace Insert C-a C-k C-u C-Space F5 F4 F6 F11 F12 C-f F15 F16 F17 F18 F19 F20 F21 F22 F23".split()
TEXTS = ["x", "Rossi", "12", "40,5", "2/11/2026", "sì", "operaio", "è", "SCHPLA84H02G224N", " ", "日本", "#3"]
PASTES = [r"a\tb\nc\td", r"Cognome\tNome\nRossi\tAda\n", r"1\n2\n3", r"\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t",
          "una sola", r"\n", r"Ore\t\n\t\n"]
SIZES = ["24 80", "20 60", "12 40", "8 30", "6 20", "40 132", "24 80"]
LETTERS = "mtfpqozndxrsgvci"
KEYS = 1500


def line(chance):
    kind = chance.random()
    if kind < 0.5:
        return "key " + chance.choice(MOVES)
    if kind < 0.75:
        return "key " + chance.choice(WORK)
    if kind < 0.87:
        return "type " + chance.choice(TEXTS)
    if kind < 0.92:
        return "paste " + chance.choice(PASTES)
    if kind < 0.95:
        return "key C-o\ntype " + chance.choice(LETTERS)
    if kind < 0.97:
        return "size " + chance.choice(SIZES)
    return "show"


def script(seed):
    chance = random.Random(seed)
    state = [f"text {cell}" for cell in CELLS]
    lines = [*state, "key C-g", "type 5.8", "key Enter Enter"]
    for i in range(KEYS):
        lines.append(line(chance))
        if i % 100 == 99:  # wherever one is by now, back to the table
            lines += ["key Esc Esc Esc Esc", "key C-g", "type 5.8", "key Enter Enter"]
    lines += ["size 24 80", "key Esc Esc Esc Esc", *state, "key F10 Esc", *["key F11"] * (KEYS + 200), *state]
    return "\n".join(lines) + "\n"


def states(output):
    """Before, after the keys, and after all was undone."""
    found = [text for text in output.splitlines() if text.startswith("--- lavoratori/")]
    return [found[i:i + len(CELLS)] for i in range(0, len(found), len(CELLS))]


def play(driver, seed):
    argv = [driver, str(SOURCE / "forms/cigo"), str(SOURCE / "forms/cigo/demo.yaml"), "2026-11-23"]
    env = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="it")
    run = subprocess.run(argv, input=script(seed), capture_output=True, text=True, env=env, cwd=SOURCE, timeout=300)
    if run.returncode != 0:
        return f"status {run.returncode}\n{run.stderr[-3000:]}"
    before, changed, after = states(run.stdout)
    if before == changed:
        return "the keys changed nothing"
    wrong = [f"{a} before, {b} after" for a, b in zip(before, after) if a != b]
    return "\n".join(wrong)


def main():
    driver = os.path.abspath(sys.argv[1])
    failed = 0
    for seed in [int(word) for word in sys.argv[2:]] or [1, 2]:
        wrong = play(driver, seed)
        failed += bool(wrong)
        print(f"{'not ok' if wrong else 'ok'} seed {seed} {wrong}", flush=True)
    return 1 if failed else 0


sys.exit(main())
