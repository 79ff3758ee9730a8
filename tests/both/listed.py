"""The lists of features as the program has them: src/session/features.c and shelf_features.c through tests/both/list.c."""

import subprocess
from dataclasses import dataclass


@dataclass
class Feature:
    number: str
    f: int
    ctrl: str
    letter: str
    label: str
    pressed: str
    command: str
    english: str
    help: str
    typed: str
    where: str

    @property
    def name(self):
        """The English command; where there is none, what the menu or the manual calls it."""
        return self.english or self.label or self.pressed

    @property
    def keys(self):
        """As the driver of the full screen takes them."""
        found = [f"F{self.f}"] if self.f else []
        if self.ctrl:
            found.append("C-Space" if self.ctrl == " " else f"C-{self.ctrl}")
        return found

    @property
    def shown_keys(self):
        """As people read them."""
        found = [f"Maiusc-F{self.f - 12}" if self.f > 12 else f"F{self.f}"] if self.f else []
        if self.ctrl:
            found.append("Ctrl-Spazio" if self.ctrl == " " else f"Ctrl-{self.ctrl.upper()}")
        return found


def _all(program):
    lines = subprocess.run([program], capture_output=True, text=True, check=True).stdout.splitlines()
    found = []
    for line in lines:
        number, f, *rest = line.split("\t")
        found.append(Feature(number, int(f), *rest))
    return found


def features(program):
    """Of the wizard."""
    return [f for f in _all(program) if f.where != "start"]


def start(program):
    """Of the start screen."""
    return [f for f in _all(program) if f.where == "start"]
