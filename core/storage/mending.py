"""A reading as the later rows that mend it leave it (law 5): pure, whatever the order in which they came.

Mending rows are applied in the order of their publication. One that was published before the row it names, or
that the row itself mends (a cycle), mends nothing and is told of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.model.dataset import Chain, Part
from core.storage.catalogue import DatasetTable
from core.storage.merge import Correction, RowReading, active

MENDED, CYCLE, TOO_EARLY = "rectifie", "chaine_en_cycle", "rectificatif_anterieur"


@dataclass(frozen=True, slots=True)
class Node:
    """A row of a chain by itself: its reading under its own corrections, and the records that name it."""

    reading: RowReading
    values: Mapping[str, Any]
    followers: frozenset[str]
    withdrawn: bool


def own_values(reading: RowReading, corrections: Sequence[Correction]) -> dict[str, Any]:
    """The values of a row by itself."""
    return {**reading.values, **{name: each.value for name, each in active(corrections).items()}}


def names_of(chain: Chain, record: str, values: Mapping[str, Any]) -> set[str]:
    """Every name under which a row can be linked to."""
    return {record} | {f"{word}{values[column]}" for column, word in chain.names if values.get(column)}


def links_of(chain: Chain, record: str, values: Mapping[str, Any]) -> set[str]:
    """The names that a row gives of others."""
    own = names_of(chain, record, values)
    return {name for column in chain.links for name in listed(values.get(column))} - own


def mended(entry: DatasetTable, record: str, nodes: Mapping[str, Node]) -> RowReading:
    """The reading of a record as its chain leaves it; ``nodes`` holds the whole chain by record."""
    chain, reading = entry.dataset.chain, nodes[record].reading
    if chain is None:
        return reading
    menders, told = menders_of(entry, chain, record, nodes)
    for other in menders:
        reading = overlaid(entry, reading, nodes[other], chain, whole=restates(chain, nodes[other]))
    return warned(reading, told)


def menders_of(
    entry: DatasetTable, chain: Chain, record: str, nodes: Mapping[str, Node]
) -> tuple[list[str], list[str]]:
    """The records that mend a record, in their order, and warnings of those that would and cannot."""
    own, found, told = nodes[record], [], []
    above = set(_mended_by(chain, record, nodes))
    for other in sorted(_mending(chain, record, nodes), key=lambda each: _order(entry, each, nodes)):
        if other in above:
            told.append(f"{CYCLE}:{chain.followers}.{other}")
        elif _day(entry, nodes[other]) < _day(entry, own) != "":
            told.append(f"{TOO_EARLY}:{chain.followers}.{other}")
        else:
            found.append(other)
    return found, told


def restates(chain: Chain, mender: Node) -> bool:
    """Whether a row that mends others says all of them anew."""
    return bool(mender.values.get(chain.whole))


def warned(reading: RowReading, told: Sequence[str]) -> RowReading:
    """The reading with more warnings."""
    return replace(reading, warnings=(*reading.warnings, *told)) if told else reading


def _mending(chain: Chain, record: str, nodes: Mapping[str, Node]) -> Iterator[str]:
    """The records that mend a record, themselves or through others that they mend."""
    seen, todo = {record}, [record]
    while todo:
        one = nodes[todo.pop()]
        for other in one.followers:
            if other in nodes and other not in seen and _mends(chain, nodes[other], one):
                seen.add(other)
                todo.append(other)
                yield other


def _mended_by(chain: Chain, record: str, nodes: Mapping[str, Node]) -> Iterator[str]:
    """The records that a record mends, themselves or through others."""
    seen, todo = {record}, [record]
    while todo:
        one = todo.pop()
        for other, found in nodes.items():
            if other not in seen and one in found.followers and _mends(chain, nodes[one], found):
                seen.add(other)
                todo.append(other)
                yield other


def _mends(chain: Chain, later: Node, earlier: Node) -> bool:
    if later.withdrawn or later.values.get(chain.kind) not in chain.mending:
        return False
    named = set(listed(later.values.get(chain.mends)))
    return bool(named & names_of(chain, earlier.reading.record, earlier.values))


def overlaid(
    entry: DatasetTable, reading: RowReading, other: Node, rule: Chain | Part, *, whole: bool
) -> RowReading:
    """The reading with the values that a mending row gives, and a warning for each column that it changes."""
    record = other.reading.record
    taken = [
        column.name
        for column in entry.own
        if (column.name not in rule.kept if whole else column.name in rule.mended)
        and other.values.get(column.name) not in (None, reading.values.get(column.name))
    ]
    sure = other.reading.confidence
    changed = replace(
        reading,
        values={**reading.values, **{name: other.values[name] for name in taken}},
        evidence={
            **{name: proof for name, proof in reading.evidence.items() if name not in taken},
            **{name: _elsewhere(other.reading.evidence[name], record)
               for name in taken if name in other.reading.evidence},
        },
        confidence={**reading.confidence, **{name: sure[name] for name in taken if name in sure}},
    )  # fmt: skip
    return warned(changed, [f"{MENDED}:{column}.{record}" for column in taken])


def _elsewhere(proof: Any, record: str) -> Any:
    """A proof that stands in the document of another record says so."""
    if isinstance(proof, list):
        return [_elsewhere(each, record) for each in proof]
    return {**proof, "avis": record}


def _order(entry: DatasetTable, record: str, nodes: Mapping[str, Node]) -> tuple[str, str]:
    return _day(entry, nodes[record]), record


def _day(entry: DatasetTable, one: Node) -> str:
    return str(one.values.get(entry.dataset.date_column) or one.reading.published or "")


def listed(value: Any) -> list[str]:
    """The values of a column that holds one or several."""
    return value if isinstance(value, list) else [value] if value else []
