"""Disks that are really full and really read-only: a small tmpfs and an ext4 in a file, mounted where that is allowed.
Answering, importing, exporting, packing, copying and migrating on them: each says what is wrong and ends with a
failure, the archive stays whole, and with room again the same succeeds."""

import contextlib
import os
import shutil
import subprocess
import sys

import cigo_run
from scenarios import SCENARIOS, state, template

SKIP = 77
ROOMS = (0, 24 << 10, 160 << 10)  # what is left on the full disk
CHANGING = ("fill", "lines", "copy", "rename", "delete", "import", "purge", "export", "export-csv", "pack", "unpack", "backup", "migrate")
READING = ("answers", "list", "history", "check", "export-json")
READ_ONLY = "guardare le domande ma non"


def run(*command):
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@contextlib.contextmanager
def tmpfs(folder):
    yield run("mount", "-t", "tmpfs", "-o", f"size={4 << 20},mode=700", "cigo-test", folder)


@contextlib.contextmanager
def ext4(folder):
    image = folder.parent / "disk.img"
    image.write_bytes(b"")
    os.truncate(image, 8 << 20)
    yield run("mkfs.ext4", "-q", "-F", "-m", "0", image) and run("mount", "-o", "loop", image, folder)


@contextlib.contextmanager
def disk(kind):
    """A place on a disk of its own, with the scenarios' archive; None where none can be mounted."""
    with cigo_run.place() as outside:
        folder = outside.folder / "disk"
        folder.mkdir()
        with kind(folder) as mounted:
            try:
                if not mounted:
                    yield None
                    return
                where = cigo_run.Place.__new__(cigo_run.Place)
                where.folder, where.data = folder, folder / "share/cigo/cigo.db"
                where.env = outside.env | {"XDG_DATA_HOME": str(folder / "share")}
                yield template(where, outside.folder / "forms")
            finally:
                if mounted:
                    subprocess.run(["umount", "-l", folder], check=True)


def fill(where, leave=0):
    """Takes all room but `leave` bytes."""
    free = os.statvfs(where.folder)
    with open(where.folder / "ballast", "wb", buffering=0) as file, contextlib.suppress(OSError):
        file.write(bytes(max(free.f_bavail * free.f_frsize - leave, 0)))
        while leave == 0:
            file.write(bytes(512))


def archives(where):
    return {name: state(where.folder / name) for name in ("share/cigo/cigo.db", "first.db", "other.db")}


class Disk:
    """What the scenarios do on it; `kept`: the same folder elsewhere, to begin again from."""

    def __init__(self, where, kept):
        self.where, self.kept = where, kept

    def begin(self):
        for path in self.where.folder.iterdir():
            if path.name != "lost+found":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(self.kept, self.where.folder, dirs_exist_ok=True)

    def play(self, scenario):
        return self.where.cigo(*scenario.args, stdin=scenario.input())

    def full(self, scenario):
        """With ever more room, until it is enough: before or after, never half, and said."""
        self.begin()
        before = archives(self.where)
        clean = self.play(scenario)
        assert clean.code in (0, 1, 3), (scenario.name, clean.code, clean.err)
        after = archives(self.where)
        failures = 0
        for room in ROOMS:
            self.begin()
            fill(self.where, room)
            done = self.play(scenario)
            (self.where.folder / "ballast").unlink()
            now = archives(self.where)
            what = scenario.name, room, done.code, done.out[-300:], done.err
            if done.code == clean.code:
                assert now == after or READ_ONLY in done.out, what
                continue
            failures += 1
            assert done.code in (2, 4, 130) and (done.err.strip() or "ON SALVATO" in done.out.upper()), what
            assert "non risponde" not in done.err, what  # it is full
            # what is made new may have been begun
            assert scenario.typed or scenario.name in ("fill", "unpack") or now in (before, after), what
            left = [p.name for p in self.where.folder.rglob("*.tmp")]
            assert not left, (what, left)
            if now == before:
                again = self.play(scenario)  # with room again
                assert again.code == clean.code and archives(self.where) == after, (what, again.code, again.err)
        return failures

    def read_only(self, scenario):
        """What reads works, what changes says that it cannot."""
        done = self.play(scenario)
        what = scenario.name, done.code, done.out[-300:], done.err
        if scenario.name in READING:
            assert done.code in (0, 1, 3), what
        elif scenario.typed:
            assert done.code == 4 or READ_ONLY in done.out, what
        else:
            assert done.code in (2, 4) and done.err.strip(), what
        said = done.err.splitlines()
        assert len(said) == len(set(said)), what  # and says it once


def test(name, kind):
    with disk(kind) as where, cigo_run.place() as outside:
        if not where:
            print(f"skipped: {name}: nothing of the kind can be mounted here")
            return False
        kept = outside.folder / "kept"
        shutil.copytree(where.folder, kept, ignore=shutil.ignore_patterns("lost+found"))
        one = Disk(where, kept)
        for scenario in SCENARIOS:
            if scenario.name in CHANGING:
                print(f"{name}, full: {scenario.name}: {one.full(scenario)} of {len(ROOMS)} fail", flush=True)
        one.begin()
        subprocess.run(["mount", "-o", "remount,ro", where.folder], check=True)
        for scenario in SCENARIOS:
            if scenario.name in CHANGING + READING:
                one.read_only(scenario)
        print(f"{name}, read-only: as it must be", flush=True)
        return True


def main():
    kinds = {"tmpfs": tmpfs, "ext4": ext4}
    tested = [test(name, kinds[name]) for name in sys.argv[1:] or kinds]
    return 0 if any(tested) else SKIP


if __name__ == "__main__":
    sys.exit(main())
