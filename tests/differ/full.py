"""All differential tests at full size, and whether each disagreement of the page was met: one that is gone should go
from the page too.

    full.py TELL-PROGRAM DAYS-PROGRAM FORM [SEED]
"""

import pathlib
import re
import subprocess
import sys

from common import SKIP, argued


def main():
    tell, days, form, *more = sys.argv[1:]
    seed = more[0] if more else "1"
    runs = {"identifiers": ["200000"], "calendars": [days, form, "-1"], "decimals": [tell, "1000000"],
            "tables": [tell, "100000"], "yaml_subset": [tell, "40000"]}
    met, codes = set(), []
    for name, args in runs.items():
        script = pathlib.Path(__file__).with_name(f"{name}.py")
        run = subprocess.run([sys.executable, "-B", script, *args, seed], stdout=subprocess.PIPE, text=True, check=False)
        print(run.stdout, end="", flush=True)
        met |= set(re.findall(r"(?m)^  (D-\d+): ", run.stdout))
        codes.append(run.returncode)
    if SKIP in codes or "skipped" in run.stdout:
        print("something is missing: the page is not held against what was met")
        return max(code for code in codes if code != SKIP)
    for number in sorted(argued() - met):
        print(f"{number} of the page was not met")
    return 1 if any(codes) or argued() - met else 0


sys.exit(main())
