"""eForms: the XML (UBL) in which notices are published since the end of 2022."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.errors import StructureChanged
from core.model.document import Document
from core.model.evidence import Evidence
from core.model.reading import Refusal, Value
from core.model.source import Found
from core.model.toolbox import Toolbox
from core.strict import StrictReader
from crawlers.forms.eforms.mapping import ROOTS, read_eforms
from crawlers.forms.eforms.words import EXTENSION
from crawlers.forms.notice import Notice, put, rows
from crawlers.forms.references import publication_id, ted_address
from crawlers.procurement.ted.issues import issue_number

PUBLICATION = f"{EXTENSION}/Publication"
UNNUMBERED = "numero_de_publication_absent:id"
REGISTRATION = "BusinessRegistrationInformationNotice"
STRANGERS = 0.10


def recognises(document: Document) -> bool:
    """Whether the root is that of a notice of eForms."""
    return document.tree is not None and document.tree.name in ROOTS


def read(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """The rows of the notice; without a publication number, its id is made from its bytes.

    Raises:
        StructureChanged: the kind of notice is gone, or too many fields are unknown.
    """
    if document.tree is None:
        raise StructureChanged("the document is no tree")
    if document.tree.name == REGISTRATION:
        yield Refusal("not-procurement", "the notice registers a company", document.tree.path)
        return
    reader = StrictReader(document.tree)
    reader.require("NoticeTypeCode")
    notice = _identified(reader, document.sha256)
    read_eforms(reader, notice)
    if "acheteur_nom" not in notice.avis or "objet" not in notice.avis:
        raise StructureChanged(f"{reader.node.path} names no buyer or no title")
    reader.refuse_strangers(STRANGERS)
    yield from rows(notice)
    yield from reader.account()


def _identified(reader: StrictReader, sha256: str) -> Notice:
    number = reader.value(f"{PUBLICATION}/NoticePublicationID")
    day = reader.value(f"{PUBLICATION}/PublicationDate")
    identity = publication_id(number.text) if number else None
    notice = Notice("ted", identity.removeprefix("ted:") if identity else sha256[:16])
    if number and identity:
        put(
            notice.avis,
            numero_source=replace(number, text=notice.number),
            url=replace(number, text=ted_address(notice.number)),
        )
    else:
        notice.warnings.append(UNNUMBERED)
    proof = number.evidence if number else Evidence(lecture=reader.node.name, path=reader.node.path)
    put(
        notice.avis,
        source=Value(notice.source, proof),
        date_publication=replace(day, text=day.text[:10]) if day else None,
        numero_parution=issue_number(reader.value(f"{PUBLICATION}/GazetteID")),
    )
    return notice
