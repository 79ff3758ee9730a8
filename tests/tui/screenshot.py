"""Pictures of the wizard for the README: the demo, an invented case, in a real terminal (tmux), each screen as a
small PNG. Needs tmux, rsvg-convert (librsvg2-bin) and pngquant; run after what it shows has changed.

    PYTHONPATH=tests/lib tests/tui/screenshot.py PROGRAM man/screens
"""

import html
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

import tmux

CELL_W, CELL_H, PAD = 8.4, 18, 12
BACK, FRONT = "#1d1f21", "#d8d8d2"
BASE = ["#2b2e31", "#d7655f", "#8fb573", "#d9b25f", "#6f9fce", "#b48ead", "#74b5b0", "#c9c9c3",
        "#6b7075", "#ef7f78", "#a9cf8b", "#edcb7f", "#8fb8e2", "#c9a6c6", "#92cdc8", "#f2f2ee"]


def color(n):
    """One of the 256 colours."""
    if n < 16:
        return BASE[n]
    if n >= 232:
        return "#" + f"{8 + 10 * (n - 232):02x}" * 3
    n -= 16
    return "#" + "".join(f"{(0, 95, 135, 175, 215, 255)[v]:02x}" for v in (n // 36, n // 6 % 6, n % 6))


class Look:
    def __init__(self):
        self.front = self.back = None
        self.bold = self.underline = self.reverse = self.dim = False

    def apply(self, codes):
        codes = [int(c or 0) for c in codes]
        while codes:
            c = codes.pop(0)
            if c == 0:
                self.__init__()
            elif c in (38, 48) and codes[:1] == [5]:
                self.set(c == 38, color(codes[1]))
                del codes[:2]
            elif c in (38, 48) and codes[:1] == [2]:
                self.set(c == 38, "#" + "".join(f"{v:02x}" for v in codes[1:4]))
                del codes[:4]
            elif 30 <= c <= 37 or 90 <= c <= 97:
                self.front = BASE[c - 30 if c < 90 else c - 82]
            elif 40 <= c <= 47 or 100 <= c <= 107:
                self.back = BASE[c - 40 if c < 100 else c - 92]
            elif c in (39, 49):
                self.set(c == 39, None)
            else:
                self.flag(c)

    def set(self, front, value):
        if front:
            self.front = value
        else:
            self.back = value

    def flag(self, c):
        names = {1: ("bold", True), 2: ("dim", True), 4: ("underline", True), 7: ("reverse", True),
                 24: ("underline", False), 27: ("reverse", False)}
        if c == 22:
            self.bold = self.dim = False
        elif c in names:
            setattr(self, *names[c])

    def key(self):
        front, back = self.front or FRONT, self.back
        if self.reverse:
            front, back = back or BACK, front
        return front, back, self.bold, self.underline, self.dim


def width(char):
    return 0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1


def runs(line, look):
    """(column, text, columns, look) for each stretch of one look; the look goes on to the next line."""
    out, col = [], 0
    for piece in re.split(r"(\x1b\[[0-9;]*m)", line):
        match = re.fullmatch(r"\x1b\[([0-9;]*)m", piece)
        if match:
            look.apply(match.group(1).split(";"))
        elif piece:
            columns = sum(map(width, piece))
            out.append((col, piece, columns, look.key()))
            col += columns
    return out


def svg(capture, cols, rows, title):
    w, h = cols * CELL_W + 2 * PAD, rows * CELL_H + 2 * PAD
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w:g} {h:g}" width="{w:g}" height="{h:g}" '
           f'role="img" aria-label="{html.escape(title)}">',
           f"<title>{html.escape(title)}</title>",
           f'<rect width="100%" height="100%" rx="8" fill="{BACK}"/>',
           '<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14" xml:space="preserve">']
    look = Look()
    for row, line in enumerate(capture.split("\n")[:rows]):
        for col, text, columns, (front, back, bold, underline, dim) in runs(line, look):
            x, y = PAD + col * CELL_W, PAD + row * CELL_H
            if back:
                out.append(f'<rect x="{x:g}" y="{y:g}" width="{columns * CELL_W:g}" height="{CELL_H}" '
                           f'fill="{back}"/>')
            lead = len(text) - len(text.lstrip(" "))
            columns -= len(text) - len(text.strip(" "))
            x, text = x + lead * CELL_W, text.strip(" ")
            if not text:
                continue
            style = (' font-weight="bold"' if bold else "") + (' text-decoration="underline"' if underline else "")
            style += ' opacity="0.7"' if dim else ""
            out.append(f'<text x="{x:g}" y="{y + 13.5:g}" textLength="{columns * CELL_W:g}" fill="{front}"{style}>'
                       f"{html.escape(text)}</text>")
    return "\n".join([*out, "</g>", "</svg>", ""])


def go(terminal, code):
    terminal.keys("C-g").wait("Vai a")
    terminal.type(code).keys("Enter").settled()


def home(terminal):
    go(terminal, "4.5")
    terminal.type("2/11").keys("Enter").wait("F11 annulla")
    terminal.keys("C-e").wait("Prima di cominciare")


