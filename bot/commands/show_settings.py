"""`toctoc settings`: every setting, what it means and what it is now."""

from pydantic import SecretStr
from rich.console import Console
from rich.table import Table

from bot.settings import Settings


def show_settings(settings: Settings) -> None:
    """Print the settings as a table; secrets are hidden."""
    table = Table("setting", "now", "meaning")
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        shown = ("set" if value else "not set") if isinstance(value, SecretStr) else str(value)
        table.add_row(f"TOCTOC_{name.upper()}", shown, field.description or "")
    Console(width=120).print(table)
