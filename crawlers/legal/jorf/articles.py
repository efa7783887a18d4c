"""Articles of the global tree: ``ARTICLE`` with the metadata of its text in ``CONTEXTE``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from core.errors import StructureChanged
from core.model.document import Document
from core.model.reading import Value
from core.model.source import Found
from core.model.toolbox import Toolbox
from core.strict import StrictReader
from crawlers.legal.jorf.acts import Text, read_text
from crawlers.legal.jorf.body import body_of
from crawlers.legal.jorf.links import read_links
from crawlers.legal.jorf.metadata import Paths, read_columns, text_at, with_bare_number

ROOT = "ARTICLE"
STRANGERS = 0.10
COLUMNS: Paths = {
    "nor": ("@nor",),
    "numero_jo": ("@num_parution_jo",),
    "date_publication": ("@date_publi",),
    "date_arrete": ("@date_signature",),
}
_ARTICLE_ELI = re.compile(r"/jo/article_[^/]+$")
"""The ELI of an article is that of its text with another end."""
IGNORED = {
    "other spellings of what is read": (
        "META/META_COMMUN/*ID",
        "META/META_COMMUN/ORIGINE",
        "META/META_COMMUN/URL",
        "META/META_COMMUN/NATURE",
        "META/META_COMMUN/ELI_ALIAS",
        "CONTEXTE/TEXTE/TITRE_TXT/@*",
    ),
    "state and key words of the article": (
        "META/META_SPEC/META_ARTICLE/DATE_*",
        "META/META_SPEC/META_ARTICLE/ETAT",
        "META/META_SPEC/META_ARTICLE/MCS_ART",
        "META/META_SPEC/META_ARTICLE/TYPE",
    ),
    "its other versions, and the links to and from it": ("VERSIONS", "LIENS"),
    "authority, and the sections around it": (
        "CONTEXTE/TEXTE/@autorite",
        "CONTEXTE/TEXTE/@nature",
        "CONTEXTE/TEXTE/TM",
    ),
    "summary and editor's note": ("SM", "NOTA"),
}


def recognises(document: Document) -> bool:
    """Whether the document is an article of the Journal officiel."""
    tree = document.tree
    return tree is not None and tree.name == ROOT and tree.first("META/META_COMMUN") is not None


def read(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """The acts of the article, if its text is on legal professions.

    An article without a number counts as the first: individual measures have one article, and where such a
    text had several, only the files of its structure would tell them apart.

    Raises:
        StructureChanged: the text or the content of the article is gone, or too many fields are unknown.
    """
    if document.tree is None:
        return
    reader = StrictReader(document.tree)
    context = next(reader.at("CONTEXTE/TEXTE"), None)
    content = document.tree.first("BLOC_TEXTUEL/CONTENU")
    if context is None or content is None:
        raise StructureChanged(f"{document.tree.path} has no CONTEXTE/TEXTE or no BLOC_TEXTUEL")
    article = text_at(reader, "META/META_SPEC/META_ARTICLE/NUM") or "1"
    text = _text(context, reader.value("META/META_COMMUN/ID_ELI"))
    text = replace(text, links=read_links(reader.at("LIENS/LIEN")))
    found = list(read_text(text, body_of([(article, content)]), toolbox))
    reader.has("BLOC_TEXTUEL")
    for patterns in IGNORED.values():
        reader.ignore(*patterns)
    if found:
        reader.refuse_strangers(STRANGERS)
    yield from found
    yield from reader.account()


def _text(context: StrictReader, eli: Value | None) -> Text:
    title = context.value("TITRE_TXT")
    if title is None:
        raise StructureChanged(f"{context.node.path} has no TITRE_TXT")
    numbered = bool(text_at(context, "@num"))
    columns = with_bare_number(read_columns(context, COLUMNS))
    if eli and _ARTICLE_ELI.search(eli.text):
        columns["eli"] = replace(eli, text=_ARTICLE_ELI.sub("/jo/texte", eli.text))
    return Text(context.require("@cid"), title, columns, text_at(context, "@ministere"), numbered)
