"""The wizard in a real terminal: a private tmux server, keys in, what the screen shows out."""

import fcntl
import os
import pathlib
import shutil
import struct
import subprocess
import tempfile
import termios
import time

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent


def missing():
    return shutil.which("tmux") is None


class Terminal:
    """One window with one program. Ends its own server and nothing else."""

    def __init__(self, argv, cols=80, rows=24, data=None, environment=None):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cigo-tmux-"))
        self.data = data or self.folder / "casi.db"
        self.socket = str(self.folder / "tmux")
        self.argv = argv
        toured = self.folder / "state" / "cigo" / "tour"  # somebody who has seen the tour
        toured.parent.mkdir(parents=True)
        toured.touch()
        self.environment = {"XDG_STATE_HOME": self.folder / "state"} | (environment or {})
        self.start(cols, rows)

    def tmux(self, *args, check=True):
        env = {k: v for k, v in os.environ.items() if k not in ("TMUX", "NO_COLOR", "ACCESSIBLE")}
        env.update(LC_ALL="C.UTF-8", LANGUAGE="it")
        run = subprocess.run(["tmux", "-S", self.socket, "-f", "/dev/null", *args], env=env, text=True,
                             capture_output=True, timeout=30)
        if check and run.returncode != 0:
            raise AssertionError(f"tmux {args}: {run.stderr}")
        return run.stdout

    def start(self, cols=80, rows=24):
        self.known_pid = None
        words = " ".join(f"{k}={v}" for k, v in self.environment.items())
        program = " ".join(f"'{a}'" for a in self.argv)
        # the shell stays, so that what the program leaves behind can be looked at
        line = f"env {words} {program} --data '{self.data}' --today 2026-11-23; echo \"fine $?\"; exec sleep 600"
        self.tmux("new-session", "-d", "-s", "w", "-x", str(cols), "-y", str(rows), line)
        self.tmux("set-option", "-g", "escape-time", "0")
        self.tmux("set-option", "-g", "status", "off")

    def start_again(self, argv):
        """In a server of its own: the old one may still be ending, and would take the new window along."""
        self.tmux("kill-server", check=False)
        self.socket += "+"
        self.argv = argv
        self.start()

    def close(self):
        self.tmux("kill-server", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def screen(self, styles=False):
        return self.tmux("capture-pane", "-p", "-t", "w", *(["-e", "-N"] if styles else []))

    def busy(self):
        """The program has keys to read or something to do."""
        try:
            self.known_pid = self.known_pid or self.pid()
            with open(f"/proc/{self.known_pid}/stat", encoding="ascii") as file:
                state = file.read().rsplit(")", 1)[1].split()[0]
            tty = os.open(f"/proc/{self.known_pid}/fd/0", os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
        except (AssertionError, OSError):
            return False  # it has ended
        try:
            return state != "S" or struct.unpack("i", fcntl.ioctl(tty, termios.FIONREAD, b"\0" * 4))[0] > 0
        finally:
            os.close(tty)

    def settled(self):
        """The screen once it no longer changes."""
        before, since = self.screen(), time.monotonic()
        while time.monotonic() - since < 10:
            time.sleep(0.03)
            busy = self.busy()
            now = self.screen()
            if now == before and not busy:
                return now
            before = now
        raise AssertionError("the screen does not settle")

    def wait(self, text, seconds=10):
        since = time.monotonic()
        while time.monotonic() - since < seconds:
            now = self.screen()
            if text in now:
                return now
            time.sleep(0.03)
        raise AssertionError(f"«{text}» does not appear:\n{self.screen()}")

    def keys(self, *names):
        self.tmux("send-keys", "-t", "w", *names)
        return self

    def type(self, text):
        self.tmux("send-keys", "-t", "w", "-l", "--", text)
        return self

    def raw(self, data):
        self.tmux("send-keys", "-t", "w", "-H", *(f"{b:02x}" for b in data))
        return self

    def resize(self, cols, rows):
        self.tmux("resize-window", "-t", "w", "-x", str(cols), "-y", str(rows))

    def pid(self):
        """Of the program, which is a child of the pane's shell."""
        shell = self.tmux("display-message", "-p", "-t", "w", "#{pane_pid}").strip()
        out = subprocess.run(["ps", "-o", "pid=,comm=", "--ppid", shell], text=True, capture_output=True)
        for line in out.stdout.splitlines():
            pid, name = line.split(None, 1)
            if name.strip().startswith("cigo"):
                return int(pid)
        raise AssertionError("the program does not run:\n" + self.screen())

    def focus(self):
        """The line with the mark of the focus, without it; "" if there is none. The cursor is seen, and stands
        there: under a long label perhaps, or in a question at the foot."""
        for row, line in enumerate(self.settled().splitlines()):
            if line.startswith(">"):
                seen, at, rows = map(int, self.tmux("display-message", "-p", "-t", "w",
                                                    "#{cursor_flag} #{cursor_y} #{pane_height}").split())
                assert seen and (row <= at <= row + 4 or at >= rows - 4), f"the cursor is in line {at}, not {row}"
                return line[1:]
        return ""
