"""One verb for several persons: "les démissions de M. A, notaire à X, et de Mme B, notaire à Y"."""

from __future__ import annotations

from dataclasses import replace

from extractors.prose.clauses import Clause
from extractors.prose.mentions import Mention
from extractors.prose.persons import Person


def distributed(clause: Clause) -> list[Clause]:
    """A clause for each person, where each is followed by a residence of their own; else the clause alone."""
    people = _sharing(clause)
    if len(people) < 2:
        return [clause]
    after = clause.header is not None or people[0].start >= clause.verb.end
    ends = [*(person.start for person in people[1:]), clause.end if after else clause.verb.start]
    extents = list(zip((person.start for person in people), ends, strict=True))
    if not all(any(start <= place.start < end for place in clause.places) for start, end in extents):
        return [clause]
    if clause.header:
        return [_between(clause, start, end, end) for start, end in extents]
    header = _between(clause, clause.start, people[0].start if after else clause.end, people[0].start)
    return [replace(_between(clause, start, end, end), header=header) for start, end in extents]


def _sharing(clause: Clause) -> list[Mention]:
    """The persons that a plural verb has on one side; those before an appointment are not apart."""
    people = [m for m in clause.mentions if m.part == "subject" and isinstance(m.body, Person)]
    if not clause.verb.plural:
        return []
    if clause.header:
        return people
    after = [person for person in people if person.start >= clause.verb.end]
    if after:
        return after if len(after) == len(people) else []
    return [] if clause.kind == "nomination" else people


def _between(clause: Clause, start: int, end: int, last: int) -> Clause:
    """The clause ``start`` to ``end``, with the mentions and places before ``last``."""
    return replace(
        clause,
        start=start,
        end=end,
        mentions=[m for m in clause.mentions if start <= m.start < last],
        places=[place for place in clause.places if start <= place.start < last],
        professions=[word for word in clause.professions if start <= word.start < end],
    )
