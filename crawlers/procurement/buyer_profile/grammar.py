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

_NUMBERING = r"(?:[-–•*]\s*)?(?:\d{1,2}\s*(?:[.)/°-]|\s-)\s*(?:\d{1,2}\s*[.)]\s*)?)?(?:[-–•*]\s*)?"


@dataclass(frozen=True, slots=True)
class Field:
    """A label of a kind and the span of what follows it, up to the next label."""

    key: str
    label: str
    start: int
    end: int

    def value(self, text: Text) -> Value | None:
        """All that follows."""
        return text.value(self.start, self.end)


class Grammar:
    """Known labels, written as they are printed; a label ending in ``*`` begins a sentence, without colon."""

    def __init__(self, table: Mapping[str, Sequence[str]]) -> None:
        pairs = [(label, key) for key, labels in table.items() for label in labels]
        pairs.sort(key=lambda pair: -len(pair[0]))
        self._keys = {f"l{number}": key for number, (_, key) in enumerate(pairs)}
        self._sentences = {f"l{number}" for number, (label, _) in enumerate(pairs) if label.endswith("*")}
        body = "|".join(f"(?P<l{n}>{_pattern(label.rstrip('*'))})" for n, (label, _) in enumerate(pairs))
        self._form = re.compile(
            rf"(?P<head>(?:^|\n)\s*{_NUMBERING})?(?P<label>{body})(?P<colon>\s*(?:\([^()\n]{{0,40}}\)\s*)?:)?"
        )

    def fields(self, text: Text, start: int = 0, end: int | None = None) -> list[Field]:
        """The fields between two positions; the first has the key "" and holds what precedes every label."""
        stop = len(text.plain) if end is None else end
        marks = list(self._marks(text, start, stop))
        ends = [found.start() for found, _ in marks] + [stop]
        fields = [Field("", "", start, ends[0])]
        for (found, name), until in zip(marks, ends[1:], strict=True):
            label = text.plain[slice(*found.span("label"))]
            fields.append(Field(self._keys[name], label, found.end(), until))
        return fields

    def _marks(self, text: Text, position: int, stop: int) -> Iterator[tuple[re.Match[str], str]]:
        while found := self._form.search(text.folded, position, stop):
            name = next(name for name in self._keys if found[name] is not None)
            if self._counts(text, found, name):
                yield found, name
                position = found.end()
            else:
                position = found.start("label") + 1

    def _counts(self, text: Text, found: re.Match[str], name: str) -> bool:
        """Whether a match is a label: at the head of a line, or with a capital inside one."""
        start, end = found.span("label")
        at_head = found["head"] is not None
        opens = at_head or (text.plain[start].isupper() and not text.plain[start - 1].isalnum())
        if found["colon"] or name in self._sentences:
            return opens
        return at_head and text.plain[end : end + 1] in ("", "\n") and " " in found["label"].strip()


def _pattern(label: str) -> str:
    """The label over folded text: blanks of any length, and a lost letter where one can be lost."""
    return "".join(_letter(letter) for letter in label)


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
