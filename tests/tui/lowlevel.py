"""The low level of the full screen front end on a pseudo-terminal: bytes sent, keys received, and the line as
it was after every end. lowlevel.py PROGRAM faults|keys|<TERM>"""

import base64
import contextlib
import os
import signal
import sys
import termios
import time

from terminal import Program, capability, known

PROGRAM = sys.argv[1]
PASTE_OFF = b"\x1b[?2004l"
SHOWN = "Perché".encode()
SKIP = 77


@contextlib.contextmanager
def running(term, ready=True, **options):
    program = Program([PROGRAM], term, **options)
    try:
        if ready:
            program.first = program.wait_log("open") + program.read()
        yield program
    finally:
        program.close()


def expect(condition, *what):
    if not condition:
        raise AssertionError(" ".join(str(part) for part in what))


def expect_sane(program, term, out):
    expect(program.line_modes() == program.modes, "modes", program.modes[:4], "now", program.line_modes()[:4], out)
    expect(PASTE_OFF in out, "bracketed paste still on", out)
    rmcup = capability(term, "rmcup")
    expect(rmcup is None or rmcup in out, "alternate screen still on", out)


# ---- what is sent ----


def first_screen(program):
    expect(0 < len(program.first) <= 2048, "first screen", len(program.first))
    expect(SHOWN in program.first, "no text", program.first)
    expect(b"Z" not in program.first, "the last cell was written")  # T-34
    expect(b"\x1b[?2004h" in program.first, "no bracketed paste")


def typing(program):
    text = b"La commessa principale e stata rinviata al 2027"
    sent = b""
    for byte in text:
        program.send(bytes([byte]))
        sent += program.read(0.03)
    sent += program.read()
    expect(len(sent) <= 1.5 * len(text), "typing at the end", len(sent) / len(text))
    program.send(b"\x01")
    program.read()
    program.send(b"x")
    sent = program.read()
    expect(len(sent) <= len(text) + 12, "typing at the beginning", len(sent))


def idle(program):
    """T-35: nothing sent, nothing run, not even woken."""
    before = program.cpu()
    expect(program.read(1.0) == b"", "something sent while idle")
    expect(program.cpu() == before, "woken while idle", before, program.cpu())


def redraw(program):
    program.send(b"\x0c")
    program.read_until(SHOWN)  # T-33


def sizes(program):
    """T-14, T-15 (LINES and COLUMNS are exported)."""
    for i in range(20):
        program.resize(10 + i, 40 + i)
    for rows, cols in ((1, 1), (6, 30), (40, 132), (24, 80)):
        program.resize(rows, cols)
        out = program.wait_log(f"resize {rows}x{cols}")
    if SHOWN not in out:
        program.read_until(SHOWN)


def keys_of_description(program, term):
    """Each key as the terminal's description spells it."""
    names = {"kcuu1": "up", "kcud1": "down", "kcub1": "left", "kcuf1": "right", "khome": "home",
             "kend": "end", "kpp": "pageup", "knp": "pagedown", "kdch1": "delete", "kcbt": "backtab"}
    names.update({f"kf{n}": f"f {n}" for n in range(1, 13)})
    for name, key in names.items():
        sequence = capability(term, name)
        if sequence and (len(sequence) > 1 or name == "kcbt"):
            count = program.log().count(key) + 1
            program.send(sequence)
            program.wait_log(key, count=count)


def each_terminal(term):
    if not known(term):
        sys.exit(SKIP)
    environment = {"LINES": "24", "COLUMNS": "80"}
    with running(term, environment=environment) as program:
        first_screen(program)
        typing(program)
        idle(program)
        redraw(program)
        sizes(program)
        keys_of_description(program, term)
        program.send(b"\x18")
        expect(program.wait() == 0, "exit status")
        expect_sane(program, term, program.read())
    for colours in ({"NO_COLOR": "1"}, {"NO_COLOR": ""}):
        with running(term, environment=colours) as program:
            coloured = b"\x1b[38;5;" in program.first or b"\x1b[31m" in program.first
            expected = colours["NO_COLOR"] == "" and term != "vt100"
            expect(coloured == expected, "colours", colours, program.first)


# ---- the clipboard ----


def copied(term, value, more, word):
    """The bytes that left when the program was told `word`."""
    with running(term, environment={"COPY": value, **more}) as program:
        program.send(b"\x10")
        out = program.wait_log(f"copy {word}") + program.read()
        program.send(b"\x18")
        expect(program.wait() == 0, "exit status")
        return out


