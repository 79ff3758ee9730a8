"""The technical report and the dossier: every causale is prompted, nothing is made up, what lacks is said; and
mistakes in documenti.yaml are found with their places."""

import pathlib
import shutil
import sys

import cigo_run
from cigo_run import SOURCE, place

# causale: what its draft must show, and only its draft
ASKED = {
    "mancanza_lavoro": ("Andamento dell'attività", "INPS circ. 139/2016"),
    "crisi_mercato": ("Andamento del mercato o del settore", "INPS circ. 139/2016"),
    "fine_cantiere": ("Inizio del lavoro successivo", "DM 95442/2016, art. 4"),
    "fine_fase": ("Specializzazione dei lavoratori", "DM 95442/2016, art. 4"),
    "perizia_variante": ("Motivo della perizia", "DM 95442/2016, art. 4"),
    "materie_prime": ("Ricerche presso altri fornitori", "da verificare"),
    "meteo": ("Giorni dell'evento", "INPS msg 694/2024"),
    "sciopero": ("Legame fra lo sciopero", "da verificare"),
    "calamita": ("Tipo di calamità", "DM 95442/2016, art. 8"),
    "energia": ("Ente che fornisce l'energia", "DM 95442/2016, art. 8"),
    "impraticabilita": ("Descrizione dell'evento", "DM 95442/2016, art. 8"),
    "ordine_autorita": ("Numero dell'ordinanza", "INPS msg 2130/2025"),
    "guasto": ("Perché non si poteva prevedere", "DM 95442/2016, art. 9"),
    "manutenzione": ("Manutenzioni fatte prima", ""),
}


def draft(where, name, *options):
    run = where.cigo("export", name, "--format", "relazione-txt", "--draft", *options)
    assert run.code == 0, run.err
    return run.out, " ".join(run.out.split())


def test_every_causale():
    with place() as where:
        for causale, (heading, source) in ASKED.items():
            where.file("c.yaml", f"form: cigo\nanswers:\n  causale: {causale}\n  relazione_modo: campi\n")
            assert where.cigo("fill", "c.yaml", "--name", causale).code == 0
            _, text = draft(where, causale)
            assert heading in text and source in text, (causale, text)
            assert "manca: Ragioni della sospensione o riduzione" in text
            own = {c for c, (h, _) in ASKED.items() if h in text}
            shared = {"mancanza_lavoro", "crisi_mercato"}, {"calamita", "impraticabilita"}, {"guasto", "manutenzione"}
            allowed = next((s for s in shared if causale in s), {causale})
            assert causale in own and own <= allowed, (causale, own)


def test_empty_draft():
    with place() as where:
        where.file("e.yaml", "form: cigo\nanswers: {}\n")
        where.cigo("fill", "e.yaml", "--name", "e")
        assert where.cigo("export", "e", "--format", "relazione-txt").code == 3
        out, _ = draft(where, "e")
        assert out.startswith("BOZZA") and "Denominazione dell'azienda: manca" in out
        assert "non è stato trasmesso" in out and max(map(len, out.splitlines())) <= 80
        for heading in ("Giorni dell'evento", "Indicatori economici", "Ordini ricevuti", "Macchina"):
            assert heading not in out, heading


def test_prompts_are_only_in_drafts():
    with place() as where:
        where.cigo("demo")
        final = where.cigo("export", "demo", "--format", "relazione-txt")
        assert final.code == 0 and "Che cosa si chiede" not in final.out and "manca:" not in final.out and ": manca\n" not in final.out
        assert "Che cosa si chiede" in draft(where, "demo")[0]


HEAT = """form: cigo
answers:
  causale: meteo
  up_matricola: "5011820346"
  relazione_modo: campi
  giorni_meteo:
    - {giorno: 15/07/2026, evento: caldo, valore: 34, temp_percepita: "38,5", fase: Seconda}
    - {giorno: 14/07/2026, evento: caldo, valore: 33, fase: Prima}
    - {evento: caldo, fase: Senza giorno}
    - {giorno: 01/07/2026, evento: caldo, valore: 36, temp_percepita: 40, fase: In testa}
"""


def test_days_of_heat():
    """The days stand in their order, what was measured apart from what was felt; the unit's own number is there."""
    with place() as where:
        where.file("h.yaml", HEAT)
        where.cigo("fill", "h.yaml", "--name", "h")
        out, text = draft(where, "h")
        at = [text.index(word) for word in ("In testa", "Prima", "Seconda", "Senza giorno")]
        assert at == sorted(at), text
        felt = text[text.index("Temperatura percepita"):]
        assert felt.index("40") < felt.index("38,50") and "14/07/2026" not in felt, felt
        assert "38,50" not in text[:text.index("Temperatura percepita")], text
        assert "Matricola dell'unità, se diversa: 5011820346" in text


