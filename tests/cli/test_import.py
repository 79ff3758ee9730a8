"""Tables into a case: what is understood, what is asked, what stays marked; and files that mean harm."""

import json
import os
import resource
import signal
import subprocess
import sys
import time

import cigo_run
from cigo_run import place

SANITIZED = b"__asan_init" in cigo_run.PROGRAM.read_bytes()
ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]


def code_of(n):
    """An invented codice fiscale with the right check letter, another for each n < 10,000."""
    start = f"RSSMRA{n % 90 + 10 :02d}A{n // 90 % 28 + 1:02d}{'HFADLG'[n // 2520 % 6]}50{n // 15120}"
    value = [ord(c) - 65 if c.isalpha() else int(c) for c in start]
    total = sum(ODD[v] if i % 2 == 0 else v for i, v in enumerate(value))
    return start + chr(65 + total % 26)


def case(where, name="A"):
    assert where.cigo("new", "--name", name, "--lines").code == 130
    return name


def rows(where, name="A"):
    """The workers of a case as its answers file has them."""
    return json.loads(where.cigo("export", name, "--format", "json").out)["answers"].get("lavoratori", [])


def load(where, text, *options, name="A", code=0):
    where.file("in.csv", text)
    run = where.cigo("import", name, "lavoratori", "in.csv", *options)
    assert run.code == code, (run.code, run.out, run.err)
    return run


def test_one_table():
    with place() as where:
        case(where)
        run = load(where, "Elenco;;\r\n\r\nCodice Fiscale;Cognome;Ore CIGO;Reparto\r\n"
                          f"{code_of(1)};Rossi;37,5;A\r\n{code_of(2)};Bianchi;1.040;B\r\n{code_of(3)};Neri;quaranta;C\r\n",
                   code=1)
        for said in ("Separatore: punto e virgola; codifica: UTF-8; fine riga: CRLF.", "nella riga 3", "con la virgola",
                     "Colonna 3, «Ore CIGO»: Ore di CIGO nel periodo (ore_richieste).",
                     "Colonna 4, «Reparto»: resta fuori.", "Nel file 3 righe: 3 aggiunte.", "1 cella da correggere",
                     "riga 6, Ore CIGO: «quaranta».", "errori aperti"):
            assert said in run.out, (said, run.out)
        assert [r["ore_richieste"] for r in rows(where)] == ["37,5", "1040", "quaranta"]


def test_modes():
    with place() as where:
        case(where)
        one, two, three = (code_of(n) for n in (1, 2, 3))
        load(where, f"cf;cognome;ore_richieste\n{one};Rossi;8\n{two};Bianchi;16\n")
        again = f"Fiscal code,Surname,Hours\n{one.lower()},Rossi,8.00\n{two},Verdi,\n{three},Neri,24\n"
        run = load(where, again, code=2)
        assert "--append" in run.err and "--update" in run.err and "--replace" in run.err
        assert len(rows(where)) == 2
        run = load(where, again, "--update")
        assert "1 aggiunta, 1 aggiornata, 1 già uguale" in run.out, run.out
        assert [(r["cognome"], r["ore_richieste"]) for r in rows(where)] == [
            ("Rossi", "8"), ("Verdi", "16"), ("Neri", "24")]
        assert "3 già uguali" in load(where, again, "--update").out
        run = load(where, f"cf\n{three}\n{three}\n", "--append")
        assert "1 riga ripete" in run.out and len(rows(where)) == 5
        run = load(where, f"cf\n{three}\n", "--replace")
        assert "al posto di 5" in run.out and len(rows(where)) == 1
        assert load(where, "cf\nx\n", "--replace", "--append", code=2).out == ""


