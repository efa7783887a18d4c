"""Which act of the Journal officiel a later one mends or withdraws (law 5).

A rectificatif of the BODACC names a notice by its number; one of the Journal officiel says "au Journal
officiel du 12 mars 2026, texte n° 41" or "l'arrêté du 3 mars 2026", and several arrêtés of one day share one
title. So the act is looked for among the published rows, and taken only where one row alone answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import Connection

from core.storage.catalogue import Catalogue
from core.storage.folding import folded
from core.storage.queries import Filter, Rows, Test
from normalizers.values.days import find_dates
from normalizers.values.folding import fold
from workers.route import Withdrawn

DATASET = "nominations-professions-juridiques"
CLOSE = 0.75
"""Names more alike than this may be one name and its misprint."""

_HOW = {"rectifie": "rectifié", "retire": "rapporté"}
_NAMES = ("nom", "societe_nom")
_NOR = re.compile(r"\b[A-Z]{4}\d{7}[A-Z]\b")
_ISSUE = re.compile(r"\bjournal officiel\b")
_MARK = re.compile(r"\s*\(rectificatif\)\s*$", re.IGNORECASE)

Row = Mapping[str, Any]


def linked_acts(tx: Connection, catalogue: Catalogue, since: date) -> Iterator[Withdrawn]:
    """The acts that rows published since a day mend or withdraw.

    A rectificatif that prints a part of the act only ("lire : « Pierre »") is linked and takes no place: the
    row of the act says more.
    """
    if DATASET not in catalogue:
        return
    rows = Rows(tx, catalogue)
    later = [Filter("effet_acte_lie", Test.KNOWN), Filter("date_publication", Test.AT_LEAST, since)]
    for row in list(rows.rows(DATASET, later)):
        named = _named(row) if row["statut"] != "retire" else None
        if named is None:
            continue
        target = target_of(row, list(_candidates(rows, row, named)), exact=named.exact)
        if target:
            yield Withdrawn(DATASET, target, f"{_HOW[row['effet_acte_lie']]} par {row['id']}")


@dataclass(frozen=True, slots=True)
class _Named:
    """How the earlier act is named; ``exact`` where that is one text and not all those of a day."""

    condition: Filter
    exact: bool


def _named(row: Row) -> _Named | None:
    words = row["acte_lie"] or ""
    if row["id_jorftext_lie"]:
        return _Named(Filter("id", Test.STARTS, f"{row['id_jorftext_lie']}:"), exact=True)
    if nor := _NOR.search(words):
        return _Named(Filter("nor", Test.EQUALS, nor[0]), exact=True)
    flat = fold(words)
    days = [each.result.value for each in find_dates(flat) if each.result.value]
    if len(days) != 1:
        return None
    column = "date_publication" if _ISSUE.search(flat) else "date_arrete"
    return _Named(Filter(column, Test.EQUALS, days[0]), exact=False)


def _candidates(rows: Rows, row: Row, named: _Named) -> Iterator[Row]:
    """Acts of other texts, that do not mend or withdraw themselves."""
    conditions = [named.condition, Filter("effet_acte_lie", Test.UNKNOWN)]
    if row["date_publication"]:
        conditions.append(Filter("date_publication", Test.AT_MOST, row["date_publication"]))
    found = rows.rows(DATASET, conditions)
    return (each for each in found if _text(each) != _text(row))


def target_of(row: Row, candidates: Sequence[Row], *, exact: bool) -> str | None:
    """The record that a row takes the place of or withdraws, or a text with all its records; None in doubt.

    Among the acts of one text (``exact``) the likest is it; among those of a day it must also bear the name.
    """
    mends = row["effet_acte_lie"] == "rectifie"
    if not mends and exact and not any(row[name] for name in (*_NAMES, "residence_libelle")):
        return _only({_text(each) for each in candidates})
    possible = [each for each in candidates if not _contradicts(row, each, mends=mends)]
    known = [each for each in possible if exact or _bears_name(row, each, mends=mends)]
    best = max((_likeness(row, each) for each in known), default=0)
    likest = [each for each in known if _likeness(row, each) == best]
    if len(likest) != 1 or (mends and not _is_whole(row, likest[0])):
        return None
    return str(likest[0]["id"])


def _only(texts: Iterable[str]) -> str | None:
    found = list(texts)
    return found[0] if len(found) == 1 else None


def _is_whole(row: Row, act: Row) -> bool:
    return all(row[name] for name in (*_NAMES, "residence_libelle") if act[name])


def _contradicts(row: Row, act: Row, *, mends: bool) -> bool:
    """Whether a row cannot be of an act: of another profession, person or place, if that is not mended."""
    if "inconnue" not in (row["profession"], act["profession"]) and _differ(row, act, "profession"):
        return True
    other = [name for name in (*_NAMES, "residence_libelle") if _differ(row, act, name)]
    if not mends:
        return bool(other)
    return len(other) > 1 or any(name in _NAMES and not _close(row[name], act[name]) for name in other)


def _bears_name(row: Row, act: Row, *, mends: bool) -> bool:
    return any(_same(row, act, name) or (mends and _close(row[name], act[name])) for name in _NAMES)


def _likeness(row: Row, act: Row) -> int:
    same = sum(_same(row, act, name) for name in (*_NAMES, "prenoms", "residence_libelle", "remplace_nom"))
    return same + int(_title(row) == _title(act)) + int(row["date_arrete"] == act["date_arrete"])


def _text(row: Row) -> str:
    """How the ids of all rows of the same text begin: ``JORFTEXT000059900101:``."""
    return str(row["id"]).partition(":")[0] + ":"


def _title(row: Row) -> str:
    return folded(_MARK.sub("", row["titre"] or ""))


def _same(row: Row, act: Row, name: str) -> bool:
    return bool(row[name] and act[name]) and folded(row[name]) == folded(act[name])


def _differ(row: Row, act: Row, name: str) -> bool:
    return bool(row[name] and act[name]) and folded(row[name]) != folded(act[name])


def _close(one: str | None, other: str | None) -> bool:
    return (
        bool(one and other) and SequenceMatcher(None, folded(one or ""), folded(other or "")).ratio() >= CLOSE
    )
