"""What is said of a run, each sentence by its name: stored in English, told in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

NOTES = {
    "never": "no document was found, and none was ever [silence]",
    "silence": "no document was found, and the last one known is of {newest} [silence]",
    "floor": "{found} documents were found in {days} days; the floor is {floor} [floor]",
    "band": "{found} documents were found of {day}; days like it have {least} at least [band]",
    "unread": "none of the {read} documents could be read [unread]",
    "filled": "{column} is filled in {found} of {rows} rows; the floor is {floor} [filled]",
    "codes": "{column} cannot be read in {unread} of the {given} rows that give it [codes]",
    "totals": "{partial} of {seen} notices have fewer or more lots than they announce [totals]",
    "strange": "strange-fields: {share} of the fields of {documents} documents of the form {form} are "
    "unknown, {usual} of those of the {before} before",
    "incomplete": "the listing is incomplete: {error}",
    "vanished": "the listing names no more {count} documents that the last one named: {names}",
    "parked": "{stage} {subject}: {error}",
}
"""The sentences by name; the more special ones first, for :func:`read_note`."""

_PART = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Note:
    """The name of a sentence and what stands in it, as written; ``source`` is of whom, or empty."""

    name: str
    parts: Mapping[str, str]
    source: str = ""


def note(name: str, **parts: object) -> str:
    """The sentence of that name; KeyError if it has other parts."""
    return NOTES[name].format(**parts)


def read_note(text: str) -> Note | None:
    """The inverse of :func:`note`, also after ``source: ``; None for any other text."""
    for name in NOTES:
        if found := _pattern(name).fullmatch(text):
            parts = found.groupdict("")
            return Note(name, {key: parts[key] for key in parts if key != "of_source"}, parts["of_source"])
    return None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    literal, pieces = True, []
    for piece in _PART.split(NOTES[name]):
        pieces.append(re.escape(piece) if literal else rf"(?P<{piece}>{_written(piece)})")
        literal = not literal
    return re.compile(r"(?:(?P<of_source>[a-z-]+): )?" + "".join(pieces), re.DOTALL)


def _written(part: str) -> str:
    return {"stage": r"discover|fetch|extract|normalise|publish|measure", "error": ".*"}.get(part, ".+?")
