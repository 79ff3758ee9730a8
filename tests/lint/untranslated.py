"""Italian sentences in the source that do not go through gettext: whoever reads English or German would meet them in
Italian. What may stay so is listed here, with the reason."""

import re

from common import ROOT, comments_of, files, finish, problem, relative

AUTHORS = "for authors of forms, whose language is Italian"
MEMORY = "said when there is no memory left to look a translation up"
ALONE = "cigo-pdf is started by cigo and has no catalogue; its documents are Italian"
EXEMPT = {
    "src/loader/": AUTHORS, "src/validation/": AUTHORS, "src/yaml/": AUTHORS,
    "src/cli/cmd_form.c": AUTHORS, "src/cli/form_manual.c": AUTHORS, "src/cli/form_test.c": AUTHORS,
    "src/cli/form_texts.c": AUTHORS,
    "src/base/alloc.c": MEMORY, "src/base/arena.c": MEMORY, "src/base/utf8.c": MEMORY, "src/store/names.c": MEMORY,
    "src/pdf/": ALONE,
    "src/form/kinds/provincia.c": "names of provinces",
}
# kept in the journal, in one language for all who read it; a mark that documents carry; a command; a test of accents
KEPT = {"/riga %s", "àèéìòù ÀÈÉÌÒÙ €", "copia di «%s»", "da verificare",
        "memoria esaurita. Le risposte già date sono salvate: chiuda altri programmi e riapra la pratica."}
CALL = re.compile(r"\b(?:_|N_|ngettext)\(")
TEXT = re.compile(r'(?:"(?:[^"\\\n]|\\.)*"\s*)*"(?:[^"\\\n]|\\.)*"')
ITALIAN = re.compile(r"(?i)[a-z]*[èàùòì]\b|\b(il|lo|gli|che|non|una|della|dei|per|nel|nella|di|sono|alla|alle|riga|manca)\b")


def blank(text):
    return re.sub(r"[^\n]", " ", text)


def without_calls(code):
    """The code with what gettext gets blanked, up to the parenthesis that closes the call."""
    out, at = "", 0
    for call in CALL.finditer(code):
        if call.start() < at:
            continue
        depth, i = 1, call.end()
        while depth and i < len(code):
            if code[i] == '"':
                i = TEXT.match(code, i).end() - 1
            depth += {"(": 1, ")": -1}.get(code[i], 0)
            i += 1
        out += code[at : call.start()] + blank(code[call.start() : i])
        at = i
    return out + code[at:]


def main():
    for path in files(".c", under=("src",)):
        name = relative(path)
        if any(name.startswith(start) for start in EXEMPT):
            continue
        source = path.read_text(encoding="utf-8")
        comments = comments_of(source)
        code = "".join(c if m == " " or m == "\n" else " " for c, m in zip(source, comments))
        rest = without_calls(code)
        for found in TEXT.finditer(rest):
            text = "".join(re.findall(r'"((?:[^"\\\n]|\\.)*)"', found.group()))
            if " " in text and ITALIAN.search(text) and text not in KEPT:
                problem(path, rest[: found.start()].count("\n") + 1, f"not for gettext: {text[:60]}")


assert (ROOT / "src").is_dir()
main()
finish()
