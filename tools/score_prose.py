"""Scores the reader of legal prose on folders of texts with their expected columns.

Usage: ``python -m tools.score_prose FOLDER [--wrong]``. Each TOML file of the folder lists ``cas``: a text,
its title if it has one, and the expected acts. Acts are aligned in order so that the most columns agree, then
counted column by column. Spaces and apostrophes are compared as the same sign whatever their code point.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.model.act import Act
from extractors.prose.nominations import read_acts

Row = dict[str, str]
_SAME = str.maketrans({"\u00a0": " ", "\u202f": " ", "\n": " ", "’": "'"})
_PEOPLE = (("qui", ""), ("remplace", "remplace_"))
_NAMES = ("civilite", "nom", "prenoms", "nom_usage")
_PAIRS = (("lieu", ("residence_libelle", "departement")), ("societe", ("societe_forme", "societe_nom")))


@dataclass(slots=True)
class Scores:
    """Right, wrong and missing values by column, and how many texts are read without any difference."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    texts: int = 0
    exact: int = 0
    differences: list[str] = field(default_factory=list)

    def precision(self, column: str) -> float:
        """The share of the values read that are right; 1 where nothing was read."""
        return self.right[column] / self.read(column) if self.read(column) else 1.0

    def recall(self, column: str) -> float:
        """The share of the expected values that are read; 1 where nothing was expected."""
        wanted = self.right[column] + self.missing[column]
        return self.right[column] / wanted if wanted else 1.0

    def read(self, column: str) -> int:
        """How many values the reader gave for a column."""
        return self.right[column] + self.wrong[column]

    def columns(self) -> list[str]:
        """The columns that occur."""
        return sorted({*self.right, *self.wrong, *self.missing})


def expand(row: Row) -> Row:
    """The columns of a row of the files, its short forms ("qui", "lieu", "societe") written out."""
    columns = dict(row)
    for key, prefix in _PEOPLE:
        parts = _parts(columns.pop(key, ""))
        columns |= {prefix + name: part for name, part in zip(_NAMES, parts, strict=False)}
    for key, names in _PAIRS:
        columns |= dict(zip(names, _parts(columns.pop(key, "")), strict=False))
    return {name: value for name, value in columns.items() if value}


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split("|")] if text else []


def cases(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The named cases of the TOML files of a folder, in order."""
    for path in sorted(folder.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text("utf-8"))["cas"], 1):
            yield f"{path.stem}-{number}", case


def expected(case: dict[str, Any]) -> list[Row]:
    """The expected rows of a case, what they have in common written out."""
    return [same(expand(case.get("commun", {}) | row)) for row in case["actes"]]


def same(row: Row) -> Row:
    """A row whose spaces and apostrophes are plain."""
    return {name: value.translate(_SAME) for name, value in row.items()}


def values(act: Act) -> Row:
    """The values of an act, comparable with :func:`expected`."""
    return same({name: span.value for name, span in act.columns.items()})


def aligned(want: list[Row], got: list[Row]) -> list[tuple[Row, Row]]:
    """Pairs of rows, in order, that agree on the most columns; a row without a partner stands by ``{}``."""
    best: dict[tuple[int, int], tuple[int, list[tuple[Row, Row]]]] = {(len(want), len(got)): (0, [])}
    for i in range(len(want), -1, -1):
        for j in range(len(got), -1, -1):
            options = []
            if i < len(want) and j < len(got):
                shared = len(want[i].items() & got[j].items())
                score, rest = best[i + 1, j + 1]
                options.append((score + shared, [(want[i], got[j]), *rest]))
            if i < len(want):
                score, rest = best[i + 1, j]
                options.append((score, [(want[i], {}), *rest]))
            if j < len(got):
                score, rest = best[i, j + 1]
                options.append((score, [({}, got[j]), *rest]))
            if options:
                best[i, j] = max(options, key=lambda option: option[0])
    return best[0, 0][1]


def score(named: Iterable[tuple[str, dict[str, Any]]]) -> Scores:
    """Reads every case and counts its columns."""
    scores = Scores()
    for name, case in named:
        got = [values(act) for act in read_acts(case["texte"], title=case.get("titre", ""))]
        before = len(scores.differences)
        for want_row, got_row in aligned(expected(case), got):
            _count(scores, name, want_row, got_row)
        scores.texts += 1
        scores.exact += len(scores.differences) == before
    return scores


def _count(scores: Scores, name: str, want: Row, got: Row) -> None:
    for column in want.keys() | got.keys():
        wanted, read = want.get(column), got.get(column)
        if wanted == read:
            scores.right[column] += 1
            continue
        scores.missing[column] += wanted is not None
        scores.wrong[column] += read is not None
        scores.differences.append(f"{name:18} {column:22} want {wanted!r} got {read!r}")


def main() -> None:
    """Prints the table of precision and recall by column."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list the differences")
    options = parser.parse_args()
    scores = score(cases(options.folder))
    for column in scores.columns():
        wanted = scores.right[column] + scores.missing[column]
        print(f"{column:24} n={wanted:4} P={scores.precision(column):.3f} R={scores.recall(column):.3f}")
    print(f"{scores.exact} of {scores.texts} texts without any difference")
    if options.wrong:
        print(*scores.differences, sep="\n")


if __name__ == "__main__":
    main()
