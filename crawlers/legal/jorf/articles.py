"""Articles of the global tree: ``ARTICLE`` with the metadata of its text in ``CONTEXTE``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from core.errors import StructureChanged
from core.model.document import Document
from core.model.reading import Reading, Refusal, Value
from core.model.toolbox import Toolbox
from core.strict import StrictReader
from crawlers.legal.jorf.acts import Text, read_text
from crawlers.legal.jorf.body import body_of
from crawlers.legal.jorf.metadata import Paths, read_columns, text_at

ROOT = "ARTICLE"
COLUMNS: Paths = {
    "nor": ("@nor",),
    "numero_jo": ("@num_parution_jo",),
    "date_publication": ("@date_publi",),
    "date_arrete": ("@date_signature",),
}


def recognises(document: Document) -> bool:
    """Whether the document is an article of the Journal officiel."""
    tree = document.tree
    return tree is not None and tree.name == ROOT and tree.first("META/META_COMMUN") is not None


def read(document: Document, toolbox: Toolbox) -> Iterator[Reading | Refusal]:
    """The acts of the article, if its text is on legal professions.

    Raises:
        StructureChanged: the text or the content of the article is gone.
    """
    if document.tree is None:
        return
    context = next(StrictReader(document.tree).at("CONTEXTE/TEXTE"), None)
    content = document.tree.first("BLOC_TEXTUEL/CONTENU")
    if context is None or content is None:
        raise StructureChanged(f"{document.tree.path} has no CONTEXTE/TEXTE or no BLOC_TEXTUEL")
    title = context.value("TITRE_TXT")
    if title is None:
        raise StructureChanged(f"{context.node.path} has no TITRE_TXT")
    numbered = bool(text_at(context, "@num"))
    columns = _with_bare_number(read_columns(context, COLUMNS))
    text = Text(context.require("@cid"), title, columns, text_at(context, "@ministere"), numbered)
    number = document.tree.first("META/META_SPEC/META_ARTICLE/NUM")
    article = number.text if number and number.text else "1"
    yield from read_text(text, body_of([(article, content)]), toolbox)


def _with_bare_number(columns: dict[str, Value]) -> dict[str, Value]:
    """The columns with "0060" for "JORF n°0060 du 12 mars 2026"."""
    issue = columns.get("numero_jo")
    number = re.search(r"n[°o]\s*(\w+)", issue.text) if issue else None
    return {**columns, "numero_jo": replace(issue, text=number[1])} if issue and number else columns
