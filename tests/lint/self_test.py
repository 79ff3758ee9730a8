"""The lints themselves: each must be silent on a clean little tree and must find the mistake that is put
into it. The third column is what its report must say."""

import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent

CLEAN = {
    "meson.build": "add_project_arguments('-Wvla')\n",
    "README.md": "# Small\n",
    "run": "#!/bin/sh\nexit 0\n",
    "include/cigo/base/a.h": "#pragma once\n/* A contract. */\n",
    "include/cigo/db/b.h": "#pragma once\n/* A contract. */\n",
    "src/base/a.c": "/* The idea. */\n\n#include <cigo/base/a.h>\n",
    "src/db/b.c": '/* The idea. */\n\n#include "b-priv.h"\n\n#include <cigo/base/a.h>\n#include <sqlite3.h>\n',
    "src/db/b-priv.h": "#pragma once\n/* Inside. */\n",
    "src/store/c.c": "/* The idea. */\n\n#include <cigo/db/b.h>\n",
    "forms/a/form.yaml": "sections:\n  uno:\n    fields:\n      data_invio: {code: 1.1}\nalerts:\n  R-A-B:\n    at: [x]\n",
    "src/cli/d.c": "/* The idea. */\n\nstatic int n;\nint f(void)\n{\n    return time(0) + n;\n}\n",
}


def function(lines):
    return "/* x */\nvoid f(void)\n{\n" + "    g();\n" * lines + "}\n"


def added(text):
    return "/* x */\n" + text


# lint, file, its text (None: leave it out), what is said
MISTAKES = [
    ("layers", "src/base/a.c", added("#include <cigo/db/b.h>\n"), "arrows go down only"),
    ("layers", "src/store/c.c", added("#include <cigo/session/s.h>\n"), "arrows go down only"),
    ("layers", "src/base/a.c", added("#include <sqlite3.h>\n"), "belongs to db"),
    ("layers", "src/cli/d.c", added("#include <ncursesw/curses.h>\n"), "belongs to tui"),
    ("layers", "src/form/e.c", added("#include <yaml.h>\n"), "belongs to yaml"),
    ("layers", "src/store/c.c", added('#include "../db/b-priv.h"\n'), "of another layer"),
    ("layers", "src/base/a.c", added('#include "a.h"\n'), "ends in -priv.h"),
    ("layers", "src/other/x.c", added(""), "no layer of the architecture"),
    ("banned", "src/base/a.c", added("int x = strcpy(a, b);\n"), "strcpy is banned"),
    ("banned", "tests/unit/base/t.c", added("void f(void)\n{\n    system (x);\n}\n"), "system is banned"),
    ("banned", "src/db/b.c", added("long x = time(NULL);\n"), "no clock"),
    ("banned", "src/db/b.c", added("char *x = getenv(y);\n"), "no environment"),
    ("banned", "src/db/b.c", added("char *x = setlocale(y);\n"), "no locale"),
    ("banned", "src/form/e.c", added("double x(void);\n"), "numbers are exact"),
    ("banned", "src/cli/d.c", added("int x = pthread_create(a, b, c, d);\n"), "threads are started"),
    ("banned", "src/base/a.c", added("static int n;\n"), "mutable static"),
    ("banned", "src/base/a.c", added("static const char *p = 0;\n"), "mutable static"),
    ("banned", "src/base/a.c", added("void f(void)\n{\n    static int n;\n}\n"), "mutable static"),
    ("banned", "src/cli/d.c", added('const char *f(void)\n{\n    return "data_invio";\n}\n'), "is of a form"),
    ("banned", "src/cli/d.c", added('const char *f(void)\n{\n    return "R-A-B";\n}\n'), "is of a form"),
    ("banned", "meson.build", "add_project_arguments('-Wall')\n", "-Wvla"),
    ("sizes", "src/base/a.c", function(81), "function of 81 lines"),
    ("sizes", "src/base/a.c", "/* x */\n" * 501, "501 lines"),
    ("headers", "include/cigo/base/a.h", "#pragma once\n\nint x;\n", "and, in the next line, a comment"),
    ("headers", "include/cigo/base/a.h", "/* x */\n#pragma once\n", "starts with #pragma once"),
    ("headers", "include/cigo/base/new.h", CLEAN["include/cigo/base/a.h"], "no other layer"),
    ("headers", "src/base/new.h", CLEAN["include/cigo/base/a.h"], "ends in -priv.h"),
    ("headers", "src/base/a.c", "int x;\n", "opens with a comment"),
    ("texts", "README.md", "a\tb\n", "a tab"),
    ("texts", "forms/cigo/form.yaml", "a: b \n", "blanks at the end"),
    ("texts", "README.md", "a\r\n", "CR LF"),
    ("texts", "README.md", "a", "no newline at the end"),
    ("texts", "man/cigo.1", "see " + "deb." + "debian" + ".org\n", "a registry's host"),
    ("shell", "run", "#!/bin/sh\nfoo=$1\nrm $foo\n", "SC2086"),
    ("spelling", "README.md", "this is " + "tehir" + " house, " + "recieve" + " it\n", "recieve"),
    ("spelling", "src/base/a.c", "/* " + "recieve" + " */\n", "recieve"),
    ("untranslated", "src/base/a.c", added('static const char t[] = "il file non si apre";\n'), "not for gettext"),
    ("untranslated", "src/base/a.c", added('int n = f(_("il file"), "non si apre");\n'), "not for gettext"),
]

# right, although it looks like a mistake
RIGHT = [
    ("banned", "src/cli/d.c", added('/* "data_invio" */\nconst char *f(void)\n{\n    return "data";\n}\n')),
    ("banned", "src/base/a.c", added("/* time(0), system(x) */\nstatic const char t[] = \"gets(x)\";\n")),
    ("banned", "src/base/a.c", added("static const char *const t[] = {0};\nstatic int f(int x)\n{\n}\n")),
    ("banned", "src/base/a.c", added("static void (*const t[])(struct x *) = {0};\n")),
    ("banned", "src/exchange/pdf.c", added("static double f(double x)\n{\n}\n")),
    ("sizes", "src/base/a.c", function(80)),
    ("untranslated", "src/base/a.c", added('/* "il file non si apre" */\nint n = f(_("il file " X "non si apre"));\n')),
    ("untranslated", "src/yaml/a.c", added('static const char t[] = "il file non si apre";\n')),
    ("texts", "tests/cli/x.golden", "a\tb \n"),
    ("spelling", "src/base/a.c", '/* x */\nchar x[] = "' + "recieve" + '";\n'),
]


def run(lint, changes):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {**CLEAN, **changes}.items():
            path = pathlib.Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        command = [sys.executable, "-B", str(HERE / f"{lint}.py"), folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr


def main():
    wrong = 0
    for lint in sorted({row[0] for row in MISTAKES}):
        status, said = run(lint, {})
        if status not in (0, 77):
            wrong += 1
            print(f"{lint} on the clean tree: status {status}\n{said}")
    for lint, name, text, expected in MISTAKES:
        status, said = run(lint, {name: text})
        if status != 77 and (status == 0 or expected not in said):
            wrong += 1
            print(f"{lint}, {name}: status {status}, expected '{expected}'\n{said}")
    for lint, name, text in RIGHT:
        status, said = run(lint, {name: text})
        if status not in (0, 77):
            wrong += 1
            print(f"{lint}, {name}: status {status} on what is right\n{said}")
    print(f"{len(MISTAKES)} mistakes tried, {wrong} wrong")
    sys.exit(1 if wrong else 0)


main()
