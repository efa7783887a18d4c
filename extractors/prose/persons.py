"""Persons as the Journal officiel prints them: "Mme Le Goff (Anne-Marie), née Kervella"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.model.act import Span
from extractors.prose.given_names import is_given_name
from extractors.prose.letters import LETTERS, NAME, PARTICLE, TOKEN, UP, UPPER, coded, plain, printed

CIVILITY = (
    r"(?:MM\.|M\.(?! ?[\-.])|Mmes?\b|Mlles?\b|Mes?\b|[Mm]aîtres?\b|Monsieur\b|Messieurs\b|Madame\b|Mesdames\b"
    r"|Mademoiselle\b|Mesdemoiselles\b|MM\b(?! ?\.)|ME\b)"
)
_ONE_OF_MANY = {
    "MM.": "M.",
    "MM": "M.",
    "Mmes": "Mme",
    "Mlles": "Mlle",
    "Mes": "Me",
    "Messieurs": "M.",
    "Mesdames": "Mme",
    "Mesdemoiselles": "Mlle",
    "Maîtres": "Maître",
    "maîtres": "Maître",
}

_CIVILITY = re.compile(
    rf"(?<![{LETTERS}'\-])(?P<civility>{CIVILITY}) {{0,3}}(?:[Vv]euve )?(?=(?:{PARTICLE}){{0,3}}{UP})"
)
_NAME = re.compile(rf"(?!{CIVILITY} ?)(?P<name>{NAME})")
_AND = re.compile(r" {0,3}(?:, et |,|et |ainsi que | et ) {0,3}")
_GIVEN = re.compile(rf" {{0,3}}\( ?(?!{CIVILITY})(?P<given>{UP}[^()\n;:«»]{{0,90}}?) ?\)")
_BIRTH = re.compile(rf" {{0,3}},? {{0,3}}\(?née? +(?P<name>{NAME})\)?")
_USAGE = re.compile(
    r" {0,3},? {0,3}\(?(?:épouse|épse|ép\.|épx|veuve|vve|divorcée|dite?|(?:ayant pour |portant le |en )?"
    rf"nom d'(?:usage|épouse)(?: de)?(?: :)?) +(?P<name>{NAME})\)?"
)
_BIRTH_INSIDE = re.compile(rf",? *née? +(?P<name>{NAME}) *$")
_USAGE_INSIDE = re.compile(rf",? *(?:épouse|ép\.|veuve) +(?P<name>{NAME}) *$")
_BULLET = re.compile(r"[\s\-–—•*]*(?:\d{1,2}[°.)] ?|[a-z]\) ?)?")
_OPENS_NAME = re.compile(
    r"l[ea]s?|d[eu]s?|v[ao]n|ben|el|saint|sainte|mac|mc|dos|da|di|del|aït", re.IGNORECASE
)
_PIECE = re.compile(rf"(?P<particle>{PARTICLE})|(?P<token>{TOKEN})")


@dataclass(frozen=True, slots=True)
class Person:
    """One person: where the mention stands and what each of its words is."""

    start: int
    end: int
    civilite: Span | None
    nom: Span
    prenoms: Span | None = None
    nom_usage: Span | None = None

    def columns(self, prefix: str = "") -> dict[str, Span]:
        """The filled columns, named with a prefix such as ``remplace_`` (which has no nom_usage)."""
        pairs = {"civilite": self.civilite, "nom": self.nom, "prenoms": self.prenoms}
        if not prefix:
            pairs["nom_usage"] = self.nom_usage
        return {prefix + name: span for name, span in pairs.items() if span is not None}


def find_persons(text: str, start: int = 0, end: int | None = None) -> Iterator[Person]:
    """The persons that a civility announces, in order; a plural civility may announce several."""
    flat = plain(text)
    limit = len(text) if end is None else end
    position = start
    while match := _CIVILITY.search(flat, position, limit):
        position = match.end()
        for person in _announced(text, flat, match, limit):
            position = max(position, person.end)
            yield person


def listed_person(text: str, start: int, end: int) -> Person | None:
    """The person without a civility that opens a line of a list: "Pinault (Gervais), à la résidence de …"."""
    flat = plain(text)
    opening = _BULLET.match(flat, start, end)
    match = _NAME.match(flat, opening.end(), end) if opening else None
    given = _GIVEN.match(flat, match.end(), end) if match else None
    if match is None or given is None or not is_given_name(re.split(r"[ ,]", given.group("given"))[0]):
        return None
    person = read_name(text, flat, match.start(), end, None)
    return replace(person, nom=replace(person.nom, confidence=0.8)) if person else None


def _announced(text: str, flat: str, match: re.Match[str], limit: int) -> Iterator[Person]:
    word = match.group("civility")
    one = _ONE_OF_MANY.get(word, text[match.start("civility") : match.end("civility")])
    civility = coded(one, match.start("civility"), match.end("civility"))
    person = read_name(text, flat, match.end(), limit, civility)
    many = word in _ONE_OF_MANY
    while person is not None:
        yield person
        joint = _AND.match(flat, person.end, limit) if many else None
        if joint is None:
            return
        following = read_name(text, flat, joint.end(), limit, civility)
        person = replace(following, start=joint.end()) if following else None


def read_name(text: str, flat: str, position: int, limit: int, civility: Span | None) -> Person | None:
    """The person whose name begins at a position, with given names, birth name and name of usage."""
    match = _NAME.match(flat, position, limit)
    if match is None:
        return None
    start = civility.start if civility else position
    person = Person(start, match.end(), civility, printed(text, match.start("name"), match.end("name")))
    person = _with_tails(text, flat, person, limit)
    return person if person.prenoms else _split(text, flat, person)


def _with_tails(text: str, flat: str, person: Person, limit: int) -> Person:
    """Reads the parts after the name in any order, each of them once."""
    for _ in range(4):
        following = _given(text, flat, person, limit) or _birth(text, flat, person, limit)
        following = following or _usage(text, flat, person, limit)
        if following is None:
            break
        person = following
    return person


def _given(text: str, flat: str, person: Person, limit: int) -> Person | None:
    match = None if person.prenoms else _GIVEN.match(flat, person.end, limit)
    if match is None:
        return None
    person = replace(person, end=match.end())
    first, last = match.span("given")
    inside = flat[first:last]
    if birth := _BIRTH_INSIDE.search(inside):
        last = first + birth.start()
        person = _born(person, printed(text, first + birth.start("name"), first + birth.end("name")))
    elif usage := _USAGE_INSIDE.search(inside):
        last = first + usage.start()
        married = printed(text, first + usage.start("name"), first + usage.end("name"))
        person = replace(person, nom_usage=married)
    return replace(person, prenoms=printed(text, first, last))


def _birth(text: str, flat: str, person: Person, limit: int) -> Person | None:
    match = None if person.nom_usage else _BIRTH.match(flat, person.end, limit)
    if match is None:
        return None
    if not person.prenoms and not _GIVEN.match(flat, match.end(), limit):
        person = _split(text, flat, person)
    return _born(replace(person, end=match.end()), printed(text, match.start("name"), match.end("name")))


def _born(person: Person, name: Span) -> Person:
    return replace(person, nom=name, nom_usage=person.nom)


def _usage(text: str, flat: str, person: Person, limit: int) -> Person | None:
    match = None if person.nom_usage else _USAGE.match(flat, person.end, limit)
    if match is None:
        return None
    if not person.prenoms and not _GIVEN.match(flat, match.end(), limit):
        person = _split(text, flat, person)
    return replace(person, end=match.end(), nom_usage=printed(text, match.start("name"), match.end("name")))


def _split(text: str, flat: str, person: Person) -> Person:
    """Parts "Jean-Luc de La Fontaine", "Paul DURAND", "DURAND Paul" into given names and name."""
    if person.prenoms or person.nom_usage:
        return person
    pieces = list(_PIECE.finditer(flat, person.nom.start, person.nom.end))
    cut = _name_first(pieces)
    if cut is not None:
        return _parted(text, person, pieces, cut, name_first=True)
    cut = _name_last(pieces)
    return _parted(text, person, pieces, cut, name_first=False) if cut else person


def _parted(text: str, person: Person, pieces: list[re.Match[str]], cut: int, *, name_first: bool) -> Person:
    sure = 0.97 if any(_shouted(piece) for piece in pieces) else 0.9
    left = printed(text, pieces[0].start(), pieces[cut - 1].end(), sure)
    right = printed(text, pieces[cut].start(), pieces[-1].end(), sure)
    name, given = (left, right) if name_first else (right, left)
    return replace(person, nom=name, prenoms=given)


def _shouted(piece: re.Match[str]) -> bool:
    """Printed in capitals, and no initial."""
    letters = [char for char in piece.group() if char.isalpha()]
    return bool(piece.group("token")) and len(letters) > 1 and all(char in UPPER for char in letters)


def _name_first(pieces: list[re.Match[str]]) -> int | None:
    """Where the given names begin in "DURAND Paul"; None when the name does not come first."""
    if not _shouted(pieces[0]):
        return None
    tokens = [index for index, piece in enumerate(pieces) if piece.group("token")]
    tail = [index for index in tokens if not _shouted(pieces[index])]
    if not tail or tail[0] == 0 or any(_shouted(pieces[index]) for index in tokens if index > tail[0]):
        return None
    return tail[0] if not pieces[tail[0] - 1].group("particle") else None


def _name_last(pieces: list[re.Match[str]]) -> int | None:
    """Where the name begins in "Paul DURAND" or "Marie Claude de La Fontaine"; None for a name alone."""
    shouted = [index for index, piece in enumerate(pieces) if _shouted(piece)]
    if shouted and shouted[0] > 0 and any(piece.group("token") for piece in pieces[: shouted[0]]):
        return _over_particles(pieces, shouted[0])
    if pieces[0].group("particle") or len(pieces) == 1 or _OPENS_NAME.fullmatch(pieces[0].group()):
        return None
    last_given = 0
    while last_given + 2 < len(pieces) and is_given_name(pieces[last_given + 1].group()):
        last_given += 1
    if len(shouted) == len(pieces) and not is_given_name(pieces[0].group()):
        return None
    return last_given + 1


def _over_particles(pieces: list[re.Match[str]], index: int) -> int | None:
    while index > 0 and pieces[index - 1].group("particle"):
        index -= 1
    return index or None
