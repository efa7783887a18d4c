"""A procurement notice as a mapping read it, and the rows it makes in the three datasets of notices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from core.model.evidence import Evidence
from core.model.reading import ColumnValue, Reading, Value
from crawlers.forms.amounts import is_placeholder, plain_amount
from crawlers.forms.proof import together

AVIS, LOTS, ATTRIBUTIONS = "avis-marches", "lots-marches", "attributions-marches"

Fields = dict[str, ColumnValue]
"""Values by column or input of a dataset."""

PLACE = ("lieu_code_nuts", "lieu_libelle", "lieu_code_postal", "lieu_ville", "lieu_departement", "lieu_pays")
FROM_A_SINGLE_LOT = (
    *PLACE,
    "description",
    "duree_mois",
    "montant_estime",
    "montant_min",
    "montant_max",
    "criteres",
)
WITHOUT_RESULT = ("infructueux", "sans_suite")
SIREN = 9
CRITERIA_DIFFER = "criteres_differents_selon_les_lots"


@dataclass(slots=True)
class Award:
    """A decision on a lot and, unless it is without result, one winner.

    Winners of a joint award share ``contract``, so that its amount is counted once.
    """

    fields: Fields
    contract: str = ""


@dataclass(slots=True)
class Notice:
    """One notice; ``divided`` is None where it does not say whether it is divided into lots.

    ``lots`` are the blocks of the form that describe a lot, even the only one of an undivided procurement;
    each may hold ``criteres`` beside the columns of lots-marches. ``changed_lots`` are what a rectificatif
    changes of lots that it does not describe.
    """

    source: str
    number: str
    avis: Fields = field(default_factory=dict)
    lots: list[Fields] = field(default_factory=list)
    changed_lots: list[Fields] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)
    divided: Value | None = None
    warnings: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """``boamp:24-12345``."""
        return f"{self.source}:{self.number}"

    def is_divided(self) -> bool:
        """Whether the notice says that it is divided, or describes several lots without saying anything."""
        return self.divided.text == "oui" if self.divided else len(self.lots) > 1

    def is_undivided(self) -> bool:
        """Whether the notice says that it is not divided."""
        return self.divided is not None and self.divided.text == "non"


def put(fields: Fields, **values: ColumnValue | None) -> None:
    """Fill columns that are still empty with what was found; None and empty lists are nothing."""
    for name, value in values.items():
        if value is not None and value != () and name not in fields:
            fields[name] = value


def buyer_number(number: Value | None) -> Fields:
    """``acheteur_siret``, or ``acheteur_siren`` for a number of nine figures."""
    if number is None:
        return {}
    figures = "".join(letter for letter in number.text if letter.isdigit())
    return {"acheteur_siren" if len(figures) == SIREN else "acheteur_siret": number}


def rows(notice: Notice) -> Iterator[Reading]:
    """The row of the notice, of its lots if it is divided, and of its awards."""
    _complete(notice)
    yield Reading(AVIS, notice.id, notice.avis, tuple(notice.warnings))
    yield from _lot_rows(notice, [*(notice.lots if notice.is_divided() else ()), *notice.changed_lots])
    yield from _award_rows(notice)


def _complete(notice: Notice) -> None:
    _count_lots(notice)
    if notice.is_divided():
        _raise_from_lots(notice)
    else:
        _fold_single_lot(notice)
    _conclude(notice)


def _count_lots(notice: Notice) -> None:
    if notice.is_undivided() and notice.divided:
        put(notice.avis, nb_lots=replace(notice.divided, text="1"))
    elif notice.is_divided() and notice.lots:
        said = [value for lot in notice.lots for value in _values(lot)]
        count = str(len(notice.lots))
        put(notice.avis, nb_lots=together(said, count, f"{count} lots") if said else None)


def _fold_single_lot(notice: Notice) -> None:
    """An undivided procurement described in a block of a lot: what the block says is said of the whole.

    Of several blocks, which the form should not have, what all of them say in the same words.
    """
    if not notice.lots:
        return
    for name, value in notice.lots[0].items():
        if name in FROM_A_SINGLE_LOT and all(_same(lot.get(name), value) for lot in notice.lots):
            put(notice.avis, **{name: value})
    codes = [
        code for lot in notice.lots for name in ("cpv", "cpv_secondaires") for code in _all(lot.get(name))
    ]
    if codes and "cpv" not in notice.avis:
        notice.avis["cpv"] = codes.pop(0)
    _add_secondary(notice.avis, codes)


def _same(one: ColumnValue | None, other: ColumnValue) -> bool:
    if one is None:
        return False
    return [each.text for each in _all(one)] == [each.text for each in _all(other)] and _words(one) == _words(
        other
    )


def _add_secondary(avis: Fields, codes: list[Value]) -> None:
    known = {value.text[:8] for value in _all(avis.get("cpv"))}
    kept = []
    for code in [*_all(avis.get("cpv_secondaires")), *codes]:
        if code.text[:8] not in known:
            known.add(code.text[:8])
            kept.append(code)
    avis.pop("cpv_secondaires", None)
    put(avis, cpv_secondaires=tuple(kept))


def _raise_from_lots(notice: Notice) -> None:
    """What a divided procurement says only of its lots: all the places, the criteria if all have the same."""
    if not any(name in notice.avis for name in PLACE):
        codes = [code for lot in notice.lots for code in _all(lot.get("lieu_code_nuts"))]
        put(notice.avis, lieu_code_nuts=tuple(codes))
        labels = [value for lot in notice.lots for value in _all(lot.get("lieu_libelle"))]
        if labels and len({label.text for label in labels}) == 1 and len(labels) == len(notice.lots):
            put(notice.avis, lieu_libelle=labels[0])
    if "criteres" not in notice.avis:
        given = [lot.get("criteres", ()) for lot in notice.lots]
        if len({_words(criteria) for criteria in given}) == 1:
            put(notice.avis, criteres=given[0])
        elif any(given):
            notice.warnings.append(f"{CRITERIA_DIFFER}:criteres")


def _words(criteria: ColumnValue) -> tuple[tuple[str, str], ...]:
    parts = [] if isinstance(criteria, Value) else [each for each in criteria if not isinstance(each, Value)]
    return tuple((name, value.text) for part in parts for name, value in sorted(part.items()))


def _conclude(notice: Notice) -> None:
    """The awarded total, and ``sans_suite`` for an award whose decisions are all without result."""
    kind = notice.avis.get("type_avis")
    outcomes = [_text(award.fields.get("statut")) for award in notice.awards]
    if not isinstance(kind, Value) or kind.text not in ("attribution", "sans_suite"):
        return
    if outcomes and all(outcome in WITHOUT_RESULT for outcome in outcomes):
        notice.avis["type_avis"] = replace(kind, text="sans_suite")
    total = _total([award for award in notice.awards if _text(award.fields.get("statut")) == "attribue"])
    if total:
        put(notice.avis, montant_attribue=total[0], devise=total[1])


def _total(awards: list[Award]) -> tuple[Value, Value | None] | None:
    """The sum over the awarded lots where each has an amount, all in one currency, and the currency.

    Contracts of one lot for the same amount are those of a framework: that may be the amount of them all.
    """
    first: dict[str, Award] = {}
    for ordinal, award in enumerate(awards):
        first.setdefault(award.contract or str(ordinal), award)
    contracts = list(first.values())
    amounts = [amount for each in contracts if (amount := _amount(each))]
    distinct = {(_lot_of(each), amount[1]) for each, amount in zip(contracts, amounts, strict=False)}
    currencies = {_text(value): value for each in contracts for value in _all(each.fields.get("devise"))}
    if not contracts or len(distinct) < len(contracts) or len(currencies) > 1:
        return None
    return _sum(amounts), next(iter(currencies.values()), None)


def _amount(award: Award) -> tuple[Value, Decimal] | None:
    value = award.fields.get("montant")
    number = plain_amount(value.text) if isinstance(value, Value) and not is_placeholder(value.text) else None
    return (value, number) if isinstance(value, Value) and number is not None else None


def _lot_of(award: Award) -> str:
    return _text(award.fields.get("numero_lot")) or _text(award.fields.get("intitule"))


def _sum(amounts: list[tuple[Value, Decimal]]) -> Value:
    said = [value for value, _ in amounts]
    if len(said) == 1:
        return said[0]
    lecture = " + ".join(value.evidence.lecture for value in said)
    return together(said, str(sum(number for _, number in amounts)), lecture)


def _lot_rows(notice: Notice, lots: list[Fields]) -> Iterator[Reading]:
    taken: set[str] = set()
    for ordinal, lot in enumerate(lots, start=1):
        label = _text(lot.get("numero_lot")) or f"rang-{ordinal}"
        label = label if label not in taken else f"{label}-rang-{ordinal}"
        taken.add(label)
        fields: Fields = {"id_avis": _identity(notice)}
        put(fields, **{name: value for name, value in lot.items() if name != "criteres"})
        _add_secondary(fields, [])
        put(fields, date_publication=notice.avis.get("date_publication"))
        yield Reading(LOTS, f"{notice.id}:lot:{label}", fields)


def _award_rows(notice: Notice) -> Iterator[Reading]:
    counts: dict[str, int] = {}
    for award in notice.awards:
        fields: Fields = {"id_avis": _identity(notice)}
        put(fields, **award.fields)
        put(
            fields,
            id_procedure=notice.avis.get("id_procedure"),
            date_publication=notice.avis.get("date_publication"),
        )
        if notice.is_undivided():
            fields.pop("numero_lot", None)
        lot = _text(fields.get("numero_lot")) or "-"
        counts[lot] = counts.get(lot, 0) + 1
        yield Reading(ATTRIBUTIONS, f"{notice.id}:attr:{lot}:{counts[lot]}", fields)


def _identity(notice: Notice) -> Value:
    number = notice.avis.get("numero_source")
    proof = number.evidence if isinstance(number, Value) else Evidence(lecture=notice.number)
    return Value(notice.id, proof)


def _all(value: ColumnValue | None) -> list[Value]:
    if value is None:
        return []
    return [value] if isinstance(value, Value) else [each for each in value if isinstance(each, Value)]


def _values(fields: Fields) -> Iterator[Value]:
    for value in fields.values():
        yield from _all(value)


def _text(value: ColumnValue | None) -> str:
    return value.text if isinstance(value, Value) else ""
