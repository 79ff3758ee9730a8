"""The terminal's qualities, one test for each id of the list: run.py T-01 (or none for all). What only a
person can tell is in CARD.md."""

import importlib
import pathlib
import sys
import time
import traceback

from harness import SKIP, Skipped

MODULES = [path.stem for path in sorted(pathlib.Path(__file__).parent.glob("*.py"))
           if path.stem not in ("run", "harness")]


def tests():
    found = {}
    for name in MODULES:
        for word, function in vars(importlib.import_module(name)).items():
            if word.startswith("t_"):
                found["T-" + word[2:].replace("_", "-")] = function
    return dict(sorted(found.items()))


def play(name, function):
    start = time.monotonic()
    try:
        function()
    except Skipped as reason:
        print(f"skip {name}: {reason} is missing here")
        return SKIP
    except AssertionError:
        traceback.print_exc()
        print(f"not ok {name}: {function.__doc__}")
        return 1
    print(f"ok {name} ({time.monotonic() - start:.1f} s): {function.__doc__}", flush=True)
    return 0


def main():
    found = tests()
    results = [play(name, found[name]) for name in sys.argv[1:] or found]
    return 1 if 1 in results else SKIP if results and set(results) == {SKIP} else 0


if __name__ == "__main__":
    sys.exit(main())
