"""Acts on legal professions in the body of an arrêté or décret of the Journal officiel."""

from __future__ import annotations

from collections.abc import Iterator

from core.model.act import Act
from core.model.reading import Refusal
from extractors.prose.acts import acts_of
from extractors.prose.clauses import find_clauses
from extractors.prose.memory import Memory
from extractors.prose.professions import find_professions
from extractors.prose.rectifications import read_rectifications
from extractors.prose.verbs import DISCIPLINE


def read_acts(text: str, *, title: str = "") -> tuple[Act, ...]:
    """The acts of a text: one for each act × person or company × office that has a sentence of its own.

    Args:
        text: The body, with a line break between paragraphs or persons.
        title: The title of the text; it gives the profession where the body prints none.

    Returns:
        The acts in order. Every column is a span of ``text``; a term that the title alone prints, and the
        profession ``inconnue``, are empty spans at the start of the act. Acts of discipline are left out:
        see :func:`refused`. Source of the columns: nominations-professions-juridiques.
    """
    titled = next((word.code for word in find_professions(title)), None)
    rectified = read_rectifications(text, title, titled)
    return rectified if rectified is not None else tuple(_read(text, titled))


def _read(text: str, titled: str | None) -> Iterator[Act]:
    memory = Memory()
    for clause in find_clauses(text):
        memory.learn(text, clause)
        yield from acts_of(text, clause, memory, titled)


def refused(text: str) -> tuple[Refusal, ...]:
    """The sentences that are acts of discipline: counted, not read; the message names nobody."""
    return tuple(
        Refusal("discipline", "a disciplinary act is not published", f"{clause.start}-{clause.end}")
        for clause in find_clauses(text)
        if clause.kind == DISCIPLINE
    )


__all__ = ["read_acts", "refused"]
