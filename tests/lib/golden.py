"""Golden tests: text files that say what is typed and what cigo answers.

    # a comment
    = CIGO_FORMS=$SRC/tests/forms     an environment variable for the rest of the file
    @ wrong.yaml                      a file, its lines after ": "
    : form: cigo
    $ cigo check wrong.yaml           a command; --today 2026-11-23 unless it says another
    < si                              a line of standard input
    | …                               standard output
    ! …                               standard error
    ? 2                               the exit code, when it is not 0

In a dialogue the input stands where it was typed, after the prompt: "| 4.7> ‹02/11/2026›". `< ` lines turn
into that by themselves. CIGO_UPDATE=1 rewrites the files with what cigo answers now; read the difference
before it is committed. The rules of plain lines are checked on every dialogue.
"""

import os
import pathlib
import re
import shlex
import sys

import cigo_run
import spoken

TYPED = re.compile(r" ?‹(.*)›$")


class Step:
    """One command of a file, with what it should say."""

    def __init__(self, line):
        self.line = line
        self.typed, self.expected = [], []
        self.dialogue = False


def parse(text):
    """Steps and the lines between them, in order: strings stay as they are."""
    parts = []
    for line in text.splitlines():
        step = parts[-1] if parts and isinstance(parts[-1], Step) else None
        mark = line[:2].rstrip()
        if mark == "$":
            parts.append(Step(line))
        elif step and mark == "<":
            step.typed.append(line[2:])
        elif step and mark in ("|", "!", "?"):
            step.expected.append(line)
            typed = TYPED.search(line) if mark == "|" else None
            if typed:
                step.typed.append(typed.group(1))
                step.dialogue = True
        else:
            parts.append(line)
    return parts


def with_input(out, typed):
    """The output with each input after the prompt that took it."""
    lines, left = [], list(typed)
    for line in out.split("\n"):
        if spoken.is_prompt(line) and left:
            lines.append(f"{line}‹{left.pop(0)}›")
        else:
            lines.append(line)
    return "\n".join(lines), left


def marked(mark, text):
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    return [f"{mark} {line}".rstrip() for line in lines]


def run_step(step, where):
    words = [word.replace("$TMP", str(where.folder)).replace("$SRC", str(cigo_run.SOURCE))
             for word in shlex.split(step.line[2:])]
    assert words[0] == "cigo", f"not a command of ours: {step.line}"
    stdin = "".join(f"{text}\n" for text in step.typed)
    result = where.cigo(*words[1:], stdin=stdin)
    out = result.out
    dialogue = step.typed and any(spoken.is_prompt(line) for line in out.split("\n"))
    if dialogue and "--lines" in words:
        spoken.check(out, step.typed)
    if dialogue:
        out, left = with_input(out, step.typed)
        assert not left, f"input that nobody asked for: {left}"
    answer = [] if dialogue else [f"< {text}".rstrip() for text in step.typed]
    answer += marked("|", cigo_run.plain(out, where)) + marked("!", cigo_run.plain(result.err, where))
    if result.code:
        answer.append(f"? {result.code}")
    return answer


def play(text):
    """The file as it would be if cigo were right."""
    with cigo_run.place() as where:
        lines, file = [], None
        for part in parse(text):
            if isinstance(part, Step):
                lines += [part.line, *run_step(part, where)]
                continue
            lines.append(part)
            if part.startswith("= "):
                name, _, value = part[2:].partition("=")
                where.env[name] = value.replace("$TMP", str(where.folder)).replace(
                    "$SRC", str(cigo_run.SOURCE)
                )
            elif part.startswith("@ "):
                file = where.file(part[2:], "")
            elif part.startswith(":"):
                file.write_text(file.read_text() + part[2:] + "\n")
        return "\n".join(lines) + "\n"


def difference(path, want, got):
    import difflib

    return "".join(
        difflib.unified_diff(
            want.splitlines(True), got.splitlines(True), f"{path} (wanted)", f"{path} (cigo)", n=4
        )
    )


def check(path):
    """What is wrong with a file's run; empty when nothing is."""
    want = path.read_text()
    try:
        got = play(want)
    except AssertionError as error:
        return f"{path}: {error}\n"
    if got == want:
        return ""
    if os.environ.get("CIGO_UPDATE"):
        path.write_text(got)
        print(f"written: {path}")
        return ""
    return difference(path, want, got)


def main(paths):
    from concurrent.futures import ThreadPoolExecutor

    files = []
    for path in map(pathlib.Path, paths):
        files += sorted(path.glob("*.txt")) if path.is_dir() else [path]
    with ThreadPoolExecutor(2) as pool:
        wrong = list(pool.map(check, files))
    sys.stdout.write("".join(wrong))
    failed = sum(1 for text in wrong if text)
    print(f"{len(files) - failed} passed, {failed} failed")
    if failed:
        print("If cigo is right: CIGO_UPDATE=1, run again, and read the difference before committing it.")
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
