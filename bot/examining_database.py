"""What doctor reads in the database's file: schema, breaches, backups, what is to be erased."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from bot.domain.times import from_text
from bot.findings import Finding, bad, ok, warn
from bot.services.tidy_up import would_tidy
from storage import backups, facts
from storage.database import AlreadyRunning, StorageError, Transaction
from storage.invariants import breaches
from storage.lock import FileLock
from storage.migrations import newest
from storage.sqlite_file import check_soundness, opened, schema_version, transact

BACKUP_DUE, BACKUP_OVERDUE = timedelta(hours=26), timedelta(days=7)


def examine_database(path: Path, now: datetime) -> list[Finding]:
    """Read the file from end to end; nothing changes, a running bot isn't disturbed."""
    if not path.exists():
        return [warn("doctor.no_database", file=path)]
    try:
        with opened(path) as connection:
            version = schema_version(connection)
            if version != newest():
                return [_about_schema(version)]
            check_soundness(connection)
            inside = transact(connection, lambda tx: list(_inside(tx, now)))
    except StorageError as error:
        return [bad("doctor.damaged", what=str(error))]
    return [ok("doctor.schema", version=version), _about_running(path), *inside]


def _about_schema(version: int) -> Finding:
    if version > newest():
        return bad("doctor.schema_too_new", version=version, newest=newest())
    return warn("doctor.schema_old", version=version, newest=newest())


def _about_running(path: Path) -> Finding:
    try:
        FileLock(path).release()
    except AlreadyRunning:
        return ok("doctor.running")
    return warn("doctor.not_running")


def _inside(tx: Transaction, now: datetime) -> Iterator[Finding]:
    found = breaches(tx)
    if found:
        yield bad("doctor.breaches", names=", ".join(breach.name for breach in found))
    else:
        yield ok("doctor.no_breach")
    yield _about_backups(facts.get(tx, backups.LAST_AT), facts.get(tx, backups.LAST_FOLDER), now)
    to_go = {name: count for name, count in would_tidy(tx, now).items() if count}
    listed = ", ".join(f"{name} {count}" for name, count in to_go.items()) or "0"
    yield ok("doctor.to_erase", listed=listed)


def _about_backups(last: str | None, folder: str | None, now: datetime) -> Finding:
    if last is None:
        return warn("doctor.no_backup")
    age = now - from_text(last)
    days, hours = age.days, int(age / timedelta(hours=1))
    if age > BACKUP_OVERDUE:
        return bad("doctor.backup_overdue", n=days)
    if age > BACKUP_DUE:
        return warn("doctor.backup_due", n=hours)
    return ok("doctor.backup", n=hours, folder=folder)
