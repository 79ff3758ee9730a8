"""What a row of an import costs, by how many there are (flat.c): the import of n rows without what the import of one
row takes too. All sizes in turn, few rows more often than many, so that what else the machine does falls on all."""

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


def flatness(program, form, model, folder, sizes):
    found = run_all(program, form, model, folder, [1, *sizes])
    print(f"inside, of {ROUNDS} rounds; one row takes " + ", ".join(
        f"{at_share(times, .5) / 1000:.1f} ms {clock}" for times, clock in zip(found[1], CLOCKS)))
    for which, clock in enumerate(CLOCKS):
        for name, share in SHARES:
            costs = [(at_share(found[rows][which], share) - at_share(found[1][which], share)) / (rows - 1)
                     for rows in sizes]
            each = ", ".join(f"{cost:.2f} us at {rows}" for rows, cost in zip(sizes, costs))
            print(f"  {clock:5} {name:12}: a row costs {each}: the dearest {max(costs) / min(costs):.2f} times the cheapest")
