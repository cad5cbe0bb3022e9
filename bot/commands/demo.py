"""`toctoc demo`: a simulated Telegram, the bot on a small database, and a programme."""

import asyncio
import signal
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from rich.console import Console

from bot.app import Running, running
from bot.clock import MovedClock
from bot.demo.setting_up import set_up_programme
from bot.i18n import translator
from bot.ids import RandomIds
from bot.settings import DATA_FOLDER, Settings
from simulator import Actor, Simulator
from storage.opening import open_database

TZ = ZoneInfo("Europe/Paris")
STAFF = 1900  # Claire's id
CAST = (
    Actor("Inès", "fr", about="étudiante à Metz", avatar="🎓"),
    Actor("M. Weber", "fr", about="enseignant, classe de 3e", avatar="🏫"),
    Actor("Karim", "fr", about="cherche un emploi de soudeur", avatar="🔧"),
    Actor("Emma", "en", about="visiting from Namur", avatar="🧭"),
    Actor("Claire", "fr", about="équipe organisatrice", avatar="📋", id=STAFF),
)


class DemoClock(MovedClock):
    """A clock that the page moves forward; the bot is woken when it moves."""

    def __init__(self) -> None:
        super().__init__()
        self.program: Running | None = None

    def advance(self, by: timedelta) -> None:
        """Move the clock and let the bot look at what is due now."""
        super().advance(by)
        if self.program is not None:
            self.program.clock_moved()


async def run_demo(*, port: int, open_page: bool, fresh: bool) -> int:
    """Run the demo until Ctrl-C; return the exit status."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with demo(port=port, fresh=fresh) as url:
        Console().print(translator("fr").label("cli.demo_ready", url=url), highlight=False)
        if open_page:
            await asyncio.to_thread(webbrowser.open, url)
        await stop.wait()
    return 0


@asynccontextmanager
async def demo(
    *, port: int = 0, fresh: bool = False, folder: Path | None = None
) -> AsyncIterator[str]:
    """Run the demo for as long as the block lasts; give the page's address."""
    file = (folder or DATA_FOLDER) / "demo.sqlite"
    if fresh or _of_another_day(file):
        for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
            file.with_name(name).unlink(missing_ok=True)
    clock = DemoClock()
    async with Simulator(clock=clock, people=CAST, port=port, title="TocToc") as telegram:
        settings = Settings(
            token=SecretStr(telegram.token),
            api_url=telegram.url,
            database=f"sqlite:///{file}",
            admins=(STAFF,),
            listen="127.0.0.1:0",
        )
        await _fill(settings, clock)
        async with running(settings, clock=clock, ids=RandomIds()) as program:
            clock.program = program
            yield telegram.url


def _of_another_day(file: Path) -> bool:
    if not file.exists():
        return False
    written = datetime.fromtimestamp(file.stat().st_mtime, TZ).date()
    return written != datetime.now(TZ).date()


async def _fill(settings: Settings, clock: MovedClock) -> None:
    database = await open_database(settings.database)
    try:
        job = partial(set_up_programme, now=clock.now(), tz=TZ, ids=RandomIds())
        await database.write(job)
    finally:
        await database.close()
