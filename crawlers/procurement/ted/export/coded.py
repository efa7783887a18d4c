"""CODED_DATA_SECTION: what the Publications Office knows of a notice, the same for every form."""

from __future__ import annotations

import re
from dataclasses import replace

from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.notice import Notice, put
from crawlers.forms.references import journal_id, ted_address
from crawlers.procurement.ted.export.procedure import put_procedure
from crawlers.procurement.ted.export.terms import CODED_PROCEDURES, DOCUMENT_TYPES, NATURES
from crawlers.procurement.ted.issues import issue_number

NOTICE_DATA, CODIF = "NOTICE_DATA", "CODIF_DATA"
DIFFERENT_DEADLINE = "date_limite_differente_de_l_indexation:date_limite_reponse"
WITHOUT_INDEXED_DEADLINE = ("rectificatif", "annulation")

_INDEXED = re.compile(r"(\d{4})(\d{2})(\d{2}(?: \d{1,2}:\d{2})?)")


def read_identity(coded: StrictReader, number: Value, notice: Notice) -> None:
    """Kind, numbers, address and day of publication."""
    put(
        notice.avis,
        source=replace(number, text=notice.source),
        numero_source=replace(number, text=notice.number),
        url=replace(number, text=ted_address(notice.number)),
        type_avis=coded.term(f"{CODIF}/TD_DOCUMENT_TYPE/@CODE", DOCUMENT_TYPES),
        date_publication=coded.value("REF_OJS/DATE_PUB"),
        numero_parution=issue_number(coded.value("REF_OJS/NO_OJ")),
    )


def read_index(coded: StrictReader, notice: Notice) -> None:
    """What the index repeats of the form, for notices whose form does not say it."""
    codes = coded.values(f"{NOTICE_DATA}/ORIGINAL_CPV/@CODE")
    nature = coded.term(f"{CODIF}/NC_CONTRACT_NATURE/@CODE", NATURES)
    places = coded.values(f"{NOTICE_DATA}/PERFORMANCE_NUTS/@CODE")
    put(
        notice.avis,
        type_marche=(nature,) if nature else None,
        date_envoi=coded.value(f"{CODIF}/DS_DATE_DISPATCH"),
        cpv=codes[0] if codes else None,
    )
    put_procedure(coded.term(f"{CODIF}/PR_PROC/@CODE", CODED_PROCEDURES), notice)
    if places and not any("lieu_code_nuts" in fields for fields in (notice.avis, *notice.lots)):
        put(notice.avis, lieu_code_nuts=places)
    _read_deadline(coded, notice)


def _read_deadline(coded: StrictReader, notice: Notice) -> None:
    """The form's deadline, else that of the index; a corrigendum has only the one it prints."""
    indexed = _spelled(coded.value(f"{CODIF}/DT_DATE_FOR_SUBMISSION"))
    printed, kind = notice.avis.get("date_limite_reponse"), notice.avis.get("type_avis")
    if indexed is None or (isinstance(kind, Value) and kind.text in WITHOUT_INDEXED_DEADLINE):
        return
    if not isinstance(printed, Value):
        notice.avis["date_limite_reponse"] = indexed
    elif _figures(printed) != _figures(indexed):
        notice.warnings.append(DIFFERENT_DEADLINE)


def _spelled(indexed: Value | None) -> Value | None:
    """``20260414 13:00`` as ``2026-04-14 13:00``."""
    found = _INDEXED.fullmatch(indexed.text.strip()) if indexed else None
    return replace(indexed, text="-".join(found.groups())) if indexed and found else indexed


def _figures(value: Value) -> str:
    return "".join(letter for letter in value.text if letter.isdigit())[:12]


def read_links(coded: StrictReader, form: StrictReader, notice: Notice) -> None:
    """The earlier notices that the form or the index names."""
    found: dict[str, Value] = {}
    for value in (
        *(own for each in form.below("NOTICE_NUMBER_OJ") if (own := each.own())),
        *coded.values(f"{NOTICE_DATA}/REF_NOTICE/NO_DOC_OJS"),
    ):
        link = journal_id(value.text)
        if link and link != notice.id:
            found.setdefault(link, replace(value, text=link))
    put(notice.avis, avis_lies=tuple(found.values()))
