"""Run as a program of its own: reads a spreadsheet on stdin, writes its rows on stdout.

A hostile workbook can make the parser ask for any amount of memory or time, or abort the whole
process; here it only takes this small program with it. One JSON array a row; each sheet starts
with its name as a JSON string.
"""

import io
import resource
import sys
from datetime import time, timedelta

import orjson
from python_calamine import CalamineError, CalamineWorkbook

MEMORY = 1_200_000_000  # bytes of address space
SECONDS = 30  # of processor time


def _told(value: object) -> object:
    if isinstance(value, timedelta):  # an hour in a cell formatted as a duration
        minutes = int(value.total_seconds() // 60)
        return time(minutes // 60 % 24, minutes % 60)
    return str(value)


def main(most_rows: int) -> int:
    """Exit 0 when every sheet was written, 3 when the workbook cannot be opened."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    out = sys.stdout.buffer
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            out.write(orjson.dumps(name) + b"\n")
            for number, cells in enumerate(sheet.iter_rows()):
                if number > most_rows:
                    break
                out.write(orjson.dumps(cells, default=_told) + b"\n")
    except CalamineError as wrong:
        sys.stderr.write(type(wrong).__name__)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
