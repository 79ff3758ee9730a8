"""Calls and constructs that the architecture bans: unbounded or locale-dependent C functions, VLAs (the
compiler's warning must be on), floating point outside the picture and PDF code, clock, locale and
environment below cli, mutable globals beyond the few that are named here, and ids of a form: what C knows of a form
is said in the form."""

import re

from common import ROOT, TOKEN, code_of, files, finish, layer_of, problem, relative

ANYWHERE = "strcpy strcat sprintf vsprintf strtok gets atoi atol atof system popen rand srand localtime alloca"
THREADS = {"src/base/thread.c"}  # knows how many there are
BELOW_CLI = "time clock clock_gettime gettimeofday gmtime localtime_r getenv secure_getenv"

# files that may hold a mutable object of static storage, and why
MUTABLE = {
    "src/base/alloc.c": "the fatal hook and the fault injection",
    "src/base/buf.c": "the empty text that an unused buffer points at",
    "src/base/log.c": "the log sink",
    "src/base/thread.c": "how many threads there are",
    "src/db/memory.c": "SQLite's memory is the process's",
}
# ncurses and signal handlers force some on these layers
MUTABLE_LAYERS = {"tui", "line", "cli"}

# what the terminal says of itself is in the environment (TERM, NO_COLOR, ESCDELAY, SSH_CONNECTION)
ENVIRONMENT = {"src/tui/curses.c"}


# names of the form language itself: what a form calls so has this meaning (cigo-form(5))
LANGUAGE = {"periodo_dal", "allegati_dovuti", "quadro_settimane", "quadro_barre", "relazione_tecnica"}
FORM_ID = re.compile(r"^ +([a-z][a-z0-9]*(?:_[a-z0-9]+)+|[A-Z]+(?:-[A-Z0-9]+)+):(?: *\{| *$)", re.MULTILINE)


def form_ids():
    """Of all forms: fields, columns, groups, computed values and the like that are of several words, and alerts."""
    found = set()
    for path in files(".yaml", under=("forms",)):
        found |= set(FORM_ID.findall(path.read_text(encoding="utf-8")))
    return found - LANGUAGE


def check_form_ids(path, ids):
    text = path.read_text(encoding="utf-8")
    for match in TOKEN.finditer(text):
        if match.group().strip('"') in ids and match.group()[0] == '"':
            line = text.count("\n", 0, match.start()) + 1
            problem(path, line, f"{match.group()} is of a form: C knows of none")


def calls(names):
    return re.compile(r"(?<![\w.>])(" + "|".join(names.split()) + r")\s*\(")


def each(pattern, path, code):
    for match in pattern.finditer(code):
        yield code.count("\n", 0, match.start()) + 1, match.group(1)


ANYWHERE_CALL = calls(ANYWHERE)
BELOW_CLI_CALL = calls(BELOW_CLI)
THREAD_CALL = calls("pthread_create thrd_create")
LOCALE_CALL = calls("setlocale newlocale uselocale setenv")
FLOATING = re.compile(r"(?<!\w)(float|double)(?!\w)")
STATIC = re.compile(r"^[ \t]*static[ \t]+(?!inline|const|_Noreturn)([^;={]*?)[ \t]*[;=]", re.MULTILINE)


def mutable(declaration):
    if re.search(r"\w\s*\([^*]", declaration):
        return False  # a function
    if "(*const " in declaration:
        return False  # pointers to functions that stay
    # const must bind the object itself: `const char *p` is a variable, `*const names[]` is not
    last_star = declaration.rfind("*")
    return "const" not in declaration[last_star + 1 :]


def check(path):
    code = code_of(path.read_text(encoding="utf-8"))
    layer = layer_of(path)
    for line, name in each(ANYWHERE_CALL, path, code):
        problem(path, line, f"{name} is banned")
    if not layer or relative(path).startswith("tests/"):
        return
    if relative(path) not in THREADS:
        for line, name in each(THREAD_CALL, path, code):
            problem(path, line, f"{name}: threads are started by base/thread.c")
    if layer != "cli":
        for line, name in each(BELOW_CLI_CALL, path, code):
            if name == "getenv" and relative(path) in ENVIRONMENT:
                continue
            problem(path, line, f"{name}: no clock and no environment below cli")
    if layer not in ("cli", "i18n"):
        for line, name in each(LOCALE_CALL, path, code):
            problem(path, line, f"{name}: no locale below cli but in i18n")
    if not re.search(r"picture|pdf", path.name):
        for line, name in each(FLOATING, path, code):
            problem(path, line, f"{name}: numbers are exact outside the picture and PDF code")
    if relative(path) not in MUTABLE and layer not in MUTABLE_LAYERS:
        check_globals(path, code)


def check_globals(path, code):
    for match in STATIC.finditer(code):
        # `static const char *p` starts with const too: what STATIC lets through is looked at here
        if mutable(match.group(1)):
            line = code.count("\n", 0, match.start()) + 1
            problem(path, line, f"mutable static: {' '.join(match.group(1).split())}")
    for match in re.finditer(r"^[ \t]*static[ \t]+const\b([^;={(]*\*)[ \t]*\w+[ \t]*(\[\w*\])?[ \t]*[;=]",
                             code, re.MULTILINE):
        line = code.count("\n", 0, match.start()) + 1
        problem(path, line, f"mutable static pointer: const{' '.join(match.group(1).split())}")


def main():
    for path in files(".c", ".h", under=("src", "include", "tests")):
        check(path)
    ids = form_ids()
    for path in files(".c", ".h", under=("src", "include")):
        check_form_ids(path, ids)
    if "'-Wvla'" not in (ROOT / "meson.build").read_text(encoding="utf-8"):
        problem(ROOT / "meson.build", 1, "-Wvla must be on: it is what bans VLAs")


main()
finish()
