"""PDF: whole, searchable, the same twice, marked, whatever names and however many rows; and what happens where
cigo-pdf is not there or fails. What needs poppler or qpdf is left out where they are not installed."""

import re
import shutil
import signal
import subprocess
import sys

import cigo_run
from cigo_run import PROGRAM, SOURCE, place

CIGO_PDF = PROGRAM.parent / "cigo-pdf"
HEAD = "cigo-document 1\ntitle\tProva\nsubject\t\ncreator\tcigo\nfooter\tpiede\ndate\t2461366\n"
CAUSALI = ("mancanza_lavoro crisi_mercato fine_cantiere fine_fase perizia_variante materie_prime meteo sciopero calamita "
           "energia impraticabilita ordine_autorita guasto manutenzione").split()


def draw(lines, **more):
    lines = lines.encode() if isinstance(lines, str) else lines
    return subprocess.run([CIGO_PDF], input=lines, capture_output=True, timeout=120, **more)


def check(path):
    """A sound file; its pages as text, or none where pdftotext is not installed."""
    assert path.read_bytes().startswith(b"%PDF-")
    if shutil.which("qpdf"):
        run = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
        assert run.returncode == 0, run.stdout + run.stderr
    if not shutil.which("pdftotext"):
        return []
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts and all(line.split()[-5] == "yes" for line in fonts), fonts
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
    pages = text.split("\f")[:-1]
    for number, page in enumerate(pages, 1):
        assert f"pagina {number} di {len(pages)}" in page, page
    return pages


def export(where, name, form, *options):
    path = where.folder / f"{form}.pdf"
    run = where.cigo("export", name, "--format", form, "-o", path, "--force", *options)
    assert (run.code, run.out) == (0, ""), run.err
    assert path.stat().st_mode & 0o777 == 0o600
    return path


def test_invented_case():
    with place() as where:
        where.cigo("demo")
        for form, words in (("relazione", ("Relazione tecnica", "76 DPR 445/2000", "-10.666,67", "-36,96", "Firma di chi")),
                            ("pdf", ("Fascicolo", "SCHPLA84H02G224N", "Settimane nel biennio"))):
            path = export(where, "demo", form)
            first, pages = path.read_bytes(), check(path)
            assert export(where, "demo", form).read_bytes() == first, f"{form} differs from run to run"
            for page in pages:
                assert "non è stato trasmesso" in page and "BOZZA" not in page
            for word in words if pages else ():
                assert any(word in page for page in pages), word
        assert b"/Title" in first and b"cigo 0." in first


def test_drafts():
    with place() as where:
        for causale in CAUSALI:
            where.file("c.yaml", f"form: cigo\nanswers:\n  causale: {causale}\n")
            where.cigo("fill", "c.yaml", "--name", causale)
            for page in check(export(where, causale, "relazione", "--draft")):
                assert "BOZZA, da non presentare" in page
        where.file("e.yaml", "form: cigo\nanswers: {}\n")
        where.cigo("fill", "e.yaml", "--name", "e")
        run = where.cigo("export", "e", "--format", "pdf", "-o", "no.pdf")
        assert run.code == 3 and not (where.folder / "no.pdf").exists()
        for page in check(export(where, "e", "pdf", "--draft")):
            assert "BOZZA" in page


def test_hostile_names():
    name = "Ditta \U0001F3D7\uFE0F \u0634\u0631\u0643\u0629 \u682A\u5F0F\u4F1A\u793E e\u0301 \u202Eoiram <b>&amp; %s\\n" + "w" * 400
    with place() as where:
        where.file("h.yaml", "form: cigo\nanswers:\n  azienda_denominazione: " + repr(name[:119]).replace("'", '"') + "\n"
                   f"  relazione_modo: campi\n  rel_ragioni: \"{'parola ' * 4000}{'x' * 3000} \\x07 fine\"\n")
        assert where.cigo("fill", "h.yaml", "--name", "h").code == 0
        pages = check(export(where, "h", "relazione", "--draft"))
        text = "".join(pages)
        assert not pages or (len(pages) > 5 and text.count("parola") == 4000 and "fine" in text)
        assert not pages or len(re.findall("x", text.split("parola")[-1])) >= 3000


def test_any_script():
    """A name in any script is in the text, and drawn: no box where the fonts that ./run installs are there."""
    name = "Ditta \u682A\u5F0F\u4F1A\u793E \u041E\u041E\u041E \u0395\u03A0\u0395 \U0001F3D7"
    run = draw(HEAD + f"entry\tNome\t{name}\nentry\tNome\t\u0634\u0631\u0643\u0629\n")
    assert run.returncode == 0
    fonts = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True).stdout if shutil.which("fc-list") else ""
    if all(font in fonts for font in ("Droid Sans Fallback", "Symbola", "DejaVu Sans")):
        assert run.stderr == b"", run.stderr
        with place() as where:
            pages = check(where.file("n.pdf", run.stdout))
            assert not pages or name in pages[0], pages


