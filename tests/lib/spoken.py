"""The rules of plain lines (terminal.md, section 6), asserted on what cigo said: append only and no escape byte, one
fact a line that ends a sentence, severity first, a change said once, prompts that one knows as such."""

import re

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
QUOTED = ("Il testo di adesso", "The text as it is now", "Der Text, wie er jetzt ist", "Da copiare", "To copy",
          "Zu kopieren", "Zum Kopieren", "Già copiato", "Already copied", "Schon kopiert",
          "L'ultima volta un testo è rimasto a metà", "Last time a text was left half",
          "Letztes Mal blieb ein Text halb geschrieben")
UNQUOTED = ("Quello nuovo prende", "The new one takes", "Der neue tritt")
LONGEST = 8000
PROMPT = re.compile(r"(?:cigo|rivedi|review|durchsehen|portale|portal|Portal|sì o no|yes or no|ja oder nein \(sì o no\)|\d+\.\d+(?:/\d+ .+)?)> |\. |.+[:?] ")
SEVERITY = re.compile(r"\b(?:ERRORE|AVVISO|NOTA|ERROR|WARNING|NOTE|FEHLER|WARNUNG|HINWEIS) ([A-Z]+-[A-Z0-9_-]+)")
CHANGE = re.compile(r"(?:Cambia|Changes|Ändert sich): (.+), (?:ora|now|jetzt) (.+?)(?: \((?:prima|before|vorher) (.+)\))?\.")
WHERE = ("Dove: ", "Where: ", "Wo: ")
SOLVED = re.compile(r"(?:Risolto|Non più valutabile, manca un dato|Solved|Can no longer be judged, a datum is missing|Gelöst|"
                    r"Nicht mehr zu beurteilen, eine Angabe fehlt): (\S+?)\.")
NEWS = ("Cambia: ", "Changes: ", "Ändert sich: ", "Risolto: ", "Non più valutabile, ", "Solved: ", "Can no longer be judged, ",
        "Gelöst: ", "Nicht mehr zu beurteilen, ",
        "Da compilare anche: ",
        "Also to be filled in: ", "Auch auszufüllen: ", "Non serve più: ", "No longer needed: ", "Nicht mehr nötig: ")
ON_REQUEST = ("/effetti", "/effects", "/rivedi", "/review", "/problemi", "/problems", "/righe", "/rows", "/perche",
              "/why", "/controlla", "/check", "/prossimo", "/next", "/precedente", "/previous", "/ripeti", "/repeat",
              "/spiega", "/explain", "/storia", "/history")


def is_prompt(line):
    return line.endswith(" ") and line.strip() != ""


def check_bytes(out):
    found = CONTROL.search(out)
    assert not found, f"a control character, U+{ord(found.group()):04X}"


def check_lines(out):
    """True of any output: no control character, every line ends a sentence or is a prompt."""
    check_bytes(out)
    quoting = False
    for line in out.split("\n"):
        if quoting:  # a person's own text, until cigo speaks again
            quoting = not is_prompt(line) and not line.startswith(UNQUOTED)
        elif line and not is_prompt(line):
            assert "\t" not in line, f"a tabulation: {line}"
            assert line[-1] in ".?!", f"a line that does not end a sentence: {line}"
            quoting = line.startswith(QUOTED)
        assert len(line) < LONGEST, f"a line of {len(line)} characters"


def turns(out, typed):
    """[(what was typed, the lines that cigo then said)]; first what it says by itself."""
    found, left = [("", [])], list(typed)
    for line in out.split("\n"):
        if is_prompt(line) and left:
            assert PROMPT.fullmatch(line), f"not a prompt that one knows: {line!r}"
            found.append((left.pop(0), []))
        elif line:
            found[-1][1].append(line)
    return found


def severity_first(line):
    found = SEVERITY.search(line)
    first = not found or re.fullmatch(r"(?:\d+\. )?", line[:found.start()])  # after the number, in a list to choose from
    assert first, f"severity is not the first word: {line}"
    assert len(SEVERITY.findall(line)) < 2, f"two alerts in one line: {line}"


def changed(line):
    found = CHANGE.fullmatch(line)
    assert not found or found[2] != found[3], f"a value that did not change: {line}"


def full_alerts(lines):
    """(id, place) of the alerts said in full."""
    pairs = zip(lines, lines[1:])
    return [(m[1], after) for line, after in pairs if (m := SEVERITY.match(line)) and after.startswith(WHERE)]


def check(out, typed):
    """All the rules, on a transcript whose input one has."""
    check_lines(out)
    before = set()
    for text, lines in turns(out, typed):
        for line in lines:
            severity_first(line)
            changed(line)
        news = [line for line in lines if line.startswith(NEWS)]
        alerts = full_alerts(lines)
        if text.split(" ")[0] in ON_REQUEST:
            continue
        assert len(news) == len(set(news)), f"said twice after {text!r}: {news}"
        assert len(alerts) == len(set(alerts)), f"an alert said twice after {text!r}: {alerts}"
        again = {a for a in set(alerts) & before if not a[0].startswith("FMT-")}
        assert not again, f"said again after {text!r}, although nothing changed: {again}"
        gone = {m[1] for line in lines if (m := SOLVED.match(line))}
        before = {a for a in before | set(alerts) if a[0] not in gone}
