"""T-17 … T-22: every way in which the program, its terminal or its line can end."""

import getpass
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import subprocess
import termios
import time

import cigo_run
import terminal
import tmux
from harness import Skipped, answer, need, on_pty
from terminal import capability

PASTE_OFF, MOUSE_OFF = b"\x1b[?2004l", b"\x1b[?1000l"


def typing(cigo, text):
    cigo.go("2.3")
    cigo.press(b"\r\x15" + text)


def kept(where, text):
    """At the next start the text is in the editor again, or the answer."""
    with on_pty("open", "demo", where=where) as (_, cigo, first):
        shown = first.decode("utf-8", "replace")
        cigo.press(b"\r")
    need(answer(where) == text, "lost:", answer(where), shown)


def ended_within_a_second(cigo, since):
    need(cigo.wait() == 130, "exit status", cigo.status)
    need(time.monotonic() - since < 1 + os.getloadavg()[0] / 4, "too slow", time.monotonic() - since)


def sane(cigo, out, term="xterm-256color"):
    need(cigo.line_modes() == cigo.modes, "modes of the line", cigo.line_modes()[:4], cigo.modes[:4])
    need(PASTE_OFF in out and capability(term, "rmcup") in out, "left behind", out[-200:])
    hidden = out.rfind(b"\x1b[?25l")
    need(hidden < 0 or out.rfind(b"\x1b[?25h") > hidden, "the cursor is hidden", out[-200:])


# ---- a real line that drops ----


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Sshd:
    """sshd on loopback, with keys of its own, for one login after the other."""

    def __init__(self, folder):
        self.program = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")
        if not self.program or not shutil.which("ssh"):
            raise Skipped("sshd")
        if os.geteuid() == 0 and not pathlib.Path("/run/sshd").is_dir():
            pathlib.Path("/run/sshd").mkdir(mode=0o755)  # sshd's own, that its service makes
        self.folder, self.port = folder, free_port()
        for name in ("host", "user"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
        shutil.copy(folder / "user.pub", folder / "authorized")
        config = folder / "config"
        config.write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nPidFile none\nUsePAM no\n"
            f"AuthorizedKeysFile {folder}/authorized\nStrictModes no\nPasswordAuthentication no\n"
            "KbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\n", encoding="ascii")
        self.process = subprocess.Popen([self.program, "-D", "-e", "-f", str(config)], stderr=subprocess.PIPE)
        self.wait()

    def wait(self):
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            if self.process.poll() is not None:
                raise Skipped("sshd that starts: " + self.process.stderr.read().decode())
            time.sleep(0.05)
        raise Skipped("sshd that answers")

    def client(self, command):
        return [shutil.which("ssh"), "-tt", "-q", "-F", "none", "-i", str(self.folder / "user"), "-p", str(self.port),
                "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "BatchMode=yes",
                f"{getpass.getuser()}@127.0.0.1", command]

    def close(self):
        self.process.terminate()
        self.process.wait(10)
        self.process.stderr.close()


def quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


def dropped_line(hangup):
    """cigo over SSH; the client is killed; cigo ends by itself, and nothing is lost. `hangup`: what the shell
    does with SIGHUP, ":" = lives on, "" = ignores it, and so does cigo."""
    with cigo_run.place() as where:
        sshd = Sshd(where.folder)
        done = where.folder / "done"
        settings = " ".join(f"{k}={quoted(where.env[k])}" for k in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LC_ALL"))
        words = " ".join(quoted(word) for word in where.argv(["demo"]))
        line = f"trap {quoted(hangup)} HUP; env {settings} TERM=xterm-256color {words}; echo $? >{quoted(str(done))}"
        client = terminal.Program(sshd.client("sh -c " + quoted(line)), "xterm-256color", log=False)
        try:
            client.read_until(b"Chi compila", 20)
            client.send(b"\x072.3\r")
            client.read_until(b"Qual")
            client.send(b"\r\x15scritto via ssh")
            client.read_until(b"via ssh")
            since = time.monotonic()
            os.kill(client.pid, signal.SIGKILL)
            while not done.exists() or not done.read_text():
                need(time.monotonic() - since < 10, "cigo goes on without its line")
                time.sleep(0.02)
            need(done.read_text().strip() == "130", done.read_text())
        finally:
            client.close()
            sshd.close()
        kept(where, "scritto via ssh")


# ---- the ids ----


def t_17():
    """SIGHUP, the terminal closed, the SSH line dropped: saved, and gone within a second."""
    for close in (False, True):
        with on_pty("demo") as (where, cigo, _):
            typing(cigo, b"appeso")
            since = time.monotonic()
            if close:
                os.close(cigo.slave)
                os.close(cigo.master)
            else:
                os.kill(cigo.pid, signal.SIGHUP)
            ended_within_a_second(cigo, since)
            kept(where, "appeso")
    dropped_line(":")


def t_18():
    """The same with SIGHUP ignored (nohup): no loop on a dead terminal."""
    with on_pty("demo", before=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)) as (where, cigo, _):
        typing(cigo, b"ignorato")
        since = time.monotonic()
        os.close(cigo.slave)
        os.close(cigo.master)
        ended_within_a_second(cigo, since)
        kept(where, "ignorato")
    dropped_line("")


