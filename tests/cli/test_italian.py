"""What is for INPS, or is entered on its portal, is in Italian whatever language the user reads; the rest is in his."""

import shutil
import sys

import cigo_run
from cigo_run import place

ITALIAN = ["beneficiari", "fruito", "relazione-txt", "text"]
PDF = ["pdf", "relazione"]
OWN = ["checklist", "ics"]
FILES = ["beneficiari.csv", "fruito.txt", "relazione.txt", "domanda.txt"]
PDF_FILES = ["fascicolo.pdf", "relazione.pdf"]
LANGUAGES = ("en", "de")

HAVE_PDF = (cigo_run.PROGRAM.parent / "cigo-pdf").exists()
if HAVE_PDF:
    ITALIAN += PDF
    FILES += PDF_FILES


def of(language):
    return [] if language == "it" else ["--lang", language]


def exported(where, language, name, *more):
    run = where.cigo(*of(language), "export", "demo", "--format", name, *more)
    assert run.code == 0, (language, name, run.err)
    return run.out_bytes


def test_one_format():
    with place() as where:
        assert where.cigo("demo").code == 0
        for draft in ([], ["--draft"]):
            for name in ITALIAN + OWN:
                file = [] if name not in PDF else ["-o", "-"]
                italian = exported(where, "it", name, *draft, *file)
                assert len(italian) > 50, name
                for language in LANGUAGES:
                    same = exported(where, language, name, *draft, *file) == italian
                    assert same == (name in ITALIAN), (name, language, draft)


def test_preference_and_what_is_said():
    with place() as where:
        assert where.cigo("demo").code == 0
        where.file("config/cigo/config.yaml", "language: de\n")
        run = where.cigo("export", "demo", "--format", "beneficiari")
        assert "operaio" in run.out.lower() and "Arbeiter" not in run.out, run.out
        assert "verificare" not in run.err and "Portal" in run.err, run.err


def whole(where, folder):
    return {name: (where.folder / folder / name).read_bytes() for name in FILES}


def test_dossier():
    """From the command and from the wizard, which goes on in the user's language."""
    with place() as where:
        assert where.cigo("demo").code == 0
        assert where.cigo("export", "--all", "demo", "-o", "it").code == 0
        italian = whole(where, "it")
        for language in LANGUAGES:
            assert where.cigo("--lang", language, "export", "--all", "demo", "-o", language).code == 0
            assert whole(where, language) == italian, language
            for name in ("INDICE.txt", "documenti.txt", "termini.ics"):
                assert (where.folder / language / name).read_bytes() != (where.folder / "it" / name).read_bytes(), name
            before = where.cigo("--lang", language, "open", "demo", "--lines", stdin="/wo\n/esci\n").out
            run = where.cigo("--lang", language, "open", "demo", "--lines",
                             stdin=f"/wo\n/pratica w-{language}\n/stampa w-{language}.txt\n/wo\n/esci\n")
            assert whole(where, f"w-{language}") == italian, run.out
            assert (where.folder / f"w-{language}.txt").read_bytes() == italian["domanda.txt"]
            assert before.splitlines()[-3] in run.out and "Fatta" not in run.out, run.out
        # over to another language in the wizard, a dossier there, and back
        run = where.cigo("open", "demo", "--lines", stdin="/lingua de\n/pratica x\n/lingua it\n/pratica y\n/esci\n")
        assert whole(where, "x") == whole(where, "y") == italian, run.out
        made = f"nella cartella {where.folder}"
        assert f"Fatta la pratica {made}/y;" in run.out and f"{made}/x" not in run.out, run.out


def test_an_error_is_in_the_users_language():
    with place() as where:
        assert where.cigo("demo").code == 0
        shutil.copytree(cigo_run.SOURCE / "forms", where.folder / "forms")
        (where.folder / "forms" / "cigo" / "fruito.yaml").write_text("group: nessuno\n")
        where.env["CIGO_FORMS"] = str(where.folder / "forms")
        said = {lang: where.cigo(*of(lang), "export", "demo", "--format", "fruito") for lang in ("it", *LANGUAGES)}
        assert all(run.code == 2 and run.out == "" for run in said.values()), said
        assert len({run.err for run in said.values()}) == 3, said
        assert "non si può usare" in said["it"].err and "tracciato" not in said["de"].err, said["de"].err
        # in the wizard the next sentence is in the user's language too
        run = where.cigo("--lang", "de", "open", "demo", "--lines", stdin="/pratica x\n/portal\n/esci\n")
        assert not (where.folder / "x" / "fruito.txt").exists()
        assert "\nZu kopieren.\n" in run.out, run.out


def portal_values(language):
    """What is to be copied, from the first field to the last."""
    with place() as where:
        assert where.cigo("demo").code == 0
        run = where.cigo(*of(language), "portal", "demo", "--lines", stdin="\n" * 150)
    lines = run.out.splitlines()
    ready = {"it": "Da copiare.", "en": "To copy.", "de": "Zu kopieren."}[language]
    return run.out, [lines[i + 1] for i, line in enumerate(lines) if line == ready]


def test_portal_values():
    _, italian = portal_values("it")
    assert len(italian) > 60 and "sì" in italian and "Operaio" in italian, italian
    for language in LANGUAGES:
        out, values = portal_values(language)
        assert values == italian, (language, [x for x in zip(values, italian) if x[0] != x[1]][:5])
        assert "Da copiare." not in out, out


if __name__ == "__main__":
    sys.exit(cigo_run.main([test_one_format, test_preference_and_what_is_said, test_dossier,
                            test_an_error_is_in_the_users_language, test_portal_values]))
