"""The global tree beside its articles: ``TEXTE_VERSION`` of a text, and the files that only link.

A text of the global tree is several files: its version has its identity, its title and the prose outside of
articles; each article is a file with the identity of its text in it (:mod:`crawlers.legal.jorf.articles`).
``TEXTELR`` and ``SECTION_TA`` link them, ``ID`` and ``VERSIONS`` lead from an ELI to them: none has prose.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.errors import StructureChanged
from core.model.document import Document
from core.model.reading import Reading, Refusal
from core.model.source import Found
from core.model.toolbox import Toolbox
from core.model.tree import Node
from core.strict import StrictReader
from crawlers.legal.jorf.acts import Text, announced_rows, read_text
from crawlers.legal.jorf.body import body_of
from crawlers.legal.jorf.links import read_links
from crawlers.legal.jorf.metadata import (
    OUTSIDE_ARTICLES,
    Paths,
    read_columns,
    text_at,
    with_bare_number,
)

ROOT = "TEXTE_VERSION"
STRUCTURES = frozenset({"TEXTELR", "SECTION_TA", "ID", "VERSIONS"})
STRANGERS = 0.10
CHRONICLE = "META/META_SPEC/META_TEXTE_CHRONICLE"
VERSION = "META/META_SPEC/META_TEXTE_VERSION"
COLUMNS: Paths = {
    "nor": (f"{CHRONICLE}/NOR",),
    "eli": ("META/META_COMMUN/ID_ELI",),
    "numero_jo": (f"{CHRONICLE}/NUM_PARUTION", f"{CHRONICLE}/ORIGINE_PUBLI"),
    "date_publication": (f"{CHRONICLE}/DATE_PUBLI",),
    "date_arrete": (f"{CHRONICLE}/DATE_TEXTE",),
}
IGNORED = {
    "other spellings of what is read": (
        "META/META_COMMUN/*ID",
        "META/META_COMMUN/ORIGINE",
        "META/META_COMMUN/URL",
        "META/META_COMMUN/NATURE",
        "META/META_COMMUN/ELI_ALIAS",
        f"{CHRONICLE}/CID",
        f"{CHRONICLE}/DERNIERE_MODIFICATION",
        f"{CHRONICLE}/VERSIONS_A_VENIR",
    ),
    "places in the printed issue": (f"{CHRONICLE}/NUM_SEQUENCE", f"{CHRONICLE}/PAGE_*"),
    "state, authority, key words, links": (
        f"{VERSION}/ETAT",
        f"{VERSION}/DATE_*",
        f"{VERSION}/AUTORITE",
        f"{VERSION}/MCS_TXT",
        f"{VERSION}/LIENS",
    ),
    "prose around the acts, and business statistics": (
        "NOTICE",
        "VISAS",
        "ABRO",
        "SM",
        "NOTA",
        "SIGNATAIRES",
        "ENTREPRISE",
    ),
}


def recognises_prose(document: Document) -> bool:
    """Whether the document is a version whose acts may stand outside of articles."""
    return _is_version(document) and any(node.text for _, node in _leaves(document.tree))


def recognises(document: Document) -> bool:
    """Whether the document is a version."""
    return _is_version(document)


def recognises_structure(document: Document) -> bool:
    """Whether the document only links the files of a text."""
    return document.tree is not None and document.tree.name in STRUCTURES


def read_structure(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """Nothing: what a link says, the file that it leads to says too."""
    if document.tree:
        reader = StrictReader(document.tree)
        reader.ignore("*")
        yield from reader.account()


def read_prose(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """The acts that stand outside of articles.

    Raises:
        StructureChanged: number, title or day of publication are gone, or too many fields are unknown.
    """
    if document.tree is None:
        return
    reader = StrictReader(document.tree)
    text = _text(reader)
    found = list(read_text(text, body_of(_contents(document.tree)), toolbox))
    yield from _accounted(reader, found)


def read(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """A row without person for each act that the title announces; the articles say the rest.

    Raises:
        StructureChanged: number, title or day of publication are gone, or too many fields are unknown.
    """
    if document.tree is None:
        return
    reader = StrictReader(document.tree)
    yield from _accounted(reader, list(announced_rows(_text(reader), toolbox)))


def _is_version(document: Document) -> bool:
    return document.tree is not None and document.tree.name == ROOT


def _text(reader: StrictReader) -> Text:
    number = reader.require("META/META_COMMUN/ID")
    title = reader.value(f"{VERSION}/TITREFULL", f"{VERSION}/TITRE")
    if title is None:
        raise StructureChanged(f"{reader.node.path} has no TITREFULL")
    reader.require(f"{CHRONICLE}/DATE_PUBLI")
    columns = with_bare_number(read_columns(reader, COLUMNS))
    numbered = bool(text_at(reader, f"{CHRONICLE}/NUM"))
    links = read_links(reader.at(f"{VERSION}/LIENS/LIEN"))
    return Text(number, title, columns, text_at(reader, f"{VERSION}/MINISTERE"), numbered, links)


def _contents(tree: Node) -> Iterator[tuple[str, Node]]:
    for path in OUTSIDE_ARTICLES:
        yield from (("1", node) for node in tree.find(path))


def _leaves(tree: Node | None) -> Iterator[tuple[str, Node]]:
    for article, content in _contents(tree) if tree else ():
        yield from ((article, leaf) for leaf in content.leaves())


def _accounted(reader: StrictReader, found: list[Reading | Refusal]) -> Iterator[Found]:
    for path in OUTSIDE_ARTICLES:
        reader.has(path)
    for patterns in IGNORED.values():
        reader.ignore(*patterns)
    if found:
        reader.refuse_strangers(STRANGERS)
    yield from found
    yield from reader.account()
