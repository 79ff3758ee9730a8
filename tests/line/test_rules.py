"""The rules of plain lines on long transcripts: the demo, every command, alerts, tables, the review, the portal,
an import, errors; input without end, without sense, without UTF-8; the same at LANG=C. See tests/lib/spoken.py."""

import re
import subprocess
import sys

import cigo_run
import spoken
from cigo_run import SOURCE, place

sys.path += [str(SOURCE / "tests/terminal"), str(SOURCE / "tests/tui")]
import harness  # noqa: E402  (it lies beside other tests)

CSV = "Codice fiscale;Cognome;Nome;Qualifica;Ore\nRSSMRA85M01H501Q;Rossi;Mario;operaio;40\n;Bianchi;Ada;boh;quaranta\n"
WALK = [
    *[""] * 40, "/elenco", "/aiuto", "/aiuto comandi", "/dove", "/prima", "/mancano", "/problemi", "/controlla", "/quadro",
    "4.5", "01/11/2026", "/effetti", "/problemi", "/prossimo", "/perche R-PER-MONDAY", "/conferma R-PER-MONDAY visto",
    "/problemi", "/riapri R-PER-MONDAY", "/annulla", "/annulla", "/rifai", "/rifai", "/annulla",
    "/vai 4.6", "01/01/2026", "/contesta R-PER-ORDER", "/contesta R-PER-ORDER un motivo", "/annulla", "/torna",
    "/vai 4.7", "31/2/2026", "boh", "02/11/2026", "/perche 4.7", "/perche", "/spiega conguaglio", "/spiega boh",
    "/vai 5.8", "/righe", "/righe 2", "/nuova", "XX", "", "/vai 5.8", "/cella 2 paga xx", "/cella 2 1 SCHPLA84H02G224N",
    "/prossimo", "/precedente", "/duplica 1", "/vai 5.8", "/togli 6-7", "/ripristina", "/annulla", "/ordina cognome",
    "/filtra nardi", "/righe", "/filtra problemi", "/filtra", "/ordina", "/trova popa", "/vai 5.8", "/totali",
    "/riempi qualifica 1-3", "/svuota paga 1-3", "/copia 1-2", "/incolla", "Neri\tUgo", ".", "/annulla",
    "/importa elenco.csv", "si", "si", "si", "/annulla", "/vai 5.9", "/ripartisci", "/ripartisci uguale", "ja", "/annulla",
    "/vai 8.3", "/testo", "riga", "altra riga", ".", "/annulla", "/vai 8.3", "/editor", "/rivedi", "2.3", "Nuovo nome", "",
    "/cambia 4.7", "", "/nascoste", "/portale", "", "/copiato", "/copiato no", "5.8", "/elenco", "/dichiarare",
    "/bozza", "/pratica", "/completa", "/salva", "/ripeti", "/prova", "/boh", "/", "//", "9.9", "/vai 9.9", "/vai", "/schermo",
]


def walk(where, *options, lines=None):
    where.file("elenco.csv", CSV)
    typed = [*(lines or WALK), "/esci"]
    run = where.cigo("open", "demo", "--lines", *options, stdin="\n".join(typed) + "\n")
    assert run.code == 0, run.err
    return run.out, typed


def test_rules_on_a_long_walk():
    with place() as where:
        where.cigo("demo")
        out, typed = walk(where)
        table = re.compile(r"(?m)^[^\n]*\t[^\n]*\n")  # /copia writes tabs, for a spreadsheet
        assert table.search(out), "nothing was copied"
        spoken.check(table.sub("", out), typed)
        assert "Non conosco /boh" in out and "R-PER-ORDER contestato" in out and "R-PER-MONDAY confermato" in out


