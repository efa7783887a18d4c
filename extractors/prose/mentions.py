"""Persons, companies and places of a clause with the part that the words before them give them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from extractors.prose.companies import Company, find_companies
from extractors.prose.letters import plain
from extractors.prose.persons import Person, find_persons, listed_person
from extractors.prose.professions import PROFESSION

Part = Literal["subject", "replaced", "holder", "within", "supplied", "aside"]

_OFFICE = rf"(?:office|étude)s?(?: (?:de |d'|du )(?:{PROFESSION})(?: associé(?:e)?s?)?)?"
_THE = r"(?:la |l'|le |les |ladite )?(?:maître )?"
_KIN = r"(?:(?:son|sa) [a-zéè]{3,12},?(?: (?:pré)?(?:décédée?|défunte?),?)? )?"
_LOSS = (
    r"(?:démissions?|décès|retraits?|départs?(?: à la retraite)?|mise à la retraite"
    r"|cessation (?:de|des) fonctions|admission à la retraite|mutation|dissolution(?: anticipée)?)"
)
_LEADS: tuple[tuple[Part, str], ...] = (
    (
        "replaced",
        r"\b(?:en remplacement|aux? lieux? et places?|en lieu et place|à la place|à la suite|en succession"
        rf"|succ[éè]d(?:ant|e|er)) (?:de |d'|du |des |à )?{_KIN}{_THE}(?:notaire )?",
    ),
    (
        "replaced",
        rf"\b(?:(?:à la|par|comme) suite|en raison|du fait|par l'effet) (?:de la |du |de |des |d')"
        rf"{_LOSS} (?:de |d'|du |des ){_THE}(?:notaire )?",
    ),
    (
        "supplied",
        rf"\bsupplé(?:ante?s?|ance|er) (?:de |d'|du )?(?:(?:l'|un )?{_OFFICE} (?:de |d'))?{_THE}",
    ),
    ("aside", rf"(?:présentation|faveur|profit|aux côtés) (?:de |d'){_THE}"),
    ("aside", rf"\b(?:son|leur|ses|leurs) successeurs?,? (?:désignée?s? |pressentie?s? )?{_THE}"),
    ("aside", rf"\bsuite (?:de |à )(?:son|leur) (?:retrait|départ) (?:de |d'){_THE}"),
    ("aside", rf"\bdont (?:le |la |l'|les )[a-zé ]{{1,30}} (?:est|sont) {_THE}"),
    (
        "aside",
        r"\b(?:constituée|composée|représentée|présidée|(?<!retrait )(?<!démission )formée)[^,;]{0,90}"
        rf"\b(?:par|entre|de|avec|d') ?{_THE}",
    ),
    ("aside", rf"(?:ayant pour (?:seul |seule |unique )?(?:associé|gérant)(?:e)?s? |\bavec ){_THE}"),
    ("aside", rf"(?:minutes|répertoires|archives)[^;]{{0,120}}(?:à|au profit de|par) {_THE}"),
    (
        "holder",
        r"\b(?:dont|duquel|de laquelle) (?:est|était|sont|étaient|fut) (?:actuellement "
        r"|précédemment )?titulaires?"
        rf" ?,? ?{_THE}",
    ),
    ("holder", rf"\b{_OFFICE} (?:de |d'|détenu par |exploité par ){_THE}"),
    (
        "within",
        r"\b(?:au sein (?:de |d')|membres? (?:de |d')|associé(?:e)?s?(?: exerçante?s?)? (?:de |d'|dans "
        r"|chez )|dans "
        rf"|auprès (?:de |d')|pour le compte (?:de |d')){_THE}",
    ),
    ("within", rf"\b(?:salarié(?:e)?s? (?:de |d'|chez )|se retire(?:r|nt)? (?:de |d')){_THE}"),
)
_PARTS = tuple((part, re.compile(rf"(?:{words})$", re.IGNORECASE)) for part, words in _LEADS)
_WHOSE = re.compile(r"\b(?:dont|duquel|desquels) (?:la |l'|le )?$", re.IGNORECASE)
_HOLDS = re.compile(r",?[^,;.]{0,40}? (?:est|était|sont|étaient) (?:actuellement )?titulaires?\b")
_LEADS_IT = re.compile(
    r"[^,;.]{0,60}? (?:est|sont|était|étaient) (?:l'|le |la |les )(?:seule?s? |unique )?"
    r"(?:associé|gérant|cogérant|président|dirigeant|membre)"
)
_JOINT = re.compile(r" *(?P<sign>, *et|,|et|ainsi que) *(?P<of>de la |de l'|de |d'|la |l')? *$")
_REPEATED = re.compile(r" ?\( ?")
_ASIDE_LIST = frozenset({"aside"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A person or a company and its part in the clause."""

    part: Part
    body: Person | Company

    @property
    def start(self) -> int:
        """Where the mention begins in the text."""
        return self.body.start

    @property
    def end(self) -> int:
        """Where the mention ends in the text."""
        return self.body.end


