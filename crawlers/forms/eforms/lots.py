"""ProcurementProjectLot: the lots of a procurement, or the parts that a prior information announces."""

from __future__ import annotations

import re
from dataclasses import replace

from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.eforms.criteria import read_criteria
from crawlers.forms.eforms.project import description, read_project, title
from crawlers.forms.eforms.words import EXTENSION, moment
from crawlers.forms.notice import Fields, Notice, put

LOT = "ProcurementProjectLot"
DOCUMENTS = "TenderingTerms/CallForTendersDocumentReference/Attachment/ExternalReference/URI"
CURRENCY = "ProcurementProject/RequestedTenderTotal/EstimatedOverallContractAmount/@currencyID"
PROCESS = "TenderingProcess"
DEADLINES = (
    f"{PROCESS}/ParticipationRequestReceptionPeriod",
    f"{PROCESS}/TenderSubmissionDeadlinePeriod",
    f"{PROCESS}/{EXTENSION}/InterestExpressionReceptionPeriod",
)
CHANGED_SECTIONS = tuple(
    f"{EXTENSION}/Changes/Change/{inside}ChangedSectionIdentifier" for inside in ("", "ChangedSection/")
)
"""The second since version 1.6 of the SDK."""
SEVERAL_DEADLINES = "dates_limites_selon_les_lots:date_limite_reponse"

_LABEL = re.compile(r"(?:LOT|PAR)-0*(\d+)")
_GROUP = re.compile(r"GLO-\d+")


def read_lots(root: StrictReader, notice: Notice) -> None:
    """The lots, whether there is more than one, the earliest deadline and the tender documents."""
    deadlines: dict[str, Value] = {}
    for lot in root.at(LOT):
        key = lot.value("ID")
        number = lot_number(key)
        if number is None:
            if key and _GROUP.fullmatch(key.text.strip()):
                lot.ignore("ProcurementProject")
            continue
        fields = _lot(lot, number)
        notice.lots.append(fields)
        put(notice.avis, url_dce=lot.value(DOCUMENTS), devise=lot.value(CURRENCY))
        found = [each for each in (moment(lot, path) for path in DEADLINES) if each]
        if found:
            deadlines.setdefault(found[0].text, found[0])
            put(fields, date_limite_reponse=found[0])
    if len(notice.lots) == 1:
        put(notice.avis, objet=notice.lots[0].get("intitule"))
        notice.divided = _undivided(notice.lots[0])
    if deadlines:
        put(notice.avis, date_limite_reponse=deadlines[min(deadlines)])
    if len(deadlines) > 1:
        notice.warnings.append(SEVERAL_DEADLINES)


def lots_cancelled(root: StrictReader) -> list[Value]:
    """The lots that a change is about, where it is about lots alone and not about all of them (BT-13716)."""
    named = [lot_number(each) for path in CHANGED_SECTIONS for each in root.values(path)]
    lots = [number.text for each in root.values(f"{LOT}/ID") if (number := lot_number(each))]
    found = {each.text: each for each in named if each}
    alone = None not in named and found.keys() < set(lots)
    return list(found.values()) if alone else []


def lot_number(key: Value | None) -> Value | None:
    """``LOT-0001`` is lot 1; a group of lots (GLO-0001) is no lot."""
    found = _LABEL.fullmatch(key.text.strip()) if key else None
    return replace(key, text=found[1]) if key and found else None


def _lot(lot: StrictReader, number: Value) -> Fields:
    fields: Fields = {}
    put(fields, numero_lot=number, criteres=read_criteria(lot))
    for project in lot.at("ProcurementProject"):
        put(fields, intitule=title(project), description=description(project))
        read_project(project, fields)
    put(fields, montant_max=lot.value(f"{PROCESS}/FrameworkAgreement/EstimatedMaximumValueAmount"))
    return fields


def _undivided(lot: Fields) -> Value | None:
    """LOT-0000 and LOT-0001 alone are the whole; a later number alone may be one of several lots."""
    number = lot.get("numero_lot")
    whole = isinstance(number, Value) and number.text in ("0", "1")
    return replace(number, text="non") if whole and isinstance(number, Value) else None
