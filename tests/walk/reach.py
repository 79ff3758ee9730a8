"""Every field that is visible is reached, in both faces, by its code and by moving. What is visible the whole case as
text tells, which neither face writes."""

import re
import select
import termios

from harness import need

SGR = re.compile(rb"\x1b\[[\d;]*m|\x1b\(B|\x0f|\x0e")


def in_lines(cigo):
    """The terminal is in its ordinary mode: plain lines."""
    return bool(termios.tcgetattr(cigo.slave)[3] & termios.ICANON)


def some(cigo, seconds):
    return bool(select.select([cigo.master], [], [], seconds)[0])


def visible(where, case):
    """Codes of the visible fields, in the order of the form."""
    text = where.cigo("export", case, "--format", "text", "--draft").out
    return re.findall(r"(?m)^(\d+\.\d+) ", text)


# ---- plain lines ----


def at(lines):
    code = re.match(r"(\d+\.\d+)> ", lines.prompt)
    return code and code[1]


def by_code_in_lines(lines, codes):
    for code in codes:
        lines.say(f"/vai {code}")
        need(at(lines) == code, f"/vai {code} leads to", lines.prompt, lines.reply)


def by_moving_in_lines(lines, codes):
    """Forward from the first to the last, and back."""
    for command, way in (("/avanti", codes), ("/indietro", codes[::-1])):
        lines.say(f"/vai {way[0]}")
        seen = [at(lines)]
        for _ in range(3 * len(way)):
            if seen[-1] == way[-1]:
                break
            lines.say(command)
            seen.append(at(lines))
        missed = [code for code in way if code not in seen]
        need(not missed, command, "does not reach", missed, seen)


# ---- full screen ----


def shown(cigo):
    """The screen drawn anew, for people."""
    cigo.resize(23, 79)
    cigo.settled()
    cigo.resize(24, 80)
    drawn = SGR.sub(b"", cigo.press(b"\x0c")).decode("utf-8", "replace")
    return re.sub(r"(\x1b\[[\d;?]*[A-Za-z]\s*)+", "\n", drawn)


def focus(cigo):
    """The code that the focus stands at, on a screen drawn anew."""
    out = SGR.sub(b"", cigo.reaction(b"\x0c"))
    found = re.findall(rb">(\d+\.\d+) ", out)
    return found[-1].decode() if found else None


def by_code_on_screen(cigo, codes):
    for code in codes:
        cigo.go(code)
        need(focus(cigo) == code, f"F8 {code} leads to", focus(cigo))


def by_moving_on_screen(cigo, codes):
    """In each section from its first field down to its last."""
    sections = {}
    for code in codes:
        sections.setdefault(code.split(".")[0], []).append(code)
    for fields in sections.values():
        cigo.go(fields[0])
        seen = [focus(cigo)]
        for _ in range(4 * len(fields) + 20):
            if seen[-1] == fields[-1]:
                break
            cigo.press(b"\x1b[B")
            seen.append(focus(cigo))
        missed = [code for code in fields if code not in seen]
        need(not missed, "Down does not reach", missed, seen)
