"""The stock of Sirene compiled to what is looked up: one SQLite file, two tables."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from normalizers.organisations.sirene.stock import ACTIVITY, COMMUNE, NAME, SIGN, SIREN, SIRET, Batch, batches

FILE = "sirene.sqlite"
"""Its name below the home of the installation."""

_LAYOUT = 1
_TABLES = """
    CREATE TABLE establishment (siret INTEGER PRIMARY KEY, sign TEXT, naf TEXT, commune TEXT);
    CREATE TABLE unit (siren INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE stock (stamp TEXT NOT NULL);
"""
_NAF = re.compile(r"(?!00)\d\d\.\d\d[A-Z]")
"""A subclass of NAF rev. 2; closed establishments keep codes of older lists, ``00.00Z`` stands for none."""

Row = tuple[int | str | None, ...]


def compile_stock(files: Sequence[Path], target: Path) -> None:
    """Compile stock files, the later ones over the earlier; the file appears whole or not at all.

    Closed establishments are kept: notices of their time name them. Numbers are the keys of the tables, which
    SQLite then stores without an index; nobody reads them from there.

    Raises:
        InputError: a file is missing or is no stock file.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    growing = target.with_name(f"{target.name}.{os.getpid()}")
    growing.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(growing)) as db:
            db.execute("PRAGMA journal_mode = OFF")
            db.execute("PRAGMA synchronous = OFF")
            db.executescript(_TABLES)
            for file in files:
                for batch in batches(file):
                    _put(db, batch)
            db.execute("INSERT INTO stock VALUES (?)", (stamp_of(files),))
            db.commit()
        growing.replace(target)
    finally:
        growing.unlink(missing_ok=True)


def counted(target: Path) -> tuple[int, int]:
    """How many establishments and legal units a compiled file knows."""
    with closing(sqlite3.connect(target)) as db:
        (found,) = db.execute(
            "SELECT (SELECT count(*) FROM establishment), (SELECT count(*) FROM unit)"
        ).fetchall()
    return found[0], found[1]


def stamp_of(files: Sequence[Path]) -> str:
    """What tells a set of stock files from another one, and from the same names at another time."""
    states = [(file.absolute(), file.stat()) for file in files]
    return json.dumps([_LAYOUT, *([str(path), state.st_size, state.st_mtime_ns] for path, state in states)])


def stamp_in(target: Path) -> str:
    """The stamp of the files that a compiled file was made of; "" where there is none."""
    if not target.is_file():
        return ""
    with closing(sqlite3.connect(target)) as db:
        try:
            return str(db.execute("SELECT stamp FROM stock").fetchone()[0])
        except (sqlite3.DatabaseError, TypeError):
            return ""


def _put(db: sqlite3.Connection, batch: Batch) -> None:
    if SIRET in batch:
        db.executemany("INSERT OR REPLACE INTO establishment VALUES (?, ?, ?, ?)", _establishments(batch))
    if NAME in batch:
        sirens = batch.get(SIREN) or [siret and siret[:9] for siret in batch[SIRET]]
        db.executemany("INSERT OR REPLACE INTO unit VALUES (?, ?)", _units(sirens, batch[NAME]))


def _establishments(batch: Batch) -> Iterator[Row]:
    none: list[str | None] = [None] * len(batch[SIRET])
    signs, activities, communes = (batch.get(name, none) for name in (SIGN, ACTIVITY, COMMUNE))
    for siret, sign, activity, commune in zip(batch[SIRET], signs, activities, communes, strict=True):
        if _is_number(siret, 14):
            yield int(siret or 0), sign, activity if _NAF.fullmatch(activity or "") else None, commune


def _units(sirens: Iterable[str | None], names: Iterable[str | None]) -> Iterator[Row]:
    for siren, name in zip(sirens, names, strict=True):
        if name and _is_number(siren, 9):
            yield int(siren or 0), name


def _is_number(text: str | None, digits: int) -> bool:
    return text is not None and len(text) == digits and text.isascii() and text.isdecimal()
