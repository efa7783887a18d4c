"""Rectificatifs and annulations: the notices they concern, what they change of them and of their lots."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.cancellations import give_up_lots
from crawlers.forms.changes import DEADLINE, changed_column, put_change
from crawlers.forms.deadlines import A_DAY, is_deadline_heading
from crawlers.forms.folding import fold
from crawlers.forms.notice import Notice
from crawlers.forms.printed_changes import Place, changes_in
from crawlers.forms.references import boamp_id, ted_id
from crawlers.procurement.boamp.printed.labels import Field, first
from crawlers.procurement.boamp.printed.line import Line, rest_of, trimmed, value_of

CHANGES = ("rectificatif", "annulation")
_NOTICE = re.compile(r"(?:annonce|avis|boamp)[^\d]{0,40}?(?P<number>\d{2}-\d{2,7})\b")
_LOTS = re.compile(r"\blots? ?(?:n ?[°ºo]s? ?)?\d{1,3}(?:\s?(?:,|;|/|et)\s?\d{1,3})*\b")
_AN_HOUR = re.compile(r"\b\d{1,2}\s?(?:h|:)\s?(?:\d{2})?\b", re.IGNORECASE)
_JOURNAL = re.compile(r"(?P<year>(?:19|20)\d{2})/s\s*\d{1,3}\s*-\s*(?P<number>\d{1,8})\b")


def read_rectification(found: Sequence[Field], lines: Sequence[Line], notice: Notice) -> None:
    """Links of any notice; of a rectificatif the values that it newly prints, of an annulation its lots."""
    add_links(earlier_notices(lines, notice.number), notice)
    kind = notice.avis.get("type_avis")
    if not isinstance(kind, Value) or kind.text not in CHANGES:
        return
    notice.avis.pop("date_limite_reponse", None)
    for headings, lots, fresh in _changes(found):
        put_change(notice, headings, lots, fresh)
    give_up_lots(notice, first(found, "motif"))


def read_printed_changes(lines: Sequence[Line], notice: Notice) -> None:
    """The changes that a form of the JOUE prints: the new values, never the old ones."""
    for change in changes_in([line.text for line in lines]):
        lots = value_of([_from(lines, change.lots)]) if change.lots else None
        fresh = [_from(lines, place) for place in change.fresh]
        if changed_column(change.headings) == DEADLINE:
            fresh = _dated(fresh)
        put_change(notice, change.headings, trimmed(lots), trimmed(value_of(fresh)))


def _dated(lines: Sequence[Line]) -> list[Line]:
    """The line that prints a day, and the next where that prints the hour."""
    first_dated = next((at for at, line in enumerate(lines) if A_DAY.search(line.text)), None)
    if first_dated is None:
        return []
    found, after = [lines[first_dated]], lines[first_dated + 1 : first_dated + 2]
    return [*found, *(line for line in after if _AN_HOUR.search(line.text))]


def _from(lines: Sequence[Line], place: Place) -> Line:
    index, start = place
    return rest_of(lines[index], start)


def earlier_notices(lines: Iterable[Line], own: str) -> list[Value]:
    """The numbers of other notices that the text names."""
    links: dict[str, Value] = {}
    for line in lines:
        folded = fold(line.text)
        for found in _NOTICE.finditer(folded):
            if found["number"] != own:
                _add(links, line, boamp_id(found["number"]), found)
        for found in _JOURNAL.finditer(folded):
            link = ted_id(found["number"], found["year"])
            if link:
                _add(links, line, link, found)
    return list(links.values())


def add_links(links: Iterable[Value], notice: Notice) -> None:
    """Links beside those already known."""
    known = notice.avis.get("avis_lies", ())
    kept = {each.text: each for each in known if isinstance(each, Value)} if isinstance(known, tuple) else {}
    for link in links:
        kept.setdefault(link.text, link)
    if kept:
        notice.avis["avis_lies"] = tuple(kept.values())


def _add(links: dict[str, Value], line: Line, link: str, found: re.Match[str]) -> None:
    whole = value_of([line])
    if whole:
        links.setdefault(link, Value(link, replace(whole.evidence, start=found.start(), end=found.end())))


def _changes(found: Sequence[Field]) -> Iterator[tuple[list[str], Value | None, Value]]:
    """``Rubrique : … Au lieu de … Lire …``: the headings, the lots that they name, the new text."""
    headings, lots = list[str](), None
    for each in found:
        value = trimmed(each.value())
        if each.key in ("limite_offres", "limite_candidatures"):
            headings = [each.label]
        elif each.key == "rubrique":
            headings, lots = [value.text] if value else [], _lots_in(value)
        elif each.key == "numero_lot":
            lots = value
        elif each.key == "au_lieu_de" and value and is_deadline_heading(value.text):
            headings = [value.text]
        elif each.key == "lire" and value:
            yield headings or [value.text], lots, value


def _lots_in(value: Value | None) -> Value | None:
    """The lots that a heading names: ``Lot n° 2 - montant estimé``."""
    found = _LOTS.search(fold(value.text)) if value else None
    return replace(value, text=value.text[found.start() : found.end()]) if value and found else None
