"""What the journal remembers: undo and redo across sessions, and the history of a field."""

import json
import sqlite3
import subprocess
import sys

import cigo_run

NAME = "2.3"


def lines(where, *typed, case="demo", end="/esci"):
    """What cigo says when these lines are typed into the case."""
    return where.cigo("open", case, "--lines", stdin="\n".join([*typed, end]) + "\n").out


def state(where, case="demo"):
    return where.cigo("answers", case).out


def said(out, *words):
    found = [line for line in out.splitlines() if any(word in line for word in words)]
    return [line.split("> ")[-1] for line in found]


def demo(where):
    where.cigo("demo")
    return state(where)


def test_undo_goes_on_in_the_next_session():
    with cigo_run.place() as where:
        first = demo(where)
        lines(where, f"/vai {NAME}", "Alfa srl")
        alfa = state(where)
        lines(where, f"/vai {NAME}", "Beta srl")
        lines(where, "/vai 5.8", "/togli 2-3")
        last = state(where)
        out = lines(where, "/annulla", "/annulla")
        assert "2 righe rimesse (" in out, out
        assert "da «Beta srl» a «Alfa srl» (" in out, out
        assert state(where) == alfa
        out = lines(where, "/annulla")
        assert "a «Officine Brenta S.r.l.»" in out and state(where) == first
        out = lines(where, "/rifai", "/rifai")
        assert "a «Alfa srl» (" in out and "a «Beta srl» (" in out, out
        lines(where, "/rifai")
        assert state(where) == last
        assert "nulla da rifare" in lines(where, "/rifai")


def test_a_new_change_ends_redo():
    with cigo_run.place() as where:
        demo(where)
        lines(where, f"/vai {NAME}", "Alfa srl", "/annulla")
        lines(where, f"/vai {NAME}", "Gamma srl")
        before = state(where)
        assert "nulla da rifare" in lines(where, "/rifai") and state(where) == before
        lines(where, "/annulla")  # Gamma, and Alfa that was undone is passed over
        out = lines(where, "/annulla", "no")
        assert "Annullare: Risposte da file" in out and "Non è stato cambiato nulla" in out, out


def test_much_at_once_is_asked_and_comes_back():
    with cigo_run.place() as where:
        first = demo(where)
        out = lines(where, "/annulla", "si")
        assert "21 righe tolte" in out and state(where) != first, out
        assert "nulla da annullare" in lines(where, "/annulla")
        lines(where, "/rifai", "si")
        assert state(where) == first


def test_an_import_is_one_step():
    with cigo_run.place() as where:
        demo(where)
        head = "Nome,Cognome\n"
        rows = "".join(f"Nome{i},Cognome{i}\n" for i in range(300))
        table = where.file("tabella.csv", head + rows)
        before = state(where)
        run = where.cigo("import", "demo", "5.8", table, "--append", "--map", "Nome=nome,Cognome=cognome")
        assert run.code in (0, 1), run.err
        after = state(where)
        assert after.count("Cognome299") == 1
        out = lines(where, "/annulla", "si")
        assert "300 righe tolte" in out and state(where) == before, out
        lines(where, "/rifai", "si")
        assert state(where) == after
        lines(where, "/annulla", "si")
        assert state(where) == before


def test_undo_after_kill():
    with cigo_run.place() as where:
        first = demo(where)
        run = subprocess.Popen(where.argv(["open", "demo", "--lines"]), stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, cwd=where.folder, env=where.env)
        run.stdin.write(f"/vai {NAME}\nAlfa srl\n/dove\n".encode())
        run.stdin.flush()
        seen = b""
        while b"Salvata alle" not in seen:
            seen += run.stdout.readline()
        run.kill()
        run.communicate()
        assert "Alfa srl" in state(where)
        assert "da «Alfa srl» a «Officine Brenta S.r.l.»" in lines(where, "/annulla")
        assert state(where) == first


