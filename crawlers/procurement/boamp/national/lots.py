"""lots/lot: the lots of a national notice."""

from __future__ import annotations

import re
from dataclasses import replace

from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.notice import Fields, put
from crawlers.procurement.boamp.annonce.lots import split_number
from crawlers.procurement.boamp.national.marche import put_codes, put_place, put_value
from crawlers.procurement.boamp.values import joined, lot_number

LOTS = ("lots/lot", "description/lots/lot", "descriptionMarche/lots/lot", "descriptionMarche/lot", "lot")
_TAG = re.compile(r"<[^<>]{1,40}>")


def read_lots(body: StrictReader) -> list[Fields]:
    """The columns of each lot."""
    return [_lot(each) for path in LOTS for each in body.at(path)]


def _lot(lot: StrictReader) -> Fields:
    fields: Fields = {}
    number = lot_number(lot.value("numLot", "numero", "num"))
    title = lot.value("intitule", "titre")
    text = _plain(lot.value("description", "descriptionLot", "objet"))
    if title is None and text is not None:
        found, title = split_number(_first_line(text))
        number = number or found
        text = text if text.text != title.text else None
    put(fields, numero_lot=number, intitule=title, description=text, duree_mois=_duration(lot))
    put_codes(lot, fields)
    put_place(lot, fields)
    put_value(lot, ("estimationValeur", "valeurEstimee", "montantEstime"), fields)
    return fields


def _duration(lot: StrictReader) -> Value | None:
    months = lot.value("dureeLot/nbMois", "dureeMois")
    start, end = lot.value("dureeLot/dateACompterDu"), lot.value("dureeLot/dateJusquau")
    return months or (joined([start, end], " au ") if start and end else None)


def _plain(text: Value | None) -> Value | None:
    """The text without the tags that some software leaves in it."""
    return replace(text, text=_TAG.sub("\n", text.text).strip()) if text else None


def _first_line(text: Value) -> Value:
    return replace(text, text=text.text.partition("\n")[0].strip())
