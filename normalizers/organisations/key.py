"""One key for an organisation across sources: its SIREN, else the name that others in its block bear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from normalizers.organisations.names import fold_organisation

ALIKE = 90.0
"""Names of one place above this (token sort ratio) are one organisation; below, they stay two."""


@dataclass(slots=True)
class Organisations:
    """The organisations met so far.

    A SIREN is a key by itself. A name without one takes the SIREN of the organisation of its place that bears
    the same folded name, or nearly, if one alone does; otherwise ``name@place``. Nothing is taken from
    another place, and a name without place is a key only of itself.
    """

    _known: dict[str, dict[str, set[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )
    """By block (place and first letters of a word), the keys of each folded name."""

    def learn(self, name: str, siren: str, place: str) -> None:
        """Remember under what name and where a SIREN is met."""
        folded = fold_organisation(name)
        for block in _blocks(folded, place):
            self._known[block][folded].add(siren)

    def key(self, name: str | None, siren: str | None, place: str | None) -> str | None:
        """The key; None where there is neither a SIREN nor a name."""
        if siren:
            return siren
        folded = fold_organisation(name or "")
        if not folded:
            return None
        found = self._find(folded, place) if place else set()
        return found.pop() if len(found) == 1 else f"{folded}@{place or ''}"

    def _find(self, folded: str, place: str) -> set[str]:
        exact: set[str] = set()
        names: dict[str, set[str]] = {}
        for block in _blocks(folded, place):
            if block in self._known:
                exact |= self._known[block].get(folded, set())
                names |= self._known[block]
        if exact:
            return exact
        close = process.extract(
            folded, list(names), scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=5
        )
        return {siren for name, _, _ in close if not _numbers_differ(folded, name) for siren in names[name]}


def _blocks(folded: str, place: str) -> Iterator[str]:
    """A block for each word: the place and the first three letters."""
    return (f"{place}|{word[:3]}" for word in dict.fromkeys(folded.split()) if len(word) > 2)


def _numbers_differ(one: str, other: str) -> bool:
    """SDIS 33 and SDIS 38 are alike and two."""
    return {word for word in one.split() if word.isdigit()} != {
        word for word in other.split() if word.isdigit()
    }
