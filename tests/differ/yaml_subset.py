"""The strict YAML subset against python3-yaml, and JSON against Python's json: what both read is the same tree, text by
text; what cigo refuses has something in it that the subset leaves out; and it takes nothing that is no YAML.

    yaml_subset.py TELL-PROGRAM [HOW MANY] [SEED]
"""

import json
import random
import re
import sys

from common import Tally, missing, told

try:
    import yaml
except ImportError:
    sys.exit(missing("yaml", "python3-yaml"))

WORDS = ["Rossi", "sì", "no", "null", "~", "", "12", "1.234,56", "0x1F", "2026-11-23", "a: b", "- x", "# n", "'", '"', "è una prova",
         "due\nrighe", "due\n\nrighe\n", " spazio", "spazio ", "{a}", "[b]", "&c", "*d", "!e", "@f", "`g", "%h", "|", ">", "?", "? x",
         ":", "a:", "日本", "riga lunga " * 12, "\ttab", "x\ty", "\\n", "\u00a0", "\U0001f600", "---", "...", "<<", "="]
KEYS = ["form", "answers", "a", "b_2", "codice fiscale", "1", "sì", "x-y", "è", "chiave lunga " * 3]
NEST = "[]{}:,#&*!|>'\"%@`-? \n\t"


def tree(chance, depth=0):
    kind = chance.random()
    if depth > 3 or kind < 0.5:
        return chance.choice(WORDS)
    if kind < 0.75:
        return [tree(chance, depth + 1) for _ in range(chance.randint(0, 4))]
    return {key: tree(chance, depth + 1) for key in chance.sample(KEYS, chance.randint(0, 4))}


def written(chance):
    """A text of it in some way of writing, half of the time spoilt."""
    value = {key: tree(chance) for key in chance.sample(KEYS, chance.randint(1, 5))}
    if chance.random() < 0.25:
        text = json.dumps(value, ensure_ascii=chance.random() < 0.5, indent=chance.choice([None, 1, 4]))
    else:
        text = yaml.dump(value, allow_unicode=chance.random() < 0.8, width=chance.choice([20, 80, 1000]),
                         default_flow_style=chance.choice([False, False, None, True]), indent=chance.choice([2, 2, 3, 4]),
                         default_style=chance.choice([None, None, None, "'", '"', "|", ">"]))
    if chance.random() < 0.5:
        for _ in range(chance.randint(1, 3)):
            text = spoil(chance, text)
    return text


def spoil(chance, text):
    at = chance.randrange(len(text) + 1)
    lines = text.split("\n")
    line = chance.randrange(len(lines))
    return chance.choice([
        lambda: text[:at] + chance.choice(NEST) + text[at:],
        lambda: text[:at] + text[at + 1:],
        lambda: "\n".join(lines[:line] + [" " + lines[line]] + lines[line + 1:]),
        lambda: "\n".join(lines[:line] + [lines[line] + "  # nota"] + lines[line + 1:]),
        lambda: "\n".join(lines[:line] + ["# nota", ""] + lines[line:]),
        lambda: "\n".join(lines[:line] + [lines[line]] + lines[line:]),
        lambda: text[:at] + chance.choice(["&a ", "*a", "!t ", "\n---\n", "\n...\n", "<<: ", "\r\n", "\ufeff", "\x07", "? "]) + text[at:],
    ])()


class OwnKeys(yaml.BaseLoader):
    """Two values under one key are seen, where python3-yaml takes the last."""

    doubled = False

    def construct_mapping(self, node, deep=False):
        found = {}
        for key, value in node.value:
            name = self.construct_object(key, deep=True)
            if not isinstance(name, str):
                raise yaml.YAMLError("a key that is no text")
            self.doubled |= name in found
            found[name] = self.construct_object(value, deep=True)
        return found


def by_json(text):
    """As by_python, for a text that is JSON; else None."""
    doubled = []

    def pairs(found):
        doubled.append(len(dict(found)) < len(found))
        return dict(found)

    try:
        return json.loads(text, object_pairs_hook=pairs, parse_int=str), any(doubled)
    except ValueError:
        return None


def by_python(text):
    """(tree, None), or (None, why it is none)"""
    try:
        loader = OwnKeys(text)
        try:
            value = loader.get_single_data()
            return value, loader.doubled
        finally:
            loader.dispose()
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, str(error)


def left_out(text):
    """Numbers of what the subset leaves out and this text has."""
    found = set()
    try:
        for event in yaml.parse(text):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or \
                    isinstance(event, yaml.NodeEvent) and getattr(event, "tag", None):
                found.add("D-18")
            if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and event.style is None:
                found.add("D-18")
            if isinstance(event, yaml.DocumentStartEvent) and (event.explicit or event.version or event.tags):
                found.add("D-18")
            if isinstance(event, yaml.DocumentEndEvent) and event.explicit:
                found.add("D-18")
    except yaml.YAMLError:
        pass
    return found


def why(text, ours, theirs, extra):
    if not refused(ours):
        if theirs is not None and ours == whole(theirs):
            return "D-24"
        lax = {"'\\t' that cannot start any token": "D-20", "indentation indicators, but found '#'": "D-25",
               "while parsing a flow": "D-26"}
        return next((number for said, number in lax.items() if said in str(extra)), None)
    if extra is True:
        return "D-19"
    if '"": ' in json.dumps(theirs):
        return "D-21"
    if "\\u0000" in json.dumps(theirs):
        return "D-23"
    if "\ufeff" in text:
        return "D-22"
    return next(iter(left_out(text)), None) or strict(text, ours["?"])


def strict(text, said):
    """What cigo refuses by its place in a line, and YAML or JSON would take."""
    if "tabulazione al posto del rientro" in said and re.search(r"\n +\t", text):
        return "D-31"
    if "ho trovato «:»" in said:
        return "D-29" if re.search(r'"[ \t]*\r?\n\s*:', text) else "D-30" if re.search(r"\w:[\[{]", text) else None
    return None


def whole(tree):
    """Halves of a character put together."""
    return json.loads(json.dumps(tree, ensure_ascii=False).encode("utf-16", "surrogatepass").decode("utf-16"))


def refused(ours):
    return isinstance(ours, dict) and "?" in ours and not ours.keys() - {"?"} and " " in ours["?"]


def compare(tally, text, ours):
    theirs, extra = by_json(text) or by_python(text)
    if refused(ours) and isinstance(extra, str):
        tally.agree()
        return
    shown = f"{text!r}: cigo {json.dumps(ours, ensure_ascii=False)[:200]}, {str(theirs or extra)[:200]} elsewhere"
    if not refused(ours) and not isinstance(extra, str) and ours == theirs:
        tally.agree()
    else:
        tally.differ(why(text, ours, theirs, extra), shown)


def main():
    program, n = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    chance, tally = random.Random(sys.argv[3] if len(sys.argv) > 3 else "1"), Tally("yaml")
    texts = [written(chance) for _ in range(n)]
    for text, ours in zip(texts, told(program, "yaml", [text.encode("utf-8", "surrogatepass") for text in texts])):
        compare(tally, text, ours)
    return 0 if tally.say() else 1


sys.exit(main())
