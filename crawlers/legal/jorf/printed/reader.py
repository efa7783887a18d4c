"""Reads the acts of the texts that a PDF of the Journal officiel prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import replace

from core.errors import StructureChanged
from core.model.document import Document
from core.model.evidence import Evidence
from core.model.reading import Value
from core.model.source import Found
from core.model.toolbox import Toolbox
from crawlers.forms.folding import fold
from crawlers.legal.jorf.acts import Text, is_ours, read_text
from crawlers.legal.jorf.body import Body, Paragraph, body_of_paragraphs
from crawlers.legal.jorf.printed.issue import NOR, PrintedText, printed_texts
from crawlers.legal.jorf.printed.paragraphs import Placed, joined, known_words, paragraphs, placed_lines

_HEADER = re.compile(r"journal officiel de la republique francaise")
_DAY = re.compile(r"\b\d{1,2}(?:er)?\s+[^\W\d_]+\s+\d{4}\b")
_NUMBERED = re.compile(r"^\S+\s+n[o°]\s*\d")
_SIGNED = re.compile(r"\bdu\s+(?P<day>\d{1,2}(?:er)?\s+[^\W\d_]+\s+\d{4})\b")
_ARTICLE = re.compile(r"^art(?:icle|\.)\s+(?P<number>\d+|1er|unique)(?:er)?\b", re.IGNORECASE)


def recognises(document: Document) -> bool:
    """Whether the document has the running head of the Journal officiel, or a text with such a title."""
    if not document.pages:
        return False
    return _day(document) is not None or any(printed_texts(list(placed_lines(document.pages[:1]))))


def read(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """The acts of each text on legal professions; a text is known by its NOR, no other number is printed.

    Raises:
        StructureChanged: no text is found: a title, its NOR and a body.
    """
    lines = list(placed_lines(document.pages))
    known = known_words(lines)
    texts = list(printed_texts(lines))
    if not texts:
        raise StructureChanged("no page prints a title of the Journal officiel with its NOR")
    day = _day(document)
    for number, printed in enumerate(texts, 1):
        text = _text(printed, known, day, f"{document.sha256[:16]}-{number}")
        if is_ours(text, toolbox):
            yield from read_text(text, _body(printed, known), toolbox)


def _day(document: Document) -> Value | None:
    """The day of the issue, printed in the running head."""
    for page in document.pages:
        for line in (*page.margins, *page.lines[:2]):
            day = _DAY.search(line.text)
            if day and _HEADER.search(fold(line.text)):
                return Value(day[0], Evidence(day[0], page=page.number, bbox=line.bbox))
    return None


def _text(printed: PrintedText, known: Set[str], day: Value | None, name: str) -> Text:
    title = joined(printed.title, known)
    proof = title.prove(0, len(title.text))
    columns: dict[str, Value | None] = {
        "nor": _nor(printed.nor),
        "date_publication": day,
        "date_arrete": _signed(title.text, proof),
        "rubrique": _rubric(printed.rubrics),
    }
    filled = {column: value for column, value in columns.items() if value}
    number = filled.get("nor") or Value(name, proof)
    ministry = printed.rubrics[-1].text if printed.rubrics else ""
    numbered = bool(_NUMBERED.match(title.text))
    return Text(number, Value(title.text, proof), filled, ministry, numbered)


def _nor(placed: Placed | None) -> Value | None:
    found = NOR.match(placed.text) if placed else None
    if placed is None or found is None:
        return None
    return Value(found["nor"], Evidence(placed.text, page=placed.page, bbox=placed.line.bbox))


def _signed(title: str, proof: Evidence) -> Value | None:
    day = _SIGNED.search(title)
    return Value(day["day"], replace(proof, lecture=day["day"])) if day else None


def _rubric(rubrics: tuple[Placed, ...]) -> Value | None:
    if not rubrics:
        return None
    last = rubrics[-1]
    words = " > ".join(each.text for each in rubrics)
    return Value(words, Evidence(words, page=last.page, bbox=last.line.bbox))


def _body(printed: PrintedText, known: Set[str]) -> Body:
    return body_of_paragraphs(_paragraphs(printed, known))


def _paragraphs(printed: PrintedText, known: Set[str]) -> Iterator[Paragraph]:
    article = "1"
    for each in paragraphs(printed.body, known):
        if found := _ARTICLE.match(each.text):
            article = "1" if found["number"].lower() in ("1er", "unique") else found["number"]
        yield Paragraph(each.text, article, each.prove)
