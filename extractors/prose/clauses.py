"""Clauses: one main verb each, with the mentions, places and professions around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.prose.companies import Company
from extractors.prose.kinds import NO_ACT, kind_of
from extractors.prose.letters import plain
from extractors.prose.mentions import Mention, find_mentions, persons, settled
from extractors.prose.places import Place, find_places
from extractors.prose.professions import Profession, find_professions
from extractors.prose.sentences import Unit, find_units
from extractors.prose.verbs import Verb, cut, find_verbs


@dataclass(frozen=True, slots=True)
class Clause:
    """``text[start:end]`` around one main verb; ``header`` opens the list that this clause is an item of."""

    start: int
    end: int
    kind: str
    verb: Verb
    unit: Unit
    mentions: list[Mention]
    places: list[Place]
    professions: list[Profession]
    header: Clause | None = None
    elided: bool = False

    @property
    def predicate(self) -> tuple[int, int]:
        """From the end of the verb to the next person, replacement or relative clause."""
        verb = self.header.verb if self.header else self.verb
        start = verb.end
        owner = self.header or self
        subjects = [m.start for m in owner.mentions if m.start >= start and m.part == "subject"]
        return start, min([*subjects, owner.end])


def find_clauses(text: str, start: int = 0, end: int | None = None) -> Iterator[Clause]:
    """The clauses of ``text[start:end]`` in order; the items of a list take the verb of its header."""
    header: Clause | None = None
    waiting: list[Unit] = []
    flat = plain(text)
    for unit in find_units(text, start, end):
        verbs = list(find_verbs(text, unit.start, unit.end))
        if verbs:
            clauses = list(_of_verbs(text, flat, unit, verbs))
            yield from _before_verb(text, clauses[0], waiting) or clauses
            header, waiting = clauses[-1], []
        elif header is not None and header.unit.arrete == unit.arrete:
            item = _item(text, header, unit)
            if item and unit.opens and item.places and not item.mentions:
                # "À la résidence de X (Y) :" stands over the persons that follow.
                words = item.professions or header.professions
                header = replace(header, places=item.places, professions=words)
            elif item:
                yield item
        else:
            waiting.append(unit)


def _before_verb(text: str, last: Clause, waiting: list[Unit]) -> list[Clause]:
    """The items of a list whose verb comes last: "Les démissions de : M. A … ; M. B …, sont acceptées"."""
    waiting = [unit for unit in waiting if unit.arrete == last.unit.arrete]
    if not waiting or not last.verb.plural:
        return []
    if last.kind == "nomination":
        return _named_before(text, last, waiting)
    if last.kind != NO_ACT or not any(unit.opens for unit in waiting):
        return []
    opening = next(unit for unit in waiting if unit.opens)
    waiting = waiting[waiting.index(opening) :]
    kind = kind_of(plain(text), opening.start, last.verb, last.end)
    header = _clause(text, (opening.start, opening.end), last.verb, opening, kind)
    items = [_item(text, header, unit) for unit in waiting[1:]]
    return [item for item in items if item] + [replace(last, kind=kind, header=header)] if kind else []


def _named_before(text: str, last: Clause, waiting: list[Unit]) -> list[Clause]:
    """The lines, each with a person and a residence, above a last one: "sont nommés notaires"."""
    if text[last.start : last.verb.start].strip() or persons(last.mentions, "subject"):
        return []
    found = [
        replace(_clause(text, (unit.start, unit.end), last.verb, unit, last.kind), header=last)
        for unit in waiting
    ]
    return [item for item in found if persons(item.mentions, "subject") and item.places]


def _of_verbs(text: str, flat: str, unit: Unit, verbs: list[Verb]) -> Iterator[Clause]:
    start = unit.start
    for index, verb in enumerate(verbs):
        following = verbs[index + 1] if index + 1 < len(verbs) else None
        end = cut(flat, verb, following) if following else unit.end
        clause = _clause(text, (start, end), verb, unit, kind_of(flat, start, verb, end))
        yield replace(clause, elided=index > 0 and start == verb.start)
        start = end


def _clause(text: str, extent: tuple[int, int], verb: Verb, unit: Unit, kind: str) -> Clause:
    start, end = extent
    mentions = settled(find_mentions(text, start, end), plain(text), verb.start)
    places = [place for place in find_places(text, start, end) if not _inside(place, mentions)]
    return Clause(start, end, kind, verb, unit, mentions, places, list(find_professions(text, start, end)))


def _inside(place: Place, mentions: list[Mention]) -> bool:
    def inside(mention: Mention) -> bool:
        first = mention.body.nom.start if isinstance(mention.body, Company) else mention.start
        return first <= place.name.start < mention.end or first < place.name.end <= mention.end

    return any(inside(mention) for mention in mentions)


def _item(text: str, header: Clause, unit: Unit) -> Clause | None:
    """A unit without a verb as an item of the list that a header opens."""
    item = replace(_clause(text, (unit.start, unit.end), header.verb, unit, header.kind), header=header)
    waiting = header.unit.opens or not _has_subject(header)
    named = bool(item.mentions or any(place.kind != "bracketed" for place in item.places))
    ellipsis = header.kind == "nomination" and bool(persons(item.mentions, "subject") and item.places)
    return item if (waiting and named) or ellipsis else None


def _has_subject(clause: Clause) -> bool:
    return any(m.part in ("subject", "holder") for m in clause.mentions)