def clipboard():
    """Exactly one sequence with base64 in it, and nothing at all where it is not understood."""
    def direct(text):
        return b"\x1b]52;c;" + base64.b64encode(text.encode()) + b"\x07"

    def both(text):
        return direct(text) + b"\x1bPtmux;\x1b" + direct(text) + b"\x1b\\"

    values = {
        "16/11/2026": "16/11/2026",
        "Perché è così, 12 €": "Perché è così, 12 €",
        "due\nrighe": "due\nrighe",
        # a value cannot end the sequence, nor begin another, nor turn the reading direction
        "a\x07b\x1b\\c\x1b]52;c;ZGFubm8=\x07\x9c\u202ed": "ab\\c]52;c;ZGFubm8=d",
        "\x1bPtmux;\x1b\x1b]0;titolo\x07": "Ptmux;]0;titolo",
        "x" * 74994: "x" * 74994,
    }
    for value, clean in values.items():
        for term, more, word, bytes_of in (("xterm-256color", {}, "sent", direct),
                                           ("tmux-256color", {}, "tmux", both),
                                           ("screen-256color", {"TMUX": "/tmp/tmux-1/default,1,0"}, "tmux", both)):
            out = copied(term, value, more, word)
            expect(out == bytes_of(clean), term, out[:200], bytes_of(clean)[:200])
    for term, more, value, word in (("linux", {}, "segreto", "cannot"), ("vt100", {}, "segreto", "cannot"),
                                    ("screen-256color", {"STY": "1.x"}, "segreto", "cannot"),
                                    ("xterm-256color", {}, "x" * 74995, "long")):
        expect(copied(term, value, more, word) == b"", term, "something was sent")


# ---- how it ends ----


def ends(term):
    """T-19, T-21: typed keys and signals, with the status that each must give."""
    ways = {b"\x07": -signal.SIGSEGV, b"\x02": -signal.SIGABRT, b"\x06": 4, b"\x12": 3,
            signal.SIGSEGV: -signal.SIGSEGV, signal.SIGQUIT: -signal.SIGQUIT, signal.SIGBUS: -signal.SIGBUS,
            signal.SIGTERM: 130, signal.SIGHUP: 130}
    for way, status in ways.items():
        with running(term) as program:
            if isinstance(way, bytes):
                program.send(way)
            else:
                os.kill(program.pid, way)
            got = program.wait()
            # a sanitizer turns a fault into its own report and status
            sanitized = "sanitized" in program.log() and got > 0 and status < 0
            expect(got == status or sanitized, way, "gave", got)
            expect_sane(program, term, program.read(0.05))
            if status == 130:
                expect("hangup" in program.log(), way, program.log())


def gone(before):
    """T-17, T-18: the terminal goes away, SIGHUP ignored or not."""
    with running("xterm-256color", before=before) as program:
        program.send(b"abc")
        program.wait_log("text 99")
        os.close(program.slave)
        os.close(program.master)
        start = time.monotonic()
        expect(program.wait() == 130, "exit status", program.status)
        expect(time.monotonic() - start < 1, "too slow")
        expect("text abc" in program.log(), program.log())


def stop():
    """T-20: from outside and by the program itself."""
    for way in (signal.SIGTSTP, b"\x14"):
        with running("xterm-256color", job=True) as program:
            job = int(next(line for line in program.log() if line.startswith("job ")).split()[1])
            if isinstance(way, bytes):
                program.send(way)
            else:
                os.kill(job, way)
            out = program.wait_log("stopped") + program.read()
            expect("save" in program.log() or isinstance(way, bytes), "not saved before the stop")
            expect_sane(program, "xterm-256color", out)
            program.resize(30, 90)
            os.kill(job, signal.SIGCONT)
            out = program.read_until(SHOWN)
            expect(b"\x1b[?2004h" in out, "no bracketed paste", out)
            expect(not program.line_modes()[3] & termios.ECHO, "modes not taken again")
            program.send(b"k\x18")
            expect(program.wait() == 0 and "text 107" in program.log(), program.log())


def lent():
    """T-14: to an editor and back, the size changed meanwhile."""
    with running("xterm-256color") as program:
        program.send(b"\x0e")
        out = program.read_until(b" echo ")
        expect_sane(program, "xterm-256color", out)
        program.resize(20, 70)
        os.kill(program.pid, signal.SIGINT)  # the editor's affair
        program.send(b"\n")
        out = program.read_until(SHOWN)
        expect(b"\x1b[?2004h" in out, "no bracketed paste", out)
        program.wait_log("resize 20x70")
        expect("ctrl 99" not in program.log(), program.log())
        os.kill(program.pid, signal.SIGTERM)
        expect(program.wait() == 130, "exit status")
        expect_sane(program, "xterm-256color", program.read(0.05))


