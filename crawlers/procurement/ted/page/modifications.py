"""VII: the contract as modified (F20): its value before and after the change, its holders."""

from __future__ import annotations

from collections.abc import Sequence

from crawlers.forms.folding import fold
from crawlers.forms.notice import Fields, put
from crawlers.procurement.ted.page import labels
from crawlers.procurement.ted.page.amounts import put_total
from crawlers.procurement.ted.page.objects import answer
from crawlers.procurement.ted.page.parties import bodies
from crawlers.procurement.ted.page.sections import Section, under

VALUE, HOLDERS, INCREASE = "VII.1.6", "VII.1.7", "VII.2.3"


def modified(form: Sequence[Section]) -> tuple[Fields, list[Section]]:
    """What takes the place of values of the award, and the lines of each holder; empty without a change."""
    fields: Fields = {}
    for section in under(form, INCREASE):
        put_total([_below(section, labels.BEFORE_CHANGE)], fields, "montant_avant")
        put_total([_below(section, labels.AFTER_CHANGE)], fields, "montant")
    put_total(under(form, VALUE), fields, "montant")
    holders = under(form, HOLDERS)
    put(fields, groupement=answer(holders, labels.JOINT))
    return fields, bodies(holders)


def _below(section: Section, marks: Sequence[str]) -> Section:
    """The lines below some words, "before" or "after the modifications", until the other ones."""
    kept, reading = Section(section.number, section.title), False
    for line in section.lines:
        words = fold(line.text)
        if any(mark in words for mark in (*labels.BEFORE_CHANGE, *labels.AFTER_CHANGE)):
            reading = any(mark in words for mark in marks)
        elif reading:
            kept.lines.append(line)
    return kept
