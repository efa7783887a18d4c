"""The defence forms of R2.0.8 and before."""

from __future__ import annotations

from typing import Any

from tests.real.comparison.model import ATTRIBUTIONS, AVIS, LOTS, Row
from tests.real.comparison.readers.values import amount
from tests.real.comparison.readers.xml import nodes, text


def rows(form: Any, coded: Row) -> dict[str, list[Row]]:
    """The rows of the three datasets; of the lots only how many, their numbers and titles."""
    lots = [each for each in form.iter() if str(each.tag).rpartition("}")[2] == "F17_ANNEX_B"]
    whole = nodes(form, ".//DIV_INTO_LOT_NO")
    notice = coded | {
        "objet": text(form, ".//TITLE_CONTRACT"),
        "acheteur_nom": text(form, ".//OFFICIALNAME"),
        "acheteur_ville": text(form, ".//TOWN"),
        "cpv": text(form, ".//CPV_MAIN/CPV_CODE/@CODE"),
        "nb_lots": len(lots) or (1 if whole else None),
    }
    winners = [_award(each) for each in nodes(form, ".//ECONOMIC_OPERATOR_NAME_ADDRESS")]
    found = {AVIS: [notice], LOTS: [_lot(each) for each in lots]}
    return found | ({ATTRIBUTIONS: winners} if winners else {})


def _lot(annex: Any) -> Row:
    return {"numero_lot": text(annex, "LOT_NUMBER"), "intitule": text(annex, "LOT_TITLE")}


def _award(address: Any) -> Row:
    block = address.getparent()
    return {
        "titulaire_nom": text(address, ".//OFFICIALNAME"),
        "titulaire_ville": text(address, ".//TOWN"),
        "montant": amount(text(block, "CONTRACT_VALUE_INFORMATION/.//VALUE_COST/@FMTVAL")),
    }
