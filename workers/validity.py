"""How many values of a run could not be read, and how many notices have the lots that they announce."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.storage.catalogue import Catalogue
from core.storage.merge import RowReading

LOTS, NOTICES = "lots-marches", "avis-marches"
_UNREADABLE = ("_illisible", "_cle", "_longueur", "_inconnu", "_inconnue")
"""How the names of warnings end that say: something is written there and it is no value of the column."""

UNSTORABLE = "unstorable"


@dataclass(frozen=True, slots=True)
class Read:
    """Of the values that the documents give for a column, how many could not be read."""

    given: int
    unread: int


@dataclass(frozen=True, slots=True)
class Validity:
    """What a run's rows say of their own soundness.

    ``columns`` by ``dataset.column``; ``announced`` notices say how many lots they have and have rows of
    lots, and ``complete`` of those have as many.
    """

    columns: Mapping[str, Read] = field(default_factory=dict)
    announced: int = 0
    complete: int = 0


def unread_columns(warnings: Iterable[str]) -> set[str]:
    """The columns of which warnings say that what is written there cannot be read or stored."""
    found = set()
    for warning in warnings:
        code, _, column = warning.partition(":")
        if code == UNSTORABLE or code.endswith(_UNREADABLE):
            found.add(column.strip().partition(".")[0])
    return found


def validity(rows: Iterable[RowReading], catalogue: Catalogue) -> Validity:
    """Count the values of rows and the lots of their notices; memory grows with the notices alone."""
    given, unread = Counter[str](), Counter[str]()
    announced: dict[str, int] = {}
    lots = Counter[str]()
    for row in rows:
        names = {column.name for column in catalogue[row.dataset].own}
        filled = {name for name, value in row.values.items() if value is not None}
        failed = (unread_columns(row.warnings) & names) - filled
        given.update(f"{row.dataset}.{name}" for name in filled | failed)
        unread.update(f"{row.dataset}.{name}" for name in failed)
        if row.dataset == NOTICES and (row.values.get("nb_lots") or 0) > 1:
            announced[row.record] = row.values["nb_lots"]
        elif row.dataset == LOTS:
            lots[str(row.values.get("id_avis"))] += 1
    having = [notice for notice in announced if lots[notice]]
    return Validity(
        columns={name: Read(count, unread[name]) for name, count in given.items()},
        announced=len(having),
        complete=sum(lots[notice] == announced[notice] for notice in having),
    )