def test_somebody_elses_change_is_asked():
    with cigo_run.place() as where:
        demo(where)
        lines(where, f"/vai {NAME}", "Alfa srl")
        db = sqlite3.connect(where.data)
        db.execute("UPDATE journal SET who = 'bianchi' WHERE new_text = 'Alfa srl'")
        db.commit()
        db.close()
        alfa = state(where)
        out = lines(where, "/annulla", "no")
        assert "L'ultima modifica è di bianchi. Annullare: " in out and state(where) == alfa, out
        lines(where, "/annulla", "si")
        assert "Officine Brenta" in state(where)


def test_undo_is_journalled_and_never_guesses():
    with cigo_run.place() as where:
        demo(where)
        lines(where, f"/vai {NAME}", "Alfa srl", "/annulla", "/rifai")
        db = sqlite3.connect(where.data)
        turns = [row[0] for row in db.execute("SELECT undo FROM journal WHERE place = 'azienda_denominazione' ORDER BY id")]
        assert turns == [0, 0, 1, 2], turns
        # the archive was changed behind cigo's back: what it holds now is not what that action left
        db.execute("UPDATE answer SET text = 'Delta srl' WHERE field = 'azienda_denominazione'")
        db.commit()
        db.close()
        before = state(where)
        out = lines(where, "/annulla")
        assert "nel frattempo è cambiato" in out and state(where) == before, out


def test_history_of_a_field():
    with cigo_run.place() as where:
        demo(where)
        lines(where, f"/vai {NAME}", "Alfa srl", "/annulla")
        out = where.cigo("history", "demo", NAME).out.splitlines()
        assert len(out) == 3, out
        assert "«Alfa srl» → «Officine Brenta S.r.l.», annullamento." in out[0]
        assert "«Officine Brenta S.r.l.» → «Alfa srl», scritto." in out[1]
        assert "vuoto → «Officine Brenta S.r.l.», Risposte da file." in out[2]
        values = [json.loads(line) for line in where.cigo("history", "demo", NAME, "--json").out.splitlines()]
        assert [(v["old"], v["new"], v["turn"]) for v in values] == [
            ("Alfa srl", "Officine Brenta S.r.l.", "undo"), ("Officine Brenta S.r.l.", "Alfa srl", "done"),
            (None, "Officine Brenta S.r.l.", "done")]
        assert all(v["who"] and v["machine"] and v["at"].endswith("Z") for v in values)
        assert where.cigo("history", "demo", "99").code == 2
        whole = where.cigo("history", "demo").out
        assert "2.3 Denominazione dell'azienda: " in whole and whole.count("\n") > 80


def test_history_of_rows_and_imports():
    with cigo_run.place() as where:
        demo(where)
        surname = "5.8/2/cognome"
        lines(where, "/vai 5.8", "/cella 2 cognome Verdi")
        table = where.file("t.csv", "Codice fiscale,Cognome\nNRDGLI90R61G224P,Neri\n" +
                           "".join(f"X{i},Y{i}\n" for i in range(300)))
        run = where.cigo("import", "demo", "5.8", table, "--update", "--map", "Codice fiscale=codice_fiscale,Cognome=cognome")
        assert run.code in (0, 1), run.err
        lines(where, "/vai 5.8", "/cella 2 cognome Bruni")
        out = where.cigo("history", "demo", surname).out
        steps = [line.split("): ", 1)[1] for line in out.splitlines()]
        assert steps[0].startswith("«Neri» → «Bruni», scritto"), steps
        assert steps[1].startswith("«Verdi» → «Neri», Righe da file"), steps  # what an import wrote is known too
        assert steps[2].startswith("«Nardi» → «Verdi», scritto"), steps
        assert steps[3].startswith("1 riga aggiunta, "), steps
        lines(where, "/vai 5.8", "/togli 2")
        out = lines(where, "/storia 5.8", "/riprendi 1", "/storia 5.8", "/annulla")
        assert "riga tolta: NRDGLI90R61G224P, Bruni, Giulia" in out and "Ripreso." in out, out
        assert "Storia di 5.8" in out and "300 righe aggiunte, Righe da file" in out, out


