"""Labels in running text, and what stands between them.

Notices of buyers print the labels of the national forms, each on a line of its own or several in one
paragraph. A label at the beginning of a line counts whatever its case; inside a line it needs a capital and a
colon, so that the same words in a sentence are no label.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.model.reading import Value
from crawlers.forms.folding import fold
from crawlers.procurement.buyer_profile.text import Text

LOST = "\ufffd"
"""What a converter wrote for a letter with an accent, an apostrophe or a sign."""

_NUMBERING = (
    r"(?:[-–•*]\s*)?(?:[ivx]+(?:\.\d+)*\s?\)\s*)?"
    r"(?:\d{1,2}\s*(?:[.)/°-]|\s-)\s*(?:\d{1,2}\s*[.)]\s*)?)?(?:[-–•*]\s*)?"
)
"""``II.1.1)``, ``2.``, ``3/``, a hyphen or a bullet before a label."""


_HEAD = re.compile(rf"(?:^|(?<=\n))[^\S\n]*{_NUMBERING}")
_CAPITAL = re.compile(r"(?<![^\W_])[A-ZÀ-ÖØ-Þ]")


_LABEL_LIKE = re.compile(r"(?:^|(?<=\n))[^\S\n]*(?P<label>[A-ZÀ-ÖØ-Þ][^:\n.;,]{3,70}?)\s?:(?!//)")
_LOT = re.compile(r"lots?\b|tranche\b|sous")


@dataclass(frozen=True, slots=True)
class Field:
    """A label of a kind, where it stands, and the span of what follows it, up to the next label."""

    key: str
    label: str
    at: int
    start: int
    end: int

    def value(self, text: Text) -> Value | None:
        """All that follows."""
        return text.value(self.start, self.end)


class Grammar:
    """Known labels, written as they are printed; a label ending in ``*`` begins a sentence, without colon.

    A label stands before a colon or alone on its line; one of a single word only as the heading of a row.
    """

    def __init__(self, table: Mapping[str, Sequence[str]]) -> None:
        pairs = [(label, key) for key, labels in table.items() for label in labels]
        pairs.sort(key=lambda pair: -len(pair[0]))
        self._keys = {f"l{number}": key for number, (_, key) in enumerate(pairs)}
        self._sentences = {f"l{number}" for number, (label, _) in enumerate(pairs) if label.endswith("*")}
        by_letter: dict[str, list[str]] = {}
        for number, (label, _) in enumerate(pairs):
            body = f"(?P<l{number}>{_pattern(label.rstrip('*'))})"
            by_letter.setdefault(fold(label[0]), []).append(body)
        self._forms = {
            letter: re.compile(rf"(?:{'|'.join(bodies)})(?P<colon>\s*(?:\([^()\n]{{0,60}}\)\s*)?:)?")
            for letter, bodies in by_letter.items()
        }

    def fields(self, text: Text, start: int = 0, end: int | None = None) -> list[Field]:
        """The fields between two positions; the first has the key "" and holds what precedes every label."""
        stop = len(text.plain) if end is None else end
        marks = list(self._marks(text, start, stop))
        ends = [mark.opens for mark in marks] + [stop]
        fields = [Field("", "", start, start, ends[0])]
        for mark, until in zip(marks, ends[1:], strict=True):
            label = text.plain[mark.start : mark.end].rstrip(": \n")
            fields.append(Field(mark.key, label, mark.start, mark.end, until))
        return fields

    def _marks(self, text: Text, start: int, stop: int) -> Iterator[_Mark]:
        done = start
        for opens, position in _candidates(text, start, stop):
            if position >= done and (mark := self._mark(text, opens, position, stop)):
                yield mark
                done = mark.end

    def _mark(self, text: Text, opens: int | None, position: int, stop: int) -> _Mark | None:
        """The label at a position: with its colon or as a sentence, or alone on its line."""
        form = self._forms.get(text.folded[position])
        found = form.match(text.folded, position, stop) if form else None
        if found is None:
            return None
        name = next(name for name in found.groupdict() if name != "colon" and found[name] is not None)
        ends = text.plain[found.end() : found.end() + 1] in ("", "\n")
        alone = opens is not None and ends and (" " in found[0] or text.heads_row(position))
        if not (found["colon"] or name in self._sentences or alone):
            return None
        return _Mark(self._keys[name], position if opens is None else opens, position, found.end())


@dataclass(frozen=True, slots=True)
class _Mark:
    key: str
    opens: int
    start: int
    end: int


def _candidates(text: Text, start: int, stop: int) -> list[tuple[int | None, int]]:
    """Where a label may stand: at the head of a line, whose start is given with it, or at a capital."""
    heads: dict[int, int] = {}
    for found in _HEAD.finditer(text.folded, start, stop):
        heads.setdefault(found.end(), found.start())
    capitals = {found.start() for found in _CAPITAL.finditer(text.plain, start, stop)}
    return [
        (heads.get(position), position) for position in sorted(heads.keys() | capitals) if position < stop
    ]


def unknown_labels(text: Text, fields: Sequence[Field]) -> list[str]:
    """What looks like a label at the head of a line, and no grammar knows: two to eight words and a colon.

    A letter that the publisher's converter lost is told as a question mark.
    """
    starts = {each.at for each in fields}
    found = []
    for line in _LABEL_LIKE.finditer(text.plain, fields[0].start):
        label = line["label"].strip()
        if line.start("label") not in starts and 2 <= len(label.split()) <= 8 and not _LOT.match(fold(label)):
            found.append(label.replace(LOST, "?"))
    return list(dict.fromkeys(found))


def _pattern(label: str) -> str:
    """The label over folded text; ``{des|de}`` stands for one of some words."""
    parts = _CHOICE.split(label)
    return "".join(
        f"(?:{'|'.join(_written(each) for each in part.split('|'))})" if number % 2 else _written(part)
        for number, part in enumerate(parts)
    )


_CHOICE = re.compile(r"\{([^{}]*)\}")


def _written(words: str) -> str:
    """Blanks of any length, and a lost letter where one can be lost."""
    return "".join(_letter(letter) for letter in words)


def _letter(letter: str) -> str:
    if letter == " ":
        return r"\s+"
    plain = fold(letter)
    losable = unicodedata.normalize("NFD", letter) != letter or letter in "'°’"
    escaped = re.escape(plain)
    if letter in "'’":
        return rf"[{escaped}{LOST}]\s?"
    return rf"[{escaped}{LOST}]" if losable else escaped


def first(fields: Iterable[Field], text: Text, *keys: str) -> Value | None:
    """The first filled value of one of the keys, the keys in order of preference."""
    known = list(fields)
    for key in keys:
        for each in known:
            value = each.value(text) if each.key == key else None
            if value:
                return value
    return None
