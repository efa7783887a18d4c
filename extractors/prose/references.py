"""Published acts as another text cites them: "arrêté du 3 mai 2004 (JORF du 12 mai 2004, p. 8421)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.model.act import Span
from extractors.prose.letters import DATE, group, plain

_ISSUE = re.compile(
    r"(?<!\w)(?:J\.?O\.?R\.?F\.?|J\.? ?O\.?|Journal officiel(?: de la République française)?)"
    rf"(?:,? (?:n[°o]|numéro) ?(?P<number>\d{{1,5}}))?,?(?: (?:en date )?du)? (?P<date>{DATE})"
    r"(?:[ ,;]*(?:pages?|pp?\.) ?(?P<page>\d{1,6}))?",
    re.IGNORECASE,
)
_ACT = re.compile(
    rf"\b(?:arrêté|décret|décision|ordonnance)s?\b[^;:\n()]{{0,120}}?\bdu (?P<date>{DATE})", re.I
)
_STOP = re.compile(r"\.(?= +[A-ZÀ-Ý])|;|\n")
_APPOSED = re.compile(r"[ ,)]*(?:voir |par |cf\. )?(?:l'|les? )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """One citation: the date of the act, if it is printed beside, and the issue that published it."""

    start: int
    end: int
    published: Span
    act: Span | None = None
    number: Span | None = None
    page: Span | None = None

    def columns(self) -> dict[str, Span]:
        """The filled parts by the names of the dataset's columns, and ``page_jo``."""
        pairs = {
            "date_arrete": self.act,
            "date_publication": self.published,
            "numero_jo": self.number,
            "page_jo": self.page,
        }
        return {name: span for name, span in pairs.items() if span is not None}


def find_references(text: str) -> Iterator[Reference]:
    """The citations of the Journal officiel in a text, in order, each with the act that it published.

    The act stands before the issue in the same sentence and has no issue of its own, else right after it.
    """
    flat = plain(text)
    issues = list(_ISSUE.finditer(flat))
    acts = list(_ACT.finditer(flat))
    last = 0
    for issue in issues:
        opening = max(last, _sentence(flat, issue.start()))
        before = [act for act in acts if opening <= act.start("date") < issue.start()]
        act = before[-1] if before else _apposed(flat, acts, issue)
        last = max(issue.end(), act.end() if act else 0)
        yield Reference(
            start=min(issue.start(), act.start() if act else issue.start()),
            end=last,
            published=group(text, issue, "date"),
            act=group(text, act, "date") if act else None,
            number=group(text, issue, "number") if issue["number"] else None,
            page=group(text, issue, "page") if issue["page"] else None,
        )


def _sentence(flat: str, position: int) -> int:
    """Where the sentence begins that holds a position, or the last 600 characters of it."""
    first = max(0, position - 600)
    return max((stop.end() for stop in _STOP.finditer(flat, first, position)), default=first)


def _apposed(flat: str, acts: list[re.Match[str]], issue: re.Match[str]) -> re.Match[str] | None:
    """The act printed right after its issue: "JORF du …, p. 22773, arrêté du ministre de la justice du …"."""
    after = next((act for act in acts if act.start() >= issue.end()), None)
    return after if after and _APPOSED.match(flat[issue.end() : after.start()]) else None
