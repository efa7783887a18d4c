"""What became of a commune, and what it was: codes through time.

Dates to 2019 are those of the acts; later ones are 1 January of the first yearly edition with the change.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import lru_cache

from normalizers.geo import tables
from normalizers.geo.tables import Step, arrondissements, communes, states, steps


def today(code: str) -> str | None:
    """The commune of today for a code of any day since 1943; None for a code that never was.

    A commune déléguée or associée, an arrondissement and a merged commune give the commune they are in.
    """
    return code if code in communes() else tables.today().get(code)


def at(code: str, on: date) -> str | None:
    """The code that held the commune's seat on a day: ``at("44160", 2018) == "44160"``, today ``"44003"``.

    None when the code had neither begun nor an only predecessor, or is unknown.
    """
    if code in arrondissements():
        return today(code)
    if was_commune(code, on):
        return code
    found = successors_at(code, on) or predecessors_at(code, on)
    return found[0] if len(found) == 1 else None


def was_commune(code: str, on: date) -> bool:
    """Whether a code stood for a commune of full right on a day."""
    return name_at(code, on) is not None


def name_at(code: str, on: date) -> str | None:
    """The name of the commune of full right with this code on a day."""
    day = on.isoformat()
    for state in states().get(code, ()):
        if state.start <= day and (not state.end or day < state.end):
            return state.name
    return None


def former_names(code: str) -> tuple[str, ...]:
    """Names the code had before the one of today, oldest first."""
    rows = states().get(code, ())
    current = rows[-1].name if rows and not rows[-1].end else None
    return tuple(dict.fromkeys(state.name for state in rows if state.end and state.name != current))


def ancestors(code: str) -> tuple[str, ...]:
    """Every code whose territory came, wholly or as a part, into the commune of this code; sorted."""
    return _closure(code, _backward(), earlier=True)


def descendants(code: str) -> tuple[str, ...]:
    """Every code that the territory of a commune went on to; sorted."""
    return _closure(code, _forward(), earlier=False)


def lineage(code: str) -> tuple[str, ...]:
    """Every code that has shared territory with the commune of today: what a watch must follow; sorted."""
    current = today(code)
    if current is None:
        return ()
    family = {current, code, *ancestors(current), *descendants(code)}
    return tuple(sorted(family | set(_former(current))))


def successors_at(code: str, on: date) -> tuple[str, ...]:
    """The communes into which a vanished commune had gone by a day; () if it had not vanished."""
    day = on.isoformat()
    frontier, found = [(code, "")], set()
    seen: set[tuple[str, str]] = set()
    while frontier:
        item = frontier.pop()
        if item in seen:
            continue
        seen.add(item)
        onward = [
            s for s in _forward().get(item[0], ()) if item[1] <= s.date <= day and s.nature != "scission"
        ]
        last = max((step.date for step in onward), default="")
        frontier += [(step.after, step.date) for step in onward if step.date == last]
        if item[0] != code and was_commune(item[0], on):
            found.add(item[0])
    return tuple(sorted(found))


def predecessors_at(code: str, on: date) -> tuple[str, ...]:
    """The communes that held a later commune's territory on a day; () if there is none."""
    return tuple(sorted(each for each in ancestors(code) if each != code and was_commune(each, on)))


def _closure(code: str, graph: dict[str, tuple[Step, ...]], *, earlier: bool) -> tuple[str, ...]:
    """Codes reached by steps in the order of time, going back or forth."""
    limit = "9999" if earlier else ""
    frontier, seen = [(code, limit)], {(code, limit)}
    while frontier:
        current, day = frontier.pop()
        for step in graph.get(current, ()):
            in_order = step.date <= day if earlier else step.date >= day
            following = (step.before if earlier else step.after, step.date)
            if in_order and following not in seen:
                seen.add(following)
                frontier.append(following)
    return tuple(sorted({each for each, _ in seen} - {code}))


@lru_cache(maxsize=1)
def _forward() -> dict[str, tuple[Step, ...]]:
    found: defaultdict[str, list[Step]] = defaultdict(list)
    for step in steps():
        found[step.before].append(step)
    return {code: tuple(each) for code, each in found.items()}


@lru_cache(maxsize=1)
def _backward() -> dict[str, tuple[Step, ...]]:
    found: defaultdict[str, list[Step]] = defaultdict(list)
    for step in steps():
        found[step.after].append(step)
    return {code: tuple(each) for code, each in found.items()}


def _former(code: str) -> list[str]:
    entry = communes().get(code)
    return entry.former_codes.split("|") if entry and entry.former_codes else []
