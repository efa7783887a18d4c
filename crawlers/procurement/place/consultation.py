"""A consultation page of PLACE as rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from core.errors import StructureChanged
from core.model.document import Document
from core.model.evidence import Evidence
from core.model.reading import Value
from core.model.source import Found
from core.model.toolbox import Toolbox
from core.model.tree import Node
from crawlers.forms.accounts import account_labels
from crawlers.forms.folding import fold
from crawlers.forms.notice import Fields, Notice, put, rows
from crawlers.procurement.place import labels, parts
from crawlers.procurement.place.labels import Entry

STRANGERS = 0.25
"""A page has some twenty labels: above this share of unknown ones it is another page."""

CUT = "liste_tronquee:code_departement"
"""The page ends a long list of départements with an ellipsis."""

_LOT = re.compile(r"lot\s*(?:n\s*[°o]\s*)?(?P<number>\d{1,3})(?:\s*[:\-–]\s*(?P<title>\S.*))?", re.IGNORECASE)


def recognises(document: Document) -> bool:
    """Whether the page shows one consultation."""
    return document.tree is not None and labels.is_consultation(document.tree)


def read(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """The row of the consultation and of the lots that the page lists.

    Raises:
        StructureChanged: the page has no reference, no object, or labels that nobody knows.
    """
    lines = labels.block(labels.leaves(document.tree)) if document.tree else []
    found = [each for each in labels.entries(lines) if not _LOT.fullmatch(each.label)]
    unknown = [each for each in found if each.folded not in labels.FIELDS.keys() | labels.IGNORED]
    fields = _fields(found)
    if "reference" not in fields or not fields.keys() & {"objet", "intitule"}:
        raise StructureChanged("the page has no reference or no object")
    if len(unknown) > STRANGERS * len(found):
        raise StructureChanged(f"{len(unknown)} of {len(found)} labels are unknown: {unknown[0].label}")
    yield from rows(_notice(fields, lines))
    yield from account_labels(
        read=[each.label for each in found if each.folded in labels.FIELDS],
        ignored=[each.label for each in found if each.folded in labels.IGNORED],
        unknown=[each.label for each in unknown],
    )


def _fields(found: Sequence[Entry]) -> dict[str, Value]:
    """The first filled value of each field."""
    fields: dict[str, Value] = {}
    for each in found:
        field = labels.FIELDS.get(each.folded)
        if field and each.value:
            fields.setdefault(field, each.value)
    return fields


def _notice(fields: dict[str, Value], lines: Sequence[Node]) -> Notice:
    reference = fields["reference"]
    public, service, organisme = (
        fields.get(name) for name in ("entite_publique", "entite_achat", "organisme")
    )
    organisation = parts.organisation(public, service, organisme)
    if organisation is None:
        raise StructureChanged("the page names no organisation")
    notice = Notice("place", f"{organisation}:{' '.join(reference.text.split())}")
    put(
        notice.avis,
        source=replace(reference, text="place"),
        numero_source=reference,
        objet=fields.get("objet") or fields.get("intitule"),
        objet_publication=fields.get("intitule"),
        type_avis=_term(fields.get("annonce"), parts.KINDS),
        type_marche=_kinds(fields.get("categorie")),
        date_limite_reponse=fields.get("limite"),
        date_publication=fields.get("publication"),
        nb_lots=parts.number_of_lots(fields.get("allotissement")),
        **parts.buyer(organisme, public, service),
        **parts.procedure(fields.get("procedure")),
        **parts.cpv(fields.get("cpv")),
        **parts.places(fields.get("lieu")),
    )
    if "lieu" in fields and fields["lieu"].text.rstrip().endswith(("...", "…")):
        notice.warnings.append(CUT)
    values = {each.evidence.path for each in fields.values()}
    notice.lots = list(_lots(line for line in lines if line.path not in values))
    notice.divided = _divided(notice, fields.get("allotissement"))
    return notice


def _term(value: Value | None, terms: dict[str, str]) -> Value | None:
    term = terms.get(fold(value.text).strip(" .")) if value else None
    return replace(value, text=term) if value and term else None


def _kinds(value: Value | None) -> tuple[Value, ...]:
    term = _term(value, parts.CATEGORIES)
    return (term,) if term else ()


def _divided(notice: Notice, said: Value | None) -> Value | None:
    """The number of lots says whether the procurement is divided; one lot is none."""
    number = notice.avis.get("nb_lots")
    if said is None or not isinstance(number, Value):
        return None
    return replace(said, text="non" if number.text == "1" else "oui")


def _lots(lines: Iterable[Node]) -> Iterator[Fields]:
    """The lots that the page lists, a line each: ``Lot 1 : Gros œuvre``."""
    for line in lines:
        found = _LOT.fullmatch(line.text.strip())
        if found and found["title"]:
            proof = Evidence(lecture=line.text.strip(), path=line.path)
            yield {
                "numero_lot": Value(str(int(found["number"])), proof),
                "intitule": Value(found["title"].strip(), proof),
            }
