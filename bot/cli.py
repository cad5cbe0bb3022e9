"""The commands: `toctoc …`. Exit 0 done, 1 refused with a reason, 2 wrong usage."""

import asyncio
import gc
import sys
from collections.abc import Callable, Coroutine
from functools import partial as bind
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from bot import logs
from bot.clock import WallClock
from bot.domain.stats import By
from bot.i18n import translator
from bot.settings import Settings

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)


def settings_or_exit() -> Settings:
    """Return the settings; what is wrong with them is said, never shown with a secret."""
    try:
        return Settings()
    except ValidationError as error:
        for problem in error.errors():
            where = ".".join(str(part) for part in problem["loc"])
            name = f"TOCTOC_{where.upper()}: " if where else ""
            typer.echo(f"{name}{problem['msg']}", err=True)
        raise typer.Exit(2) from error


def carry_out(work: Coroutine[Any, Any, int], language: str) -> None:
    """Run a command's work and exit with what it returns; a refusal is a sentence."""
    from bot.commands.failures import FAILURES, sentence

    try:
        status = asyncio.run(work)
    except FAILURES as error:
        typer.echo(sentence(error, language), err=True)
        raise typer.Exit(1) from error
    raise typer.Exit(status)


@app.command()
def run() -> None:
    """Run the bot until it is told to stop (SIGTERM or Ctrl-C)."""
    gc.disable()  # what loading makes stays: nothing is to be found while it goes on
    from bot.commands.run import run_until_stopped

    gc.freeze()
    gc.enable()
    settings = settings_or_exit()
    logs.set_up(json=not sys.stderr.isatty())
    if not settings.token.get_secret_value():
        typer.echo(translator(settings.language).label("cli.no_token"), err=True)
        raise typer.Exit(2)
    carry_out(run_until_stopped(settings), settings.language)


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="port of the page; 0 takes a free one")] = 8765,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="open a browser")] = True,
    fresh: Annotated[bool, typer.Option(help="forget the last demo")] = False,
) -> None:
    """Try everything on this machine: a simulated Telegram, the bot, a programme."""
    from bot.commands.demo import run_demo

    logs.set_up(json=False)
    carry_out(run_demo(port=port, open_page=open_page, fresh=fresh), "fr")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    kind: Annotated[
        str, typer.Option(help="what it holds: visits, vacancies, jobs, places")
    ] = "visits",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="say what would change")] = False,
    partial: Annotated[
        bool, typer.Option("--partial", help="import the good lines of a file with bad ones")
    ] = False,
    notify: Annotated[
        bool, typer.Option("--notify", help="tell those whose booked visits it changes")
    ] = False,
) -> None:
    """Import a programme: CSV, XLSX, ODS, OpenAgenda, OpenDataSoft or iCalendar; or towns: CSV."""
    from bot.commands.importing import import_file
    from bot.commands.importing_places import import_towns
    from bot.commands.importing_vacancies import import_job_titles, import_vacancy_file
    from bot.commands.trying import on_a_database

    settings = settings_or_exit()
    kinds: dict[str, Callable[..., Coroutine[Any, Any, int]]] = {
        "visits": bind(import_file, notify=notify),
        "vacancies": import_vacancy_file,
        "jobs": import_job_titles,
        "places": import_towns,
    }
    if kind not in kinds or (notify and kind != "visits"):
        typer.echo(f"--kind {kind}: {', '.join(kinds)}", err=True)
        raise typer.Exit(2)
    work = bind(kinds[kind], settings, file, dry_run=dry_run, partial=partial)
    carry_out(on_a_database(settings, work), settings.language)


@app.command()
def export(
    kind: Annotated[str, typer.Argument(help="visits, bookings or vacancies")],
    file: Annotated[Path, typer.Argument(dir_okay=False, help="ends in .csv or .xlsx")],
) -> None:
    """Write what is stored to a file; visits and vacancies import back as they are."""
    from bot.commands.exporting import KINDS, export_file

    settings = settings_or_exit()
    if kind not in KINDS:
        typer.echo(f"export {kind}: {', '.join(KINDS)}", err=True)
        raise typer.Exit(2)
    carry_out(export_file(settings, kind, file), settings.language)


@app.command()
def stats(
    by: Annotated[By, typer.Option(help="what to tell the figures apart by")] = By.TERRITORY,
    edition: Annotated[str | None, typer.Option(help="its code or name; the newest")] = None,
    form: Annotated[str, typer.Option("--format", help="table, csv or json")] = "table",
    chart: Annotated[
        Path | None, typer.Option(dir_okay=False, help="write a chart to this PNG file too")
    ] = None,
) -> None:
    """Count an edition: hosts, visits, seats, who booked and who came, each figure defined."""
    from bot.commands.stats import FORMS, show_stats

    settings = settings_or_exit()
    if form not in FORMS:
        typer.echo(f"--format {form}: {', '.join(FORMS)}", err=True)
        raise typer.Exit(2)
    work = show_stats(
        settings, by=by, edition=edition, form=form, picture=chart, now=WallClock().now()
    )
    carry_out(work, settings.language)


@app.command()
def check() -> None:
    """Look for anything in the database that must not be; a running bot isn't disturbed."""
    from bot.commands.checking import check

    settings = settings_or_exit()
    carry_out(check(settings), settings.language)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(dir_okay=False, help="the copy to make")],
) -> None:
    """Copy the database beside a running bot, and verify the copy."""
    from bot.commands.backing_up import back_up

    settings = settings_or_exit()
    carry_out(back_up(settings, file, WallClock()), settings.language)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
) -> None:
    """Put a backup in the database's place; the old file is kept aside."""
    from bot.commands.restoring import restore_file

    settings = settings_or_exit()
    carry_out(restore_file(settings, file, WallClock()), settings.language)


@app.command()
def doctor() -> None:
    """Examine the token, the clock, the disk, the database, the backups; say what to do."""
    from bot.commands.doctor import examine

    settings = settings_or_exit()
    carry_out(examine(settings, WallClock()), settings.language)


@app.command()
def settings() -> None:
    """List every setting, what it means and what it is now (secrets hidden)."""
    from bot.commands.show_settings import show_settings

    show_settings(settings_or_exit())


@app.command()
def understand() -> None:
    """Read sentences as JSON lines and say what they mean, over the database's catalogue."""
    from bot.commands.understanding import answer_lines

    settings = settings_or_exit()
    carry_out(answer_lines(settings, WallClock(), sys.stdin.buffer, sys.stdout), settings.language)
