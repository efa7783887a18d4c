"""Texts: the answer of ``consult/jorf``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.errors import StructureChanged
from core.model.document import Document
from core.model.reading import Refusal, Value
from core.model.source import Found
from core.model.toolbox import Toolbox
from core.strict import StrictReader
from crawlers.legal.jorf.acts import Text, is_ours, protected, read_text
from crawlers.legal.jorf.body import Paragraph, body_of_paragraphs
from crawlers.legal.jorf.metadata import text_at
from crawlers.legal.jorf.piste.days import day_of
from crawlers.legal.jorf.piste.markup import markup_paragraphs

STRANGERS = 0.10
FLAGS = ("inap", "dereferenced")
"""That the text must not be indexed by robots (CRPA R221-15), said of a text, a section or an article."""
LEGIFRANCE = "https://www.legifrance.gouv.fr"
IGNORED = {
    "other spellings of what is read": ("id", "alias", "jorfText", "idConteneur", "appellations"),
    "places in the issue and files of it": (
        "textNumber",
        "pagePdf",
        "filePath",
        "fileName",
        "fileSize",
        "hasSinglePdf",
        "jorfFileMetadata",
    ),
    "state and later life of the text": (
        "nature",
        "etat",
        "juris*",
        "modifDate",
        "date*Version",
        "hasLoda",
        "textAbroge",
        "dossiersLegislatifs",
    ),
    "key words, links, business statistics": ("motsCles", "liens"),
    "prose around the acts": ("notice", "visa", "signers", "prepWork", "nota", "observations", "resume"),
    "the time that the answer took": ("executionTime",),
}
OF_AN_ARTICLE = (
    "id",
    "cid",
    "intOrdre",
    "etat",
    "type",
    "path*",
    "date*",
    "nota*",
    "modificator*",
    "lst*",
    "comporteLiens*",
    "multipleVersions",
    "*ersion*",
    "infos*",
    "renvoi",
    "historique",
    "surtitre",
    "conditionDiffere",
    "executionTime",
)
"""State, place, versions, links and notes of an article."""
OF_A_SECTION = (
    "id",
    "cid",
    "title",
    "etat",
    "commentaire",
    "date*",
    "nota*",
    "intOrdre",
    "renvoi*",
    "sectionConsultee",
    "executionTime",
)


def recognises(document: Document) -> bool:
    """Whether the document is an answer of ``consult/jorf``."""
    if document.tree is None:
        return False
    names = {child.name for child in document.tree.children}
    return "cid" in names and "title" in names and ("inap" in names or "articles" in names)


def read(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """The acts of the text on legal professions; a text, a section or an article with a flag is refused.

    Raises:
        StructureChanged: number, title, day of publication or flags are gone, or too many fields are unknown.
    """
    if document.tree is None:
        return
    reader = StrictReader(document.tree)
    title = reader.require("title")
    if _is_flagged(reader, required=True):
        yield protected(title, reader.require("cid"))
        return
    text = _text(reader, title)
    refused: list[Refusal] = []
    body = body_of_paragraphs(list(_paragraphs(reader, refused)))
    found = list(read_text(text, body, toolbox)) if is_ours(text, toolbox) else []
    for patterns in IGNORED.values():
        reader.ignore(*patterns)
    if found or refused:
        reader.refuse_strangers(STRANGERS)
    yield from (*refused, *found)
    yield from reader.account()


def _text(reader: StrictReader, title: Value) -> Text:
    eli = reader.value("eli")
    columns = {
        "nor": reader.value("nor"),
        "eli": replace(eli, text=f"{LEGIFRANCE}{eli.text}") if eli and eli.text.startswith("/") else eli,
        "numero_jo": reader.value("numParution"),
        "date_publication": _day(reader.require("dateParution")),
        "date_arrete": _day(reader.value("dateTexte")),
    }
    filled = {column: value for column, value in columns.items() if value}
    numbered = " n° " in title.text.partition(" du ")[0]
    return Text(reader.require("cid"), title, filled, numbered=numbered)


def _day(value: Value | None) -> Value | None:
    """The day in ISO; the far days that stand for "unknown" are none."""
    day = day_of(value.text) if value else None
    return replace(value, text=day.isoformat()) if value and day and day.year < 2200 else None


def _paragraphs(reader: StrictReader, refused: list[Refusal]) -> Iterator[Paragraph]:
    """The prose outside of articles, then that of the articles, in the order of the text."""
    reader.values("rectificatif")
    for node in reader.node.find("rectificatif"):
        yield from markup_paragraphs(node, "1")
    yield from _articles(reader, refused)


def _articles(reader: StrictReader, refused: list[Refusal]) -> Iterator[Paragraph]:
    for article in reader.at("articles"):
        number = text_at(article, "num") or "1"
        if _is_flagged(article):
            refused.append(protected(Value(number, article.node.evidence())))
            article.ignore("*")
            continue
        article.ignore(*OF_AN_ARTICLE)
        article.values("content")
        for node in article.node.find("content"):
            yield from markup_paragraphs(node, number)
    for section in reader.at("sections"):
        if _is_flagged(section):
            refused.append(protected(Value("", section.node.evidence())))
            section.ignore("*")
            continue
        section.ignore(*OF_A_SECTION)
        yield from _articles(section, refused)


def _is_flagged(reader: StrictReader, *, required: bool = False) -> bool:
    """Whether a flag forbids to read; of a text whose flags are gone nobody knows.

    Raises:
        StructureChanged: a flag that is required is gone, or says neither yes nor no.
    """
    for name in FLAGS:
        value = reader.value(name)
        said = value.text.lower() if value else ""
        if said == "true":
            return True
        if said != "false" and (said or (required and not any(reader.node.find(name)))):
            raise StructureChanged(f"{reader.node.path or '/'} has no {name} that says true or false")
    return False
