"""A sheet of corrections as a file: CSV for a spreadsheet, JSON lines for a program.

A line shows one column of one row: ``lecture`` is what the document says, ``base`` what it said when a person
corrected it, ``valeur`` what is published. To correct, change ``valeur``; ``(vide)`` says that the document
gives nothing. ``decision`` is empty, ``accepter`` (this value stands against this reading, conflict or doubt
settled) or ``annuler`` (take the correction back).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any, BinaryIO

import orjson

from console.exports.cells import guarded
from core.errors import InputError

NOTHING = "(vide)"
ACCEPT, UNDO = "accepter", "annuler"
_FORMULA_GUARD = ("'=", "'+", "'-", "'@", "'\t", "'\r")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet; every cell is the text that a spreadsheet shows."""

    dataset: str
    id: str
    colonne: str
    intitule: str = ""
    etat: str = ""
    lecture: str = ""
    base: str = ""
    valeur: str = ""
    decision: str = ""
    note: str = ""
    auteur: str = ""
    le: str = ""
    numero: str = ""
    confiance: str = ""
    document: str = ""


_NAMES = tuple(field.name for field in fields(Line))
_NEEDED = ("dataset", "id", "colonne", "valeur")


def write_csv(lines: Iterable[Line], out: BinaryIO) -> int:
    """Write a sheet as the exports are written; returns the number of lines."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_NAMES)
    count = 0
    for count, line in enumerate(lines, start=1):  # noqa: B007
        writer.writerow([guarded(cell) for cell in asdict(line).values()])
    text.flush()
    text.detach()
    return count


def write_jsonl(lines: Iterable[Line], out: BinaryIO) -> int:
    """Write a sheet as one object a line; returns the number of lines."""
    count = 0
    for count, line in enumerate(lines, start=1):  # noqa: B007
        out.write(orjson.dumps(asdict(line)) + b"\n")
    return count


def read_sheet(data: bytes) -> Iterator[tuple[int, Line | InputError]]:
    """The lines of a file with their numbers; a line that is none is an error in its place.

    Spreadsheets save CSV with semicolons, commas or tabs, in UTF-8 or in the code page of Windows: all are
    read.

    Raises:
        InputError: the file is no sheet of corrections.
    """
    text = _decoded(data)
    if text.lstrip().startswith("{"):
        return _json_lines(text)
    return _csv_lines(text)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _csv_lines(text: str) -> Iterator[tuple[int, Line | InputError]]:
    header = text.partition("\n")[0]
    delimiter = max(";,\t", key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    _require(reader.fieldnames or ())
    return ((reader.line_num, _line(row)) for row in reader if any(row.values()))


def _json_lines(text: str) -> Iterator[tuple[int, Line | InputError]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield number, _json_line(line)


def _json_line(line: str) -> Line | InputError:
    try:
        row = orjson.loads(line)
        _require(row)
    except (orjson.JSONDecodeError, TypeError) as error:
        return InputError(f"not a JSON object: {error}")
    except InputError as error:
        return error
    return _line(row)


def _require(names: Iterable[str]) -> None:
    missing = [name for name in _NEEDED if name not in set(names)]
    if missing:
        raise InputError(
            f"the sheet has no column {', '.join(missing)}", hint="Start from: veille corrections export."
        )


def _line(row: dict[str, Any]) -> Line:
    return Line(**{name: _cell(row.get(name)) for name in _NAMES})


def _cell(value: Any) -> str:
    """The text of a cell, without the apostrophe that keeps a spreadsheet from running it."""
    text = value if isinstance(value, str) else "" if value is None else orjson.dumps(value).decode()
    text = text.strip(" ")
    return text[1:] if text.startswith(_FORMULA_GUARD) else text