def test_take_back():
    with cigo_run.place() as where:
        first = demo(where)
        lines(where, f"/vai {NAME}", "Alfa srl")
        changed = state(where)
        assert "Ripreso" in lines(where, f"/storia {NAME}", "/riprendi 1") and state(where) == first
        lines(where, "/annulla")
        assert state(where) == changed
        out = lines(where, f"/storia {NAME}", "/riprendi 1", "/riprendi 1", "/riprendi 9", "/storia 99", "/storia ancora")
        assert "già così" in out and "Quale?" in out and "Non c'è «99»" in out and "Non ce ne sono altre" in out, out


def test_history_of_waivers_and_long_histories():
    with cigo_run.place() as where:
        demo(where)
        lines(where, "/vai 4.5", "03/11/2026", "/conferma R-PER-MONDAY visto", "/vai 4.5", "04/11/2026")
        out = where.cigo("history", "demo", "4.5").out.splitlines()
        assert "R-PER-MONDAY di nuovo aperto, conseguenza" in out[0], out
        assert out[2].endswith(": avviso R-PER-MONDAY confermato: visto."), out
        lines(where, *[line for i in range(60) for line in (f"/vai {NAME}", f"Nome {i}")])
        out = lines(where, f"/storia {NAME}", "/storia ancora")
        assert "50. " in out and "51. " in out and "61. " in out, out[-2000:]
        assert len(where.cigo("history", "demo", NAME).out.splitlines()) == 61


def test_rows_by_number():
    with cigo_run.place() as where:
        demo(where)
        for words, said in (("5.8/2", "5.8/2 Codice fiscale>"), ("riga 3", "5.8/3 Codice fiscale>"),
                            ("#4", "5.8/4 Codice fiscale>"), ("riga 99", "La riga 99 non c'è")):
            out = lines(where, "/vai 5.8", f"/vai {words}")
            assert said in out, (words, out[-600:])
        assert "Non c'è «riga 3»" in lines(where, "/vai 4.3", "/vai riga 3")  # no table here


def test_whose_row():
    """Of the whole case and of a group each cell says its row, also when it is gone."""
    with cigo_run.place() as where:
        demo(where)
        lines(where, "/vai 5.8", "/cella 1 cognome Russo",
              "/cella 2 cognome Gialli", "/togli 2", "si")
        for words, said in (((), "5.8 Lavoratori in CIGO, riga 1 (Russo Paolo), Cognome: "),
                            ((), "5.8 Lavoratori in CIGO, una riga che non c'è più, Cognome: "),
                            (("5.8",), "riga 1, Cognome, «Schiavon» → «Russo»"),
                            (("5.8",), "una riga che non c'è più, Cognome, ")):
            out = where.cigo("history", "demo", *words).out
            assert said in out, (said, out[:1500])


def test_find():
    with cigo_run.place() as where:
        demo(where)
        for words, found in {
            "4.3": "4.3 Causale. /vai 4.3.",
            "PERCHE L'EVENTO": "8.5 Perché l'evento è transitorio",
            "schiavòn": "5.8 Lavoratori in CIGO, riga 1 (Schiavon Paolo), Cognome: «Schiavon». /vai 5.8/1.",
            "schiavon paolo": "5.8 Lavoratori in CIGO, riga 1 (Schiavon Paolo), Cognome: «Schiavon». /vai 5.8/1.",
            "paolo avvocato schiavon": "Niente con «paolo avvocato schiavon».",
            "officine brenta": "2.3 Denominazione dell'azienda: «Officine Brenta S.r.l.». /vai 2.3.",
            "sede legale": "3.3 Tipo di unità: «Sede legale». /vai 3.3.",  # a choice by its label
            "r-per-monday": "R-PER-MONDAY (ora non scatta): 4.5 ",
            "committente del cantiere": "3.12 Committente del cantiere (ora non serve, per Tipo di unità: Sede legale). "
                                        "/vai 3.3 porta alla risposta che lo decide.",
            "zzzq": "Niente con «zzzq».",
        }.items():
            out = lines(where, f"/cerca {words}")
            assert found in out, (words, out[-1500:])
        out = lines(where, "/vai 4.5", "03/11/2026", "/cerca lunedì")
        assert "R-PER-MONDAY, " in out and "non scatta" not in out, out


