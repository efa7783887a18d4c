"""Section VII of a corrigendum: what it changes of the notice or of its lots."""

from __future__ import annotations

from collections.abc import Sequence

from core.model.reading import Value
from crawlers.forms.changes import put_change
from crawlers.forms.notice import Notice
from crawlers.forms.printed_changes import Place, changes_in
from crawlers.procurement.ted.export.procedure import moment
from crawlers.procurement.ted.page import labels
from crawlers.procurement.ted.page.lines import Line, joined
from crawlers.procurement.ted.page.sections import Section


def read_changes(form: Sequence[Section], notice: Notice) -> None:
    """The new values, never the old ones."""
    for section in form:
        if not section.number.startswith("VII."):
            continue
        for change in changes_in([line.text for line in section.lines]):
            lots = _line(section.lines, change.lots).value() if change.lots else None
            put_change(notice, change.headings, lots, _fresh(section, change.fresh))


def _fresh(section: Section, places: Sequence[Place]) -> Value | None:
    """A day and an hour under labels of their own, else the text."""
    lines = [_line(section.lines, place) for place in places]
    kept = Section(section.number, section.title, lines)
    return moment(kept.labelled(labels.DATE), kept.labelled(labels.HOUR)) or joined(lines)


def _line(lines: Sequence[Line], place: Place) -> Line:
    index, start = place
    return Line(lines[index].text[start:].strip(), lines[index].path)
