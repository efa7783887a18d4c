"""Which records a published row annuls or replaces (law 5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from core.storage.withdrawals import covers
from workers.route import Withdrawn

Row = Mapping[str, Any]
Named = tuple[str, str, str]
"""The dataset and the record that is withdrawn, and the word for how."""


def withdrawn_by(dataset: str, record: str, values: Row) -> Iterator[Withdrawn]:
    """An annulation withdraws what it names; the annulation itself stays published."""
    named = _NAMED.get(dataset)
    for where, target, how in named(values) if named else ():
        if not covers(target, record):
            yield Withdrawn(where, target, f"{how} par {record}")


def _notices(values: Row) -> list[Named]:
    """The notices that an annulation names; their lots and awards go with them (``core.storage.parts``)."""
    if values.get("type_avis") != "annulation":
        return []
    return [
        ("avis-marches", notice, "annulé")
        for notice in values.get("avis_modifies") or values.get("avis_lies") or ()
    ]


def _designations(values: Row) -> list[Named]:
    """A notice of the BODACC has a row for each designation: all of them are annulled or mended with it.

    A rectificatif prints the notice anew under a number of its own, so that its rows take the place of those.
    """
    notice, how = values.get("annonce_precedente"), _HOW.get(str(values.get("type_annonce")))
    return [("designations-judiciaires", f"{notice}:", how)] if notice and how else []


_HOW = {"annulation": "annulé", "rectificatif": "rectifié"}
_NAMED: dict[str, Callable[[Row], list[Named]]] = {
    "avis-marches": _notices,
    "designations-judiciaires": _designations,
}
