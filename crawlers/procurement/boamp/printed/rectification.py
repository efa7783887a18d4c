"""Rectificatifs and annulations: the notices they concern and the new deadline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.deadlines import is_deadline_heading
from crawlers.forms.folding import fold
from crawlers.forms.notice import Notice
from crawlers.forms.references import boamp_id, ted_id
from crawlers.procurement.boamp.printed.labels import Field
from crawlers.procurement.boamp.printed.line import Line, trimmed, value_of

CHANGES = ("rectificatif", "annulation")
_NOTICE = re.compile(r"(?:annonce|avis|boamp)[^\d]{0,40}?(?P<number>\d{2}-\d{2,7})\b")
_JOURNAL = re.compile(r"(?P<year>(?:19|20)\d{2})/s\s*\d{1,3}\s*-\s*(?P<number>\d{1,8})\b")


def read_rectification(found: Sequence[Field], lines: Sequence[Line], notice: Notice) -> None:
    """Links of any notice; of a rectificatif only the deadline that it newly prints."""
    add_links(earlier_notices(lines, notice.number), notice)
    kind = notice.avis.get("type_avis")
    if not isinstance(kind, Value) or kind.text not in CHANGES:
        return
    notice.avis.pop("date_limite_reponse", None)
    deadline = _new_deadline(found)
    if deadline:
        notice.avis["date_limite_reponse"] = deadline


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


def _new_deadline(found: Sequence[Field]) -> Value | None:
    """``Au lieu de … lire …`` under the heading of the deadline."""
    heading = ""
    for each in found:
        value = trimmed(each.value())
        if each.key in ("limite_offres", "limite_candidatures"):
            heading = each.label
        elif each.key in ("rubrique", "au_lieu_de") and value and is_deadline_heading(value.text):
            heading = value.text
        elif each.key == "rubrique":
            heading = ""
        elif each.key == "lire" and value and (heading or is_deadline_heading(value.text)):
            return value
    return None
