"""What a row of an import costs, by how many there are (flat.c). All sizes in turn, few rows more often than many, so
that what else the machine does falls on all. Two figures, because an import has costs that no row causes:

* the mean of a row: the import of n rows without what the import of one row takes too. The archive that grows (the
  disk writes down its new length, and the journal's end is longer) is in it, and weighs most where rows are few;
* a row more: from each size to the next one, which has no such cost in it."""

import shutil
import subprocess

from workers import write_workers

ROUNDS = 12
IN_A_ROUND = 10  # imports of a thousand rows
CLOCKS = ("CPU", "clock")
SHARES = (("median", .5), ("best quarter", .25))  # the quarter of the runs that was disturbed least


def times_in_round(rows):
    return IN_A_ROUND if rows <= 1000 else 4 if rows <= 10000 else 1


def run_all(program, form, model, folder, sizes):
    """{rows: ([microseconds of CPU], [of the clock])}"""
    tables = {rows: folder / f"flat-{rows}.csv" for rows in sizes}
    for rows, table in tables.items():
        write_workers(table, rows)
    found = {rows: ([], []) for rows in sizes}
    for turn in range(ROUNDS * IN_A_ROUND):
        for rows, table in tables.items():
            if turn % IN_A_ROUND >= times_in_round(rows):
                continue
            archive = shutil.copy(model, folder / "flat.db")
            run = subprocess.run([program, form, archive, table], check=True, stdout=subprocess.PIPE)
            for times, word in zip(found[rows], run.stdout.split()):
                times.append(float(word))
    return found


def at_share(times, share):
    return sorted(times)[int(len(times) * share)]


def spread(costs):
    return f"the dearest {max(costs) / min(costs):.2f} times the cheapest"


def mean_of_a_row(times, sizes):
    costs = [(times[rows] - times[1]) / (rows - 1) for rows in sizes]
    each = ", ".join(f"{cost:.2f} us of {rows}" for rows, cost in zip(sizes, costs))
    return f"the mean of a row {each}: {spread(costs)}"


def a_row_more(times, sizes):
    steps = list(zip(sizes, sizes[1:]))
    costs = [(times[many] - times[few]) / (many - few) for few, many in steps]
    each = ", ".join(f"{cost:.2f} us from {few} to {many}" for (few, many), cost in zip(steps, costs))
    return f"a row more {each}: {spread(costs)}"


def flatness(program, form, model, folder, sizes):
    found = run_all(program, form, model, folder, [1, *sizes])
    print(f"inside, of {ROUNDS} rounds; one row takes " + ", ".join(
        f"{at_share(times, .5) / 1000:.1f} ms {clock}" for times, clock in zip(found[1], CLOCKS)))
    for which, clock in enumerate(CLOCKS):
        for name, share in SHARES:
            times = {rows: at_share(both[which], share) for rows, both in found.items()}
            print(f"  {clock:5} {name:12}: {mean_of_a_row(times, sizes)}")
            print(f"  {clock:5} {name:12}: {a_row_more(times, sizes)}")
