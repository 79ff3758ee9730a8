"""T-ids: each of T-01 … T-35 has its test, and each test is run."""

import pathlib
import re

HERE = pathlib.Path(__file__).parent


def t_ids():
    """Every id of the list has a test here, which meson runs, and none is only written down."""
    here = set(re.findall(r"^def t_(\w+)\(", "".join(p.read_text("utf-8") for p in HERE.glob("*.py")), re.M))
    listed = set(re.findall(r"'([\w-]+)'", re.search(r"foreach id : \[(.*?)\]", (HERE / "meson.build").read_text("utf-8"),
                                                       re.S).group(1)))
    wanted = {f"{n:02}" for n in range(1, 36)}
    missing = wanted - here
    assert not missing, f"no test for T-{sorted(missing)}"
    unlisted = {name.replace("_", "-") for name in here} - listed
    assert not unlisted, f"not in meson.build: {sorted(unlisted)}"
