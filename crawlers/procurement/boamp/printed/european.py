"""The forms of the JOUE as the BOAMP prints them: numbered sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.model.reading import Value
from crawlers.forms.folding import fold
from crawlers.procurement.boamp.printed.line import Line, rest_of, value_of

_NUMBER = re.compile(r"^\s*(?P<number>[IVX]{1,4}(?:\s?\.\s?\d{1,2}){1,3})\s*[).]\s*")
_PART = re.compile(r"^\s*section\s+(?P<part>[IVX]+)\b", re.IGNORECASE)


@dataclass(slots=True)
class Section:
    """A numbered section: its number, the title printed beside it, and its lines."""

    number: str
    title: str = ""
    lines: list[Line] = field(default_factory=list)

    def labelled(self, *labels: str) -> Value | None:
        """The first filled value after one of some labels: ``Code NUTS : FR103``."""
        return next((value for value in self.all_labelled(*labels)), None)

    def all_labelled(self, *labels: str) -> list[Value]:
        """The filled values after each occurrence of some labels, in reading order."""
        found = []
        for index, line in enumerate(self.lines):
            folded = fold(line.text)
            for label in labels:
                match = re.match(rf"{label}\s*:\s*", folded)
                if match:
                    rest = [rest_of(line, match.end()), *self._wrapped(index)]
                    value = value_of(rest)
                    if value:
                        found.append(value)
                    break
        return found

    def value(self) -> Value | None:
        """All the text of the section."""
        return value_of(self.lines)

    def text(self) -> str:
        """All the text of the section, folded."""
        return fold("\n".join(line.text for line in self.lines))

    def _wrapped(self, index: int) -> list[Line]:
        """The lines into which a line of a PDF goes on: up to the next label."""
        if not self.lines[index].wraps:
            return []
        following = []
        for line in self.lines[index + 1 :]:
            if re.match(r"^[^:]{2,60}\s:", line.text):
                break
            following.append(line)
        return following


def sections(lines: Iterable[Line]) -> list[Section]:
    """The sections in reading order; the head before the first has the number ""."""
    found = [Section("")]
    for line in lines:
        part = _PART.match(line.text)
        match = _NUMBER.match(line.text)
        if part:
            found.append(Section(part["part"].upper(), line.text))
        elif match:
            number = re.sub(r"\s", "", match["number"])
            section = Section(number)
            _put_title(section, rest_of(line, match.end()))
            found.append(section)
        else:
            found[-1].lines.append(line)
    return found


def _put_title(section: Section, rest: Line) -> None:
    """``Intitulé : Voirie`` is a title and a value; ``NOM ET ADRESSES`` is a title alone."""
    title, colon, _ = rest.text.partition(":")
    section.title = title.strip()
    if colon:
        section.lines.append(rest_of(rest, len(title) + 1))


def under(found: Sequence[Section], *numbers: str) -> list[Section]:
    """The sections of some numbers."""
    return [each for each in found if each.number in numbers]


def filled(found: Sequence[Section], *numbers: str) -> Value | None:
    """The first filled text of the sections of some numbers."""
    return next((value for value in (each.value() for each in under(found, *numbers)) if value), None)


def titled(found: Sequence[Section], *patterns: str) -> list[Section]:
    """The sections whose title matches one of some patterns over folded text."""
    return [each for each in found if any(re.search(pattern, fold(each.title)) for pattern in patterns)]


def blocks(found: Sequence[Section], first: str) -> list[list[Section]]:
    """Runs of sections that each begin with a number: the lots begin with II.2, the awards with V."""
    prefix = first.partition(".")[0]
    runs: list[list[Section]] = []
    inside = False
    for each in found:
        if each.number == first:
            runs.append([each])
            inside = True
        elif inside and each.number.partition(".")[0] == prefix and each.number != prefix:
            runs[-1].append(each)
        else:
            inside = False
    return runs