def alerts(terminal):
    go(terminal, "4.5")
    terminal.type("2/11").keys("Enter").wait("F11 annulla")
    go(terminal, "4.7")
    terminal.keys("F2").wait("Che cosa fare")


def table(terminal):
    go(terminal, "5.8")
    terminal.keys("Enter").wait("Totale")
    terminal.keys("Right", "Right").type("Carlo").keys("Enter", "F5").wait("Che cosa fare")


def review(terminal):
    go(terminal, "4.6")
    terminal.type("30/11").keys("Enter").wait("F11 annulla")
    terminal.keys("C-q").wait("La pratica")


def portal(terminal):
    terminal.keys("C-o").wait("Menu")
    while "Sul portale" not in terminal.focus():
        terminal.keys("Down")
    terminal.keys("Enter").wait("campo 1 di")
    for _ in range(6):
        terminal.keys("Space", "Down").settled()


def lines(terminal):
    terminal.type("q").keys("Enter").wait("cigo>")
    for words, then in (("/vai 4.7", "4.7>"), ("2/11", "per smettere")):
        terminal.type(words).keys("Enter").settled()
        terminal.wait(then)


# Invented firms, each with what makes it stand where it does in the list.
CASES = (
    ("valbruna", "Serramenti Valbruna S.r.l.", "Stabilimento di Cadoneghe",
     "causale: mancanza_lavoro, periodo_dal: 16/11/2026, periodo_al: 13/12/2026, inizio_effettivo: 16/11/2026"),
    ("altinate", "Cantieri Altinate S.n.c.", "Cantiere di via Zabarella",
     "causale: meteo, periodo_dal: 9/11/2026, periodo_al: 22/11/2026, inizio_effettivo: 10/11/2026"),
    ("contarini", "Forno Contarini", "Laboratorio",
     "causale: guasto, guasto_data: 22/9/2026, periodo_dal: 21/9/2026, periodo_al: 4/10/2026, "
     "inizio_effettivo: 22/9/2026"),
    ("euganea", "Tessitura Euganea S.p.A.", "Reparto orditura",
     "causale: crisi_mercato, periodo_dal: 2/11/2026, periodo_al: 29/11/2026, inizio_effettivo: 2/11/2026, "
     "data_invio: 10/11/2026"),
    ("acquaviva", "Vivai Acquaviva", "Serre", "causale: mancanza_lavoro"),
)


def lay(data, others):
    """The demo as it was before it was sent, and a handful of other cases."""
    def cigo(*args, typed=""):
        subprocess.run([sys.argv[1], *args, "--data", data, "--today", "2026-11-23"], input=typed, text=True, check=True,
                       capture_output=True)
    cigo("demo")
    cigo("open", "demo", "--lines", typed="/vai 12.3\n/vuota\n/elenco\n/esci\n")
    for name, company, unit, more in CASES if others else ():
        cigo("fill", "-", "--name", name, typed=f"form: cigo\nanswers: {{azienda_denominazione: {company}, up_nome: {unit}, "
                                                f"{more}}}\n")
    if others:
        cigo("tag", "valbruna", "da firmare")


def start(terminal):
    terminal.keys("Down").settled()


SCENES = [("elenco", start, None, "Domande: 6"), ("home", home, [], "1. Chi compila"), ("avvisi", alerts, [], "1. Chi compila"),
          ("tabella", table, [], "1. Chi compila"), ("revisione", review, [], "1. Chi compila"),
          ("portale", portal, [], "1. Chi compila"), ("righe", lines, ["--lines"], "q per smettere")]
COLS, ROWS, MOST = 80, 24, 60_000


def picture(drawing, path):
    """Few colours are enough for a screen, and make a small file."""
    png = subprocess.run(["rsvg-convert", "--format=png", "--zoom=1.5"], input=drawing.encode(), capture_output=True,
                         check=True).stdout
    small = subprocess.run(["pngquant", "--strip", "--nofs", "16", "-"], input=png, capture_output=True, check=True).stdout
    path.write_bytes(small)
    size = path.stat().st_size
    print(f"{path}: {size} bytes")
    return size <= MOST


def take(folder, name, play, options, ready):
    """One picture; options None is the start screen, with cases of its own."""
    with tempfile.TemporaryDirectory(prefix="cigo-pictures-") as own:
        data = f"{own}/casi.db"
        lay(data, options is None)
        argv = [sys.argv[1]] if options is None else [sys.argv[1], "open", "demo", *options]
        terminal = tmux.Terminal(argv, COLS, ROWS, data=data, environment={"TERM": "tmux-256color"})
        try:
            terminal.wait(ready)
            play(terminal)
            terminal.settled()
            return picture(svg(terminal.screen(styles=True), COLS, ROWS, name), folder / f"{name}.png")
        finally:
            terminal.close()


def main():
    lacks = [name for name in ("tmux", "rsvg-convert", "pngquant") if not shutil.which(name)]
    if lacks:
        print("needed:", *lacks)
        return 2
    folder = pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    return 0 if all([take(folder, *scene) for scene in SCENES]) else 1


if __name__ == "__main__":
    sys.exit(main())
