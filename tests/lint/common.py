"""What the lints share: the project's files, C without comments or texts, and the report."""

import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
TOP = ("src", "include", "forms", "tests", "man", ".ci")
SKIPPED = {"__pycache__", "corpus"}

problems = []


def files(*suffixes, under=TOP):
    """Files below the given folders (or such files themselves) whose name ends so, sorted."""
    found = []
    for name in under:
        start = ROOT / name
        candidates = [start] if start.is_file() else sorted(start.rglob("*"))
        for path in candidates:
            if path.is_file() and not SKIPPED & set(path.parts):
                if not suffixes or path.name.endswith(suffixes):
                    found.append(path)
    return found


def loose_files():
    """The files at the top level."""
    return sorted(path for path in ROOT.iterdir() if path.is_file() and path.name != ".git")


def relative(path):
    return path.relative_to(ROOT).as_posix()


def layer_of(path):
    """The layer of a file in src, include/cigo or tests/unit; None elsewhere."""
    parts = relative(path).split("/")
    for prefix in (["src"], ["include", "cigo"], ["tests", "unit"]):
        n = len(prefix)
        if parts[:n] == prefix and len(parts) > n + 1:
            return parts[n]
    return None


TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL
)


def blank(text):
    return re.sub(r"[^\n]", " ", text)


def code_of(text):
    """C with comments and the insides of texts blanked; lines and columns stay."""

    def replace(match):
        token = match.group()
        return blank(token) if token[0] == "/" else token[0] + blank(token[1:-1]) + token[-1]

    return TOKEN.sub(replace, text)


def comments_of(text):
    """The other way round: everything but the comments blanked."""
    kept = []
    at = 0
    for match in TOKEN.finditer(text):
        kept.append(blank(text[at : match.start()]))
        token = match.group()
        kept.append(token if token[0] == "/" else blank(token))
        at = match.end()
    kept.append(blank(text[at:]))
    return "".join(kept)


def problem(path, line, text):
    problems.append(f"{relative(path)}:{line}: {text}")


def finish():
    for line in problems:
        print(line)
    print(f"{len(problems)} problems" if problems else "clean")
    sys.exit(1 if problems else 0)