def test_the_rules_can_fail():
    """Each rule catches what it is there for."""
    head = "AVVISO R-A. Titolo.\nDove: 1.1 Qui.\n"
    for name, out in {
        "control": "cigo> \nUna\x1b[1m frase.\n",
        "return": "cigo> \nUna frase.\rAltra.\n",
        "no stop": "cigo> \nUna frase senza punto\n",
        "severity": "cigo> \nC'è AVVISO R-A. Titolo.\n",
        "two facts": "cigo> \nAVVISO R-A. Titolo. AVVISO R-B. Altro.\n",
        "same value": "cigo> \nCambia: Durata, ora 5 (prima 5).\n",
        "twice": "cigo> \nCambia: Durata, ora 5.\nCambia: Durata, ora 5.\n",
        "again": f"cigo> \n{head}cigo> \n{head}",
        "prompt": "che cosa \nUna frase.\n",
    }.items():
        try:
            spoken.check(out, ["1", "2"])
        except AssertionError:
            continue
        raise AssertionError(f"not caught: {name}")


def test_a_word_for_several_columns():
    """It is said which columns it could be and how the command is repeated; nothing waits for an answer. As many words
    of a name are taken as there are: what follows is the value."""
    with place() as where:
        where.cigo("demo")
        typed = ["/vai 5.8", "/cella 3 cognome", "/riempi ore 1-3", "/cella 3 boh 7", "/cella 99", "/togli 99", "/riempi",
                 "/cella 2 ore di cigo 14", "/cella 2 ore c 30", "/ordina ore giu", "/ordina paga giu", "/completa 99"]
        run = where.cigo("open", "demo", "--lines", stdin="\n".join([*typed, "/esci"]) + "\n")
        said = dict(spoken.turns(run.out, [*typed, "/esci"]))
        both = "Con «ore» cominciano più colonne: 5 Ore di CIGO nel periodo, 14 Ore contrattuali settimanali."
        assert said["/riempi ore 1-3"] == [both, "Ripeta il comando con il numero: /riempi 5 1-3."], said["/riempi ore 1-3"]
        assert said["/ordina ore giu"] == [both, "Ripeta il comando con il numero: /ordina 5 giu."], said["/ordina ore giu"]
        assert said["/cella 3 boh 7"][0].startswith("Nessuna colonna si chiama «boh»."), said["/cella 3 boh 7"]
        assert not [line for text in typed[2:7] for line in said[text] if "?" in line], said
        assert said["/cella 2 ore di cigo 14"][0].startswith("Riga 2, Ore di CIGO nel periodo registrato: 14."), said
        assert said["/cella 2 ore c 30"][0].startswith("Riga 2, Ore contrattuali settimanali registrato: 30."), said
        assert said["/ordina paga giu"][0] == "In ordine inverso di Paga oraria.", said["/ordina paga giu"]


def test_a_range_is_what_was_named():
    """In another order no row goes that was not named; a filter leaves out those that are not in sight."""
    with place() as where:
        where.cigo("demo")
        before = where.cigo("answers", "demo").out
        ranges = ["/togli 1-2", "/riempi paga 1-2", "/svuota paga 1-2", "/copia 1-2", "/righe 1-2", "/totali 1-2"]
        typed = ["/vai 5.8", "/ordina cognome", *ranges, "/ordina 1 giu", "/riempi paga 1-5", "/esci"]
        run = where.cigo("open", "demo", "--lines", stdin="\n".join(typed) + "\n")
        said = dict(spoken.turns(run.out, typed))
        for text in ranges:
            assert said[text][0] == "In quest'ordine fra le righe da 1 a 2 ce ne sono altre: 3.", (text, said[text])
        assert "si copierebbe quella" in said["/riempi paga 1-5"][0], said["/riempi paga 1-5"]
        assert where.cigo("answers", "demo").out == before
        out = where.cigo("open", "demo", "--lines", stdin="/vai 5.8\n/ordina cognome\n/cella 1 nome\n/incolla\n/lascia\n/esci\n").out
        assert "come sono in elenco ora, non per numero" in out, out
        where.cigo("open", "demo", "--lines", stdin="/vai 5.8\n/ordina cognome\n/togli 1-3\n/esci\n")
        after = where.cigo("answers", "demo").out
        names = re.compile(r", cognome: (\w+)")
        assert names.findall(after) == names.findall(before)[3:], after


