"""The demo typed from nothing to complete in plain lines through the ears of a slow reader: blanks collapse, nothing
but text may come, and thirty characters a second are heard, no more are fetched from the terminal, so that the
program waits for its reader. What is heard is all that the person has to go by. The pace is reckoned, not waited for;
`ninja -C build slow` waits for it."""

import json
import os
import pathlib
import re
import select
import sys
import time

import cigo_run
import test_demo
from cigo_run import place

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tui"))
import terminal  # noqa: E402 (its folder is not on the path before)

CHARACTERS = 30  # a second
PACE = "--pace" in sys.argv
ASKS = re.compile(r"(?:^|\n)([^\n]*(?:> |smettere: ))\Z")


class Ears:
    """Between the program and the person; `heard` is what came through, `seconds` how long that took."""

    def __init__(self, program):
        self.program, self.heard, self.seconds, self.rest = program, "", 0.0, b""

    def listen(self, wait):
        """A second's worth; false: there is nothing more."""
        if not select.select([self.program.master], [], [], wait)[0]:
            return False
        try:
            data = self.rest + os.read(self.program.master, CHARACTERS)
        except OSError:
            return False
        if not data:
            return False
        text = data.decode("utf-8", "ignore")  # a character that is cut comes whole the next time
        self.rest = data[len(text.encode()):]
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text), f"not only text: {text!r}"
        text = re.sub(r"[ \t]+", " ", text.replace("\r\n", "\n").replace("\r", ""))
        if self.heard.endswith(" "):
            text = text.lstrip(" ")
        self.heard += text
        self.seconds += len(text) / CHARACTERS
        if PACE:
            time.sleep(len(text) / CHARACTERS)
        return True

    def question(self):
        """Listens until the program asks, and says the line on which it does."""
        end = time.monotonic() + 60
        while True:
            more = self.listen(0.005)
            found = ASKS.search(self.heard[-200:])
            if found and not more:
                return found[1]
            assert more or time.monotonic() < end, "it says nothing more: " + self.heard[-400:]


def test_slow():
    with place() as where:
        answers, kinds, _ = test_demo.demo_answers(where)
        person = test_demo.Person(answers, kinds)
        env = {k: v for k, v in where.env.items() if k != "TERM"}
        argv = where.argv(["new", "--lines", "--name", "piano"])
        program = terminal.Program(argv, "xterm", environment=env, log=False)
        try:
            ears, line, asked = Ears(program), "", 0
            while line is not None:
                prompt = ears.question()
                line = "" if "smettere" in prompt else person.says(prompt) if asked else ""
                asked += "smettere" not in prompt
                program.send(f"{'/esci' if line is None else line}\n".encode())
                ears.listen(1)  # at least its echo
                assert asked < 1500, "it goes round in circles: " + ears.heard[-400:]
            while ears.listen(0.5):
                pass
            assert program.wait(20) == 0
        finally:
            program.close()
        assert asked > 200, asked
        mine, demo = (json.loads(where.cigo("check", name, "--json").out) for name in ("piano", "modello"))
        assert mine | {"case": ""} == demo | {"case": ""}
        assert "La domanda è completa." in where.cigo("check", "piano").out
        print(f"{asked} questions, {len(ears.heard)} characters, {ears.seconds / 60:.0f} minutes of speech")


if __name__ == "__main__":
    sys.exit(cigo_run.main([test_slow]))
