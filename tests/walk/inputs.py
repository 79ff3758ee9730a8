"""What may come down a line: every key a terminal has, texts of all sorts, pastes, reports of a mouse, sequences cut
short, rubbish; and lines for the plain face. No slash in free texts: nothing is written outside the walker's folder."""

import functools
import pathlib

from actions import TEXTS, WORDS
from terminal import capability

TERMINALS = ("xterm-256color", "screen-256color", "tmux-256color", "linux", "vt100")
NAMES = ("kcuu1", "kcud1", "kcub1", "kcuf1", "khome", "kend", "kpp", "knp", "kdch1", "kich1", "kcbt", "kLFT", "kRIT",
         "kent", *(f"kf{n}" for n in range(1, 25)))
STRANGE = ["è", "Perche\u0301", "日本", "\u202eabc", "\U0001f468\u200d\U0001f469", "\u200b", "ß", "İ", "\ufeff", "\u0300" * 9,
           "א", "\U000e0001", "€", "'", '"', ";", "=1+1", "#3", "%n%s", "{}", "\\", "x" * 300, "9" * 40, "-" * 30]
MODIFIED = [f"\x1b[1;{m}{k}" for m in (2, 3, 5, 6) for k in "ABCDHF"]
BROKEN = [b"\x1b[", b"\x1bO", b"\x1b[99999999999999;1~", b"\x1b[;;;;;;;;;m", b"\x1bP1$r", b"\x1b]52;c;QUJD", b"\x1b\\", b"\x1b[200~",
          b"\x1b[201~", b"\xc3", b"\xff\xfe", b"\xe8", b"\xf4\x90\x80\x80", b"\xed\xa0\x80", b"\xc0\x80", b"\x1b[M", b"\x1b[<0;1",
          b"\x1b[24;80R", b"\x1b[?1;2c", b"\x1b[I", b"\x1b[O", b"\x1b\x1b\x1b", b"\x9b31m", b"\x1b[?", b"\x7f" * 40]


@functools.cache
def described(term):
    """The keys as the terminal's description spells them, and as xterm does."""
    own = [key for name in NAMES if (key := capability(term, name))]
    return own + [key.encode() for key in MODIFIED]


class Keys:
    """Bytes at random for the full screen; sizes come as (rows, columns)."""

    def __init__(self, chance, term, codes):
        self.chance, self.codes, self.keys = chance, codes, described(term)
        self.kinds = {self.key: 30, self.control: 12, self.usual: 25, self.text: 14, self.go: 8, self.menu: 4,
                      self.paste: 3, self.mouse: 5, self.broken: 2, self.size: 4}

    def some(self):
        """One of them."""
        return self.chance.choices(list(self.kinds), list(self.kinds.values()))[0]()

    def key(self):
        return self.chance.choice(self.keys)

    def control(self):
        return bytes([self.chance.randrange(32)])

    def usual(self):
        return self.chance.choice([b"\r", b"\r", b"\r", b"\t", b" ", b"\x1b", b"\x1b[B", b"\x1b[A", b"\x7f", b"?", b"/", b"h"])

    def words(self):
        kind = self.chance.choice(["words", "strange", *TEXTS])
        return self.chance.choice({"words": WORDS, "strange": STRANGE}.get(kind) or TEXTS[kind])

    def text(self):
        if self.chance.random() < 0.3:
            return self.chance.choice("abcdefghijklmnopqrstuvwxyz0123456789.,-+?! sn").encode()
        return self.words().encode()

    def go(self):
        return b"\x07" + self.chance.choice(self.codes).encode() + b"\r" * self.chance.randint(1, 2)

    def menu(self):
        return b"\x0f" + (self.chance.choice("mtfpqozndxrsgvcieu").encode() if self.chance.random() < 0.5 else
                          b"\x1b[B" * self.chance.randint(0, 45) + b"\r")

    def paste(self):
        lines = ["\t".join(self.words() for _ in range(self.chance.randint(1, 4))) for _ in range(self.chance.randint(1, 5))]
        end = b"" if self.chance.random() < 0.1 else b"\x1b[201~"
        return b"\x1b[200~" + self.chance.choice(["\n", "\r", "\r\n"]).join(lines).encode() + end

    def mouse(self):
        button = self.chance.choice([0, 0, 0, 1, 2, 32, 64, 65, 35, 99])
        place = [self.chance.choice([0, 1, self.chance.randint(1, 80), 300, 65536]) for _ in range(2)]
        report = f"\x1b[<{button};{place[0]};{place[1]}"
        return (f"{report}M{report}m" if self.chance.random() < 0.7 else f"{report}M").encode()

    def broken(self):
        if self.chance.random() < 0.3:
            return bytes(b for b in self.chance.randbytes(self.chance.randint(1, 20)) if b != ord("/"))
        return self.chance.choice(BROKEN)

    def size(self):
        return self.chance.choice([(24, 80), (1, 1), (6, 20), (12, 40), (60, 200),
                                   (self.chance.randint(1, 60), self.chance.randint(1, 200))])


class Sentences:
    """Lines for the plain face: its commands in both languages with what may follow them, answers, rubbish."""

    FOLDERS = {"pratica", "dossier", "bozza", "draft", "importa", "import"}

    def __init__(self, chance, commands, codes):
        self.chance, self.codes = chance, codes
        self.commands = [word for word in commands if word not in ("esci", "quit")]
        self.words = Keys(chance, "vt100", codes).words

    def rest(self):
        part = self.chance.choice
        return part(["", "", part(self.codes), str(self.chance.randint(0, 12)), f"{part(self.codes)}/{self.chance.randint(0, 4)}",
                     f"{self.chance.randint(0, 5)}-{self.chance.randint(0, 5)}", self.words(), "?", "si",
                     f"{self.chance.randint(1, 4)} {self.chance.randint(1, 9)} {self.words()}"])

    def some(self):
        kind = self.chance.random()
        if kind < 0.25:
            return f"/vai {self.chance.choice(self.codes)}"
        if kind < 0.6:
            command = self.chance.choice(self.commands)
            rest = self.chance.choice(["a", "a b", "righe.csv", "-"]) if command in self.FOLDERS else self.rest()
            return f"/{command} {rest}".rstrip()
        return self.chance.choice(["", "", "1", "2", "si", "no", ".", str(self.chance.randint(0, 30)), self.words(), self.words(), "/",
                                   "/boh", "\t", "\x1b[A", "\x07"])