def find_mentions(text: str, start: int, end: int) -> list[Mention]:
    """The persons and companies of ``text[start:end]`` in order, with their parts."""
    flat = plain(text)
    found: list[Mention] = []
    for body in _bodies(text, start, end):
        found.append(Mention(_part(flat, start, body, found), body))
    return found


def _bodies(text: str, start: int, end: int) -> list[Person | Company]:
    companies = list(find_companies(text, start, end))
    persons = [
        person
        for person in find_persons(text, start, end)
        if not any(company.start <= person.start < company.end for company in companies)
    ]
    first = listed_person(text, start, end)
    bodies: list[Person | Company] = [*companies, *persons]
    if first and all(first.end <= body.start for body in bodies):
        bodies.append(first)
    return sorted(bodies, key=lambda body: body.start)


def _part(flat: str, start: int, body: Person | Company, before: list[Mention]) -> Part:
    if before and _REPEATED.fullmatch(flat, before[-1].end, body.start):
        return "aside"
    left = flat[max(start, body.start - 170) : body.start]
    for part, pattern in _PARTS:
        if pattern.search(left):
            return part
    if _WHOSE.search(left) and _HOLDS.match(flat, body.end):
        return "holder"
    if _WHOSE.search(left) and _LEADS_IT.match(flat, body.end):
        return "aside"
    return _joined(flat, body, before[-1]) if before else "subject"


def _joined(flat: str, body: Person | Company, last: Mention) -> Part:
    """The part of the mention before, for the next member of an enumeration."""
    if last.part == "subject" or body.start < last.end:
        return last.part if last.part != "subject" else "subject"
    joint = _JOINT.fullmatch(flat, last.end, body.start)
    if joint is None:
        return "subject"
    goes_on = "et" in joint.group("sign") or "que" in joint.group("sign") or last.part in _ASIDE_LIST
    with_preposition = (joint.group("of") or "").startswith(("de", "d'"))
    return last.part if goes_on or with_preposition else "subject"


def persons(mentions: list[Mention], *parts: Part) -> list[Person]:
    """The persons that have one of these parts."""
    return [m.body for m in mentions if m.part in parts and isinstance(m.body, Person)]


def companies(mentions: list[Mention], *parts: Part) -> list[Company]:
    """The companies that have one of these parts."""
    return [m.body for m in mentions if m.part in parts and isinstance(m.body, Company)]


def settled(mentions: list[Mention], flat: str, verb: int) -> list[Mention]:
    """The mentions of a clause that has its subject before the verb.

    In "X est nommée …, en remplacement de M. A, Mme B et M. C" those enumerated after M. A are replaced too;
    without such a subject, "en remplacement de M. A, Mme B" names the appointed person last.
    """
    if not any(mention.part == "subject" and mention.start < verb for mention in mentions):
        return mentions
    found: list[Mention] = []
    for mention in mentions:
        last = found[-1] if found else None
        joined = last and last.part == "replaced" and _JOINT.fullmatch(flat, last.end, mention.start)
        goes_on = joined and mention.part == "subject" and mention.start > verb
        found.append(replace(mention, part="replaced") if goes_on else mention)
    return found
