"""T-bytes-…: the bytes that go over a slow line, for each kind of terminal."""

from harness import Skipped, need, on_pty
from terminal import known

UP = {"linux": b"\x1b[A"}


def typing(cigo, term):
    text = b"Officine rinviate al prossimo anno"
    cigo.press(b"\r\x15")
    sent = b"".join(cigo.press(bytes([byte])) for byte in text)
    need(len(sent) <= 1.5 * len(text), term, "typed at the end", len(sent) / len(text))
    cigo.press(b"\x01")
    for byte in b"abc":
        sent = cigo.press(bytes([byte]))
        need(len(sent) <= len(text) + 12, term, "typed at the beginning", len(sent))
    cigo.press(b"\x1f\x1f\x1f\x1f")  # undo
    cigo.press(b"\r")


def moving(cigo, term):
    for code, steps in (("2.3", 12), ("4.1", 8)):
        cigo.go(code)
        sent = [len(cigo.reaction(b"\t")) for _ in range(steps)]
        need(max(sent) <= 200, term, "moving", code, sent)


def answering(cigo, term):
    """A text that no rule looks at; the second time, when there is a time of saving already."""
    cigo.go("2.10")
    for text in (b"1", b"2"):
        cigo.press(b"\r" + text)
        sent = len(cigo.press(b"\r"))
        cigo.press(b"\x1b[Z" if term != "linux" else UP["linux"])
    need(0 < sent <= 300, term, "an answer that changes no alert", sent)


def budget(term):
    if not known(term):
        raise Skipped(term)
    with on_pty("demo", term=term) as (_, cigo, first):
        need(0 < len(first) <= 2048, term, "first screen", len(first))
        cigo.go("2.3")
        typing(cigo, term)
        moving(cigo, term)
        answering(cigo, term)


def t_bytes_xterm_256color():
    """Bytes on xterm-256color."""
    budget("xterm-256color")


def t_bytes_screen_256color():
    """Bytes on screen-256color."""
    budget("screen-256color")


def t_bytes_tmux_256color():
    """Bytes on tmux-256color."""
    budget("tmux-256color")


def t_bytes_linux():
    """Bytes on the Linux console."""
    budget("linux")


def t_bytes_vt100():
    """Bytes on a VT100."""
    budget("vt100")
