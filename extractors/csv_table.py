"""CSV, as offices and exports write it, to a table."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from core.errors import CorruptDocument, EmptyDocument, LimitExceeded
from core.model.table import Cell, Table
from extractors.decoding import decode

DELIMITERS = (";", ",", "\t", "|")
MAX_CELLS = 5_000_000
SAMPLE_LINES = 200

csv.field_size_limit(50_000_000)

UNCLOSED = "a quotation mark is not closed: quotation marks are read as letters"


def parse(data: bytes) -> Table:
    """The table of a CSV document; the path of a cell is ``ligne[3]/colonne[2]``, both counted from 1.

    A row is a record, so that a quoted line end inside a cell does not count. Texts are trimmed; empty cells
    are kept.

    Raises:
        EmptyDocument: there is nothing but blanks.
        CorruptDocument: the document holds characters that no text has.
        LimitExceeded: too many cells.
    """
    return read(data)[0]


def read(data: bytes) -> tuple[Table, tuple[str, ...]]:
    """As :func:`parse`, with warnings on the encoding."""
    text, warnings = decode(data)
    if not text.strip():
        raise EmptyDocument("the document holds nothing but blanks")
    if "\0" in text:
        raise CorruptDocument("the document holds zero characters: it is no CSV")
    delimiter = delimiter_of(text)
    if _is_unclosed(text, delimiter):
        warnings = (*warnings, UNCLOSED)
        records = csv.reader(_lines(text), delimiter=delimiter, quoting=csv.QUOTE_NONE)
    else:
        records = csv.reader(_lines(text), delimiter=delimiter)
    cells = tuple(_cells(records))
    return Table(page=1, bbox=None, strategy="csv", confidence=1.0, cells=cells), warnings


def delimiter_of(text: str) -> str:
    """The delimiter that cuts most rows of the beginning into one same number of cells, at least two.

    Between equals the one that cuts finer wins, then the order of :data:`DELIMITERS`.
    """
    lines = list(islice(_lines(text), SAMPLE_LINES))
    return max(DELIMITERS, key=lambda delimiter: regularity(lines, delimiter))


def regularity(lines: list[str], delimiter: str) -> tuple[int, int]:
    """How many rows have the commonest width of at least two cells, and that width."""
    widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row))
    widths.pop(1, None)
    if not widths:
        return (0, 0)
    width, rows = max(widths.items(), key=lambda item: (item[1], item[0]))
    return (rows, width)


def _lines(text: str) -> io.StringIO:
    """The lines as CSV has them, ended by CR, LF or both and by nothing else."""
    return io.StringIO(text, newline="")


def _is_unclosed(text: str, delimiter: str) -> bool:
    """Whether a quotation mark opens a cell that never ends, which would swallow all rows after it."""
    if text.count('"') % 2 == 0:
        return False
    try:
        for _ in csv.reader(_lines(text), delimiter=delimiter, strict=True):
            pass
    except csv.Error as failure:
        return "unexpected end" in str(failure)
    return False


def _cells(records: Iterable[list[str]]) -> Iterator[Cell]:
    count = 0
    try:
        for row, record in enumerate(records):
            count += len(record)
            if count > MAX_CELLS:
                raise LimitExceeded(f"the CSV has more than {MAX_CELLS} cells")
            for col, cell in enumerate(record):
                yield Cell(row, col, cell.strip(), path=f"ligne[{row + 1}]/colonne[{col + 1}]")
    except csv.Error as failure:
        raise CorruptDocument(f"the CSV cannot be read: {failure}") from failure
