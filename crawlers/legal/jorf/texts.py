"""Texts: ``TEXTE`` of JORFSIMPLE, one file a text with its articles."""

from __future__ import annotations

from collections.abc import Iterator

from core.errors import StructureChanged
from core.model.document import Document
from core.model.source import Found
from core.model.toolbox import Toolbox
from core.model.tree import Node
from core.strict import StrictReader
from crawlers.legal.jorf.acts import Text, is_ours, read_text
from crawlers.legal.jorf.body import body_of
from crawlers.legal.jorf.links import read_links
from crawlers.legal.jorf.metadata import OUTSIDE_ARTICLES, Paths, read_columns, text_at

ROOT = "TEXTE"
STRANGERS = 0.10
COLUMNS: Paths = {
    "nor": ("NOR",),
    "eli": ("ID_ELI",),
    "numero_jo": ("NUM_PARUTION",),
    "date_publication": ("DATE_PUBLI",),
    "date_arrete": ("DATE_TEXTE",),
}
IGNORED = {
    "other spellings of what is read": ("TITRE", "ORIGINE", "NATURE", "ORIGINE_PUBLI", "ANCIEN_ID"),
    "places in the printed issue": ("NUM_SEQUENCE", "PAGE_DEB_PUBLI", "PAGE_FIN_PUBLI"),
    "authority, key words, links, business statistics": ("AUTORITE", "MCS_TEXT", "LIENS", "ENTREPRISE"),
    "prose around the acts": ("NOTICE", "VISAS", "ABRO", "SM", "STRUCT/SIGNATAIRES"),
    "an article's own metadata": (
        "STRUCT/ARTICLE/ID",
        "STRUCT/ARTICLE/ID_ELI",
        "STRUCT/ARTICLE/ANCIEN_ID",
        "STRUCT/ARTICLE/MCS_ART",
        "STRUCT/ARTICLE/DATE_*",
        "STRUCT/ARTICLE/SM",
        "STRUCT/ARTICLE/LIENS",
    ),
}


def recognises(document: Document) -> bool:
    """Whether the document is a text; a summary has another root."""
    return document.tree is not None and document.tree.name == ROOT


def read(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """The acts of the text on legal professions.

    Raises:
        StructureChanged: number, title, day of publication or body are gone, or too many fields are unknown.
    """
    if document.tree is None:
        return
    reader = StrictReader(document.tree)
    text = _text(reader)
    if is_ours(text, toolbox) and next(reader.at("STRUCT"), None) is None:
        raise StructureChanged(f"{reader.node.path} has no STRUCT")
    found = list(read_text(text, body_of(_contents(document.tree)), toolbox))
    _settle(reader)
    if found:
        reader.refuse_strangers(STRANGERS)
    yield from found
    yield from reader.account()


def _text(reader: StrictReader) -> Text:
    number, title = reader.require("ID"), reader.value("TITREFULL", "TITRE")
    if title is None:
        raise StructureChanged(f"{reader.node.path} has no TITREFULL")
    reader.require("DATE_PUBLI")
    numbered = bool(text_at(reader, "NUM"))
    columns, links = read_columns(reader, COLUMNS), read_links(reader.at("LIENS/LIEN"))
    return Text(number, title, columns, text_at(reader, "MINISTERE"), numbered, links)


def _contents(tree: Node) -> Iterator[tuple[str, Node]]:
    for path in OUTSIDE_ARTICLES:
        yield from (("1", node) for node in tree.find(path))
    for article in tree.walk():
        if article.name == "ARTICLE":
            number = next((node.text for node in article.find("NUM") if node.text), "1")
            yield from ((number, node) for node in article.find("BLOC_TEXTUEL/CONTENU"))


def _settle(reader: StrictReader) -> None:
    for name in ("RECT", "TP", "STRUCT/ARTICLE/NUM", "STRUCT/ARTICLE/BLOC_TEXTUEL"):
        reader.has(name)
    for patterns in IGNORED.values():
        reader.ignore(*patterns)
