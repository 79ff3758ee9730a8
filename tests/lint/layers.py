"""Includes go down only. ARROWS is the list of the architecture: a layer may include those it points at,
and whatever these may. A few system headers belong to certain layers."""

import re

from common import ROOT, files, finish, layer_of, problem

ARROWS = {
    "base": [],
    "db": ["base"],
    "yaml": ["base"],
    "i18n": ["base"],
    "form": ["base"],
    "loader": ["form", "yaml"],
    "validation": ["form", "db"],
    "session": ["validation"],
    "store": ["db"],
    "exchange": ["session", "yaml", "i18n"],
    "tui": ["exchange", "store", "i18n"],
    "line": ["exchange", "store", "i18n"],
    "pdf": ["exchange"],
    "cli": ["tui", "line", "loader", "i18n"],
}

# A test may have its form loaded: the loader lies beside these layers, not above them.
TEST_FIXTURES = {"loader"}

# header (regular expression) -> the layers that may include it
OWNED = {
    r"sqlite3\.h": {"db", "store", "validation"},
    r"(ncursesw?/.*|n?curses\.h|term\.h)": {"tui"},
    r"yaml\.h": {"yaml"},
    r"(cairo.*\.h|pango/.*)": {"pdf"},
}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(<([^>]+)>|"([^"]+)")', re.MULTILINE)


def below(layer):
    found, todo = set(), [layer]
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += ARROWS[name]
    return found


def check_layer(path, layer, line, name):
    match = re.match(r"cigo/([^/]+)/", name)
    allowed = below(layer) | (TEST_FIXTURES if "unit" in path.parts else set())
    if match and match.group(1) not in allowed:
        problem(path, line, f"{layer} must not include {name}: arrows go down only")
    for pattern, owners in OWNED.items():
        if re.fullmatch(pattern, name) and not owners & below(layer):
            problem(path, line, f"<{name}> belongs to {', '.join(sorted(owners))}")
        elif re.fullmatch(pattern, name) and layer not in owners and "unit" not in path.parts:
            problem(path, line, f"<{name}> belongs to {', '.join(sorted(owners))}")


def check_local(path, line, name):
    target = (path.parent / name).resolve()
    if "unit" not in path.parts and layer_of(target) != layer_of(path):
        problem(path, line, f'"{name}": a private header of another layer')
    elif "unit" not in path.parts and not name.endswith("-priv.h"):
        problem(path, line, f'"{name}": the name of a private header ends in -priv.h')


def main():
    for path in files(".c", ".h", under=("src", "include", "tests/unit")):
        layer = layer_of(path)
        if layer not in ARROWS:
            problem(path, 1, f"{layer} is no layer of the architecture")
            continue
        text = path.read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            if match.group(2):
                check_layer(path, layer, line, match.group(2))
            else:
                check_local(path, line, match.group(3))
    for folder in (ROOT / "src").iterdir():
        if folder.is_dir() and folder.name not in ARROWS:
            problem(folder, 1, "no layer of the architecture")


main()
finish()
