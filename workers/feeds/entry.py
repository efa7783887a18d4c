"""What a subscriber is told of one version of one record, whatever the channel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from core.clock import paris
from core.model.dataset import Column, Dataset
from core.model.record import Revision
from core.model.watch import Match, Reason

_SHOWN = (
    "type_avis",
    "acheteur_nom",
    "titulaire_nom",
    "montant",
    "montant_ht",
    "date_limite_reponse",
    "lieu_libelle",
    "residence_libelle",
    "code_departement",
    "profession",
    "type_acte",
    "entreprise_nom",
    "tribunal",
    "role",
)
"""The columns that say most, in the order in which a reader wants them."""

_DEADLINE = "date_limite_reponse"


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled value of an entry."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry.

    ``id`` is a tag: URI (RFC 4151) that never changes and differs for each version; ``subject`` is the same
    for all versions of a record. ``deadline`` is a day where the publication prints no hour.
    """

    id: str
    subject: str
    title: str
    url: str
    proof_url: str
    updated: datetime
    version: int
    withdrawn: bool
    lines: tuple[Line, ...]
    changes: tuple[Line, ...]
    reasons: tuple[Line, ...]
    deadline: datetime | date | None = None


def entry_of(
    match: Match, dataset: Dataset, row: Mapping[str, Any], revision: Revision, *, base_url: str
) -> Entry:
    """The entry of a match: what it is, why it matched, the deadline, the place, what changed, the proof."""
    page = f"{base_url}/datasets/{dataset.name}/{quote(match.record, safe='')}"
    return Entry(
        id=entry_id(base_url, match),
        subject=subject_id(base_url, match),
        title=_title(dataset, row, match),
        url=page,
        proof_url=f"{page}/document",
        updated=match.matched_at,
        version=match.version,
        withdrawn=row.get(dataset.status_column) == "retire",
        lines=tuple(_line(dataset.column(name), row[name]) for name in _SHOWN if _has(dataset, row, name)),
        changes=tuple(_change(dataset, each.column, each.before, each.after) for each in revision.changes),
        reasons=tuple(_reason(dataset, reason) for reason in match.reasons),
        deadline=row.get(_DEADLINE),
    )


def entry_id(base_url: str, match: Match) -> str:
    """A tag: URI: the same for ever for one watch, record and version, whatever the address of the page."""
    return f"{subject_id(base_url, match)}:{match.version}"


def subject_id(base_url: str, match: Match) -> str:
    """A tag: URI of the record, whatever its version."""
    host = urlsplit(base_url).hostname or "localhost"
    return f"tag:{host},2026:{match.dataset}:{quote(match.record, safe=':')}"


def show(value: object) -> str:
    """A value as a French reader expects it."""
    if isinstance(value, list):
        return ", ".join(show(each) for each in value)
    if isinstance(value, dict):
        return " ; ".join(show(each) for each in value.values() if each is not None)
    return next((write(value) for kind, write in _WRITERS if isinstance(value, kind)), str(value))


def _figure(value: Any) -> str:
    return f"{value:,.2f}".replace(",", "\u202f").replace(".", ",")


_WRITERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (datetime, lambda moment: f"{paris(moment):%d/%m/%Y à %Hh%M}"),
    (date, lambda day: f"{day:%d/%m/%Y}"),
    (bool, lambda flag: "oui" if flag else "non"),
    (float, _figure),
    (type(None), lambda _: ""),
)


def _has(dataset: Dataset, row: Mapping[str, Any], name: str) -> bool:
    return row.get(name) not in (None, "", []) and any(column.name == name for column in dataset.columns)


def _line(column: Column, value: object) -> Line:
    return Line(column.title, show(value))


def _title(dataset: Dataset, row: Mapping[str, Any], match: Match) -> str:
    label = show(row.get(dataset.label_column)) or match.record
    return label if match.version == 1 else f"{label} (version {match.version})"


def _change(dataset: Dataset, name: str, before: object, after: object) -> Line:
    return Line(dataset.column(name).title, f"{show(before) or '—'} → {show(after) or '—'}")


def _reason(dataset: Dataset, reason: Reason) -> Line:
    return Line(dataset.column(reason.column).title, f"« {reason.found} » répond à « {reason.wanted} »")
