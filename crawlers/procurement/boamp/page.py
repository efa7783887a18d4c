"""Pages of boamp.fr: head, digest and the notice as published."""

from __future__ import annotations

from collections.abc import Iterator

from core.errors import StructureChanged
from core.model.document import Document
from core.model.reading import ColumnValue, Value
from core.model.source import Found
from core.model.toolbox import Toolbox
from crawlers.forms.chains import put_procedure_id
from crawlers.forms.folding import fold
from crawlers.forms.notice import Fields, Notice, put, rows
from crawlers.procurement.boamp.gestion import put_identity, put_procedure_term
from crawlers.procurement.boamp.printed.accounts import account_printed
from crawlers.procurement.boamp.printed.heading import number_of, read_heading
from crawlers.procurement.boamp.printed.line import Line
from crawlers.procurement.boamp.printed.mapping import is_european, read_printed
from crawlers.procurement.boamp.printed.sources import web_lines
from crawlers.procurement.boamp.printed.web_head import (
    fallback_procedure,
    indexed_buyer,
    read_digest,
    read_web_head,
    split_page,
)

LONGEST_DIGEST = 350
"""The digest cuts texts at about 400 characters."""

MARKS = ("departement(s) de publication", "annonce no ", "avis no ", "references completes")


def recognises(document: Document) -> bool:
    """Whether a page shows a notice of the BOAMP: its number and one of the marks of the layout."""
    if document.tree is None:
        return False
    lines = list(web_lines(document.tree))
    marks = sum(any(fold(line.text).startswith(mark) for line in lines) for mark in MARKS)
    return marks >= 2 and number_of(lines) is not None


def read(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """The rows of the notice.

    Raises:
        StructureChanged: the page has no number or hardly any label that we know.
    """
    lines = list(web_lines(document.tree)) if document.tree else []
    head, digest, body = split_page(lines)
    number = number_of([*body, *lines])
    if number is None:
        raise StructureChanged("the page prints no number of the BOAMP")
    notice = Notice("boamp", number.text)
    put_identity(number, notice)
    read_web_head(head, notice)
    read_heading(head, notice)
    put(notice.avis, **_in_capitals(digest, body))
    read_printed(body, notice, indexed_buyer(head))
    put(notice.avis, **read_digest(digest))
    put_procedure_term(fallback_procedure(head), notice)
    put_procedure_id(notice)
    yield from rows(notice)
    yield from account_printed(body, digest)


def _in_capitals(digest: list[Line], body: list[Line]) -> Fields:
    """What a national form says, in the buyer's own capitals; not where the digest cuts it short."""
    if is_european(body):
        return {}
    plain = _squeezed("\n".join(line.text for line in body))
    return {name: value for name, value in read_digest(digest).items() if not _is_cut(value, plain)}


def _is_cut(value: ColumnValue, plain: str) -> bool:
    """Whether the notice goes on after the words of the digest, inside a word or a sentence.

    The two do not break their lines at the same places, and only one of them repairs the spaces before signs.
    """
    if not isinstance(value, Value):
        return False
    words = _squeezed(value.text)
    at = plain.find(words)
    return len(words) > LONGEST_DIGEST and (at < 0 or plain[at + len(words) : at + len(words) + 1].isalnum())


def _squeezed(text: str) -> str:
    return "".join(fold(text).split())
