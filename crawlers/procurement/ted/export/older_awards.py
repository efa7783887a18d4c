"""AWARD_OF_CONTRACT*: the awards in forms of schema R2.0.8 and before."""

from __future__ import annotations

from core.strict import StrictReader
from crawlers.forms.lot_numbers import lot_number
from crawlers.forms.notice import Award, Fields, Notice, put
from crawlers.procurement.ted.export.older_amounts import put_costs
from crawlers.procurement.ted.export.words import day, named, title

OPERATOR = ("ECONOMIC_OPERATOR_NAME_ADDRESS", "CONTACT_DATA_WITHOUT_RESPONSIBLE_NAME*")
VALUE = "CONTRACT_VALUE_INFORMATION/COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE"
SUBCONTRACTED = {"NO_CONTRACT_LIKELY_SUB_CONTRACTED*": "non", "CONTRACT_LIKELY_SUB_CONTRACTED*": "oui"}


def read_older_awards(form: StrictReader, notice: Notice) -> None:
    """An award for each contract; these forms list no contract that was not awarded."""
    for ordinal, block in enumerate(form.below("AWARD_OF_CONTRACT*", "AWARD_AND_CONTRACT_VALUE"), start=1):
        fields: Fields = {"statut": named(block, "attribue")}
        put(
            fields,
            numero_lot=lot_number(block.value("LOT_NUMBER")),
            intitule=title(block, "CONTRACT_TITLE", "TITLE_CONTRACT"),
            date_attribution=next((day(each) for each in block.at("CONTRACT_AWARD_DATE")), None),
            nb_offres=block.value("OFFERS_RECEIVED_NUMBER"),
        )
        for pattern, answer in SUBCONTRACTED.items():
            for said in block.below(pattern):
                put(fields, sous_traitance=named(said, answer))
        _read_values(block, fields)
        notice.awards.append(Award({**_winner(block), **fields}, str(ordinal)))


def _read_values(block: StrictReader, fields: Fields) -> None:
    """The final value; a range is that of the offers. The estimate made before is not asked for."""
    found: Fields = {}
    for final in block.at(VALUE):
        put_costs(final, found)
    put(
        fields,
        montant=found.get("montant_estime"),
        offre_min=found.get("montant_min"),
        offre_max=found.get("montant_max"),
        devise=found.get("devise"),
    )


def _winner(block: StrictReader) -> Fields:
    fields: Fields = {}
    for operator in block.below(OPERATOR[0]):
        for address in (operator, *operator.below(OPERATOR[1])):
            put(
                fields,
                titulaire_nom=address.value("ORGANISATION/OFFICIALNAME", "ORGANISATION"),
                titulaire_siret=address.value("ORGANISATION/NATIONALID"),
                titulaire_code_postal=address.value("POSTAL_CODE"),
                titulaire_ville=address.value("TOWN"),
                titulaire_pays=address.value("COUNTRY/@VALUE"),
            )
    return fields
