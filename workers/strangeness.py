"""Far more unknown fields than before: a structure that changes bit by bit, under what readers refuse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import comb

from sqlalchemy import Connection

from core.model.reading import Coverage
from core.storage.coverage import Coverages
from workers.notes import note

ALARM = "strange-fields"
"""The name with which the note of a run begins."""

FEWEST_BEFORE = 20
"""Fewer documents of a form say little about what is usual in it."""

TIMES = 3
"""More than so many times the usual share of unknown fields is far more."""

LEAST = 0.01
"""A share of unknown fields below this, one in a hundred, is never an alarm."""

IMPROBABLE = 0.001
"""As for the floors of :mod:`workers.guard`: less than once in a thousand runs."""


def strange_fields(tx: Connection, source: str, started: datetime) -> list[str]:
    """A note for each form of which the documents read since a moment are strange beside those before."""
    found = Coverages(tx)
    before = found.before(source, started)
    return alarms(found.since(source, started), before)


def alarms(now: Mapping[str, Sequence[Coverage]], before: Mapping[str, Sequence[Coverage]]) -> list[str]:
    """The forms whose unknown share is far above the usual one, not by one odd document alone.

    Both must hold: the share of all fields that is unknown is more than ``TIMES`` the usual one, and
    documents with more unknown fields than that are more frequent than those before explain by chance.
    """
    notes = []
    for form, documents in sorted(now.items()):
        known = before.get(form, ())
        if len(known) >= FEWEST_BEFORE and _is_strange(documents, known):
            share, usual = _share(documents), _share(known)
            found = {"share": f"{share:.1%}", "usual": f"{usual:.1%}"}
            notes.append(note("strange", documents=len(documents), form=form, before=len(known), **found))
    return notes


def _is_strange(documents: Sequence[Coverage], known: Sequence[Coverage]) -> bool:
    bound = max(LEAST, TIMES * _share(known))
    if _share(documents) <= bound:
        return False
    usual = (_above(known, bound) + 1) / (len(known) + 2)
    return _chance(len(documents), _above(documents, bound), usual) < IMPROBABLE


def _share(documents: Sequence[Coverage]) -> float:
    total = sum(each.total for each in documents)
    return sum(each.unknown for each in documents) / total if total else 0.0


def _above(documents: Sequence[Coverage], bound: float) -> int:
    return sum(each.shares()["unknown"] > bound for each in documents)


def _chance(documents: int, strange: int, usual: float) -> float:
    """Of at least so many strange documents, if each is strange with the usual probability.

    The exact binomial tail for few documents; for many, whether the share itself is above the usual one.
    """
    if documents > 1000:
        return 0.0 if strange / documents > usual else 1.0
    return sum(
        comb(documents, k) * usual**k * (1 - usual) ** (documents - k) for k in range(strange, documents + 1)
    )
