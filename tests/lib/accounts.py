"""Several Unix accounts for a test: as root, numbers that nobody else has; otherwise only one's own."""

import grp
import os
import shutil
import subprocess

import cigo_run

UIDS = (64101, 64102, 64103, 64104)
STRANGER = 64199


def group():
    """A group that is there: (name, number). One's own, or as root one without members."""
    for name in ("users", "nogroup", "daemon"):
        if os.geteuid() == 0:
            try:
                return name, grp.getgrnam(name).gr_gid
            except KeyError:
                continue
    return grp.getgrgid(os.getegid()).gr_name, os.getegid()


def prefix(uid, groups=()):
    """The words that start a program as this account."""
    if uid is None:
        return []
    more = ["--groups", ",".join(str(g) for g in groups)] if groups else ["--clear-groups"]
    return ["setpriv", "--reuid", str(uid), "--regid", str(uid), *more, "--inh-caps=-all", "--bounding-set=-all"]


def several():
    """Can other accounts be used here, and reach the program?"""
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        return False
    run = subprocess.run([*prefix(UIDS[0]), str(cigo_run.PROGRAM), "--help"], capture_output=True, check=False)
    return run.returncode == 0


def homes(where, uids):
    """A home for each, in a folder that all may pass through."""
    os.chmod(where.folder, 0o711)
    for uid in uids:
        home = where.folder / f"home{uid}"
        home.mkdir(mode=0o700)
        os.chown(home, uid, uid)


def environment(where, uid, data):
    env = {k: v for k, v in where.env.items() if not k.startswith("XDG_")}
    home = where.folder / ("home" if uid is None else f"home{uid}")
    return env | {"HOME": str(home), "CIGO_DATA": str(data)}
