"""The same actions at random through both faces of the real program: the cases that come of it are the same,
answers, rows, waivers and alerts.

    same_case.py [--form prova|cigo] [--actions N] SEED…
"""

import argparse
import json
import random
import sys

import cigo_run
from actions import Actor, Form
from cigo_run import SOURCE, place
from faces import Lines, play

FORMS = {"prova": SOURCE / "tests/forms", "cigo": SOURCE / "forms"}


def start(where, form):
    where.env["CIGO_FORMS"] = str(FORMS[form])
    begin = where.cigo("demo", "--answers").out if form == "cigo" else "form: prova\nanswers: {motivo: gelo}\n"
    for name in ("righe", "schermo"):
        run = where.cigo("fill", "-", "--name", name, stdin=begin)
        assert run.code == 0 or "errori" in run.out + run.err, run.err


def case(where, name):
    """What is in it, without its name."""
    check = json.loads(where.cigo("check", name, "--json").out)
    del check["case"]
    return where.cigo("answers", name).out.splitlines() + json.dumps(check, indent=1, ensure_ascii=False).splitlines()


def run(form_name, seed, actions):
    """What differs; empty when nothing does."""
    with place() as where:
        start(where, form_name)
        lines = Lines(where, "righe")
        actor = Actor(Form(where, FORMS[form_name] / form_name), lines, random.Random(seed),
                      lambda: where.cigo("check", "righe", "--json").out)
        while len(actor.log) < actions:
            actor.act()
        lines.end()
        play(where, "schermo", [data for _, data in actor.log])
        first, second = case(where, "righe"), case(where, "schermo")
        if first == second:
            return ""
        import difflib

        done = "\n".join(what for what, _ in actor.log)
        wrong = "\n".join(difflib.unified_diff(first, second, "lines", "screen", n=1, lineterm=""))
        return f"{form_name}, seed {seed}:\n{done}\n{wrong}\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--form", choices=FORMS, default="prova")
    parser.add_argument("--actions", type=int, default=40)
    parser.add_argument("seeds", type=int, nargs="*", default=[1])
    args = parser.parse_args()
    failed = 0
    for seed in args.seeds:
        wrong = run(args.form, seed, args.actions)
        failed += bool(wrong)
        print(f"{'not the same' if wrong else 'the same'}: {args.form}, seed {seed}\n{wrong}", end="", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
