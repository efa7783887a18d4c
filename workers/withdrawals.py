"""Which records a published row annuls (law 5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from core.storage.withdrawals import covers
from workers.route import Withdrawn

Row = Mapping[str, Any]


def withdrawn_by(dataset: str, record: str, values: Row) -> Iterator[Withdrawn]:
    """An annulation withdraws what it names; the annulation itself stays published."""
    named = _NAMED.get(dataset)
    for target in named(values) if named else ():
        if not covers(target, record):
            yield Withdrawn(dataset, target, f"annulé par {record}")


def _notices(values: Row) -> list[str]:
    return list(values.get("avis_lies") or ()) if values.get("type_avis") == "annulation" else []


def _designations(values: Row) -> list[str]:
    """A notice of the BODACC has a row for each designation: all of them are annulled with it."""
    notice = values.get("annonce_precedente")
    return [f"{notice}:"] if notice and values.get("type_annonce") == "annulation" else []


_NAMED: dict[str, Callable[[Row], list[str]]] = {
    "avis-marches": _notices,
    "designations-judiciaires": _designations,
}
