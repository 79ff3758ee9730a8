"""The two faces of the real program, as a test drives them: plain lines through pipes, prompt by prompt; the full
screen on a pseudo-terminal, key by key."""

import os
import re
import select
import subprocess
import sys

import cigo_run

sys.path.append(str(cigo_run.SOURCE / "tests/tui"))
sys.path.append(str(cigo_run.SOURCE / "tests/terminal"))
import harness  # noqa: E402  (it lies beside other tests)

PROMPT = re.compile(rb"(?:^|\n)(?:[^\n]*> |\. |[^\n]* no: )\Z")

SILENCE = 120  # seconds


class Lines:
    """Says a line, gives what cigo answers up to the next prompt, and that prompt."""

    PROMPT = PROMPT

    def __init__(self, where, name):
        self.process = subprocess.Popen(
            where.argv(["open", name, "--lines"]), stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
            env=where.env, cwd=where.folder,
        )
        self.reply, self.prompt, self.typed = "", "", []
        self.listen()

    def listen(self):
        seen = b""
        while not self.PROMPT.search(seen):
            fd = self.process.stdout.fileno()
            more = os.read(fd, 1 << 16) if select.select([fd], [], [], SILENCE)[0] else b""
            assert more, f"cigo ended or is silent after {self.typed[-5:]}: {seen.decode()[-800:]}"
            seen += more
        self.reply, _, self.prompt = seen.decode("utf-8").rpartition("\n")

    def say(self, text):
        self.typed.append(text)
        self.process.stdin.write(f"{text}\n".encode())
        self.process.stdin.flush()
        os.read(self.process.stdout.fileno(), 1)  # the line end after the prompt: it has been read
        self.listen()
        return self.reply

    def end(self):
        self.process.stdin.write(b"/esci\n")
        self.process.stdin.close()
        self.process.stdout.read()
        assert self.process.wait(20) == 0


# What xterm sends for them.
KEYS = {
    "F4": b"\x1bOS", "F7": b"\x1b[18~", "F9": b"\x1b[20~", "F11": b"\x1b[23~", "F12": b"\x1b[24~",
    "fill": b"\x1b[18;2~", "restore": b"\x1b[23;2~", "Delete": b"\x1b[3~", "Down": b"\x1b[B", "Right": b"\x1b[C",
    "Home": b"\x1b[H", "Enter": b"\r", "Tab": b"\t", "Space": b" ", "go": b"\x07", "mark": b"\0", "add": b"\x01",
    "duplicate": b"\x0b", "remove": b"\x15", "sections": b"\x05", "why": b"\x10", "review": b"\x11",
    "check": b"\x18", "paste": b"\x1b[200~", "pasted": b"\x1b[201~",
}


def keys(*parts):
    """Bytes for names of keys, and for texts, which stand in a tuple of their own."""
    return b"".join(KEYS[part] if isinstance(part, str) else part[0].encode() for part in parts)


def play(where, name, presses):
    """The whole of it on the full screen, until cigo has left."""
    with harness.on_pty("open", name, where=where, ready=None) as (_, cigo, _first):
        cigo.settled()
        for data in presses:
            cigo.press(data)
        cigo.press(b"\x03")
        cigo.press(b"\r")
        code = cigo.wait(20)
        assert code == 0, f"the full screen ended with {code}"
