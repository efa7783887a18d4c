"""Which records a published row annuls or replaces (law 5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from core.storage.catalogue import Catalogue
from core.storage.mending import names_of
from core.storage.withdrawals import Withdrawals, covers
from workers.route import Withdrawn

Row = Mapping[str, Any]
Named = tuple[str, str, str]
"""The dataset and the record that is withdrawn, and the word for how."""


PARTS = ("lots-marches", "attributions-marches")
"""The datasets whose ids begin with that of their notice."""


def withdrawn_by(dataset: str, record: str, values: Row) -> Iterator[Withdrawn]:
    """An annulation withdraws what it names; the annulation itself stays published."""
    named = _NAMED.get(dataset)
    for where, target, how in named(values) if named else ():
        if not covers(target, record) and target != f"{record}:":
            yield Withdrawn(where, target, f"{how} par {record}")


def parts_withdrawn(
    tx: Connection, catalogue: Catalogue, dataset: str, records: Mapping[str, Row]
) -> Iterator[Withdrawn]:
    """The lots and awards of notices that are withdrawn under another name than their id.

    An annulation of eForms names the notice by its identifier, which the ids of its lots do not begin with.
    """
    chain = catalogue[dataset].dataset.chain
    if dataset != "avis-marches" or chain is None:
        return
    names = {record: names_of(chain, record, values) - {record} for record, values in records.items()}
    gone = Withdrawals(tx).among(dataset, {record: named for record, named in names.items() if named})
    for record, cause in gone.items():
        yield from (Withdrawn(part, f"{record}:", cause) for part in PARTS)


def _notices(values: Row) -> list[Named]:
    """The notices that an annulation names, with their lots and awards, whose ids begin with the notice's."""
    if values.get("type_avis") != "annulation":
        return []
    return [
        named
        for notice in values.get("avis_modifies") or values.get("avis_lies") or ()
        for named in (("avis-marches", notice, "annulé"), *((part, f"{notice}:", "annulé") for part in PARTS))
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
