"""Functions have at most 80 lines, files at most 500."""

from common import files, finish, problem

MOST_FUNCTION = 80
MOST_FILE = 500


def check_functions(path, lines):
    """By our style a function opens with `{` and closes with `}` in the first column."""
    start = None
    for number, line in enumerate(lines, 1):
        if line == "{":
            start = number
        elif line == "}" and start is not None:
            length = number - start - 1
            if length > MOST_FUNCTION:
                problem(path, start, f"function of {length} lines, at most {MOST_FUNCTION}")
            start = None


def main():
    for path in files(".c", ".h", ".py", ".sh", under=("src", "include", "tests", "run")):
        lines = path.read_text(encoding="utf-8").split("\n")
        if len(lines) - 1 > MOST_FILE:
            problem(path, 1, f"{len(lines) - 1} lines, at most {MOST_FILE}")
        if path.suffix in (".c", ".h"):
            check_functions(path, lines)


main()
finish()
