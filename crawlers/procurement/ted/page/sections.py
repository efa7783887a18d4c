"""Numbered sections of a form: ``II.1.1) Intitulé: …``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.model.reading import Value
from crawlers.forms.folding import fold
from crawlers.procurement.ted.page.lines import Line

_HEADING = re.compile(r"(?P<number>[IVX]{1,4}(?:\.\d{1,2}){0,3})\s*\)\s*(?P<title>.*)")
_PART = re.compile(r"section\s+(?P<number>[IVX]{1,4})\s*[:.]\s*(?P<title>.*)", re.IGNORECASE)
_FIRST_PART = "I"
_FRENCH = re.compile(r"noms? et adresses?|nom, adresses", re.IGNORECASE)


@dataclass(slots=True)
class Section:
    """A section: its number, its title, the lines below it."""

    number: str
    title: str
    lines: list[Line] = field(default_factory=list)

    def all_labelled(self, labels: Sequence[str]) -> list[Value]:
        """What stands after each occurrence of one of some labels (given folded): ``Code NUTS: FRK26``."""
        found = []
        for line in self.lines:
            rest = after_label(line, labels)
            if rest:
                found.append(line.value(rest))
        return found

    def labelled(self, labels: Sequence[str]) -> Value | None:
        """The first of :meth:`all_labelled`."""
        return next(iter(self.all_labelled(labels)), None)

    def text(self) -> str:
        """All its text, folded."""
        return fold("\n".join(line.text for line in self.lines))


def after_label(line: Line, labels: Sequence[str]) -> str | None:
    """What follows a label and a colon in a line; "" where nothing does, None where the label is another."""
    label, colon, rest = line.text.partition(":")
    return rest.strip() if colon and fold(label).strip() in labels else None


def forms_of(lines: Iterable[Line]) -> list[list[Section]]:
    """Each form of the page as its sections: a page may show one notice in several languages."""
    forms: list[list[Section]] = []
    for line in lines:
        part = _PART.fullmatch(line.text)
        found = part or _HEADING.fullmatch(line.text)
        if part and part["number"].upper() == _FIRST_PART:
            forms.append([])
        if found and forms:
            forms[-1].append(Section(found["number"].upper(), found["title"].strip(" :")))
        elif forms and forms[-1]:
            forms[-1][-1].lines.append(line)
    return [form for form in forms if len(form) > 1]


def chosen(forms: Sequence[list[Section]]) -> list[Section]:
    """The form in French, else the first; empty where there is none."""
    french = (form for form in forms if any(_FRENCH.match(each.title) for each in form[:3]))
    return next(french, next(iter(forms), []))


def under(form: Sequence[Section], *numbers: str) -> list[Section]:
    """The sections of some numbers, in reading order."""
    return [each for each in form if each.number in numbers]


def blocks(form: Sequence[Section], first: str) -> list[list[Section]]:
    """Runs of sections that each begin with the number ``first`` and hold those below it."""
    runs: list[list[Section]] = []
    for each in form:
        if each.number == first:
            runs.append([each])
        elif runs and each.number.startswith(f"{first}."):
            runs[-1].append(each)
    return runs
