"""One import in one transaction: kept, or only tried."""

from collections.abc import Awaitable, Callable

from bot.services.import_programme import ImportReport
from bot.settings import Settings
from storage.database import Transaction
from storage.opening import open_database


class NotKept(Exception):
    """Undoes an import that was only tried, and brings its report along."""

    def __init__(self, report: ImportReport) -> None:
        """Take the report of what would have happened."""
        self.report = report


async def on_a_database(settings: Settings, work: Callable[[], Awaitable[int]]) -> int:
    """Do an import; its database is there even after a file that is refused as a whole."""
    database = await open_database(settings.database)
    await database.close()
    return await work()


async def import_or_try(
    settings: Settings,
    do: Callable[[Transaction], ImportReport],
    *,
    dry_run: bool,
    partial: bool,
) -> ImportReport:
    """Import; on a dry run, or with refused lines that may not be left out, store nothing."""

    def job(tx: Transaction) -> ImportReport:
        report = do(tx)
        if dry_run or (report.refused and not partial):
            raise NotKept(report)
        return report

    database = await open_database(settings.database)
    try:
        return await database.write(job)
    except NotKept as tried:
        return tried.report
    finally:
        await database.close()
