"""Winners, amounts and dates of an award notice: labels lot after lot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.folding import fold
from crawlers.forms.lot_numbers import lot_number
from crawlers.forms.notice import Award, Fields, Notice, put
from crawlers.forms.outcomes import outcome_in_a_name
from crawlers.procurement.buyer_profile.buyer import name_in, put_place
from crawlers.procurement.buyer_profile.grammar import Field
from crawlers.procurement.buyer_profile.text import Text
from crawlers.procurement.buyer_profile.words import moment, paragraph, sentence

_LOT = re.compile(r"\blot\s*(?:n\s?[°o\ufffd.]?\s*)?(?P<number>\d{1,3}\s?[a-z]?)(?!\w)")
_LOT_LINE = re.compile(r"(?:^|\n)\s*lot\s*(?:n\s?[°o\ufffd.]?\s*)?(?P<number>\d{1,3}\s?[a-z]?)(?!\w)")
_FAILED = re.compile(
    r"\W*(?:(?:ce|le )?\s?(?:lot|marche|procedure)\W.{0,30})?\b(?:declaree?\s)?(?:infructueu|sans[\s-]suite)"
)
"""A line that begins with the failure of its lot, and tells of nothing else."""
_LINES_OF_A_LOT = 4
_COLUMNS = {
    "montant": "montant",
    "montant_mini": "montant_min",
    "montant_maxi": "montant_max",
    "nb_offres": "nb_offres",
}


def read_awards(text: Text, fields: Sequence[Field], notice: Notice) -> None:
    """An award for each winner named under a label."""
    award: Award | None = None
    lot: Value | None = None
    for each in fields:
        value = each.value(text)
        if value is None:
            continue
        if each.key == "numero_lot":
            lot = lot_number(sentence(paragraph(value)))
        elif each.key == "titulaire":
            award = _award(text, each, value)
            put(award.fields, numero_lot=lot)
            notice.awards.append(award)
        elif award and each.key in _COLUMNS:
            put(award.fields, **{_COLUMNS[each.key]: sentence(paragraph(value))})
        elif award and each.key == "date_attribution":
            put(award.fields, date_attribution=moment(value))
    notice.awards.extend(_failed(text, notice))


def _failed(text: Text, notice: Notice) -> Iterator[Award]:
    """The lots of an award notice of which a line says that they failed, and that no winner was read for."""
    kind = notice.avis.get("type_avis")
    if not (isinstance(kind, Value) and kind.text == "attribution"):
        return
    won = {
        number.text for each in notice.awards if isinstance(number := each.fields.get("numero_lot"), Value)
    }
    marks = [*_LOT_LINE.finditer(text.folded)]
    limits = [*(mark.start() for mark in marks), len(text.folded)]
    for mark, end in zip(marks, limits[1:], strict=True):
        number = lot_number(text.value(*mark.span("number")))
        words = [text.value(*span) for span in text.lines(mark.end(), end)[:_LINES_OF_A_LOT]]
        said = next((line for line in words if line and _FAILED.match(fold(line.text))), None)
        outcome = outcome_in_a_name(said.text) if said else None
        if number and said and outcome and number.text not in won:
            won.add(number.text)
            yield Award({"numero_lot": number, "statut": replace(said, text=outcome)})


def _award(text: Text, each: Field, value: Value) -> Award:
    outcome = outcome_in_a_name(value.text.split("\n")[0])
    fields: Fields = {"statut": replace(value, text=outcome or "attribue")}
    put(fields, numero_lot=_lot_above(text, each))
    if outcome is None:
        place: Fields = {}
        put_place(value, place)
        put(fields, titulaire_nom=name_in(value))
        put(fields, **{name.replace("acheteur", "titulaire"): found for name, found in place.items()})
    return Award(fields)


def _lot_above(text: Text, each: Field) -> Value | None:
    """The number of the lot named last before the winner, on the lines just above."""
    start = text.plain.rfind("\n", 0, max(0, each.at - 200))
    found = None
    for match in _LOT.finditer(fold(text.plain), max(0, start), each.start):
        found = match
    return lot_number(text.value(*found.span("number"))) if found else None
