"""T-09 … T-13, T-23 … T-25: characters, pauses, pastes and keys."""

import termios
import time

from harness import NAME, answer, in_tmux, need, on_pty

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
PASTE, END = b"\x1b[200~", b"\x1b[201~"


def escape(screen, gone):
    """Esc, and wait until what it closes is closed: with the next key at once it would be Alt."""
    screen.keys("Escape")
    end = time.monotonic() + 10
    while gone in screen.screen():
        need(time.monotonic() < end, "Esc does not close", gone)
        time.sleep(0.02)


def typed(data, environment=None):
    """What the name of the firm becomes."""
    with on_pty("demo", environment=environment) as (where, cigo, _):
        cigo.go("2.3")
        cigo.press(b"\r\x15")  # an empty editor
        for piece in data if isinstance(data, list) else [data]:
            if isinstance(piece, bytes):
                cigo.send(piece)
            else:
                time.sleep(piece)
        cigo.settled()
        cigo.press(b"\r")
        return answer(where)


def t_09():
    """Clusters are edited whole and kept in the normal form; direction marks are seen, never sent."""
    back = b"\x7f"
    need(typed("Perche\u0301".encode()) == "Perché", "not in normal form")
    need(typed(f"a{FAMILY}".encode() + back + b"b") == "ab", "a family is one character")
    need(typed("a\U0001f1ee\U0001f1f9".encode() + back + b"b") == "ab", "a flag is one character")
    need(typed("漢字".encode() + b"\x1b[D" + b"x") == "漢x字", "wide characters")
    with on_pty("demo") as (_, cigo, _):
        cigo.go("2.3")
        out = cigo.press("\u202eabc".encode()) + cigo.press(b"\r") + cigo.press(b"\x0c")
        need("\u202e".encode() not in out, "a direction mark was sent", out)


def t_10():
    """A character that comes in two pieces, 300 ms apart, is one."""
    need(typed([b"caff\xc3", 0.3, b"\xa8"]) == "caffè", "taken apart")


def up_in_two(gap, environment):
    """Esc, a pause, and the rest of the Up key: did the focus go up, with nothing typed?"""
    with on_pty("demo", environment=environment) as (where, cigo, _):
        cigo.go("2.4")
        cigo.send(b"\x1b")
        time.sleep(gap)
        cigo.press(b"OA")
        cigo.press(b"Z\r")
        return answer(where) == "Z"


def t_11():
    """Up whose Esc comes first: 60 ms here, 300 ms over SSH; a lone Esc keeps what was typed."""
    for gap, environment in ((0.06, {}), (0.3, {"SSH_CONNECTION": "x"}), (0.4, {"ESCDELAY": "900"})):
        need(any(up_in_two(gap, environment) for _ in range(3)), gap, environment)
    need(typed([b"tenuto", b"\x1b", 0.4]) == "tenuto", "Esc lost the text")


def t_12():
    """A paste of 10 KB with line ends, tabs and escapes is one edit and one undo; one without end ends."""
    noisy = b"\tA\x1b]52;c;eA==\x07\x1b[31mB\r\nC\r" * 400
    kept = typed([PASTE + noisy + END])
    need(len(kept) > 2000 and "\x1b" not in kept and "B C" in kept, kept[:80])
    with on_pty("demo") as (where, cigo, _):
        cigo.go("2.3")
        before = answer(where)
        cigo.press(b"\r")
        cigo.press(PASTE + noisy + END)
        cigo.press(b"\x1f")  # undo
        cigo.press(b"\r")
        need(answer(where) == before, "more than one undo", answer(where)[:80])
    with on_pty("demo") as (where, cigo, _):
        cigo.go("2.3")
        cigo.press(b"\r\x15" + PASTE + b"senza fine")
        out = cigo.read(2.6)
        need(b"senza fine" in out, "the paste did not end", out)
        cigo.press(b"\r")
        need(answer(where) == "senza fine", answer(where))