def test_long_tables():
    rows = "".join(f"row\tR{i:04d}\tprima riga\\nseconda {i:04d}.\n" for i in range(5000))
    run = draw(HEAD + "mark\tBOZZA\nheading-1\tTabella\ntable\ncolumn\t1\tCodice\ncolumn-right\t3\tTesto\n" + rows)
    assert run.returncode == 0, run.stderr
    with place() as where:
        pages = check(where.file("t.pdf", run.stdout))
        for page in pages:
            assert "Codice" in page and "BOZZA" in page
            codes, ends = re.findall(r"R(\d{4})", page), re.findall(r"seconda (\d{4})", page)
            assert codes == ends and codes, "a row is split between two pages"
        assert not pages or sum(len(re.findall(r"R\d{4}", p)) for p in pages) == 5000
        # a cell that no page holds goes on for as many as it needs
        run = draw(HEAD + "table\ncolumn\t1\tA\ncolumn\t1\tB\nrow\tuno\t" + "molte parole " * 5000 + "\nrow\tdue\tfine\n")
        pages = check(where.file("c.pdf", run.stdout))
        assert not pages or (len(pages) > 3 and "".join(pages).count("molte") == 5000 and "fine" in pages[-1])


def test_long_place_above_signature():
    """What is known of a signature takes the lines that it needs: the next one begins below it."""
    run = draw(HEAD + "sign\tLuogo\t" + "parola " * 60 + "ultima\nsign\tFirma\t\n")
    assert run.returncode == 0, run.stderr
    if not shutil.which("pdftotext"):
        return
    with place() as where:
        words = subprocess.run(["pdftotext", "-bbox", where.file("s.pdf", run.stdout), "-"], capture_output=True,
                               check=True).stdout.decode()
        at = {word: float(y) for y, word in re.findall(r'yMin="([\d.]+)"[^>]*>(\w+)<', words)}
        assert at["Luogo"] < at["parola"] <= at["ultima"] < at["Firma"], at


def test_no_lonely_lines():
    """At each foot of a page: two lines of the paragraph at least stay, two at least go on, no heading is last."""
    if not shutil.which("pdftotext"):
        return
    with place() as where:
        for n in range(20, 52):
            filler = "".join(f"entry\tvoce\tvalore {i}\n" for i in range(n))
            body = " ".join(f"capoverso{i:03d}" for i in range(40))
            run = draw(HEAD + filler + f"heading-2\tTITOLO\nparagraph\t{body}\n")
            pages = check(where.file("w.pdf", run.stdout))
            lines = [[line for line in page.splitlines() if re.search("capoverso|TITOLO", line)] for page in pages]
            for found in lines:
                assert len(found) != 1, (n, found)
                assert not found or "TITOLO" not in found[-1], n


def test_again_and_again():
    """The libraries have threads: what goes wrong with them goes wrong now and then."""
    for _ in range(30):
        run = draw(HEAD + "paragraph\t\u041E \u0634\n")
        assert (run.returncode, run.stderr) == (0, b""), run


def test_bad_input():
    for lines, code in (("", 2), ("ciao\n", 2), (HEAD + "row\tx\n", 2), (HEAD + "paragraph\tx", 2), (b"\xff\x00", 2),
                        (HEAD, 0)):
        run = draw(lines)
        assert run.returncode == code and (code == 0) == run.stdout.startswith(b"%PDF"), (lines, run)
        assert code == 0 or run.stderr.count(b"\n") == 1, run.stderr
    with open("/dev/full", "wb") as full:
        run = subprocess.run([CIGO_PDF], input=HEAD.encode(), stdout=full, stderr=subprocess.PIPE, timeout=60)
        assert run.returncode == 4 and run.stderr, run
    assert subprocess.run([CIGO_PDF, "x"], capture_output=True, timeout=60).returncode == 2


def test_without_cigo_pdf():
    with place() as where:
        (where.folder / "bin").mkdir()
        alone = where.folder / "bin" / "cigo"
        shutil.copy(PROGRAM, alone)
        where.cigo("demo")

        def run(*args):
            # whoever starts cigo may ignore the ends of children
            return subprocess.run([alone, "--forms", SOURCE / "forms", "--today", cigo_run.TODAY, *args], text=True,
                                  capture_output=True, cwd=where.folder, env=where.env, timeout=60,
                                  preexec_fn=lambda: signal.signal(signal.SIGCHLD, signal.SIG_IGN))

        one = run("export", "demo", "--format", "relazione", "-o", "r.pdf")
        assert one.returncode == 2 and "libpango1.0-dev" in one.stderr and not (where.folder / "r.pdf").exists()
        every = run("export", "demo", "--all", "-o", "out")
        assert every.returncode == 0 and "cigo-pdf" in every.stderr, every.stderr
        assert not list((where.folder / "out").glob("*.pdf"))
        assert "relazione.pdf: non c'è" in (where.folder / "out" / "INDICE.txt").read_text()
        for script, said in (("exit 3", "si è interrotto"), ("echo %PDF-1.4; exit 3", "si è interrotto"),
                             ("echo guasto >&2; exit 4", "guasto"), ("exit 0", "nulla"),
                             ("kill -9 $$", "si è interrotto")):
            fake = where.file("bin/cigo-pdf", f"#!/bin/sh\n{script}\n")
            fake.chmod(0o755)
            where.file("r.pdf", "prima")
            one = run("export", "demo", "--format", "relazione", "-o", "r.pdf", "--force")
            assert one.returncode == 4 and said in one.stderr, (script, one.stderr)
            assert (where.folder / "r.pdf").read_text() == "prima"


if __name__ == "__main__":
    sys.exit(cigo_run.main([test_invented_case, test_drafts, test_hostile_names, test_any_script, test_long_tables,
                            test_long_place_above_signature, test_no_lonely_lines,
                            test_again_and_again, test_bad_input, test_without_cigo_pdf]))
