"""Identifiers a second of processor time: `cigo value` from its start to its last line, beside python3-stdnum and, where it is installed
(CIGO_PEER = the scratch folder of ../shared/bench/README.md), codice-fiscale-js, both without their start.

    identifiers.py CIGO [HOW MANY]
"""

import os
import random
import resource
import shutil
import subprocess
import sys
import time

from workers import ODD, code

RUNS = 3
sys.path.append("/usr/lib/python3/dist-packages")  # Debian's modules, for a Python that is not Debian's
NODE = """const { CodiceFiscale } = require('codice-fiscale-js');
const codes = require('fs').readFileSync(0, 'utf8').trim().split('\\n');
const began = process.cpuUsage().user;
let good = 0;
for (const code of codes) { try { good += CodiceFiscale.check(code); } catch { } }
console.log(codes.length / ((process.cpuUsage().user - began) / 1e6));"""


def company(chance):
    digits = f"{chance.randint(1, 9999999):07d}{chance.randint(1, 100):03d}"
    total = sum(int(d) if i % 2 == 0 else sum(divmod(2 * int(d), 10)) for i, d in enumerate(digits))
    return digits + str(-total % 10)


def account(chance):
    text = "".join(chance.choices("0123456789", k=22))
    text = chr(65 + sum(ODD[c] if i % 2 == 0 else int(c) for i, c in enumerate(text)) % 26) + text
    number = int("".join(str(int(c, 36)) for c in f"{text}IT00"))
    return f"IT{98 - number % 97:02d}{text}"


def used_below():
    """Processor time of the programs that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def rate_of_cigo(cigo, kind, values):
    """All of it: start, reading, a line for each."""
    data, best = "\n".join(values).encode(), float("inf")
    for _ in range(RUNS):
        began = used_below()
        out = subprocess.run([cigo, "value", kind], input=data, capture_output=True, check=False).stdout
        best = min(best, used_below() - began)
        assert out.count(b"\tok\t") == len(values), (kind, out[:300])
    return len(values) / best


def rate_of_stdnum(kind, values):
    """None where it is not installed."""
    try:
        from stdnum import iban
        from stdnum.it import codicefiscale, iva
    except ImportError:
        return None
    check, best = {"codice_fiscale": codicefiscale, "partita_iva": iva, "iban": iban}[kind].is_valid, float("inf")
    for _ in range(RUNS):
        began = time.process_time()
        assert all(map(check, values)), kind
        best = min(best, time.process_time() - began)
    return len(values) / best


def rate_of_node(values):
    if not os.environ.get("CIGO_PEER") or not shutil.which("node"):
        return None
    run = subprocess.run(["node", "-e", NODE], input="\n".join(values), capture_output=True, text=True, check=True,
                         cwd=os.environ["CIGO_PEER"])
    return float(run.stdout)


def main():
    cigo, n = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 50000
    chance = random.Random(7)
    for kind, make in {"codice_fiscale": code, "partita_iva": company, "iban": account}.items():
        values = [make(chance) for _ in range(n)]
        own = rate_of_cigo(cigo, kind, values)
        peers = {"python3-stdnum": rate_of_stdnum(kind, values)}
        if kind == "codice_fiscale":
            peers["codice-fiscale-js"] = rate_of_node(values)
        beside = ", ".join(f"{name} {rate / 1e6:.2f} (cigo {own / rate:.1f} times as many)" if rate else f"{name} is not here"
                           for name, rate in peers.items())
        print(f"{kind}: cigo {own / 1e6:.2f} million a second; {beside}", flush=True)


main()
