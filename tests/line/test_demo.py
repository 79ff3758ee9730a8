"""The whole demo typed from nothing to complete, question after question, as a person would: what cigo asks
decides what is typed next. Then the case is complete and its answers are the demo's."""

import json
import os
import re
import subprocess
import sys

import cigo_run
import spoken
from cigo_run import place

PLACE = re.compile(r"^(\d+\.\d+)(?:/(\d+) (.+))?> $")


def demo_answers(where):
    """The demo's answers by code, from the file and from the form's map: {code: text or [rows by label]}."""
    codes, labels, group, kinds = {}, {}, None, {}
    for line in where.cigo("form", "map").out.splitlines():
        if line.startswith("Avvisi"):
            break
        field = re.match(r"  (\S+) (\w+) \[(\w+)\] «", line)
        column = re.match(r"    - (\w+) \[\w+\] «(.*)»(?: \*)? (?:L|P\?|P|G)$", line)
        head = re.match(r"  (\S+) (\w+): gruppo «", line)
        if field:
            codes[field[2]], kinds[field[1]] = field[1], field[3]
        elif head:
            codes[head[2]], group = head[1], head[2]
        elif column and group:
            labels[group, column[1]] = column[2]
    where.cigo("fill", "-", "--name", "modello", stdin=where.cigo("demo", "--answers").out)
    text = where.cigo("answers", "modello").out
    answers, rows = {}, None
    for line in text.splitlines()[2:]:
        single = re.match(r"  (\w+): (.+)$", line)
        if single:
            answers[codes[single[1]]] = scalar(single[2])
        elif line.startswith("    - "):
            cells = re.findall(r"(\w+): (\"(?:\\.|[^\"])*\"|[^,}]+)", line)
            rows.append({labels[name, column]: scalar(value) for column, value in cells})
        else:
            name = line.strip(" :")
            rows = answers[codes[name]] = []
    return answers, kinds, text


def scalar(text):
    if text.startswith("["):
        return text[1:-1]
    return json.loads(text) if text.startswith('"') else text


class Person:
    """Answers what cigo asks, from the demo; adds the rows that it has."""

    def __init__(self, answers, kinds):
        self.answers, self.kinds, self.rows = answers, kinds, {}

    def says(self, prompt):
        """The line for this prompt; None when all is done."""
        if prompt == "cigo> ":
            return None
        found = PLACE.match(prompt)
        assert found, prompt
        code, row, label = found.groups()
        want = self.answers.get(code)
        if row:
            return want[int(row) - 1].get(label, "")
        if isinstance(want, list):
            made = self.rows.get(code, 0)
            if made == len(want):
                return ""
            self.rows[code] = made + 1
            return "/nuova"
        return want or ""


def typed_by(where, answers, kinds):
    """Talk with cigo through pipes, prompt by prompt."""
    person = Person(answers, kinds)
    process = subprocess.Popen(
        where.argv(["new", "--lines", "--name", "a mano"]), stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
        env=where.env, cwd=where.folder,
    )
    seen, typed, line = b"", 0, ""
    while line is not None:
        while not re.search(rb"(?:^|\n)[^\n]*> \Z", seen):
            more = os.read(process.stdout.fileno(), 1 << 16)
            assert more, "cigo ended: " + seen.decode()[-500:]
            seen += more
        prompt = seen.decode().rsplit("\n", 1)[-1]
        line = person.says(prompt) if typed else ""
        process.stdin.write(f"{'/esci' if line is None else line}\n".encode())
        process.stdin.flush()
        seen += process.stdout.read(1)  # the line end after the prompt: it has been read
        typed += 1
        assert typed < 1500, "cigo goes round in circles: " + seen.decode()[-800:]
    process.stdin.close()
    seen += process.stdout.read()
    assert process.wait(20) == 0
    return seen.decode(), typed


def test_typed_demo():
    with place() as where:
        answers, kinds, text = demo_answers(where)
        transcript, typed = typed_by(where, answers, kinds)
        spoken.check_lines(transcript)
        assert typed > 200, typed
        assert "registrato com'è scritto" not in transcript
        run = where.cigo("check", "a mano")
        assert run.code == 0 and "La domanda è completa." in run.out, run.out + run.err
        assert where.cigo("answers", "a mano").out == re.sub(r"(?m): si$", ": sì", text)  # as chosen, not as typed
        demo = json.loads(where.cigo("check", "modello", "--json").out)
        mine = json.loads(where.cigo("check", "a mano", "--json").out)
        del demo["case"], mine["case"]
        assert mine == demo
        cases = {c["name"]: c for c in json.loads(where.cigo("list", "--json").out)}
        assert cases["a mano"]["state"] == "completa" and cases["a mano"]["term"] == "2026-12-01"


if __name__ == "__main__":
    sys.exit(cigo_run.main([test_typed_demo]))