WRONG = {
    "      - paragraph: x\n": ("5:9", "tipo di blocco"),
    "      - text: '{causal}'\n": ("5:", "causal"),
    "      - {text: x, when: causale = 'pioggia'}\n": ("5:", "pioggia"),
    "      - {text: x, wen: causale = 'meteo'}\n": ("5:19", "when"),
    "      - fields: [azienda_piva]\n": ("5:18", "campo o un valore calcolato"),
    "      - {note: x, source: dm95442-99}\n": ("5:27", "fonte"),
    "      - {part: section}\n": ("5:16", "sections"),
    "      - {heading: x, level: 4}\n": ("5:29", "da 1 a 3"),
    "      - {rows: giorni_mete, columns: {a: {title: A, width: 1, fields: [giorno]}}}\n": ("5:16", "giorni_meteo"),
    "      - {rows: giorni_meteo, columns: {a: {title: A, width: 1, fields: [cf]}}}\n": ("5:73", "colonna del gruppo"),
    "      - {rows: giorni_meteo, columns: {a: {title: A, width: 0, fields: [giorno]}}}\n": ("5:", "width"),
    "      - {rows: giorni_meteo, order: giorni, columns: {a: {title: A, width: 1, fields: [giorno]}}}\n": ("5:37", "colonna del gruppo"),
    "      - {rows: giorni_meteo, columns: {}}\n": ("5:", "columns"),
    "      - {query: SELECT g.giorno AS b FROM giorni_meteo g, columns: {a: {title: A, width: 1, kind: date}, b: {title: B, width: 1, kind: date}}}\n":
        ("5:", "dichiara"),
    "      - {query: SELECT g.evento AS a FROM giorni_meteo g, columns: {a: {title: A, width: 1, kind: date}}}\n": ("5:", "data"),
    "      - {query: SELECT sql AS a FROM sqlite_master, columns: {a: {title: A, width: 1, kind: text}}}\n": ("5:", "sqlite_master"),
    "      - 7\n": ("5:9", "blocco"),
}


def test_mistakes_in_the_form():
    with place() as where:
        folder = pathlib.Path(where.folder, "forms", "cigo")
        shutil.copytree(SOURCE / "forms" / "cigo", folder)
        head = "documents:\n  relazione_tecnica:\n    title: T\n    blocks:\n"
        for block, (at, said) in WRONG.items():
            (folder / "documenti.yaml").write_text(head + block, encoding="utf-8")
            run = where.cigo("form", "check", folder)
            text = run.err + run.out
            assert run.code == 2 and f"documenti.yaml:{at}" in text and said in text, (block, text)
        (folder / "documenti.yaml").unlink()
        assert where.cigo("form", "check", folder).code == 0
        where.cigo("demo")
        run = where.cigo("--forms", folder.parent, "export", "demo", "--format", "relazione-txt")
        assert run.code == 2 and "relazione_tecnica" in run.err and run.out == "", run.err


LAYOUTS = {
    "group: lavoratore\ncolumns: [cf]\n": ("1:8", "gruppo del modulo"),
    "group: lavoratori\ncolumns: [cf, qualifca]\n": ("2:15", "qualifica"),
    "group: lavoratori\ncolumns: [cf, {a: b}]\n": ("2:", "colonna"),
    "group: lavoratori\ncolumns: []\n": ("2:", "da 1 a 64"),
    "group: lavoratori\ncolumns: [cf]\nheadings: [a, b]\n": ("3:11", "intestazione"),
    "group: lavoratori\ncolumns: [cf]\nheadings: [{a: b}]\n": ("3:", "un testo"),
    "group: lavoratori\ncolumns: [cf]\nseparator: ab\n": ("3:12", "un solo segno"),
    "group: lavoratori\ncolumns: [cf]\nencoding: latin-1\n": ("3:11", "utf-8"),
    "group: lavoratori\ncolumns: [cf]\nseparatore: ','\n": ("3:1", "separator"),
    "[a]\n": ("1:", "voce: valore"),
}


def test_mistakes_in_layouts():
    with place() as where:
        folder = pathlib.Path(where.folder, "forms", "cigo")
        shutil.copytree(SOURCE / "forms" / "cigo", folder)
        where.cigo("demo")
        for text, (at, said) in LAYOUTS.items():
            (folder / "beneficiari.yaml").write_text(text, encoding="utf-8")
            run = where.cigo("form", "check", folder)
            assert run.code == 2 and f"beneficiari.yaml:{at}" in run.err + run.out and said in run.err + run.out, (text, run.err, run.out)
            run = where.cigo("--forms", folder.parent, "export", "demo", "--format", "beneficiari")
            assert run.code == 2 and said in run.err and run.out == "", (text, run.err)
        (folder / "beneficiari.yaml").unlink()
        assert where.cigo("form", "check", folder).code == 0


if __name__ == "__main__":
    sys.exit(cigo_run.main([test_every_causale, test_empty_draft, test_prompts_are_only_in_drafts, test_days_of_heat,
                            test_mistakes_in_the_form, test_mistakes_in_layouts]))
