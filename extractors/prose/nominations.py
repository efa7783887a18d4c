"""Acts on legal professions in the body of an arrêté or décret of the Journal officiel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, zip_longest

from core.model.act import Act
from core.model.reading import Refusal
from extractors.prose.acts import acts_of
from extractors.prose.clauses import find_clauses
from extractors.prose.distribution import distributed
from extractors.prose.kinds import DISCIPLINE
from extractors.prose.letters import DATE, group, plain
from extractors.prose.memory import Memory
from extractors.prose.professions import find_professions
from extractors.prose.rectifications import read_rectifications
from extractors.prose.wrapped import unbroken

_EFFECT = re.compile(
    r"\b(?:[Ll]e présent arrêté|[Ll]es? présentes? (?:dispositions?|décisions?)|[Cc]es (?:nominations"
    r"|dispositions))"
    rf" (?:prend|prennent|prendra|prendront|entre|entrera|entrent)[^.;\n]{{0,40}}? (?:le|au"
    rf"|du) (?P<date>{DATE})"
)
_ENTRY = re.compile(
    r"\b(?:[Ii]l|[Ee]lle|[Ll]'intéressée?) (?:entrera|prendra|entre|prend) (?:en fonctions?|ses fonctions) "
    rf"(?:le|au|à compter du|à la date du) (?P<date>{DATE})"
)


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
    mended = unbroken(text)
    if mended.cuts:
        return tuple(mended.restored(act) for act in read_acts(mended.text, title=title))
    titled = next((word.code for word in find_professions(title)), None)
    rectified = read_rectifications(text, title, titled)
    if rectified is not None:
        return rectified
    return _with_effects(text, _entered(text, tuple(_read(text, title, titled))))


def _read(text: str, title: str, titled: str | None) -> Iterator[Act]:
    memory = Memory(title=title)
    clauses = [clause for whole in find_clauses(text) for clause in distributed(whole)]
    for _, each in groupby(clauses, key=lambda clause: clause.unit.arrete):
        together = list(each)
        for clause, after in zip_longest(together, together[1:]):
            memory.learn(text, clause)
            if after and after.verb.of_company:
                memory.seat(clause, after)
        for clause in together:
            yield from acts_of(text, clause, memory, titled)


def _entered(text: str, acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """Gives "Il entrera en fonctions le …" to the act before it."""
    for match in _ENTRY.finditer(plain(text)):
        before = [act for act in acts if act.start < match.start()]
        if before and "date_effet" not in before[-1].columns:
            columns = before[-1].columns | {"date_effet": group(text, match, "date", 0.95)}
            mended = Act(columns, before[-1].start, before[-1].end)
            acts = tuple(mended if act is before[-1] else act for act in acts)
    return acts


def _with_effects(text: str, acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """Gives "Le présent arrêté prend effet le …" to the acts of its arrêté that have no date of their own."""
    for match in _EFFECT.finditer(plain(text)):
        before = [act for act in acts if act.start < match.start()]
        date = before[-1].columns.get("date_arrete") if before else None
        effect = {"date_effet": group(text, match, "date", 0.95)}
        acts = tuple(
            Act(effect | act.columns, act.start, act.end)
            if act.start < match.start() and act.columns.get("date_arrete") == date
            else act
            for act in acts
        )
    return acts


def refused(text: str) -> tuple[Refusal, ...]:
    """The sentences that are acts of discipline: counted, not read; the message names nobody."""
    return tuple(
        Refusal("discipline", "a disciplinary act is not published", f"{clause.start}-{clause.end}")
        for clause in find_clauses(text)
        if clause.kind == DISCIPLINE
    )


__all__ = ["read_acts", "refused"]
