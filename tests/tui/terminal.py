"""A program on a pseudo-terminal: what it sends, what it logs, how it leaves the line."""

import fcntl
import os
import select
import signal
import struct
import subprocess
import tempfile
import termios
import time


class Program:
    """Runs argv, with a log file as its last argument unless `log` is false. The slave side stays open here, so that the modes of
    the line can be looked at after the end. `job`: under a little shell, which logs "stopped" (a program
    without a shell above it cannot be stopped from the keyboard)."""

    def __init__(self, argv, term, rows=24, cols=80, environment=None, before=None, job=False, log=True):
        self.master, self.slave = os.openpty()
        self.resize(rows, cols)
        self.modes = termios.tcgetattr(self.slave)
        handle, self.log_path = tempfile.mkstemp(prefix="cigo-tui-")
        os.close(handle)
        env = {"PATH": os.environ["PATH"], "TERM": term, "LC_ALL": "C.UTF-8"}
        for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "TERMINFO", "TERMINFO_DIRS"):
            if name in os.environ:
                env[name] = os.environ[name]
        env.update(environment or {})
        self.pid = os.fork()
        if self.pid == 0:
            os.setsid()
            # whoever started the tests may ignore them (nohup, a job in the background)
            for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
                signal.signal(number, signal.SIG_DFL)
            fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
            for fd in (0, 1, 2):
                os.dup2(self.slave, fd)
            os.closerange(3, 64)
            if job:
                self.shell()
            if before:
                before()
            os.execve(argv[0], list(argv) + [self.log_path] * log, env)
        self.status = None

    def shell(self):
        """In the session's leader: the job in a process group of its own, and what becomes of it."""
        job = os.fork()
        if job == 0:
            os.setpgid(0, 0)
            signal.signal(signal.SIGTTOU, signal.SIG_IGN)
            os.tcsetpgrp(0, os.getpid())
            signal.signal(signal.SIGTTOU, signal.SIG_DFL)
            return
        with open(self.log_path, "a", encoding="ascii") as log:
            print("job", job, file=log, flush=True)
            while True:
                _, status = os.waitpid(job, os.WUNTRACED)
                if not os.WIFSTOPPED(status):
                    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
                print("stopped", file=log, flush=True)

    def resize(self, rows, cols):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    def send(self, data):
        view = memoryview(data)
        while view:
            view = view[os.write(self.master, view[:512]) :]

    def read(self, quiet=0.25, limit=10):
        """All that comes until nothing has come for `quiet` seconds."""
        out = b""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            ready, _, _ = select.select([self.master], [], [], quiet)
            if not ready:
                break
            try:
                piece = os.read(self.master, 65536)
            except OSError:
                break
            out += piece
        return out

    def read_until(self, mark, limit=10):
        """All that comes until it holds the mark, and what comes at once after it."""
        out = b""
        end = time.monotonic() + limit
        while mark not in out:
            if time.monotonic() > end:
                raise AssertionError(f"no {mark!r} in {out!r}")
            out += self.read(0.05, 0.5)
        return out

    def log(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as file:
            return file.read().splitlines()

    def wait_log(self, line, limit=10, count=1):
        """Waits until the line has been logged `count` times; all that was sent until then (it must be read, lest it
        block)."""
        out = b""
        end = time.monotonic() + limit
        while self.log().count(line) < count:
            if time.monotonic() > end:
                raise AssertionError(f"no {line!r} in {self.log()[-12:]}")
            out += self.read(0.02, 0.1)
        return out + self.read(0.02, 0.1)

    def wait(self, limit=10):
        """The exit status as subprocess gives it; negative for a signal."""
        end = time.monotonic() + limit
        while self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > end:
                raise AssertionError(f"does not end; log {self.log()[-12:]}")
            else:
                time.sleep(0.01)
        return self.status

    def line_modes(self):
        return termios.tcgetattr(self.slave)

    def cpu(self):
        """Clock ticks used and times that the process was woken."""
        with open(f"/proc/{self.pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        with open(f"/proc/{self.pid}/status", encoding="ascii") as file:
            woken = [line for line in file if line.startswith("voluntary_ctxt")]
        return int(fields[11]) + int(fields[12]), woken

    def close(self):
        if self.status is None:
            try:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
            except (ProcessLookupError, ChildProcessError):
                pass
        for fd in (self.master, self.slave):
            try:
                os.close(fd)
            except OSError:
                pass
        os.unlink(self.log_path)


def capability(term, name):
    """A terminal's string from its description; None where it has none."""
    done = subprocess.run(["tput", "-T", term, name], capture_output=True, check=False)
    return done.stdout if done.returncode == 0 and done.stdout else None


def known(term):
    return subprocess.run(["tput", "-T", term, "cols"], capture_output=True, check=False).returncode == 0