def test_find_in_many_rows():
    with cigo_run.place() as where:
        demo(where)
        table = where.file("t.csv", "Cognome\n" + "".join(f"Trovato{i}\n" for i in range(500)))
        where.cigo("import", "demo", "5.8", table, "--append", "--map", "Cognome=cognome")
        out = lines(where, "/cerca TROVATO")
        assert "500 risultati" in out and "primi 200" in out and out.count("«Trovato") == 200, out[-500:]


def test_what_one_action_changed_is_told_whole():
    with cigo_run.place() as where:
        demo(where)
        table = where.file("t.csv", "Cognome\n" + "".join(f"Uno{i}\n" for i in range(130)))
        where.cigo("import", "demo", "5.8", table, "--append", "--map", "Cognome=cognome")
        lines(where, "/vai 5.8/6/ore_richieste", "8", "/riempi ore_richieste 6-135")
        told = where.cigo("history", "demo", "5.8").out
        assert told.count("vuoto → «8»") == 130, told[-800:]
        out = lines(where, "/storia 5.8", "/storia ancora", "/storia ancora")
        assert said(out, "→ «8»")[0].startswith("1. ") and said(out, "→ «8»")[-1].startswith("130. "), out[-800:]
        assert "mai stato scritto" not in out, out[-800:]


def test_a_copy_had_it_before():
    with cigo_run.place() as where:
        demo(where)
        where.cigo("copy", "demo", "copia")
        out = lines(where, "/storia 2.3", "/storia 5.8", "/storia 3.12", case="copia")
        assert out.count("C'era già quando la domanda è stata copiata") == 2 and out.count("mai stato scritto") == 1, out
        out = lines(where, "/vai 2.3", "Alfa srl", "/storia 2.3", case="copia")
        assert "«Officine Brenta S.r.l.» → «Alfa srl», scritto" in out and "C'era già" not in out, out


def test_actions_are_called_in_the_readers_language():
    with cigo_run.place() as where:
        demo(where)
        for typed in (("/go 2.15", "33"), ("/go 5.8/3/ore_richieste", "8", "/fill ore_richieste 3-5"), ("/go 5.8", "/remove 2-3")):
            where.cigo("open", "demo", "--lines", "--lang", "de", stdin="\n".join([*typed, "/quit"]) + "\n")
        out = where.cigo("history", "demo", "2.15").out
        assert "«33», scritto." in out, out
        out = lines(where, "/annulla", "/annulla")
        assert "Lavoratori in CIGO, 2 righe: 2 righe rimesse" in out, out
        assert "Ore di CIGO nel periodo, 3 righe: 2 risposte cambiate" in out, out
        out = where.cigo("open", "demo", "--lines", "--lang", "de", stdin="/redo\n/quit\n").out
        where.cigo("new", "--from", "demo", "--name", "b", "--lines", "--lang", "de", stdin="/quit\n")
        assert "copia da «demo»" in where.cigo("history", "b", "2.3").out
        assert "copied from «demo»" in where.cigo("history", "b", "2.3", "--lang", "en").out
        assert "CIGO-Stunden im Zeitraum" in out and "Ore di CIGO" not in out, out


def test_outline():
    with cigo_run.place() as where:
        demo(where)
        out = lines(where, "/traccia 8.2", "/traccia 2.3")
        assert "il calo degli ordini" in out and "(INPS circ. 139/2016" in out and "Una traccia c'è per" in out, out
        out = lines(where, "/vai 4.3", "meteo", "/traccia 8.2")
        assert "il calo degli ordini" not in out and "per tutte le causali" in out, out


TESTS = [test for name, test in sorted(globals().items()) if name.startswith("test_")]

if __name__ == "__main__":
    sys.exit(cigo_run.main(TESTS))
