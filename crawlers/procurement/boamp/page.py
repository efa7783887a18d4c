"""Pages of boamp.fr: head, digest and the notice as published."""

from __future__ import annotations

from collections.abc import Iterator

from core.errors import StructureChanged
from core.model.document import Document
from core.model.reading import Reading, Refusal
from core.model.source import Unmapped
from core.model.toolbox import Toolbox
from crawlers.forms.folding import fold
from crawlers.forms.notice import Notice, rows
from crawlers.procurement.boamp.gestion import put_identity, put_procedure_term
from crawlers.procurement.boamp.printed.heading import number_of, read_heading
from crawlers.procurement.boamp.printed.mapping import read_printed
from crawlers.procurement.boamp.printed.sources import web_lines
from crawlers.procurement.boamp.printed.web_head import (
    fallback_procedure,
    indexed_buyer,
    read_digest,
    read_web_head,
    split_page,
)

MARKS = ("departement(s) de publication", "annonce no ", "avis no ", "references completes")


def recognises(document: Document) -> bool:
    """Whether a page shows a notice of the BOAMP: its number and one of the marks of the layout."""
    if document.tree is None:
        return False
    lines = list(web_lines(document.tree))
    marks = sum(any(fold(line.text).startswith(mark) for line in lines) for mark in MARKS)
    return marks >= 2 and number_of(lines) is not None


def read(document: Document, toolbox: Toolbox) -> Iterator[Reading | Refusal | Unmapped]:
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
    read_digest(digest, notice)
    read_printed(body, notice, indexed_buyer(head))
    put_procedure_term(fallback_procedure(head), notice)
    yield from rows(notice)
