"""The index of words and marks on PostgreSQL: one GIN index of the words of a row and of its lists of marks.

One index for all: PostgreSQL meets words and marks inside it and fetches only the rows that have both. Marks
are looked for as elements of arrays, for which the index decides by itself. Of what it does not decide (JSON
containment is such a question) each row found would be asked again, with all other conditions on it, and the
words of a row cost as much as fetching ten. Facets of one value have indexes of their own, which meet this
one without such questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, Text, cast, func, inspect, literal_column, text
from sqlalchemy.dialects.postgresql import ARRAY

from core.model.dataset import Dataset
from core.storage.finding import FIRST, index_name, marked, parts_of

_BACKSLASH, _QUOTE = "\ue002", "\ue003"
"""Letters that no published text has: what JSON escapes, so that ``","`` stands between elements only."""


def words(table: str) -> str:
    """The words of a row, as the index has them."""
    return (
        f"to_tsvector('simple', regexp_replace(left({table}.\"_texte\", {FIRST}), '[^[:alnum:]]+', ' ', 'g'))"
    )


def has_words(table: str, wanted: str) -> ColumnElement[bool]:
    """Whether a row has words that begin so; there must be a letter to look for."""
    asked = " & ".join(f"{part}:*" if last else part for part, last in parts_of(wanted))
    found: ColumnElement[Any] = literal_column(words(table))
    return found.op("@@")(func.to_tsquery("simple", asked))


def marks(table: str, column: str) -> str:
    """The elements of a JSON list of texts as an array, as the index has them: still as JSON writes them."""
    inner = f'left(right({table}."{column}", -2), -2)'
    escaped = f"replace(replace({inner}, '\\\\', '{_BACKSLASH}'), '\\\"', '{_QUOTE}')"
    return f"string_to_array({escaped}, '\",\"')"


def has_mark(table: str, column: str, values: Sequence[str]) -> ColumnElement[bool]:
    """Whether a list has one of these elements."""
    found: ColumnElement[Any] = literal_column(marks(table, column))
    return found.op("&&")(cast([_element(each) for each in values], ARRAY(Text)))


def _element(value: str) -> str:
    written = orjson.dumps(value).decode()[1:-1]
    return written.replace("\\\\", _BACKSLASH).replace('\\"', _QUOTE)


def looked_in(field: ColumnElement[str]) -> ColumnElement[str]:
    """As much of a row's text as the index has the words of."""
    return func.left(field, FIRST)


def patterns(wanted: str) -> list[str]:
    """Expressions that the text of a row answers where the index has its words."""
    return [
        rf"(^|[^[:alnum:]]){part}" + ("" if last else r"($|[^[:alnum:]])") for part, last in parts_of(wanted)
    ]


def ensure(tx: Connection, table: str, dataset: Dataset) -> None:
    """Make the index where it is missing or of other facets, and drop those that it takes the place of."""
    lists = [column.name for column in marked(dataset) if column.many]
    made = ", ".join(f"({each})" for each in (words(table), *(marks(table, name) for name in lists)))
    wanted = index_name(table, f"mots_{sha256(made.encode()).hexdigest()[:8]}")
    known = {str(index["name"]) for index in inspect(tx).get_indexes(table)}
    earlier = {index_name(table, f"{column.name}_marques") for column in dataset.columns}
    beginning = index_name(table, "mots")
    for name in sorted(known - {wanted}):
        if name in earlier or name == beginning or name.startswith(f"{beginning}_"):
            tx.exec_driver_sql(f'DROP INDEX "{name}"')
    if wanted not in known:
        tx.exec_driver_sql(f'CREATE INDEX "{wanted}" ON {table} USING gin ({made})')
        if tx.execute(text(f"SELECT EXISTS (SELECT FROM {table})")).scalar_one():  # noqa: S608
            tx.exec_driver_sql(f"ANALYZE {table}")  # how frequent words and marks are is known by it alone