def test_names_are_proposed():
    with place() as where:
        case(where)
        text = f"Cod. fiscale;Cogmome;Ore\n{code_of(1)};Rossi;8\n"
        run = load(where, text, code=2)
        assert "«Cogmome»: forse Cognome (cognome)?" in run.out and "--map \"Cogmome=cognome\"" in run.err
        assert rows(where) == []
        run = load(where, "Cogmome;Nome, proprio;cf\na;b;x\n", code=2)
        assert '--map "Cogmome=cognome,2=nome"' in run.err, run.err
        load(where, text, "--map", "Cogmome=-")
        assert "cognome" not in rows(where)[0]
        load(where, text, "--map", "cogmome=surname, 3=ore_contratto", "--replace")
        assert rows(where)[0]["cognome"] == "Rossi" and rows(where)[0]["ore_contratto"] == "8"
        for bad in ("Cogmome=cognom", "x=cognome", "4=cognome", "0=cognome", "Cogmome", "=cf", ""):
            run = load(where, text, "--map", bad, "--replace", code=2)
            assert "--map" in run.err, run.err
        run = load(where, "Pippo;Pluto\na;b\n", "--replace", code=2)
        assert "--map 1=cf" in run.err and "cognome, nome" in run.err
        assert "Pippo" not in run.err  # a file without names would show a person there


def test_two_columns_for_one():
    """The one that stays out says which has its place."""
    with place() as where:
        case(where)
        text = f"cf,cognome,surname,Nomme\n{code_of(1)},a,b,c\n"
        run = load(where, text, "--map", "Nomme=-")
        assert "Colonna 3, «surname»: resta fuori, perché «Cognome» viene già dalla colonna 2." in run.out, run.out
        run = load(where, text, "--replace", "--map", "Nomme=cognome")
        for n, name in ((2, "cognome"), (3, "surname")):
            assert f"Colonna {n}, «{name}»: resta fuori, perché «Cognome» viene già dalla colonna 4." in run.out, run.out
        assert rows(where)[0]["cognome"] == "c"


def test_blanks_in_names():
    """A heading from a web page, with U+00A0, is found by --map as one types it."""
    with place() as where:
        case(where)
        load(where, f"Codice\u00a0fiscale,Il\u00a0cognome\n{code_of(1)},Rossi\n", "--map", "Il cognome=cognome,Codice fiscale=cf")
        assert rows(where) == [{"cf": code_of(1), "cognome": "Rossi"}]


def test_without_names():
    with place() as where:
        case(where)
        run = load(where, f"{code_of(1)},Rossi,Mario,operaio,64\n{code_of(2)},Neri,Ida,quadro,8\n")
        assert "per posizione" in run.out and [r["ore_richieste"] for r in rows(where)] == ["64", "8"]
        run = load(where, "Rossi;Mario\nNeri;Ida\n", "--replace", code=2)
        assert "prima riga" in run.err and "Rossi" not in run.err
        load(where, "Rossi;Mario\nNeri;Ida\n", "--replace", "--map", "1=cognome,2=nome")
        assert [r["nome"] for r in rows(where)] == ["Mario", "Ida"]


def test_other_language():
    """The names of the Italian form hold in every language, and so do those of the language."""
    with place() as where:
        case(where)
        text = f"Codice fiscale;Cognome;Ore di CIGO nel periodo\n{code_of(1)};Rossi;8\n"
        for lang in ("en", "de", "it"):
            load(where, text, "--replace", "--lang", lang)
            assert rows(where)[0]["ore_richieste"] == "8", lang


def test_dry_run():
    with place() as where:
        case(where)
        before = where.data.read_bytes()
        run = load(where, f"cf;ore\n{code_of(1)};x\n", "--dry-run", code=1)
        assert "1 da aggiungere" in run.out and "non è cambiato nulla" in run.out
        assert where.data.read_bytes() == before and rows(where) == []


