"""Awards of the national forms: the titular's name, the amount and the date, lot after lot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.award_prose import awards_in_prose
from crawlers.forms.notice import Award, Fields, Notice, put
from crawlers.forms.outcomes import outcome_in_a_name
from crawlers.procurement.boamp.printed.address import put_address
from crawlers.procurement.boamp.printed.labels import Field
from crawlers.procurement.boamp.printed.line import trimmed
from crawlers.procurement.boamp.values import lot_number

COLUMNS = {
    "montant": "montant",
    "montant_mini": "montant_min",
    "montant_maxi": "montant_max",
    "date_attribution": "date_attribution",
    "nb_offres": "nb_offres",
    "sous_traitance": "sous_traitance",
}
_NAME_END = re.compile(r",|\s-\s|\n")
_LOT = re.compile(r"\blots?\b\s*(?:n\s*[o°.]*\s*)?(?P<number>[\w-]{1,12})", re.IGNORECASE)


def read_national_awards(found: Sequence[Field], notice: Notice) -> None:
    """An award for each winner or lot without result; one for the whole where only prose tells its end."""
    awards: list[Award] = []
    lot: Value | None = None
    for each in found:
        value = trimmed(each.value())
        if each.key == "numero_lot":
            lot = value
            awards.append(Award({}, str(len(awards))))
            _put_lot(awards[-1].fields, lot)
        elif each.key == "titulaire" and value:
            if not awards or "titulaire_nom" in awards[-1].fields:
                awards.append(Award({}, str(len(awards))))
                _put_lot(awards[-1].fields, lot)
            _put_winner(awards[-1].fields, value)
        elif each.key in COLUMNS and awards:
            put(awards[-1].fields, **{COLUMNS[each.key]: value})
    notice.awards.extend(award for award in awards if _settle(award))
    if not notice.awards:
        _read_whole(found, notice)


def _put_lot(fields: Fields, lot: Value | None) -> None:
    """``1. Voirie``: the number of the lot or of the contract, then the title."""
    if lot is None:
        return
    head, _, title = lot.text.partition("\n")
    numbered = _LOT.search(head)
    number = numbered["number"] if numbered else head.strip(" .")
    put(fields, numero_lot=lot_number(replace(lot, text=number)) if len(number) <= 12 else None)
    put(fields, intitule=replace(lot, text=title.strip()) if title.strip() else None)


def _put_winner(fields: Fields, value: Value) -> None:
    outcome = outcome_in_a_name(value.text)
    if outcome:
        put(fields, statut=replace(value, text=outcome))
        return
    end = _NAME_END.search(value.text)
    put(fields, titulaire_nom=replace(value, text=value.text[: end.start()] if end else value.text))
    put(fields, statut=replace(value, text="attribue"))
    put_address(value, "titulaire", fields)


def _settle(award: Award) -> bool:
    """Whether the award says who won or that nobody did."""
    title = award.fields.get("intitule")
    if "statut" not in award.fields and isinstance(title, Value):
        outcome = outcome_in_a_name(title.text)
        if outcome:
            award.fields["statut"] = replace(title, text=outcome)
    return "statut" in award.fields


def _read_whole(found: Sequence[Field], notice: Notice) -> None:
    for each in found:
        value = each.value()
        if each.key == "attribution" and value:
            notice.awards.extend(awards_in_prose(value))
