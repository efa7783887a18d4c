"""What a row says that tells its procurement from others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from normalizers.linking.titles import Title, read_title
from normalizers.organisations.names import fold_organisation

CONTRACTS = "marches-conclus"
NOTICES = "avis-marches"


class Kind(StrEnum):
    """The part that a row has in a procurement."""

    PLAN = "annonce"
    CALL = "appel"
    CHANGE = "changement"
    AWARD = "attribution"
    CONTRACT = "contrat"
    OTHER = "autre"


_KINDS = {
    "preinformation": Kind.PLAN,
    "consultation": Kind.CALL,
    "rectificatif": Kind.CHANGE,
    "annulation": Kind.CHANGE,
    "attribution": Kind.AWARD,
    "sans_suite": Kind.AWARD,
    "intention": Kind.AWARD,
    "modification": Kind.AWARD,
    "execution": Kind.AWARD,
}
_CORSE = dict.fromkeys(("2A", "2B", "20A", "20B"), "20")
"""Postal codes tell no half of the island."""
MOST_PLACES = 3
"""Départements of one notice that are looked up; one of the whole country is found by its buyer."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The evidence of one row; amounts in euros, days as ordinals, None where it says nothing.

    ``names`` are what the row is called by and what it calls others: numbers of notices, ``eforms:`` and the
    identifier of an eForms notice. ``procedure`` is the number that the form gives the whole procurement.
    """

    dataset: str
    record: str
    source: str
    kind: Kind
    title: Title
    siren: str | None = None
    buyer: str = ""
    places: tuple[str, ...] = ()
    cpv: str | None = None
    day: int | None = None
    deadline: int | None = None
    amount: float | None = None
    lots: int | None = None
    names: tuple[str, ...] = ()
    procedure: str | None = None


_FIELDS = tuple(each.name for each in fields(Facts) if each.name != "title")


def stored(facts: Facts) -> list[Any]:
    """The facts as JSON; :func:`loaded` reads them."""
    title = facts.title
    numbers = [sorted(each) for each in (title.years, title.lots, title.numbers)]
    told = [getattr(facts, name) for name in _FIELDS]
    return [
        [title.text, list(title.stems), *numbers],
        *(list(e) if isinstance(e, tuple) else e for e in told),
    ]


def loaded(stored: Sequence[Any]) -> Facts:
    """The facts out of their JSON."""
    (text, stems, *numbers), dataset, record, source, kind, *rest = stored
    title = Title(text, tuple(stems), *(frozenset(each) for each in numbers))
    told: Iterator[Any] = (tuple(each) if isinstance(each, list) else each for each in rest)
    return Facts(dataset, record, source, Kind(kind), title, *told)


def facts_of(dataset: str, row: Mapping[str, Any]) -> Facts:
    """The evidence of a published row of the notices or of the contracts concluded."""
    contract = dataset == CONTRACTS
    siren = (row.get("acheteur_siret") or row.get("acheteur_siren") or "")[:9] or None
    record = str(row["id"])
    return Facts(
        dataset=dataset,
        record=record,
        source=str(row.get("source") or record.partition(":")[0]),
        kind=Kind.CONTRACT if contract else _KINDS.get(row.get("type_avis") or "", Kind.OTHER),
        title=read_title(row.get("objet") or row.get("objet_publication") or ""),
        siren=siren,
        buyer=fold_organisation(row.get("acheteur_nom") or ""),
        places=_places(row),
        cpv=row.get("cpv"),
        day=_ordinal(row.get("date_notification" if contract else "date_publication")),
        deadline=_ordinal(row.get("date_limite_reponse")),
        amount=row.get("montant_ht") or row.get("montant_attribue") or row.get("montant_estime"),
        lots=row.get("nb_lots"),
        names=_names(record, row),
        procedure=_procedure(row),
    )


def _places(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The buyer's département first: places of performance are many or vague."""
    postal = row.get("acheteur_code_postal") or ""
    own = [postal[:3] if postal.startswith(("97", "98")) else postal[:2]] if postal[:2].isdigit() else []
    named = [*own, *(row.get("departements_publication") or ()), *(row.get("code_departement") or ())]
    return tuple(dict.fromkeys([_CORSE.get(each, each) for each in named]))[:MOST_PLACES]


def _names(record: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    named = [*(row.get("avis_lies") or ()), *(row.get("avis_modifies") or ())]
    eforms = row.get("identifiant_eforms")
    if not named and not eforms:
        return (record,)
    own = [f"eforms:{eforms}"] if eforms else []
    return tuple(dict.fromkeys([record, *own, *named]))


def _procedure(row: Mapping[str, Any]) -> str | None:
    """A number for the whole; where the form has none, the column holds the id of a notice."""
    number = row.get("id_procedure")
    return number if number and ":" not in number else None


def _ordinal(value: Any) -> int | None:
    if isinstance(value, str) and value:
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime):
        value = value.date()
    return value.toordinal() if isinstance(value, date) else None
