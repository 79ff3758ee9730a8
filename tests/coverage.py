#!/usr/bin/env python3
"""What the tests have run, by layer: lines, and branches (each way out of each condition).

coverage.py SOURCE BUILD [--missing LAYER]: a table; with --missing the lines of that layer that no test ran, and
those of whose branches one was never taken. BUILD was set up with -Db_coverage=true, and its tests have run.

Left out, by rule: branches that the compiler makes on lines without code of ours (gcovr
--exclude-unreachable-branches) and those of assert(), whose other way is the end of the program."""

import json
import re
import subprocess
import sys

# Where the tests stand watch: of lines and of branches at least so many percent.
FLOORS = {layer: (95, 85) for layer in ('validation', 'form', 'loader', 'session', 'store')}
WHOLE = (90, 0)


def measure(source, build):
    """gcovr's own JSON, a dict for each file of src."""
    command = ['gcovr', '--root', source, '--filter', 'src/', '--exclude-unreachable-branches',
               '--exclude-lines-by-pattern', r'\s*assert\(', '--json', '-', build]
    out = subprocess.run(command, cwd=source, check=True, stdout=subprocess.PIPE).stdout
    return {f['file']: f['lines'] for f in json.loads(out)['files']}


class Count:
    def __init__(self):
        self.n = [0, 0, 0, 0]  # lines run, lines, branches taken, branches

    def add(self, lines):
        for line in lines:
            if line.get('gcovr/noncode'):
                continue
            branches = line['branches']
            run = line['count'] > 0
            for i, more in enumerate((run, 1, sum(b['count'] > 0 for b in branches), len(branches))):
                self.n[i] += more

    def percent(self):
        run, lines, taken, branches = self.n
        return 100 * run / max(lines, 1), 100 * taken / max(branches, 1)


def table(files):
    """Prints it; False where a floor is not reached."""
    layers, whole, good = {}, Count(), True
    for name, lines in sorted(files.items()):
        layers.setdefault(name.split('/')[1], Count()).add(lines)
        whole.add(lines)
    print(f"{'layer':<12}{'lines':>8}{'run':>8}{'%':>7}{'branches':>10}{'taken':>8}{'%':>7}")
    for layer, count in [*layers.items(), ('whole', whole)]:
        run, lines, taken, branches = count.n
        of_lines, of_branches = count.percent()
        floor = FLOORS.get(layer, WHOLE if layer == 'whole' else (0, 0))
        low = of_lines < floor[0] or of_branches < floor[1]
        good = good and not low
        print(f'{layer:<12}{lines:>8}{run:>8}{of_lines:>7.1f}{branches:>10}{taken:>8}{of_branches:>7.1f}'
              + (f'  below {floor[0]} and {floor[1]}' if low else ''))
    return good


def missing(files, source, layer):
    for name, lines in sorted(files.items()):
        if not name.startswith(f'src/{layer}/'):
            continue
        with open(f'{source}/{name}', encoding='utf-8') as file:
            text = file.read().split('\n')
        for line in lines:
            branches = line['branches']
            untaken = sum(b['count'] == 0 for b in branches)
            if line.get('gcovr/noncode') or (line['count'] > 0 and untaken == 0):
                continue
            what = 'not run' if line['count'] == 0 else f'{untaken}/{len(branches)}'
            shown = re.sub(r'\s+', ' ', text[line['line_number'] - 1])
            print(f"{name}:{line['line_number']}: {what}: {shown}")


def main():
    source, build = sys.argv[1:3]
    files = measure(source, build)
    if len(sys.argv) > 4 and sys.argv[3] == '--missing':
        missing(files, source, sys.argv[4])
        return 0
    return 0 if table(files) else 1


if __name__ == '__main__':
    sys.exit(main())
