"""Residences, seats and courts with the département that stands in brackets after them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.model.act import Span
from extractors.prose.letters import LETTERS, UP, coded, plain, printed
from extractors.prose.persons import CIVILITY
from extractors.prose.professions import PROFESSION

_WORD = rf"{UP}[{LETTERS}'\-]*"
_LINK = r"(?:sur|sous|lès|lez|les|en|de|du|des|d'|la|le|l')"
_OTHER = rf"(?!{CIVILITY}|(?:SELA|Sela|SCP|S\.C\.P|SAS|SARL|SPFPL)\b)"
PLACE = (
    rf"{_OTHER}(?:L'|La |Le |Les |l'|la |le |les )?{_OTHER}{_WORD}"
    rf"(?:(?: {_LINK})?(?: {_LINK})?(?: |(?<=') ?){_OTHER}{_WORD}){{0,6}}"
)
_ARRONDISSEMENT = (
    r"(?: ?\( ?\d{1,2}(?:er|e|ème)(?: arrondissement)? ?\)| \d{1,2}(?:er|e|ème)(?: arrondissement)?\b)?"
)
_OF = r"(?:de la |de l'|du |des |d'|de )"
_DEPARTMENT_NAME = rf"(?:la |l'|le |La |L'|Le )?{UP}[^()\n;:,0-9]{{1,40}}"
DEPARTMENT = (
    rf"(?:\( ?(?:(?:département )?{_OF})?(?P<department>{_DEPARTMENT_NAME}|\d[0-9AB]\d?) ?\)"
    rf"|,? département {_OF}(?P<spelled>{UP}[{LETTERS}'\-]+))"
)
_TO = r"(?:(?P<contracted>du|des|au|aux)|de|à|d'|:)"
_TAIL = rf"(?P<place>{PLACE}{_ARRONDISSEMENT})(?: ?{DEPARTMENT})?"

_RESIDENCE = re.compile(rf"\b[Rr]ésidences? (?:est fixée )?{_TO} ?{_TAIL}")
_COURT = re.compile(
    rf"(?P<court>\btribuna(?:l|ux) (?:mixte )?(?:de commerce|des activités économiques) {_TO} ?{_TAIL})"
)
_SEAT = re.compile(
    rf"\b(?:siège (?:social )?(?:est )?(?:fixé |situé |établi )?|(?:sise?|établie?) ){_TO} ?{_TAIL}"
)
_PRACTICE = re.compile(rf"\b(?:{PROFESSION})(?: associé(?:e)?s?)? (?:(?P<contracted>au|aux)|à) {_TAIL}")
_BRACKETED = re.compile(
    rf"(?<![{LETTERS}])(?:(?P<contracted>du|des|au|aux)|de|à|d') ?"
    rf"(?P<place>{PLACE}{_ARRONDISSEMENT}) ?{DEPARTMENT}"
)
_ARTICLES = {"du": "Le", "au": "Le", "des": "Les", "aux": "Les"}


@dataclass(frozen=True, slots=True)
class Place:
    """A commune as printed; ``kind`` is residence, court, seat or bracketed (a département follows)."""

    kind: str
    start: int
    end: int
    name: Span
    department: Span | None = None
    court: Span | None = None

    def columns(self) -> dict[str, Span]:
        """The filled columns of the dataset."""
        pairs = {"residence_libelle": self.name, "departement": self.department, "cour": self.court}
        return {name: span for name, span in pairs.items() if span is not None}


def find_places(text: str, start: int = 0, end: int | None = None) -> Iterator[Place]:
    """The places of a stretch of a text, in order, the surest reading first where two overlap."""
    flat = plain(text)
    limit = len(text) if end is None else end
    found: list[Place] = []
    for kind, pattern in (
        ("residence", _RESIDENCE),
        ("court", _COURT),
        ("seat", _SEAT),
        ("practice", _PRACTICE),
        ("bracketed", _BRACKETED),
    ):
        for match in pattern.finditer(flat, start, limit):
            place = _read(text, flat, kind, match)
            if not any(place.name.start < other.end and other.start < place.end for other in found):
                found.append(place)
    yield from sorted(found, key=lambda place: place.start)


def _read(text: str, flat: str, kind: str, match: re.Match[str]) -> Place:
    name, department = _name(text, match), None
    for label in ("department", "spelled"):
        if match.group(label):
            department = printed(text, *match.span(label))
    court = None
    if kind == "court":
        court = _one_court(printed(text, match.start("court"), match.end("place")))
    return Place(kind, match.start(), match.end(), name, department, court)


def _one_court(court: Span) -> Span:
    """The first of several courts: "greffes des tribunaux de commerce de X et de Y"."""
    return replace(court, value=court.value.replace("tribunaux", "tribunal", 1))


def _name(text: str, match: re.Match[str]) -> Span:
    """The commune; the article of "du Mans" goes back into its name."""
    start, end = match.span("place")
    article = _ARTICLES.get(match.group("contracted") or "")
    if article is None:
        return printed(text, start, end)
    return coded(f"{article} {text[start:end].strip()}", match.start("contracted"), end)
