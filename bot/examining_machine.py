"""What doctor examines on the machine: disk, rights, encryption."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.findings import Finding, bad, ok, warn
from bot.health import LEAST_DISK_BYTES
from storage.sqlite_file import BESIDE

LITTLE_DISK_BYTES = 1_000_000_000
SYSFS = Path("/sys/dev/block")
FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def examine_disk(folder: Path) -> Finding:
    """Look how much room there is where the database lies."""
    free = shutil.disk_usage(folder).free
    if free < LEAST_DISK_BYTES:
        return bad("doctor.disk_full", megabytes=free // 1_000_000, folder=folder)
    if free < LITTLE_DISK_BYTES:
        return warn("doctor.disk_low", megabytes=free // 1_000_000, folder=folder)
    return ok("doctor.disk", gigabytes=free // 1_000_000_000)


def examine_rights(database: Path) -> Iterator[Finding]:
    """Look who may write and who may read the database and the settings."""
    yield from _examine_writing(database)
    yield from _examine_reading(database)


def _examine_writing(database: Path) -> Iterator[Finding]:
    folder = database.parent
    if not os.access(folder, os.W_OK | os.X_OK):
        yield bad("doctor.folder_not_writable", folder=folder)
    if database.exists() and not os.access(database, os.R_OK | os.W_OK):
        yield bad("doctor.file_not_writable", file=database)


def _examine_reading(database: Path) -> Iterator[Finding]:
    files = [Path(f"{database}{ending}") for ending in ("", *BESIDE)]
    private_folder = not database.parent.stat().st_mode & FOR_OTHERS
    open_files = [one for one in (*files, Path(".env")) if _others_read(one)]
    for file in open_files:
        if file.name == ".env" or not private_folder:
            yield warn("doctor.others_read", file=file)
    if not open_files or private_folder:
        yield ok("doctor.rights")


def examine_encryption(folder: Path, sysfs: Path = SYSFS) -> Finding:
    """Look whether the disk is encrypted, as far as the system tells."""
    device = folder.stat().st_dev
    block = sysfs / f"{os.major(device)}:{os.minor(device)}"
    if _encrypted(block):
        return ok("doctor.encrypted")
    return warn("doctor.encryption_unknown", folder=folder)


def examine_leftovers(database: Path) -> Iterator[Finding]:
    """Look for old files that a restore kept aside: they hold what people had erased."""
    for file in sorted(database.parent.glob(f"{database.name}.before-*")):
        if not file.name.endswith(BESIDE):
            yield warn("doctor.kept_aside", file=file)


def _others_read(file: Path) -> bool:
    return file.exists() and bool(file.stat().st_mode & FOR_OTHERS)


def _encrypted(block: Path) -> bool:
    """Tell whether a block device is a dm-crypt volume, or lies on one."""
    name = block / "dm" / "uuid"
    if name.exists() and name.read_text().startswith("CRYPT-"):
        return True
    return any(_encrypted(below) for below in sorted((block / "slaves").glob("*")))
