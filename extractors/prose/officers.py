"""The professionals that a judgment names: "SCP X prise en la personne de Me Y, 12 rue Z, 75001 Paris"."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.model.act import Span
from extractors.prose.bare_names import BareName, Usual, split_name
from extractors.prose.given_names import is_given_name
from extractors.prose.letters import LETTERS, UP, coded, printed
from extractors.prose.officer_words import (
    FORM,
    SHORT_FORM,
    TITLE,
    address_end,
    firm_end,
    is_address,
    person_end,
)
from extractors.prose.roles import role_code

START = re.compile(
    rf"(?<![{LETTERS}'\-.])(?:(?P<title>{TITLE})(?: +|(?<=\.))(?=[{LETTERS}])"
    rf"|(?:(?i:st[ée]|ELRL) +(?=(?i:{SHORT_FORM})[ .]))?(?P<form>(?i:{FORM}))(?: +"
    rf"|(?<=\.))(?=[{LETTERS}0-9«\"]))"
)
_THROUGH = re.compile(
    r" *[,\-–]* *(?:(?:prise?s? +)?en +la +personne(?: +(?:de|d')|(?= *,))|représentée?s? *,? +par"
    r"|mission +conduite +par"
    r"|agissant +par|(?:ayant|avec) +pour +(?:gérant|représentant)e?) *:? *(?:la +|l')?",
    re.IGNORECASE,
)
_TITLE = re.compile(rf" *{TITLE} *(?=[{LETTERS}])")
_OR_ANOTHER = re.compile(rf" *,? *(?:et/ou|ou) +{TITLE} +(?=[{LETTERS}])")
_OF_FIRM = re.compile(
    rf" *,? *(?:(?:membre|associée?) +)?(?:de +(?:la|l')|au +sein +de +(?:la"
    rf"|l'))? *(?P<form>(?i:{FORM}))[ .]+(?=[{LETTERS}0-9])",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r" *,? *(?P<role>(?:administrateurs?|mandataires?) +(?:judiciaires?|liquidateurs?)(?: +associée?s?)?)"
    rf"(?: +(?P<given>[{UP[1:-1]}](?:[{LETTERS}\-])+))?(?= *,? *(?:\d|BP|B\.P|représentée? par|prise en la))",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:et|ou|ainsi que|&amp;|&)(?= )")
_GAP = re.compile(
    r" *[,\-–]? *(?P<bracket>\((?=\d))?"
    r"(?:(?:domiciliée?s?|demeurant|sise?|établie?)(?: au| à)?(?: *:)? +(?=\d))?"
)


@dataclass(frozen=True, slots=True)
class Officer:
    """A professional: person, firm or both, with the address printed after them."""

    start: int
    end: int
    name: BareName | None
    firm: Span | None
    address: Span | None = None
    title_role: str = ""

    def columns(self) -> dict[str, Span]:
        """The filled columns of designations-judiciaires."""
        pairs = {
            "professionnel_nom": self.name.nom if self.name else None,
            "professionnel_prenom": self.name.prenom if self.name else None,
            "professionnel_structure": self.firm,
            "professionnel_adresse": self.address,
        }
        return {name: span for name, span in pairs.items() if span is not None}


def read_officer(text: str, flat: str, match: re.Match[str]) -> Officer | None:
    """The professional that begins at a match of START."""
    if match.group("form"):
        return _firm_first(text, flat, match.start("form"), match.end())
    return read_person(text, flat, match.start(), match.end())


def read_person(text: str, flat: str, start: int, position: int) -> Officer | None:
    """The professional whose own name begins at a position, with the firm named after it."""
    end = person_end(flat, position, len(flat))
    if end == position:
        return None
    officer = Officer(start, end, _name(text, position, end), None)
    officer = _with_title(text, flat, officer)
    officer = _with_firm(text, flat, officer)
    return _with_address(text, flat, officer)


def _name(text: str, start: int, end: int, usual: Usual = "nom") -> BareName:
    name = split_name(text, start, end, usual=usual)
    return BareName(decoded(name.nom), decoded(name.prenom) if name.prenom else None)


def decoded(span: Span) -> Span:
    """The span with entities that the publisher encoded twice decoded in its value."""
    value = html.unescape(span.value)
    return span if value == span.value else coded(value, span.start, span.end, span.confidence)


def _with_title(text: str, flat: str, officer: Officer) -> Officer:
    """Reads over a title between name and address: "Me Bro, Mandataire Liquidateur, 21 avenue"."""
    match = _TITLED.match(flat, officer.end)
    if match is None:
        return officer
    name, given = officer.name, match.group("given")
    end = match.end("role")
    if given and name and name.prenom is None and is_given_name(given):
        name, end = BareName(name.nom, printed(text, *match.span("given"), 0.8)), match.end("given")
    return replace(officer, end=end, name=name, title_role=role_code(match.group("role")))


def _with_firm(text: str, flat: str, officer: Officer) -> Officer:
    match = _OF_FIRM.match(flat, officer.end)
    if match is None:
        return officer
    end = firm_end(flat, match.end(), len(flat))
    if end == match.end():
        return officer
    firm = decoded(printed(text, match.start("form"), end, 0.95))
    officer = replace(officer, end=end, firm=firm)
    through = _THROUGH.match(flat, end)
    return (
        replace(officer, end=through.end()) if through and not _TITLE.match(flat, through.end()) else officer
    )


def _firm_first(text: str, flat: str, start: int, position: int) -> Officer | None:
    end = firm_end(flat, position, len(flat))
    if end == position:
        return None
    officer = Officer(start, end, None, decoded(printed(text, start, end, 0.96)))
    officer = _with_person(text, flat, _with_title(text, flat, officer))
    officer = _with_address(text, flat, officer)
    return _with_late_person(text, flat, officer)


def _with_person(text: str, flat: str, officer: Officer) -> Officer:
    through = _THROUGH.match(flat, officer.end)
    if through is None:
        return officer
    title = _TITLE.match(flat, through.end())
    position = title.end() if title else through.end()
    end = person_end(flat, position, len(flat))
    if end == position:
        return officer
    # After "en la personne de" the given name mostly comes first.
    name = _name(text, position, end, "prenom")
    other = _OR_ANOTHER.match(flat, end)
    if other:
        end = person_end(flat, other.end(), len(flat))
    return replace(officer, end=end, name=name)


def _with_late_person(text: str, flat: str, officer: Officer) -> Officer:
    """The person printed inside the address: "30, rue X - En la Personne de Maître Y - 45000 Z"."""
    if officer.name or officer.address is None:
        return officer
    through = _THROUGH.search(flat, officer.address.start, officer.address.end)
    person = _with_person(text, flat, replace(officer, end=through.start())) if through else officer
    if person.name is None or through is None:
        return officer
    address = officer.address
    value = text[address.start : through.start()] + text[person.end : address.end]
    return replace(officer, name=person.name, address=coded(value, address.start, address.end, 0.8))


def _with_address(text: str, flat: str, officer: Officer) -> Officer:
    return with_address(text, flat, officer, officer.end)


def with_address(text: str, flat: str, officer: Officer, position: int) -> Officer:
    """The professional with the address that begins at a position, if one does."""
    gap = _GAP.match(flat, position)
    start = gap.end() if gap else position
    closing = flat.find(")", start) if gap and gap.group("bracket") else -1
    end = closing if closing >= 0 else address_end(flat, start, len(flat))
    if _GOES_ON.match(flat, start) or not is_address(flat, start, end):
        return officer
    address = printed(text, start, len(flat[:end].rstrip(" ,.-")), 0.95)
    return replace(officer, end=max(end, officer.end), address=decoded(address))


_AND = re.compile(rf" *(?:&amp;|&|et|,) *(?:{TITLE} +)?(?=[{UP[1:-1]}])")


def read_partners(text: str, flat: str, officer: Officer, title: str) -> Iterator[Officer]:
    """The further persons that a plural title announces: "Maîtres Michel Chavaux & Maurice Picard"."""
    if not title.rstrip(".").lower().endswith(("s", "mm")) or officer.name is None:
        return
    last = officer.name.prenom or officer.name.nom
    name_end = max(last.end, officer.name.nom.end)
    joint = _AND.match(flat, name_end)
    if joint:
        partner = read_person(text, flat, joint.end(), joint.end())
        if partner:
            yield partner
