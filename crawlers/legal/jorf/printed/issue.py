"""The texts that a PDF prints one after the other, each under its rubrics, its title and its NOR."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crawlers.forms.folding import fold
from crawlers.legal.jorf.printed.paragraphs import Placed

LONGEST_TITLE = 10
"""Lines."""

NOR = re.compile(r"^\(?NOR\s*:\s*(?P<nor>[A-Z]{4}\d{7}[A-Z])\)?$")
_KINDS = (
    r"(?:arr[êe]t[ée]|d[ée]cret|d[ée]cision|ordonnance|loi|avis|d[ée]lib[ée]ration|circulaire|rectificatif)"
)
_TITLE = re.compile(rf"^{_KINDS}\b", re.IGNORECASE)
_DATED = re.compile(rf"^{_KINDS}\s+(?:n[o°]\s*\S+\s+)?du\s+\d{{1,2}}(?:er)?\s+\w+\s+\d{{4}}\b", re.IGNORECASE)
_DIVISION = re.compile(r"^(?:article|titre|chapitre|section|livre)\b", re.IGNORECASE)
_PARTS = frozenset(
    {
        "lois",
        "decrets, arretes, circulaires",
        "conseil constitutionnel",
        "avis et communications",
        "annonces",
        "informations parlementaires",
    }
)
_CATEGORIES = frozenset({"textes generaux", "mesures nominatives", "conventions collectives"})


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A text as printed; ``rubrics`` are the lines of its part, category and ministry, where they stand."""

    title: tuple[Placed, ...]
    nor: Placed | None
    body: tuple[Placed, ...]
    rubrics: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a title begins, and where the body after it does."""

    title: int
    body: int
    nor: int | None


def printed_texts(lines: Sequence[Placed]) -> Iterator[PrintedText]:
    """The texts, in reading order."""
    starts = list(_starts(lines))
    rubrics: dict[int, Placed] = {}
    floor = 0
    for number, start in enumerate(starts):
        first = _first_rubric(lines, floor, start.title)
        _enter(rubrics, lines[first : start.title])
        following = starts[number + 1].title if number + 1 < len(starts) else len(lines)
        end = _first_rubric(lines, start.body, following) if number + 1 < len(starts) else following
        yield PrintedText(
            title=tuple(lines[start.title : start.nor if start.nor is not None else start.body]),
            nor=lines[start.nor] if start.nor is not None else None,
            body=tuple(lines[start.body : end]),
            rubrics=tuple(rubrics[level] for level in sorted(rubrics)),
        )
        floor = end


def _starts(lines: Sequence[Placed]) -> Iterator[_Start]:
    """The beginnings of texts: the title before each NOR, and dated titles in the middle that have none."""
    reserved = 0
    for index in range(len(lines)):
        if index < reserved:
            continue
        if not _TITLE.match(lines[index].text):
            continue
        nor = _nor_after(lines, index)
        if nor is not None:
            yield _Start(index, nor + 1, nor)
            reserved = nor + 1
        elif _is_centred(lines, index) and _DATED.match(lines[index].text):
            body = _after_title(lines, index)
            yield _Start(index, body, None)
            reserved = body


def _nor_after(lines: Sequence[Placed], start: int) -> int | None:
    """The line of the NOR that follows a title, unless another title or the end of a sentence comes first."""
    for index in range(start + 1, min(start + LONGEST_TITLE, len(lines))):
        if NOR.match(lines[index].text):
            return index
        if lines[index].text.endswith((";", ".")) or _DATED.match(lines[index].text):
            return None
    return None


def _is_centred(lines: Sequence[Placed], index: int) -> bool:
    """Whether a line stands in the middle of its page: as much white on the left as on the right."""
    box = lines[index].line.bbox
    around = [each.line.bbox for each in lines if each.page == lines[index].page]
    left, right = min(each[0] for each in around), max(each[2] for each in around)
    before, after = box[0] - left, right - box[2]
    return before > 3 and abs(before - after) <= 0.25 * max(before, after) + 2


def _after_title(lines: Sequence[Placed], start: int) -> int:
    """The line after a title without NOR: its lines are centred like the first."""
    index = start + 1
    while (
        index < min(start + LONGEST_TITLE, len(lines))
        and _is_centred(lines, index)
        and not _DIVISION.match(lines[index].text)
    ):
        index += 1
    return index


def _first_rubric(lines: Sequence[Placed], floor: int, title: int) -> int:
    index = title
    while index > floor and _is_rubric(lines[index - 1].text):
        index -= 1
    return index


def _is_rubric(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return _level(text) < 3 or (len(letters) > 3 and all(char.isupper() for char in letters))


def _level(text: str) -> int:
    folded = " ".join(fold(text).split())
    return 1 if folded in _PARTS else 2 if folded in _CATEGORIES else 3


def _enter(rubrics: dict[int, Placed], lines: Sequence[Placed]) -> None:
    """Take over the rubrics of a text; a rubric ends those inside the one before it."""
    last = 0
    for placed in lines:
        level = _level(placed.text)
        if level == last == 3:
            rubrics[3] = _together(rubrics[3], placed)
            continue
        for inner in [each for each in rubrics if each >= level]:
            del rubrics[inner]
        rubrics[level] = placed
        last = level


def _together(one: Placed, other: Placed) -> Placed:
    """A name of a ministry that takes two lines."""
    words = (*one.line.words, *other.line.words)
    text = f"{one.text} {other.text}"
    return replace(one, line=replace(one.line, text=text, words=words))