def modes():
    """T-23, T-24: Ctrl-S, Ctrl-Q, Ctrl-C, Ctrl-\\, Ctrl-D, Ctrl-V, Ctrl-O, Ctrl-Z are keys."""
    with running("xterm-256color") as program:
        now = program.line_modes()
        expect(not now[0] & termios.IXON, "IXON is on")
        expect(not now[3] & (termios.ISIG | termios.ICANON | termios.ECHO), "not raw")
        for letter in "sqcdvoz\\":
            program.send(bytes([ord(letter) & 0x1F]))
            program.wait_log(f"ctrl {ord(letter)}")
        os.kill(program.pid, signal.SIGINT)
        program.wait_log("ctrl 99", count=2)


def choice():
    """T-01, T-02, T-03: terminals that are unknown or cannot."""
    chosen = {"xterm-ghostty": "xterm-256color", "xterm-kitty-new": "xterm-256color", "unbekannt": "vt100",
              "": "vt100"}
    for term, instead in chosen.items():
        if known(term):
            continue
        with running(term) as program:
            notice = [line for line in program.log() if line.startswith("notice")]
            expect(notice and instead in notice[0], term, program.log())
    for term, before in (("dumb", None), ("xterm", lambda: os.dup2(os.open("/dev/null", os.O_RDWR), 0))):
        with running(term, ready=False, before=before) as program:
            expect(program.wait() == 5, term, program.status)
            expect(program.read() == b"", "something was sent")
            expect(program.log()[0].startswith("lines: "), program.log())


def faults():
    ends("xterm-256color")
    ends("vt100")
    gone(None)
    gone(lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    stop()
    lent()
    modes()
    choice()


# ---- keys ----


def up_in_two_pieces(environment, gap):
    """True if Esc, a pause, and OA were taken as one key."""
    with running("xterm-256color", environment=environment) as program:
        program.send(b"\x1b")
        time.sleep(gap)
        program.send(b"OA \x18")
        expect(program.wait() == 0, "exit status")
        expect(("up" in program.log()) != ("esc" in program.log()), program.log())
        return "up" in program.log()


def escape_delay():
    """T-11. A busy machine may stretch a pause that should be short: that is tried again."""
    ssh = {"SSH_CONNECTION": "x"}
    for environment, gap in (({}, 0.06), (ssh, 0.3), ({"ESCDELAY": "900"}, 0.4)):
        expect(any(up_in_two_pieces(environment, gap) for _ in range(3)), environment, gap)
    for environment, gap in (({}, 0.4), (ssh | {"ESCDELAY": "20"}, 0.2)):
        expect(not up_in_two_pieces(environment, gap), environment, gap)


def characters():
    """T-07, T-08, T-10, in a locale that is not UTF-8."""
    with running("xterm-256color", environment={"LC_ALL": "C"}) as program:
        program.send("è".encode())
        program.wait_log("text 232")
        program.send(b"\xc3")
        time.sleep(0.3)
        program.send(b"\xa8")
        program.wait_log("text 232", count=2)
        program.send(b"\xe8")
        program.wait_log("latin1 232")
        program.send(b"\xe8 x")
        program.wait_log("text 120")
        program.send(b"\x18")
        expect(program.wait() == 0, "exit status")
        expect("text èèèè x" in program.log(), program.log())


def paste():
    """T-12: one key; no end for two seconds ends it."""
    body = b"riga\r\ncon\tTAB e \x1b[31mESC " * 400
    with running("xterm-256color") as program:
        program.send(b"\x1b[200~" + body + b"\x1b[201~")
        cleaned = body.replace(b"\r\n", b"\n").replace(b"\x1b[31m", b"")
        program.wait_log(f"paste {len(cleaned)}")
        program.send(b"\x1b[200~abc")
        time.sleep(1.0)
        expect("paste 3" not in program.log(), "ended too early")
        program.wait_log("paste 3")
        program.send(b"y")
        program.wait_log("text 121")
        expect(program.log().count("paste 3") == 1, program.log())


def keys():
    escape_delay()
    characters()
    paste()


PARTS = {"faults": faults, "keys": keys, "clipboard": clipboard}
name = sys.argv[2]
if name in PARTS:
    PARTS[name]()
else:
    each_terminal(name)