def test_a_column_of_another_group():
    """Its id, or one that nothing has, is no beginning of a column here: nothing is written, and the names are said."""
    with place() as where:
        where.cigo("demo")
        typed = ["/vai 5.7", "/cella 1 ore_contratto 99", "/cella 1 ore_pippo 99", "/cella 1 ore_sett 99",
                 "/annulla"]
        run = where.cigo("open", "demo", "--lines", stdin="\n".join([*typed, "/esci"]) + "\n")
        said = dict(spoken.turns(run.out, [*typed, "/esci"]))
        for word in ("ore_contratto", "ore_pippo"):
            first = said[f"/cella 1 {word} 99"][0]
            assert first.startswith(f"Nessuna colonna si chiama «{word}». Le colonne: 1 Ore settimanali, 2 "), first
        assert said["/cella 1 ore_sett 99"][0].startswith("Riga 1, Ore settimanali registrato: 99"), said
        assert said["/annulla"][0].startswith("Annullato: 5.7"), said


def test_what_is_declared_again_stays_in_another_language():
    with place() as where:
        where.cigo("demo")
        typed = "/dichiarare\n/lingua en\n/declare\n/quit\n"
        out = where.cigo("new", "--from", "demo", "--name", "b", "--lines", stdin=typed).out
        assert "Da dichiarare: 5.8 Lavoratori in CIGO, Ore di CIGO nel periodo." in out, out
        assert "To be declared: 5.8 Workers on CIGO, CIGO hours in the period." in out, out
        assert out.count("To be declared: ") == out.count("Da dichiarare: "), out


def test_a_text_that_is_too_long():
    """None of it becomes the answer; the lines that fit are offered the next time."""
    with place() as where:
        where.env["CIGO_FORMS"] = str(cigo_run.SOURCE / "tests/forms")
        where.cigo("new", "--form", "prova", "--name", "a", "--lines", stdin="/vai 1.7\nDi prima\n/esci\n")
        lines = "\n".join(letter * 400000 for letter in "abc")
        out = where.cigo("open", "a", "--lines", stdin=f"/vai 1.7\n/testo\n{lines}\n.\n/esci\n").out
        assert "supera 1 MiB" in out and "registrato" not in out, out[-500:]
        assert 'racconto: Di prima' in where.cigo("answers", "a").out
        out = where.cigo("open", "a", "--lines", stdin="/esci\n").out
        assert "rimasto a metà" in out and "a" * 1000 in out and "b" * 1000 in out and "c" * 1000 not in out, out[:500]


def test_languages_of_the_machine():
    """Under LANG=C, POSIX, and a locale that is not there, the same is said, byte for byte, as under C.UTF-8."""
    said = []
    for locale in ({"LC_ALL": "C.UTF-8"}, {"LC_ALL": "C"}, {"LC_ALL": "", "LANG": "C"}, {"LC_ALL": "xx_YY.ISO-8859-1"}):
        with place() as where:
            where.env |= locale
            where.cigo("demo")
            out, _ = walk(where, lines=WALK[:70])
            said.append(cigo_run.plain(out, where))
    assert said[0] == said[1] == said[2] == said[3]


def test_ascii():
    with place() as where:
        where.cigo("demo")
        out, typed = walk(where, "--ascii")
        assert out.isascii(), re.findall(r"[^\x00-\x7f]", out)[:5]


def test_hostile_input():
    """A line of a million characters, bytes that are no UTF-8, NUL, escapes: kept or refused, never sent back raw."""
    with place() as where:
        where.cigo("demo")
        hostile = [b"A" * 1_000_000, b"\xff\xfe\xc3(", b"a\0b", b"\x1b[31mrosso\x1b]52;c;eA==\x07", "\u202eabc".encode(), b"\r\r",
                   b"/vai " + b"9" * 100_000, b"/perche \xff", b"/spiega \x1b[2J", b"/" + b"x" * 50_000, b"/trova \xe2\x80"]
        for line in hostile:
            data = b"/vai 2.3\n" + line + b"\n/vai 2.3\n/esci\n"
            run = where.cigo("open", "demo", "--lines", stdin=data)
            assert run.code == 0, (line[:20], run.err)
            spoken.check_bytes(run.out)
            run.out_bytes.decode("utf-8")
            assert len(run.out) < 200_000, (line[:20], len(run.out))


