"""Extracts of notices in PDF, as boamp.fr offers them."""

from __future__ import annotations

from collections.abc import Iterator

from core.errors import StructureChanged
from core.model.document import Document
from core.model.source import Found
from core.model.toolbox import Toolbox
from crawlers.forms.chains import put_procedure_id
from crawlers.forms.folding import fold
from crawlers.forms.notice import Notice, rows
from crawlers.procurement.boamp.gestion import put_identity
from crawlers.procurement.boamp.printed.accounts import account_printed
from crawlers.procurement.boamp.printed.heading import number_of
from crawlers.procurement.boamp.printed.line import Line
from crawlers.procurement.boamp.printed.mapping import read_printed
from crawlers.procurement.boamp.printed.sources import pdf_lines

WARNING = "attention : les informations contenues dans l'extrait pdf"
BODY = "departement(s) de publication"


def recognises(document: Document) -> bool:
    """Whether the pages print a number of the BOAMP and its départements of publication."""
    numbered = number_of(pdf_lines(document.pages)) is not None
    return numbered and any(fold(line.text).startswith(BODY) for line in pdf_lines(document.pages))


def read(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """The rows of the notice.

    Raises:
        StructureChanged: there is no number or hardly any label that we know.
    """
    lines = list(pdf_lines(document.pages))
    number = number_of(lines)
    if number is None:
        raise StructureChanged("the extract prints no number of the BOAMP")
    notice = Notice("boamp", number.text)
    put_identity(number, notice)
    body = _body(lines)
    read_printed(body, notice)
    put_procedure_id(notice)
    yield from rows(notice)
    yield from account_printed(body)


def _body(lines: list[Line]) -> list[Line]:
    """From the title, that stands before the départements, on: what stands before warns of the extract."""
    start = next((index for index, line in enumerate(lines) if fold(line.text).startswith(BODY)), 0)
    return lines[max(0, start - 1) :]