def test_json():
    with place() as where:
        case(where)
        run = load(where, f"cf\tOre\tNoe\n{code_of(1)}\t1.5\tx\n{code_of(1)}\tuna\ty\n", "--json", "--dry-run", code=1)
        told = json.loads(run.out)
        assert told["done"] is False and told["mode"] == "append" and told["group"] == "lavoratori"
        assert told["dialect"] == {"separator": "tab", "encoding": "utf-8", "line_end": "lf", "quotes": False,
                                   "decimal": "point", "header_row": 1}
        assert told["columns"][2] == {"column": 3, "heading": "Noe", "field": None, "how": "left_out", "near": "nome"}
        assert told["rows"] == {"file": 2, "added": 2, "changed": 0, "unchanged": 0, "removed": 0, "repeated": 1,
                                "without_key": 0, "rows_without_key": [], "surplus": 0, "added_twice": [3]}
        assert told["bad"] == {"count": 1, "first": [{"row": 3, "field": "ore_richieste", "text": "una"}]}
        assert told["counts"]["missing"] > 0


def test_a_row_of_totals():
    """A row without a key is told with its number: it may be the sum of those above."""
    with place() as where:
        case(where)
        table = f"cf;Cognome;Ore CIG\n{code_of(1)};Rossi;200\n{code_of(2)};Verdi;180\n;TOTALE;380\n"
        run = load(where, table, "--json", "--dry-run")
        told = json.loads(run.out)["rows"]
        assert told["without_key"] == 1 and told["rows_without_key"] == [4], told
        run = load(where, table)
        assert "1 riga è senza «Codice fiscale», la 4, e vale come nuova: controlli che non sia un totale." in run.out
        assert len(rows(where)) == 3
        assert "è senza" not in load(where, "Cognome;Nome\nNeri;Ada\n", "--append").out  # no such column


def test_a_key_twice():
    """With --update too: the first row is the one that is there, the second comes in besides, and that is said."""
    with place() as where:
        case(where)
        assert load(where, f"cf\tCognome\n{code_of(1)}\tRossi\n").code == 0
        run = load(where, f"cf\tCognome\n{code_of(2)}\tVerdi\n{code_of(1)}\tNeri\n{code_of(1)}\tGialli\n", "--update")
        assert "2 aggiunte, 1 aggiornata" in run.out and "1 riga ripete un valore" in run.out, run.out
        assert "la riga 4 del file entra come riga in più" in run.out, run.out
        assert len(rows(where)) == 3
        run = load(where, f"cf\tCognome\n{code_of(1)}\tNeri\n{code_of(1)}\tGialli\n", "--update")
        assert "ripete un valore" in run.out and "riga in più" not in run.out, run.out


def test_decimals():
    with place() as where:
        case(where)
        for text, want in (("1.234\n2,5", ["1234", "2,5"]), ("1,234\n2.5", ["1234", "2.5"]),
                           ("1.234\n2", ["1.234", "2"]), ("1.234\n2,5\n2.5", ["1.234", "2,5", "2.5"]),
                           ("1.234,5\n1.234", ["1.234,5", "1234"]), ("1.234.567\n1.234", ["1.234.567", "1234"])):
            where.file("in.csv", "ore_richieste\n" + text + "\n")
            run = where.cigo("import", "A", "lavoratori", "in.csv", "--replace")
            assert run.code in (0, 1), run.err
            assert [r["ore_richieste"] for r in rows(where)] == want, (text, rows(where))


def test_cells_past_the_last_column():
    """12,5 without quotes in a file with commas: the half of it stays out, and the status says so."""
    with place() as where:
        case(where)
        for trial in ((), ("--replace", "--dry-run"), ("--replace", "--json")):
            run = load(where, f"cf,ore richieste\n{code_of(1)},12,5\n", *trial, code=1)
            assert ('"surplus": 1' if "--json" in trial else "celle oltre l'ultima colonna") in run.out, run.out
        load(where, f"cf,ore richieste\n{code_of(1)},12,\n", "--replace")  # nothing in it


