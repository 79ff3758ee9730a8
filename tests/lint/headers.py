"""Each header starts with `#pragma once` and a comment, its contract. A header lies in include/cigo only
if some layer besides its own includes it, by itself or through a header that it includes; private ones lie in src and end in -priv.h. Each .c of ours
opens with a comment too, the idea of the file."""

import re

from common import files, finish, layer_of, problem, relative

INCLUDE = re.compile(r"^[ \t]*#[ \t]*include[ \t]*<(cigo/[^>]+)>", re.MULTILINE)


def name_of(path):
    return relative(path).removeprefix("include/")


def used_outside():
    """The public headers that another layer (not a test) gets to see."""
    includes = {}
    used = set()
    for path in files(".c", ".h", under=("src", "include")):
        names = INCLUDE.findall(path.read_text(encoding="utf-8"))
        includes[name_of(path)] = names
        used |= {name for name in names if name.split("/")[1] != layer_of(path)}
    todo = list(used)
    while todo:
        more = set(includes.get(todo.pop(), [])) - used
        used |= more
        todo += more
    return used


def main():
    for path in files(".h", under=("src", "include", "tests")):
        text = path.read_text(encoding="utf-8")
        if not text.startswith("#pragma once\n/*"):
            problem(path, 1, "a header starts with #pragma once and, in the next line, a comment")
        if relative(path).startswith("src/") and not path.name.endswith("-priv.h"):
            problem(path, 1, "the name of a private header ends in -priv.h")
    for path in files(".c", under=("src", "tests")):
        if not path.read_text(encoding="utf-8").startswith("/*"):
            problem(path, 1, "a file opens with a comment that says its idea")
    used = used_outside()
    for path in files(".h", under=("include",)):
        if name_of(path) not in used:
            problem(path, 1, "no other layer includes this header: it belongs beside its .c")


main()
finish()
