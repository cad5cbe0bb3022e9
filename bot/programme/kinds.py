"""What a file is, by its content: its name is never trusted."""

import io
import zipfile
from enum import StrEnum
from pathlib import Path

from bot.programme.refusals import (
    ArchiveUnsafe,
    FileEmpty,
    FileMissing,
    FileTooLarge,
    KindUnknown,
    Unreadable,
)

MOST_BYTES = 20_000_000
MOST_UNPACKED = 200_000_000
MOST_RATIO = 200
MOST_MEMBERS = 2_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and .xlsx locked by a password
_BOMS = (b"\xff\xfe", b"\xfe\xff")
_FOREIGN = ("%pdf", "<", "{\\rtf")


class Kind(StrEnum):
    """How the content is to be read."""

    TABLE = "CSV"
    SHEET = "Excel/ODS"
    JSON = "JSON"
    CALENDAR = "iCalendar"


def load(path: Path) -> bytes:
    """The whole file, at most MOST_BYTES; raises FileMissing, FileEmpty, FileTooLarge."""
    try:
        if not path.is_file():
            raise FileMissing(name=path.name)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
            size = path.stat().st_size
    except (OSError, ValueError) as wrong:
        raise FileMissing(name=path.name) from wrong
    if len(content) > MOST_BYTES:
        raise FileTooLarge(size=-(-size // 1_000_000), most=MOST_BYTES // 1_000_000)
    if not content.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise FileEmpty(name=path.name)
    return content


def kind_of(content: bytes, name: str) -> Kind:
    """The kind that the first bytes tell; raises KindUnknown, ArchiveUnsafe, Unreadable."""
    if content.startswith(b"PK"):
        _check_archive(content, name)
        return Kind.SHEET
    if content.startswith(_OLE):
        return Kind.SHEET
    start = content[:4096]
    if start.startswith(_BOMS):
        start = start.replace(b"\x00", b"")[2:]
    elif start[1:60:2].count(0) > 10 or start[:60:2].count(0) > 10:  # UTF-16 without its mark
        start = start.replace(b"\x00", b"")
    elif b"\x00" in content:
        raise KindUnknown(name=name)
    return _text_kind(start.removeprefix(b"\xef\xbb\xbf"), name)


def _text_kind(start: bytes, name: str) -> Kind:
    text = start.decode("latin-1").lstrip().lower()
    strange = sum(sign < " " and sign not in "\t\n\r" for sign in text)
    if text.startswith(_FOREIGN) or strange > len(text) // 50:
        raise KindUnknown(name=name)
    if text.startswith("begin:vcalendar"):
        return Kind.CALENDAR
    return Kind.JSON if text.startswith(("{", "[")) else Kind.TABLE


def _check_archive(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError) as wrong:
        raise Unreadable(name=name, kind=Kind.SHEET.value) from wrong
    unpacked = sum(member.file_size for member in members)
    if (
        len(members) > MOST_MEMBERS
        or unpacked > MOST_UNPACKED
        or unpacked > MOST_RATIO * len(content)
    ):
        raise ArchiveUnsafe(name=name)
    names = {member.filename for member in members}
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise KindUnknown(name=name)
