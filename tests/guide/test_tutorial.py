"""The whole tutorial, in lines and on the full screen, as somebody would who does what it says."""

import re
import sys

import cigo_run
import tmux
from cigo_run import place

STEPS = 13
LINES = [
    "/vai 4.5", "17/11/2026", "/spiega R-PER-MONDAY", "/perche R-PER-MONDAY", "/vai 4.5", "16/11/2026", "/annulla",
    "/rifai", "/vai 7.1", "14/11/2026", "/problemi", "/conferma R-UN-EXAM visto il verbale", "/rivedi",
    "/pratica ~/esercitazione",
]


def steps(out):
    return [int(n) for n in re.findall(r"Passo (\d+) di 13\.", out)]


def tutorial(where, *lines):
    return where.cigo("tutorial", "--lines", stdin="".join(f"{line}\n" for line in lines))


def test_lines():
    """Each command that a step names is what finishes it, and nothing else is needed."""
    with place() as where:
        run = tutorial(where, *LINES, "/esci")
        assert run.code == 0 and steps(run.out) == list(range(1, STEPS + 1)), run.out
        assert run.out.count("Fatto.") == STEPS - 1 and "Per riprendere: cigo tutorial." in run.out, run.out
        assert (where.folder / "home" / "esercitazione" / "INDICE.txt").exists()
        for line in LINES:  # what is typed here is what the steps say
            assert line in run.out.replace("~/esercitazione.", "~/esercitazione") or not line.startswith("/"), line


def test_left_and_taken_up():
    with place() as where:
        tutorial(where, *LINES[:3], "/esci")
        run = tutorial(where, "/passo", "/esci")
        assert steps(run.out) == [4, 4], run.out
        assert "martedì 17 novembre" in tutorial(where, "/vai 4.5", "/esci").out
        run = tutorial(where)  # the end of input
        assert run.code == 130 and steps(run.out) == [4]


def test_not_done_is_not_done():
    """Another answer, another alert, another way: the step stays; and nobody is held."""
    with place() as where:
        run = tutorial(where, "/vai 4.5", "18/11/2026", "/indietro", "17/11/26", "/spiega conguaglio", "/salta", "/esci")
        assert steps(run.out) == [1, 2, 3, 4, 5], run.out
        assert run.out.index("mercoledì 18") < run.out.index("Passo 3 ")
        run = tutorial(where, *["/salta"] * 20, "/esci")
        assert steps(run.out)[-1] == STEPS, run.out


def test_own_archive():
    """The user's cases are as they were, also when --data names them; --wipe takes nothing else away."""
    with place() as where:
        where.cigo("fill", "-", "--name", "vera", stdin="answers: {}\n")
        before = where.data.read_bytes()
        tutorial(where, *LINES[:2], "/esci")
        folder = where.folder / "state" / "cigo" / "tutorial"
        assert (folder / "cigo.db").stat().st_mode & 0o777 == 0o600 and folder.stat().st_mode & 0o777 == 0o700
        assert where.data.read_bytes() == before and "tutorial" not in where.cigo("list").out
        run = where.cigo("tutorial", "--wipe", "--data", str(where.data))
        assert run.code == 0 and not folder.exists() and where.toured.exists(), run.err
        assert where.data.read_bytes() == before and "vera" in where.cigo("list").out
        assert where.cigo("tutorial", "--wipe").code == 0, "twice is no harm"
        assert steps(tutorial(where, "/esci").out) == [1]


def test_commands_elsewhere():
    with place() as where:
        run = where.cigo("demo", "--answers")
        where.cigo("fill", "-", "--name", "vera", stdin=run.out)
        out = where.cigo("open", "vera", "--lines", stdin="/passo\n/salta\n/esci\n").out
        assert out.count("Questo non è il tutorial") == 2, out


KEYS = [
    (2, ["F8", "4.5", "Enter"]), (3, ["17/11/2026", "Enter"]), (4, ["Up", "F2"]), (5, ["F3"]),
    (6, ["Left", "16/11/2026", "Enter"]), (7, ["F11"]), (8, ["F12"]), (9, ["F8", "7.1", "Enter", "14/11/2026", "Enter"]),
    (10, ["F4"]), (11, ["Enter", "F9", "visto", "Enter"]), (12, ["C-q"]),
    (13, ["p", "C-u", "~/esercitazione", "Enter"]),
]


def screen_at(cols, rows):
    with place() as where:
        environment = {name: where.env[name] for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
        terminal = tmux.Terminal([str(cigo_run.PROGRAM), "tutorial"], cols, rows, environment=environment)
        try:
            terminal.wait("Passo 1 di 13")
            for step, keys in KEYS:
                for key in keys:
                    if re.fullmatch(r"F\d+|C-.|Up|Left|Enter", key):
                        terminal.keys(key)
                    else:
                        terminal.type(key)
                    terminal.settled()
                screen = terminal.wait(f"Passo {step} di 13")
                strip = screen.split("Passo", 1)[1].split("\n>", 1)[0].split("\n 4.5", 1)[0]
                assert "…" not in "".join(strip.split("\n")[:4]), screen
            assert (where.folder / "home" / "esercitazione" / "INDICE.txt").exists()
            terminal.keys("C-c")
            terminal.settled()
            terminal.keys("Enter")
            terminal.wait("fine 0")
        finally:
            terminal.close()


def test_screen():
    if tmux.missing():
        print("tmux is missing here: the full screen is not tried")
        return
    screen_at(80, 24)
    screen_at(40, 12)


if __name__ == "__main__":
    sys.exit(cigo_run.main([value for name, value in list(globals().items()) if name.startswith("test_")]))
