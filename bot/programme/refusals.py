"""Why a whole programme file is turned away, before or while it is opened.

ProgrammeRefused
├── FileMissing            nothing there, or not a file, or not ours to read
├── FileEmpty              nothing inside
├── FileTooLarge           more bytes than a programme ever has
├── TooManyLines           more lines than a programme ever has
├── KindUnknown            not one of the kinds that can be read
├── Unreadable             the kind is known, the content is broken or locked
├── EncodingMixed          text in two encodings at once
├── ArchiveUnsafe          a spreadsheet that unpacks to far more than it should
├── NestedTooDeep          boxes in boxes in boxes
├── MissingColumns         required headings are not there
└── NoLines                headings, and nothing below
"""

from typing import ClassVar

from bot.domain.refusals import Refusal


class ProgrammeRefused(Refusal):
    """The file as a whole cannot be taken; nothing of it was."""

    message_id: ClassVar[str] = "programme.refused"


class FileMissing(ProgrammeRefused):
    """There is no readable file of that name; fields: name."""

    message_id = "programme.file_missing"


class FileEmpty(ProgrammeRefused):
    """The file holds nothing; fields: name."""

    message_id = "programme.file_empty"


class FileTooLarge(ProgrammeRefused):
    """The file is too heavy; fields: size, most (MB)."""

    message_id = "programme.file_too_large"


class TooManyLines(ProgrammeRefused):
    """The file has too many lines; fields: most."""

    message_id = "programme.too_many_lines"


class KindUnknown(ProgrammeRefused):
    """The content is of no kind that can be read; fields: name."""

    message_id = "programme.kind_unknown"


class Unreadable(ProgrammeRefused):
    """The content is broken, or locked by a password; fields: name, kind."""

    message_id = "programme.unreadable"


class EncodingMixed(ProgrammeRefused):
    """The text is UTF-8 except somewhere; fields: line."""

    message_id = "programme.encoding_mixed"


class ArchiveUnsafe(ProgrammeRefused):
    """A compressed file would unpack to too much; fields: name."""

    message_id = "programme.archive_unsafe"


class NestedTooDeep(ProgrammeRefused):
    """The structure has too many levels; fields: name."""

    message_id = "programme.nested_too_deep"


class MissingColumns(ProgrammeRefused):
    """Required headings are absent; fields: count, columns, found."""

    message_id = "programme.missing_columns"


class NoLines(ProgrammeRefused):
    """There is nothing below the headings, or no event in the file; fields: name."""

    message_id = "programme.no_lines"


class CellRefused(Exception):
    """One value cannot be understood: the line's remark is made from it.

    Raised by the readers of single values, caught where a line is put together.
    """

    def __init__(self, message_id: str, **fields: str | int) -> None:
        super().__init__(message_id)
        self.message_id = message_id
        self.fields = fields