def test_numbers_for_choices():
    """What a number was taken for is said; a column of 0 and 1 is no and yes, but only where there is nothing else."""
    with place() as where:
        case(where)
        text = "qualifica,paga oraria,Tempo indeterminato\n3,0,0\n1,1,VERO\noperaio,1,FALSO\n3,,2\n"
        run = load(where, text, code=1)
        for said in ("Colonna 1, «qualifica»: 3 celle sono numeri", ": 1 = Operaio, 3 = Quadro.",
                     "Colonna 2, «paga oraria»: ci sono soltanto 0 e 1", "1 cella da correggere",
                     "riga 2, Tempo indeterminato: «0»."):
            assert said in run.out, (said, run.out)
        assert [r.get("qualifica") for r in rows(where)] == ["3", "1", "operaio", "3"], rows(where)
        assert [r.get("paga_oraria") for r in rows(where)] == ["no", "si", "si", None], rows(where)
        told = json.loads(load(where, text, "--json", "--replace", code=1).out)["numbered"]
        assert told == [{"column": 1, "field": "qualifica", "cells": 3, "taken": [
            {"number": 1, "choice": "operaio"}, {"number": 3, "choice": "quadro"}]},
            {"column": 2, "field": "paga_oraria", "cells": 3, "taken": [
                {"number": 0, "choice": "no"}, {"number": 1, "choice": "si"}]}], told
        run = load(where, "qualifica,paga oraria\noperaio,1\n", "--replace")
        assert "numer" not in run.out and "soltanto" not in run.out, run.out


def test_round_trip():
    """Export and import give the same rows: what cannot be read, apostrophes, formulas, line ends, empty rows."""
    texts = ["=1+1", "'=1+1", "'apostrofo", "''", "-5", "'-5", "+39 1", "@x", "a;b,c\td", 'di "Bar" e "', "è €", "1.234",
             "una", "\"", ",", ";", "'", "=", " x", "Ndrangheta'"]
    with place() as where:
        lines = "".join(f"    - {{cognome: {json.dumps(t)}, ore_richieste: {json.dumps(t)}}}\n" for t in texts)
        where.file("a.yaml", "form: cigo\nanswers:\n  causale: meteo\n  lavoratori:\n    - {}\n" + lines +
                   "    - {}\n    - {cf: x}\n  giorni_meteo:\n    - {conseguenze: \"una riga\\ndue righe\\n\\ntre\", fase: x}\n")
        assert where.cigo("fill", "a.yaml", "--name", "A").code == 0
        case(where, "B")
        for group in ("lavoratori", "giorni_meteo"):
            where.cigo("export", "A", "--format", "csv", "--group", group, "-o", f"{group}.csv")
            assert where.cigo("import", "B", group, f"{group}.csv").code in (0, 1)
        one, two = (json.loads(where.cigo("export", n, "--format", "json").out)["answers"] for n in "AB")
        for group in ("lavoratori", "giorni_meteo"):
            assert one[group] == two[group], (one[group], two[group])
        run = where.cigo("import", "A", "lavoratori", "lavoratori.csv", "--update")
        assert "1 già uguale" in run.out and "già aggiornata" not in run.out, run.out


def test_standard_input_and_marks():
    with place() as where:
        case(where)
        run = where.cigo("import", "A", "5.8", "-", stdin=b"\xef\xbb\xbfcognome;nome\r\nD\xc3\xa0;\x1b[31mrosso\x07\r\n")
        assert run.code == 0 and "UTF-8 con BOM" in run.out, run.err
        assert rows(where) == [{"cognome": "Dà", "nome": "rosso"}]
        where.file("w.csv", "cognome;nome\r\nD\xe0;x\r\n".encode("cp1252"))
        assert "Windows-1252" in where.cigo("import", "A", "lavoratori", "w.csv", "--replace").out
        assert rows(where)[0]["cognome"] == "Dà"
        os.symlink("w.csv", where.folder / "link.csv")
        assert where.cigo("import", "A", "lavoratori", "link.csv", "--replace").code == 0


def bounded():
    if not SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (440 << 20, 440 << 20))  # the program that counts coverage is larger