def test_long_title():
    """Where an alert is, a row goes by the beginning of its name."""
    with place() as where:
        where.cigo("demo")
        typed = ["/vai 5.8", "/cella 1 cognome", "/incolla", "A" * 5000, ".", "/cella 1 1 XX", "/esci"]
        out = where.cigo("open", "demo", "--lines", stdin="\n".join(typed) + "\n").out
        found = [line for line in out.splitlines() if line.startswith("Dove: 5.8") and "riga 1 (AAAA" in line]
        assert found and all(len(line) < 200 and "…" in line for line in found), [len(line) for line in found]


def test_input_that_ends():
    """No input, none at all, and input that stops in the middle of a question: saved, and 130."""
    with place() as where:
        where.cigo("demo")
        for stdin in ("", "/vai 2.3", "/vai 2.3\nNome", "/vai 8.3\n/testo\nmeta", "/vai 5.8\n/importa x.csv\n", "/vai 5.9\n/ripartisci uguale\n"):
            run = where.cigo("open", "demo", "--lines", stdin=stdin)
            assert run.code == 130 and "Tutto è salvato" in run.out, (stdin, run.code, run.out[-200:])
            spoken.check_lines(run.out)
        assert "azienda_denominazione: Nome" in where.cigo("answers", "demo").out
        closed = subprocess.run(["/bin/sh", "-c", 'exec "$@" <&-', "sh", *where.argv(["open", "demo", "--lines"])],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=where.env, cwd=where.folder, timeout=20)
        assert closed.returncode == 130, (closed.returncode, closed.stderr)
        spoken.check_lines(closed.stdout.decode())


def test_chosen():
    """Plain lines by option, by ACCESSIBLE, by CIGO_FRONTEND, on a dumb terminal and without one."""
    for args, term, environment, lines in (
        (["--lines"], "xterm-256color", {}, True),
        ([], "xterm-256color", {"ACCESSIBLE": "1"}, True),
        ([], "xterm-256color", {"ACCESSIBLE": "0"}, False),
        ([], "xterm-256color", {"ACCESSIBLE": "false"}, False),
        ([], "xterm-256color", {"CIGO_FRONTEND": "righe"}, True),
        ([], "dumb", {}, True),
        ([], "xterm-256color", {}, False),
    ):
        with harness.on_pty("new", "--form", "cigo", *args, term=term, environment=environment,
                            ready="1. Chi compila") as (_, cigo, first):
            assert (b"\x1b" not in first) == lines, (args, term, environment, first[:200])


def test_switched():
    """While running: from the full screen to the lines by the menu, back by /schermo, and the place is the same."""
    with harness.on_pty("new", "--form", "cigo", ready="1. Chi compila") as (_, cigo, _first):
        cigo.go("2.3")
        menu = cigo.press(b"\x0f").decode("utf-8", "replace")
        cigo.press(b"\x1b[F")
        for _ in range(6):  # from the last entry up to the one that says it
            if ">" in menu and re.search(r">[^\n]*righe semplici", menu):
                break
            menu = cigo.press(b"\x1b[A").decode("utf-8", "replace")
        lines = cigo.press(b"\r")
        assert b"2.3> " in lines, lines[-400:]
        out = cigo.press(b"/dove\n")
        assert b"\x1b" not in out and b"Errori aperti" in out, out
        screen = cigo.press(b"/schermo\n")
        assert b"\x1b[" in screen and b"2.3" in screen, screen[-300:]


if __name__ == "__main__":
    sys.exit(cigo_run.main([value for name, value in list(globals().items()) if name.startswith("test_")]))