def t_19():
    """SIGTERM or SIGINT while an answer is being written: whole or not at all, and the text is there."""
    for number, tries in ((signal.SIGTERM, 4), (signal.SIGINT, 1)):
        for i in range(tries):
            with on_pty("demo") as (where, cigo, _):
                typing(cigo, b"durante")
                cigo.send(b"\r")
                time.sleep(0.003 * i)
                os.kill(cigo.pid, number)
                out = b""
                if number == signal.SIGINT:  # asks, as Ctrl-C does
                    cigo.settled()
                    need(cigo.status is None, "SIGINT ended it")
                    out = cigo.press(b"\r")
                need(cigo.wait() == (130 if number == signal.SIGTERM else 0), cigo.status)
                sane(cigo, out + cigo.read(0.05))
                with sqlite3.connect(where.data) as db:
                    need(db.execute("pragma integrity_check").fetchone() == ("ok",), "the archive is damaged")
                kept(where, "durante")


def t_20():
    """Ctrl-Z saves and gives the terminal back; fg, with other modes and another size, draws all again."""
    with cigo_run.place() as where, Shell(where) as screen:
        screen.type(" ".join(quoted(word) for word in where.argv(["demo"]))).keys("Enter").wait("Chi compila", 20)
        screen.keys("C-g").wait("Vai a")
        screen.type("2.3").keys("Enter").wait(">2.3")
        screen.keys("Enter", "C-u").type("sospeso").wait("sospeso")
        screen.keys("C-z").wait("Stopped")
        screen.type("stty -echo; stty cols 70 rows 20; echo provvisorio").keys("Enter").wait("provvisorio")
        screen.resize(70, 20)
        screen.type("fg").keys("Enter").wait(">2.3", 20)
        screen.type("!").wait("sospeso!")
        screen.keys("Enter").settled()
        screen.keys("C-c").wait("Invio esce")
        screen.keys("Enter").wait("$")
        need(answer(where) == "sospeso!", answer(where))


class Shell:
    """An interactive shell with job control, in tmux."""

    def __init__(self, where):
        if tmux.missing() or not shutil.which("bash"):
            raise Skipped("tmux or bash")
        self.terminal = tmux.Terminal(["/bin/true"])
        words = ["env", "-i", *(f"{k}={v}" for k, v in where.env.items()), "TERM=screen-256color", "PS1=$ ", "bash", "--norc", "-i"]
        self.terminal.tmux("respawn-pane", "-k", "-t", "w", *words)

    def __enter__(self):
        self.terminal.wait("$")
        return self.terminal

    def __exit__(self, *_):
        self.terminal.close()


def t_21():
    """A fault, an abort: modes, screen, cursor, paste as they were, and the signal goes on. (The mouse: T-26.)"""
    for number in (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS):
        with on_pty("demo") as (where, cigo, _):
            typing(cigo, b"prima del guasto")
            time.sleep(1.4)  # a second of silence puts what is typed on disk
            os.kill(cigo.pid, number)
            status = cigo.wait()
            need(status in (-number, 1), "ended with", status)  # a sanitizer ends with 1
            out = cigo.read(0.1)
            sane(cigo, out)
            with sqlite3.connect(where.data) as db:
                need(db.execute("pragma integrity_check").fetchone() == ("ok",), "the archive is damaged")
            need(MOUSE_OFF not in out, "a byte for the mouse, which is off", out)
            kept(where, "prima del guasto")


def t_22():
    """kill -9: the next start has the text that was in the editor, at its field; no mouse mode was on."""
    with on_pty("demo") as (where, cigo, first):
        out = first
        typing(cigo, b"ucciso")
        time.sleep(1.4)
        os.kill(cigo.pid, signal.SIGKILL)
        need(cigo.wait() == -signal.SIGKILL, cigo.status)
        need(b"?1000" not in out and b"?1006" not in out, "a byte for the mouse")
        kept(where, "ucciso")
        need(not cigo.line_modes()[3] & termios.ICANON, "the test should leave a raw line")
