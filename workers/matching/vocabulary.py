"""Numbers for the atoms that watches ask about, and the numbers of those that a row holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from workers.matching.circles import Circles
from workers.matching.demand import Atom, Clause, is_circle, is_word
from workers.matching.held import Facet, Held

ALWAYS = 0
"""The atom that every row holds: it stands beside a watch that waits under one atom only."""

NEVER = 1
"""The atom that no row holds: it fills up lists of alternatives."""


@dataclass(slots=True)
class _Words:
    """Numbers of the words and phrases that are looked for in texts."""

    stems: dict[str, int] = field(default_factory=dict)
    phrases: defaultdict[tuple[str, str], list[tuple[list[str], int]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, stems: Sequence[str], number: int) -> None:
        if len(stems) == 1:
            self.stems[stems[0]] = number
        else:
            self.phrases[stems[0], stems[1]].append((list(stems), number))

    def held(self, text: list[str]) -> list[int]:
        found = list(map(self.stems.__getitem__, self.stems.keys() & text))
        beginnings = self.phrases.keys() & pairwise(text)
        return [*found, *self._phrases(text, beginnings)] if beginnings else found

    def _phrases(self, text: list[str], beginnings: Collection[tuple[str, str]]) -> Iterator[int]:
        for at, beginning in enumerate(pairwise(text)):
            if beginning in beginnings:
                for stems, number in self.phrases[beginning]:
                    if text[at : at + len(stems)] == stems:
                        yield number


@dataclass(slots=True)
class Vocabulary:
    """The atoms of a segment, numbered as they come; wide clauses are atoms too."""

    atoms: list[Atom] = field(default_factory=lambda: [("", ""), ("", "")])
    _numbers: dict[Atom, int] = field(default_factory=dict)
    _wide: dict[Clause, int] = field(default_factory=dict)
    _wide_of: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    _words: _Words = field(default_factory=_Words)
    _named: defaultdict[str, _Words] = field(default_factory=lambda: defaultdict(_Words))
    _facets: dict[Facet, int] = field(default_factory=dict)
    _circles: Circles = field(default_factory=Circles)

    @classmethod
    def of(cls, atoms: Iterable[Atom], wide: Collection[Clause]) -> Vocabulary:
        """The vocabulary of these atoms, each given once, and of clauses of many of them."""
        made = cls()
        for atom in atoms:
            made._add(atom)
        for clause in wide:
            made._widen(clause)
        return made

    @property
    def size(self) -> int:
        """How many numbers there are."""
        return len(self.atoms) + len(self._wide)

    def numbers(self, clause: Clause) -> list[int]:
        """The numbers of the atoms one of which a row must hold."""
        wide = self._wide.get(clause)
        return [self._numbers[atom] for atom in clause] if wide is None else [wide]

    def held(self, row: Held) -> list[int]:
        """The numbers of the atoms that a row holds, each once."""
        found = {self._facets[facet] for facet in row.facets if facet in self._facets}
        for text in row.texts:
            found.update(self._words.held(text))
        for name, words in self._named.items():
            for text in row.named.get(name, ()):
                found.update(words.held(text))
        if self._circles:
            for point in row.points:
                found.update(self._circles.around(*point))
        if self._wide_of:
            found.update([wide for atom in self._wide_of.keys() & found for wide in self._wide_of[atom]])
        return list(found)

    def _add(self, atom: Atom) -> None:
        number = self._numbers[atom] = len(self.atoms)
        self.atoms.append(atom)
        if is_word(atom):
            (self._named[atom[0]] if atom[0] else self._words).add(atom[1:], number)
        elif is_circle(atom):
            latitude, longitude, km = map(float, atom[1].split(","))
            self._circles.add(latitude, longitude, km, number)
        else:
            self._facets[atom[0], atom[1]] = number

    def _widen(self, clause: Clause) -> None:
        number = self._wide[clause] = self.size
        for atom in clause:
            self._wide_of[self._numbers[atom]].append(number)
