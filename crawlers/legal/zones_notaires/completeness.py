"""Whether the tables of the annex give what the arrêté announces: zones of each type, offices in total."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from core.model.reading import ColumnValue, Reading, Refusal, Value
from crawlers.forms.folding import fold

INCOMPLETE = "incomplete"

_TYPES = {"libre": "libre", "controlee": "contrôlée"}
_SIMPLE = (
    *("zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"),
    *("treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt"),
)
_WORDS = {word: value for value, word in enumerate(_SIMPLE)} | {
    "une": 1,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "cents": 100,
    "cent": 100,
    "vingts": 20,
}
_NUMBER = rf"(?:\d+|(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))}|et|[ -])+)"
_NOT_OF = "".join(rf"(?<!{word} )" for word in ("annexe", "article", "tableau", "titre", "page", "du", "n"))
"""What a number may stand after that numbers no zones."""
_ANNOUNCED = re.compile(
    rf"{_NOT_OF}\b(?P<number>{_NUMBER})\s+(?:autres?\s+)?zones?\b(?P<between>[^.;]{{0,80}}?)installation\s+"
    r"(?P<type>libre|controlee)"
)


def missing(readings: Iterable[Reading], prose: str, totals: Mapping[str, Value]) -> Iterator[Refusal]:
    """A refusal for each figure that the tables do not come up to or go beyond.

    Args:
        readings: the rows of the zones.
        prose: the words of the arrêté outside of tables.
        totals: the printed total of a column, where one row gives it.
    """
    rows = [each.values for each in readings]
    for kind, announced in _announced(prose):
        found = sum(_text(row.get("type_zone")) == kind for row in rows)
        if found != announced:
            yield _refusal(f"{announced} zones d'installation {_TYPES[kind]}", found)
    for column, value in totals.items():
        total = _figure(value.text)
        figures = [_figure(_text(row.get(column))) for row in rows]
        known = [each for each in figures if each is not None]
        if total is not None and len(known) == len(figures) and total != sum(known):
            yield _refusal(f"a total of {total} in {column}", sum(known))


def number_of(words: str) -> int | None:
    """247, "deux cent quarante-sept" or "quatre-vingts"; None for what is no number."""
    if words.strip().isdigit():
        return int(words)
    value = hundreds = 0
    parts = [part for part in re.split(r"[ -]+", words.strip()) if part not in ("", "et")]
    for part in parts:
        figure = _WORDS.get(part)
        if figure is None:
            return None
        if figure == 100:
            hundreds, value = 100 * max(value, 1), 0
        else:
            value = 80 if part.startswith("vingt") and value == 4 else value + figure
    return hundreds + value if parts else None


def _announced(prose: str) -> Iterator[tuple[str, int]]:
    """The number of zones of a type, where the arrêté says but one."""
    said: dict[str, set[int]] = {}
    for match in _ANNOUNCED.finditer(" ".join(fold(prose).split())):
        number = number_of(match["number"])
        if number is not None and "zone" not in match["between"]:
            said.setdefault(match["type"], set()).add(number)
    yield from ((kind, numbers.pop()) for kind, numbers in said.items() if len(numbers) == 1)


def _figure(words: str) -> int | None:
    """0 for what is not printed or a dash; None for words beside a figure, which no sum is made of."""
    figure = re.sub(r"\s", "", words)
    if figure in ("", "-", "–", "—"):
        return 0
    return int(figure) if figure.isdigit() else None


def _text(value: ColumnValue | None) -> str:
    return value.text if isinstance(value, Value) else ""


def _refusal(announced: str, found: int) -> Refusal:
    return Refusal(INCOMPLETE, f"the arrêté announces {announced}, its tables give {found}")