def t_13():
    """A paste of lines becomes one line, and says so; in a list or menu it does nothing, and says so."""
    with in_tmux("demo") as screen:
        screen.keys("C-g").wait("Vai a")
        screen.type("2.3").keys("Enter").wait(">2.3")
        screen.raw(PASTE + b"Rossi\r\nBianchi\nVerdi" + END).wait("Rossi Bianchi Verdi")
        screen.wait("3 righe unite in una")
        screen.keys("Enter").settled()
        screen.keys("F10").wait("Menu")
        screen.raw(PASTE + b"1\r2\r" + END).wait("Qui non si incolla")
        need("Prossimo problema" in screen.settled(), screen.screen())


def t_23():
    """Ctrl-S saves and does not stop the output; nothing is typed blind."""
    with on_pty("demo") as (where, cigo, _):
        need(not cigo.line_modes()[0] & termios.IXON, "IXON is on")
        cigo.go("2.3")
        cigo.press(b"\rabc")
        out = cigo.press(b"\x13")
        need("salvato" in out.decode("utf-8", "replace"), out)
        need(answer(where).endswith("abc"), "Ctrl-S did not save the editor")
        need(cigo.press(b"\x11"), "nothing is shown after Ctrl-Q")
    with on_pty("new", "--name", "b", "--lines", ready="per smettere: ") as (where, cigo, _):
        cigo.press(b"q\n")
        need(not cigo.line_modes()[0] & termios.IXON, "IXON is on in lines")
        cigo.press(f"/vai {NAME}\n".encode())
        need("registrato" in cigo.press(b"Ros\x13si\x11\n").decode(), "lines are stopped by Ctrl-S")
        need(answer(where, case="b") == "Rossi", answer(where, case="b"))
        cigo.press(b"/esci\n")
        need(cigo.line_modes()[0] & termios.IXON, "IXON is not as it was found")
    with on_pty("new", "--name", "c", "--lines", ready="per smettere: ") as (where, cigo, _):
        cigo.press(b"q\n")
        need("Tutto è salvato" in cigo.press(b"\x1c").decode(), "Ctrl-\\ does not end lines")
        need(cigo.line_modes()[0] & termios.IXON, "IXON is not as it was found after Ctrl-\\")


def t_24():
    r"""Ctrl-C asks; Ctrl-D ends nothing; Ctrl-\ leaves when pressed twice; Ctrl-V and Ctrl-O are ours."""
    with in_tmux("demo") as screen:
        screen.keys("C-d").settled()
        screen.keys("C-v").settled()
        screen.keys("C-o").wait("Prossimo problema")
        escape(screen, "Prossimo problema")
        screen.keys("C-c").wait("Invio esce")
        escape(screen, "Invio esce")
        screen.keys("C-\\").wait("Ancora Ctrl-\\")
        screen.keys("Down").settled()
        screen.keys("C-\\").wait("Ancora Ctrl-\\")
        screen.keys("C-\\").wait("fine 130")


def t_25():
    """Both Backspaces, Home and End of every kind, Alt as Esc; `cigo keys` names them; no key is only an F-key."""
    need(typed(b"abcd\x08\x7f") == "ab", "Backspace")
    for home, end in ((b"\x1b[H", b"\x1b[F"), (b"\x1bOH", b"\x1bOF"), (b"\x1b[1~", b"\x1b[4~"), (b"\x1b[7~", b"\x1b[8~"),
                      (b"\x01", b"\x05")):
        need(typed(b"bc" + home + b"a" + end + b"d") == "abcd", home, end)
    need(typed(b"uno due\x1b\x7ftre") == "uno tre", "Alt-Backspace")
    with on_pty("keys", ready="Ctrl-C") as (_, cigo, _):
        for data, name in ((b"\x7f", "Backspace"), (b"\x1b[Z", "Maiusc-Tab"), (b"\x1b[11~", "F1"), (b"\x1bx", "Alt-x"),
                           ("è".encode(), "è"), (b"\xe8", "Latin-1"), (b"\x13", "Ctrl-S")):
            cigo.send(data)
            cigo.read_until(name.encode())
        cigo.send(b"\x03")
        need(cigo.wait() == 0, cigo.status)
    with in_tmux("demo") as screen:
        screen.keys("C-o").wait("Menu")
        lines = [line for line in screen.settled().splitlines() if line.strip().startswith("F")]
        need(len(lines) >= 6 and all("Ctrl-" in line for line in lines), "\n".join(lines))