def test_hostile_files():
    with place() as where:
        case(where)
        load(where, f"cf;cognome\n{code_of(1)};Rossi\n")
        before = where.data.read_bytes()
        os.mkfifo(where.folder / "fifo")
        (where.folder / "dir").mkdir()
        os.symlink("nowhere", where.folder / "dangling")
        for name, content in {
            "empty": b"", "nul": b"cf;cognome\nx;\0\n", "quote": b'cf;cognome\n"x;Rossi\ny;Neri\n',
            "wide": b";".join(b"c%d" % i for i in range(10000)) + b"\n", "header": b"cf;cognome\n\n",
            "long": b"cf;cognome\n" + b"x" * (2 << 20) + b";y\n", "book.xlsx": b"PK\3\4 and so on", "old.xls": b"\xd0\xcf\x11\xe0.",
            "page.xls": b"<html><table><tr><td>cf", "file.pdf": b"%PDF-1.7", "many": b"cf\n" + b"x\n" * 100001,
            "many_more": b"cf\n" + b"x\n" * 1000000, "noise": bytes(range(1, 256)) * 50,
        }.items():
            where.file(name, content)
        with open(where.folder / "huge", "wb") as huge:
            huge.truncate(1 << 30)
        said = {"fifo": "non è un file normale", "dir": "è una cartella", "dangling": "non esiste", "/dev/zero": "normale",
                "empty": "vuoto", "nul": "byte nulli", "quote": "riga 2: una virgoletta", "wide": "più di 1000 colonne",
                "header": "nessuna riga", "long": "riga 2: è più lunga", "book.xlsx": "CSV UTF-8", "old.xls": "CSV UTF-8",
                "page.xls": "HTML", "file.pdf": "PDF", "many": "al massimo 100000", "many_more": "sono troppe", "noise": "",
                "huge": "supera il massimo"}
        for name, words in said.items():
            run = where.cigo("import", "A", "lavoratori", name, "--append", preexec_fn=bounded)
            assert run.code == 2, (name, run.code, run.out, run.err)
            assert words in run.err and run.err.count("\n") == 1, (name, run.err)
        assert where.data.read_bytes() == before


def test_endless_input():
    with place() as where:
        case(where)
        script = f"head -c 200000000 /dev/zero | tr '\\0' a | '{cigo_run.PROGRAM}' import A lavoratori -"
        run = subprocess.run(["bash", "-c", script], env=where.env, cwd=where.folder, capture_output=True, check=False,
                             preexec_fn=bounded)
        assert run.returncode == 2 and b"supera il massimo" in run.stderr, run.stderr


def test_interrupted():
    """All of the rows or none of them, whenever the signal comes."""
    with place() as where:
        case(where)
        where.file("w.csv", "cf;cognome\n" + "".join(f"{code_of(n)};Rossi\n" for n in range(5000)))
        for delay in (0.02, 0.1, 0.3):
            process = subprocess.Popen(where.argv(["import", "A", "lavoratori", "w.csv", "--replace"]), env=where.env,
                                       cwd=where.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            time.sleep(delay)
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=60)
            assert process.returncode in (0, 130, -signal.SIGINT), process.returncode
            n = len(rows(where))
            assert n in (0, 5000) and (n == 5000 or process.returncode != 0), (n, process.returncode)


def test_open_elsewhere():
    with place() as where:
        case(where)
        where.file("w.csv", "cf;cognome\nx;Rossi\n")
        other = subprocess.Popen(where.argv(["open", "A", "--lines"]), env=where.env, cwd=where.folder,
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        other.stdout.read(100)
        run = where.cigo("import", "A", "lavoratori", "w.csv")
        assert run.code == 4 and "aperta da" in run.err, run.err
        assert where.cigo("import", "A", "lavoratori", "w.csv", "--dry-run").code == 1
        other.communicate(b"/esci\n", timeout=60)


if __name__ == "__main__":
    sys.exit(cigo_run.main([v for k, v in dict(globals()).items() if k.startswith("test_")]))
