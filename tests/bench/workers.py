"""Invented workers as a separated file."""

import random

ODD = dict(zip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
               [1, 0, 5, 7, 9, 13, 15, 17, 19, 21] + [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8,
                                                     12, 14, 16, 10, 22, 25, 24, 23]))


def code(chance):
    """An invented codice fiscale with the right check letter."""
    text = "".join(chance.choices("BCDFGLMNPRSTVZ", k=6)) + f"{chance.randint(65, 99)}"
    text += chance.choice("ABCDEHLMPRST") + f"{chance.randint(1, 28) + 40 * (chance.random() < .4):02d}"
    text += chance.choice(["H501", "F205", "A944", "D704", "H294", "C573", "L219", "A271"])
    total = sum(ODD[c] if i % 2 == 0 else int(c) if c.isdigit() else ord(c) - 65 for i, c in enumerate(text))
    return text + chr(65 + total % 26)


def write_workers(path, rows):
    chance, seen = random.Random(7), set()
    with path.open("w") as out:
        out.write("cf;cognome;nome;qualifica;data_assunzione;ore_contratto;ore_richieste\n")
        while len(seen) < rows:
            cf = code(chance)
            if cf in seen:
                continue
            seen.add(cf)
            wrong = chr(65 + (ord(cf[15]) - 64) % 26) if len(seen) % 1000 == 7 else cf[15]
            out.write(f"{cf[:15]}{wrong};ROSSI;MARIO;{chance.choice(['operaio', 'impiegato', 'quadro'])};"
                      f"20{chance.randint(10, 24)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)};40;"
                      f"{chance.randint(1, 40)}\n")
