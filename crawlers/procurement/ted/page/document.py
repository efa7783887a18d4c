"""A whole page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.errors import StructureChanged
from core.model.document import Document
from core.model.reading import Value
from core.model.source import Found
from core.model.toolbox import Toolbox
from crawlers.forms.chains import put_procedure_id
from crawlers.forms.criteria import criteria_in_prose
from crawlers.forms.folding import fold
from crawlers.forms.intentions import mark_intended
from crawlers.forms.notice import Notice, put, rows
from crawlers.forms.references import journal_id
from crawlers.procurement.ted.export.procedure import moment
from crawlers.procurement.ted.page import labels
from crawlers.procurement.ted.page.accounts import account
from crawlers.procurement.ted.page.awards import read_awards
from crawlers.procurement.ted.page.changes import read_changes
from crawlers.procurement.ted.page.coded import coded_data, number_of, read_identity, read_index
from crawlers.procurement.ted.page.defence import is_defence, read_defence
from crawlers.procurement.ted.page.lines import joined, lines_of
from crawlers.procurement.ted.page.objects import read_object
from crawlers.procurement.ted.page.parties import read_buyers
from crawlers.procurement.ted.page.sections import Section, chosen, forms_of, under

NEEDED = ("I.1", "II.1.1", "II.1.2")
"""Sections that every form has."""

_ADDRESS = re.compile(r"https?://\S*[^\s.,;)]", re.IGNORECASE)
_DOCUMENTS = ("documents du marche", "procurement documents")


def recognises(document: Document) -> bool:
    """Whether a page has the table of coded data of TED with a number of publication."""
    return document.tree is not None and number_of(coded_data(document.tree)) is not None


def read(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """The rows of the notice.

    Raises:
        StructureChanged: the number or the sections that every form has are gone.
    """
    tree = document.tree
    coded = coded_data(tree) if tree else {}
    number = number_of(coded)
    if tree is None or number is None:
        raise StructureChanged("the page has no number of publication")
    form = chosen(forms_of(lines_of(tree)))
    missing = [each for each in NEEDED if not under(form, each)]
    if missing:
        raise StructureChanged(f"the page has no section {', '.join(missing)}")
    notice = Notice("ted", number)
    read_identity(coded, notice)
    if is_defence(form):
        read_defence(form, notice)
    _read_form(form, notice)
    read_index(coded, notice)
    mark_intended(notice)
    put_procedure_id(notice)
    yield from rows(notice)
    yield from account(coded, form)


def _read_form(form: Sequence[Section], notice: Notice) -> None:
    read_buyers(form, notice)
    read_object(form, notice)
    put(
        notice.avis,
        url_dce=_documents(form),
        date_limite_reponse=_deadline(form),
        date_envoi=next((line.value() for each in under(form, "VI.5") for line in each.lines), None),
        avis_lies=_links(form),
    )
    read_changes(form, notice)
    for section in under(form, "IV.1.9"):
        evaluation = joined(section.lines)
        put(notice.avis, criteres=criteria_in_prose(evaluation) if evaluation else None)
    read_awards(form, notice)


def _documents(form: Sequence[Section]) -> Value | None:
    for line in (line for each in under(form, "I.3") for line in each.lines):
        found = _ADDRESS.search(line.text)
        if found and any(words in fold(line.text) for words in _DOCUMENTS):
            return line.value(found[0])
    return None


def _deadline(form: Sequence[Section]) -> Value | None:
    """IV.2.2: a corrigendum prints its new deadline in section VII."""
    for section in under(form, "IV.2.2"):
        return moment(section.labelled(labels.DATE), section.labelled(labels.HOUR))
    return None


def _links(form: Sequence[Section]) -> tuple[Value, ...]:
    found: dict[str, Value] = {}
    for section in form:
        for printed in section.all_labelled(labels.EARLIER):
            link = journal_id(printed.text)
            if link:
                found.setdefault(link, replace(printed, text=link))
    return tuple(found.values())
