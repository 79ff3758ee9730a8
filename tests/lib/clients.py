#!/usr/bin/env python3
"""Many people in one shared archive at once: each a real process of cigo, in plain lines over pipes or on the full
screen of a pseudo-terminal, of several accounts where root can make them. Each answers again and again in a case of
its own; at the end the archive must hold every answer that was said to be saved, in order, with who gave it.

    clients.py [CLIENTS [ANSWERS [THINK]]]     figures; CLIENTS 100, ANSWERS 20, THINK 1 (seconds between answers)
"""

import fcntl
import os
import pathlib
import pty
import random
import select
import sqlite3
import struct
import subprocess
import sys
import termios
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import accounts  # noqa: E402
import cigo_run  # noqa: E402

FIELD, CODE = "azienda_denominazione", "2.3"
LIMIT = 120  # seconds for all


class Client:
    """One person. `due` is when he types next; `latency` how long each answer took to be confirmed."""

    def __init__(self, where, data, number, screen, answers):
        several = accounts.several()
        self.uid = accounts.UIDS[number % len(accounts.UIDS)] if several else None
        self.name, self.screen, self.left = f"caso {number}", screen, answers
        self.said, self.latency, self.starts, self.out = [], [], 0, b""
        self.state, self.due, self.since = "start", 0.0, time.monotonic()
        face = [] if screen else ["--lines"]
        argv = where.argv(["new", "--name", self.name, *face])
        env = accounts.environment(where, self.uid, data)
        words = accounts.prefix(self.uid, [accounts.group()[1]]) + argv
        if screen:
            self.fd, slave = pty.openpty()
            fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            self.process = subprocess.Popen(words, stdin=slave, stdout=slave, stderr=slave, cwd=where.folder,
                                            env=env | {"TERM": "xterm"}, start_new_session=True)
            os.close(slave)
            self.write = self.fd
        else:
            self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                            stderr=subprocess.STDOUT, cwd=where.folder, env=env)
            self.fd, self.write = self.process.stdout.fileno(), self.process.stdin.fileno()
        os.set_blocking(self.fd, False)

    def send(self, text):
        self.out, self.since = b"", time.monotonic()
        os.write(self.write, text.encode())

    def read(self):
        try:
            chunk = os.read(self.fd, 65536)
        except (BlockingIOError, OSError):
            return
        self.out += chunk

    def ready(self):
        """Has it said that it waits for the next thing?"""
        if self.screen:
            # drawn: the list of sections; the question after this one
            marks = {"start": b"F10", "saved": b">2.4"}
            # what the archive was too busy for is kept, tried again by itself, and said
            owed = b"NON SALVATO" in self.out and b"risponde" not in self.out
            return marks[self.state] in self.out and not owed
        return self.out.endswith(b"> ")

    def step(self, now, think):
        """What comes next; False when done."""
        if self.state == "start":
            self.starts = now - self.since
        if self.state == "saved":
            self.latency.append(now - self.since)
            if not self.screen:
                assert f"registrato: {self.said[-1]}".encode() in self.out, self.out
            self.left -= 1
        if self.left == 0:
            self.send("\x03\r" if self.screen else "/esci\n")
            return False
        if self.state in ("start", "saved"):
            self.state, self.due = "go", now + random.uniform(0.5, 1.5) * think
        return True

    def act(self):
        """It is time: go to the field, or give the answer."""
        text = f"Ditta {self.name} {len(self.said)}"
        if self.screen:
            self.said.append(text)
            self.send(f"\x07{CODE}\r{text}\r")
        elif self.out.endswith(f"{CODE}> ".encode()):
            self.said.append(text)
            self.send(f"{text}\n")
        else:
            self.send(f"/vai {CODE}\n")
            return
        self.state = "saved"


def drive(clients, think):
    """All at once, until each is done."""
    active, end = list(clients), time.monotonic() + LIMIT
    while active:
        now = time.monotonic()
        assert now < end, [(c.name, c.state, c.out[-200:]) for c in active[:3]]
        for client in select.select(active, [], [], 0.005)[0]:
            client.read()
        for client in list(active):
            now = time.monotonic()
            if client.state != "go" and client.ready() and not client.step(now, think):
                active.remove(client)
            if client.state == "go" and now >= client.due and (client.screen or client.out.endswith(b"> ")):
                client.act()


Client.fileno = lambda self: self.fd


def finish(clients):
    for client in clients:
        end = time.monotonic() + 20
        while client.process.poll() is None and time.monotonic() < end:
            client.read()
            time.sleep(0.005)
        assert client.process.poll() == 0, (client.name, client.process.poll(), client.out[-300:])


def lost(data, clients):
    """Answers that were confirmed and are not there; and each is its account's."""
    missing = 0
    base = sqlite3.connect(f"file:{data}?mode=ro", uri=True)
    for client in clients:
        rows = base.execute("SELECT new_text, who FROM journal JOIN cases ON cases.id = case_id "
                            "WHERE cases.name = ? AND place = ? ORDER BY journal.id", (client.name, FIELD)).fetchall()
        kept = [text for text, _ in rows]
        missing += len(client.said) - len([t for t in client.said if t in kept])
        assert kept == client.said, (client.name, kept, client.said)
        last = base.execute("SELECT text FROM answer JOIN cases ON cases.id = case_id WHERE cases.name = ? "
                            "AND field = ?", (client.name, FIELD)).fetchone()
        assert last == (client.said[-1],), (client.name, last)
        assert client.uid is None or {who for _, who in rows} == {f"uid {client.uid}"}, rows
    assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert base.execute("SELECT count(*) FROM writer").fetchone() == (0,)
    base.close()
    return missing


def run(where, n, answers, think, screens):
    data = where.folder / "studio" / "studio.db"
    if accounts.several():
        accounts.homes(where, accounts.UIDS)
    made = where.cigo("--data", data, "init", "--group", accounts.group()[0])
    assert made.code == 0, made.err
    clients = [Client(where, data, i, i < screens, answers) for i in range(n)]
    try:
        drive(clients, think)
        finish(clients)
    finally:
        for client in clients:
            if client.process.poll() is None:
                client.process.kill()
    return clients, lost(data, clients)


def figures(clients):
    every = sorted(t for client in clients for t in client.latency)
    at = [every[min(len(every) - 1, len(every) * p // 100)] * 1000 for p in (50, 90, 99, 100)]
    return f"{len(every)} answers: median {at[0]:.0f} ms, 90% {at[1]:.0f}, 99% {at[2]:.0f}, worst {at[3]:.0f}"


def main():
    n, answers = int(sys.argv[1]) if len(sys.argv) > 1 else 100, int(sys.argv[2]) if len(sys.argv) > 2 else 20
    think = float(sys.argv[3]) if len(sys.argv) > 3 else 1.0
    with cigo_run.place() as where:
        began = time.monotonic()
        clients, missing = run(where, n, answers, think, n // 10)
        print(f"{n} clients ({n // 10} on the full screen), {len({c.uid for c in clients})} accounts, "
              f"{time.monotonic() - began:.1f} s, lost {missing}")
        print("lines:", figures([c for c in clients if not c.screen]))
        if n // 10:
            print("screens:", figures([c for c in clients if c.screen]))
        print(f"slowest start {max(c.starts for c in clients):.1f} s")


if __name__ == "__main__":
    main()
