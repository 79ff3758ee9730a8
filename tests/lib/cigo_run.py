"""cigo as the tests start it: in a new empty folder, with an environment of which nothing is left to chance."""

import contextlib
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("CIGO_SHARED", SOURCE.parent / "shared"))
PROGRAM = pathlib.Path(os.environ.get("CIGO", SOURCE / "build" / "cigo")).resolve()
TODAY = "2026-11-23"
TIMEOUT = 60
# Personal data of the tests' own cases: none of it may reach standard error.
PERSONAL = ("RSSMRA85M01H501Q", "Schiavon", "SCHPLA84H02G224N", "04712030289", "Officine Brenta")


class Result:
    """What one run of cigo left: exit code, standard output and error as bytes and as text."""

    def __init__(self, code, out, err):
        self.code, self.out_bytes, self.err_bytes = code, out, err
        self.out = out.decode("utf-8", "surrogateescape")
        self.err = err.decode("utf-8", "surrogateescape")


class Place:
    """A folder of its own for one scenario, and cigo in it."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.data = self.folder / "share" / "cigo" / "cigo.db"  # the usual place
        (self.folder / "home").mkdir()
        self.toured = self.folder / "state" / "cigo" / "tour"
        self.toured.parent.mkdir(parents=True)
        self.toured.touch()  # somebody who has seen the tour
        self.env = {
            "HOME": str(self.folder / "home"),
            "XDG_DATA_HOME": str(self.folder / "share"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_STATE_HOME": str(self.folder / "state"),
            "XDG_RUNTIME_DIR": str(self.folder / "runtime"),
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "TERM": "dumb",
            "TZ": "UTC",
            "LC_ALL": "C.UTF-8",
            "LANGUAGE": "",
        }
        # what a sanitizer says must not look like an answer of cigo's
        self.env |= {k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")}

    def argv(self, args):
        args = [str(a) for a in args]
        today = [] if "--today" in args else ["--today", TODAY]
        # before a command that takes any number of values, options must stand in front
        return [str(PROGRAM), *today, *args]

    def cigo(self, *args, stdin="", **more):
        data = stdin.encode() if isinstance(stdin, str) else stdin
        run = subprocess.run(
            self.argv(args), input=data, capture_output=True, cwd=self.folder, env=self.env,
            timeout=TIMEOUT, **more,
        )
        result = Result(run.returncode, run.stdout, run.stderr)
        watch_errors(result)
        return result

    def file(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path


def watch_errors(result):
    """True of every run: no crash, no sanitizer's report, no personal data and no control bytes in the errors."""
    assert result.code >= 0, f"cigo died of signal {-result.code}: {result.err}"
    assert "Sanitizer" not in result.err and "runtime error" not in result.err, result.err
    for word in PERSONAL:
        assert word not in result.err, f"personal data on standard error: {result.err}"
    assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", result.err_bytes), result.err_bytes


@contextlib.contextmanager
def place():
    folder = tempfile.mkdtemp(prefix="cigo-test-")
    try:
        yield Place(folder)
    finally:
        for path, folders, _ in os.walk(folder):
            for name in folders:
                with contextlib.suppress(OSError):
                    os.chmod(os.path.join(path, name), 0o700)
        shutil.rmtree(folder, ignore_errors=True)


VOLATILE = [
    (re.compile(r"\b\d\d:\d\d:\d\d\b"), "HH:MM:SS"),
    (re.compile(r'("updated(?:_by)?": )"[^"]*"'), r'\1"…"'),
    (re.compile(r"\d\d/\d\d/\d{4} (?:at|um) \d\d:\d\d, [^:\n]+: "), "… …: "),
    (re.compile(r"Modificata il \d\d/\d\d/\d{4} alle \d\d:\d\d da [^.\n]+\."), "Modificata il … da …."),
]


def plain(text, where):
    """The text without what differs between two runs or two machines."""
    text = text.replace(f"{PROGRAM.parent}/../forms", "$SRC/forms")
    text = text.replace(str(where.folder), "$TMP").replace(str(SOURCE), "$SRC")
    for pattern, put in VOLATILE:
        text = pattern.sub(put, text)
    return text


def main(tests):
    """Run the functions, say each failure; the exit code."""
    import traceback

    failed = 0
    for test in tests:
        try:
            test()
            print(f"ok {test.__name__}")
        except Exception:  # the next test says something too
            failed += 1
            print(f"FAILED {test.__name__}")
            traceback.print_exc()
    print(f"{len(tests) - failed} passed, {failed} failed")
    return 1 if failed else 0
