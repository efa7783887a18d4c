"""The index of words and marks of a dataset: what a search by words, or by the values of facets, looks in.

A row is found by the beginnings of the words of its search columns, and by marks: the values of its facets.
SQLite keeps both in one FTS5 table without contents, which triggers keep as the rows are; of PostgreSQL
:mod:`finding_postgresql` tells.

A match is what FTS5 understands; ``exact`` says that whatever it finds fulfils the condition.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from sqlalchemy import Connection, text

from core.model.dataset import Column, Dataset, Kind
from core.storage.folding import folded

FIRST = 100_000
"""Letters of a row's text that are looked in: PostgreSQL refuses to keep the words of a longer one."""

_MARK, _IS = "\ue000", "\ue001"
"""Letters that no published text has, and that FTS5 takes for letters."""

_MARKED = frozenset({Kind.TEXT, Kind.CODE, Kind.TERM})


@dataclass(frozen=True, slots=True)
class Match:
    """An expression of FTS5."""

    words: str
    exact: bool = True


def marked(dataset: Dataset) -> list[Column]:
    """The columns whose values are marks."""
    return [column for column in dataset.columns if column.facet and column.kind in _MARKED]


def words_match(wanted: str) -> Match | None:
    """Rows that have words beginning so; None where there is no letter to look for."""
    found, exact = [], True
    for word in folded(wanted).split():
        parts = tokens(word)
        exact = exact and parts == [word]
        found += [f'"{part}"' for part in parts[:-1]]
        found += [f'"{part}"*' for part in parts[-1:]]
    return Match(" AND ".join(found), exact) if found else None


def has_words(text: str | None, wanted: str) -> bool:
    """Whether the index would find a row of that text by such words: a function of SQL, on SQLite."""
    return all(pattern.search(text or "", 0, FIRST) for pattern in _patterns(wanted))


@lru_cache(256)
def _patterns(wanted: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"(?<![^\W_]){re.escape(part)}" + ("" if last else r"(?![^\W_])"))
        for part, last in parts_of(wanted)
    )


def tokens(word: str) -> list[str]:
    """The words that an index makes of a text: letters and figures that stand together."""
    apart = "".join(letter if unicodedata.category(letter)[0] in "LN" else " " for letter in word)
    return apart.split()


def mark_match(column: Column, values: Sequence[str]) -> Match:
    """Rows that have one of these values in a marked column."""
    found = [f'"{_MARK}{_named(column)}{_IS}{value.encode().hex()}"' for value in values]
    return Match(f"({' OR '.join(found)})")


def table_of(name: str) -> str:
    """The table of FTS5 beside the table of a dataset."""
    return name.replace("ds_", "mots_", 1)


def parts_of(wanted: str) -> Iterator[tuple[str, bool]]:
    """The words looked for, each with whether it is a beginning only."""
    for word in folded(wanted).split():
        parts = tokens(word)
        yield from ((part, at == len(parts) - 1) for at, part in enumerate(parts))


def ensure(tx: Connection, table: str, dataset: Dataset) -> None:
    """Make the index of SQLite where it is missing, and anew where a dataset has other facets than it had."""
    wanted = _triggers(table, dataset)
    names = [re.split(r"\s+", each, maxsplit=3)[2] for each in wanted]
    query = text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name")
    known = [tx.execute(query, {"name": name}).scalar() for name in names]
    if known == wanted:
        return
    for name in names:
        tx.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
    tx.exec_driver_sql(f"DROP TABLE IF EXISTS {table_of(table)}")
    tx.exec_driver_sql(
        f"CREATE VIRTUAL TABLE {table_of(table)} USING fts5("
        "mots, content='', detail='none', columnsize=0, tokenize='unicode61 remove_diacritics 0')"
    )
    filled = (
        f"INSERT INTO {table_of(table)} (rowid, mots) SELECT rowid, {_words(table, dataset)} FROM {table}"  # noqa: S608
    )
    tx.exec_driver_sql(filled)
    for trigger in wanted:
        tx.exec_driver_sql(trigger)


def _triggers(table: str, dataset: Dataset) -> list[str]:
    words, old, new = table_of(table), _words("old", dataset), _words("new", dataset)
    columns = ", ".join(['"_texte"', *(f'"{column.name}"' for column in marked(dataset))])
    added = f"INSERT INTO {words} (rowid, mots) VALUES (new.rowid, {new})"  # noqa: S608
    gone = f"INSERT INTO {words} ({words}, rowid, mots) VALUES ('delete', old.rowid, {old})"  # noqa: S608
    return [
        f"CREATE TRIGGER {words}_new AFTER INSERT ON {table} BEGIN {added}; END",
        f"CREATE TRIGGER {words}_gone AFTER DELETE ON {table} BEGIN {gone}; END",
        f"CREATE TRIGGER {words}_other AFTER UPDATE OF {columns} ON {table} WHEN {old} IS NOT {new}"
        f" BEGIN {gone}; {added}; END",
    ]


def _words(row: str, dataset: Dataset) -> str:
    parts = [f"coalesce(substr({row}.\"_texte\", 1, {FIRST}), '')"]
    parts += [_marks(row, column) for column in marked(dataset)]
    return " || ".join(parts)


def _marks(row: str, column: Column) -> str:
    beginning = f"' {_MARK}{_named(column)}{_IS}'"
    value = f'{row}."{column.name}"'
    if column.many:
        listed = f"SELECT group_concat({beginning} || hex(value), '') FROM json_each({value})"  # noqa: S608
        return f"coalesce(({listed}), '')"
    return f"coalesce({beginning} || hex({value}), '')"


def _named(column: Column) -> str:
    return column.name.replace("_", "")


def index_name(table: str, column: str) -> str:
    """PostgreSQL cuts names at 63 bytes: a long one ends with a digest of the whole."""
    name = f"ix_{table}_{column}"
    return name if len(name) <= 63 else f"{name[:54]}_{sha256(name.encode()).hexdigest()[:8]}"
