"""Text files: UTF-8, LF, no tab, no blank at the end of a line, a newline at the end of the file; and no
name of a package registry's host (the machine's own settings say where packages come from)."""

import re

from common import files, finish, loose_files, problem, relative

# recorded output may hold anything but the forbidden names
RECORDED = re.compile(r"\.(tsv|golden|out|expected|txt)$|/golden/|/recorded/|/transcripts/")
BINARY = re.compile(r"\.(png|gif|mo|db|bin|pdf|gz)$")

# in pieces, so that this file does not hold them itself
HOSTS = [
    ".".join(pieces)
    for pieces in (
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
        ("snapshot", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("ports", "ubuntu", "com"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
        ("rubygems", "org"),
        ("repo1", "maven", "org"),
    )
]


def check_style(path, lines):
    for number, line in enumerate(lines, 1):
        if "\t" in line:
            problem(path, number, "a tab")
        if line.endswith("\r"):
            problem(path, number, "CR LF")
        elif line != line.rstrip(" \t"):
            problem(path, number, "blanks at the end of the line")
    if lines and lines[-1] != "":
        problem(path, len(lines), "no newline at the end of the file")


def main():
    for path in loose_files() + files():
        if BINARY.search(path.name):
            continue
        data = path.read_bytes()
        for host in HOSTS:
            if host.encode() in data:
                problem(path, data[: data.index(host.encode())].count(b"\n") + 1, "a registry's host")
        if RECORDED.search(relative(path)):
            continue
        try:
            check_style(path, data.decode("utf-8").split("\n"))
        except UnicodeDecodeError as error:
            problem(path, data[: error.start].count(b"\n") + 1, "not UTF-8")


main()
finish()
