"""XML of the DILA: ANNONCE of V230 and V240, ann of schema 3.2.5."""

from __future__ import annotations

from collections.abc import Iterator

from core.errors import StructureChanged
from core.model.document import Document
from core.model.source import Found
from core.model.toolbox import Toolbox
from core.model.tree import Node
from core.strict import StrictReader
from crawlers.forms.chains import put_procedure_id
from crawlers.forms.elements import as_elements
from crawlers.forms.notice import rows
from crawlers.forms.references import is_idweb
from crawlers.procurement.boamp.donnees import read_notice

ROOTS = ("ANNONCE", "ann")
STRANGERS = 0.10
IGNORED = {
    "the schema's address": ("@*",),
    "the notice rendered for the web": ("HTML", "HTMLSYNTHESE", "*/HTML", "*/HTMLSYNTHESE"),
}


def recognises(document: Document) -> bool:
    """Whether the root is that of one of the schemas, or of a batch of them."""
    return document.tree is not None and bool(_notices(document.tree))


def read(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """The rows of the notice or of each notice of a batch.

    Raises:
        StructureChanged: GESTION, DONNEES or the number is gone, or too many fields are unknown.
    """
    for node in _notices(document.tree) if document.tree else ():
        yield from _read_notice(StrictReader(as_elements(node)))


def _notices(tree: Node) -> list[Node]:
    return [tree] if tree.name in ROOTS else [child for child in tree.children if child.name in ROOTS]


def _read_notice(reader: StrictReader) -> Iterator[Found]:
    gestion, donnees = next(reader.at("GESTION"), None), next(reader.at("DONNEES"), None)
    if gestion is None or donnees is None:
        raise StructureChanged(f"{reader.node.path} has no GESTION or no DONNEES")
    number = reader.require("GESTION/REFERENCE/IDWEB")
    if not is_idweb(number.text):
        raise StructureChanged(f"{number.evidence.path} is no number of the BOAMP: {number.text}")
    notice = read_notice(gestion, donnees, number)
    for patterns in IGNORED.values():
        reader.ignore(*patterns)
    reader.refuse_strangers(STRANGERS)
    put_procedure_id(notice)
    yield from rows(notice)
    yield from reader.account()
