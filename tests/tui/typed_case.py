"""Types the answers of forms/cigo/demo.yaml as a person would: reads where the focus is, types what belongs
there, goes on with Enter and the arrows. Codes, kinds and lists come from the form's own files."""

import importlib.util

import tmux

FORM = tmux.SOURCE / "forms/cigo"


def possible():
    return importlib.util.find_spec("yaml") is not None


def load(path):
    import yaml

    class Plain(yaml.SafeLoader):  # every scalar as it is written
        pass

    Plain.yaml_implicit_resolvers = {}
    return yaml.load(path.read_text(encoding="utf-8"), Loader=Plain)


class Form:
    def __init__(self):
        self.choices, self.fields, self.groups = {}, {}, {}
        for path in [FORM / "form.yaml", *sorted((FORM / "sections").glob("*.yaml"))]:
            top = load(path)
            self.choices.update(top.get("choices") or {})
            for section in (top.get("sections") or {}).values():
                for name, field in (section.get("fields") or {}).items():
                    self.fields[field["code"]] = dict(field, id=name)
            for name, group in (top.get("groups") or {}).items():
                if "code" in group:  # elsewhere only what is computed of its rows
                    self.groups[group["code"]] = dict(group, id=name)

    def numbers(self, field, value):
        """The numbers, in its list, of what is to be chosen."""
        ids = list(self.choices[field["choices"]])
        values = value if isinstance(value, list) else [value]
        return [str(ids.index(one) + 1) for one in values]


class Typist:
    def __init__(self, terminal):
        self.terminal = terminal
        self.form = Form()
        self.answers = load(FORM / "demo.yaml")["answers"]

    def keys(self, *names):
        self.terminal.keys(*names)
        self.terminal.settled()

    def answer(self, field, value):
        kind = field["kind"]
        if kind == "multichoice":
            self.keys("Enter")
            for number in self.form.numbers(field, value):
                self.terminal.type(number).keys("Space")
            self.keys("Enter")
        elif kind == "choice":
            self.terminal.type(self.form.numbers(field, value)[0])
            self.keys("Enter")
        elif kind == "boolean":
            self.terminal.type(value[0])
            self.keys("Enter")
        elif kind == "longtext":
            self.keys("Enter")
            self.terminal.type(value)
            self.keys("Tab")
        else:
            self.terminal.type(value)
            self.keys("Enter")

    def row(self, group, values):
        """The form of one row, from its first field to what stands below the last."""
        labels = {name: field["label"] for name, field in group["fields"].items()}
        left = dict(values)
        for _ in range(200):
            line = self.terminal.focus().strip().lstrip("=").strip()
            if line.startswith(("Aggiungi un'altra", "Torna all'elenco")):
                assert not left, f"not asked: {left}"
                return
            name = next((n for n in left if line.startswith(labels[n][:24])), None)
            if name:
                self.answer(group["fields"][name], left.pop(name))
            else:
                self.keys("Down")
        raise AssertionError("the row does not end")

    def group(self, group, rows):
        self.keys("Enter")
        for values in rows:
            self.keys("C-a")
            self.keys("C-o")
            self.terminal.type("m")
            self.keys("Home")
            self.row(group, values)
            self.keys("Escape")
            self.terminal.wait("Ctrl-F Trova")
        self.keys("Escape")
        self.terminal.wait(">" + group["code"])
        self.keys("Down")

    def step(self):
        line = self.terminal.focus()
        code = line.split(None, 1)[0] if line.strip() else ""
        field, group = self.form.fields.get(code), self.form.groups.get(code)
        if "Avanti:" in line:
            self.keys("Enter")
        elif field and field["id"] in self.answers:
            self.answer(field, self.answers.pop(field["id"]))
        elif group and group["id"] in self.answers:
            self.group(group, self.answers.pop(group["id"]))
        else:
            self.keys("Down")
        return "Fine:" not in line


def type_all(terminal):
    typist = Typist(terminal)
    typist.keys("Enter")
    for _ in range(600):
        if not typist.step():
            break
    assert not typist.answers, f"never asked: {sorted(typist.answers)}"
