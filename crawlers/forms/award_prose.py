"""Awards told in prose, lot after lot.

Only words that leave no doubt are read: a verb of awarding with "à la société …", a label such as
``Titulaire : …``, words for a failed procedure. What else a text tells of a lot stays unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.award_words import name_length, terms, title_length, winner
from crawlers.forms.lot_numbers import lot_number
from crawlers.forms.notice import Award, Fields, put
from crawlers.forms.outcomes import outcome_in_a_name
from crawlers.forms.proof import piece

_LOT = re.compile(
    r"(?:^|\n|(?<=[.;])\s)[\s\-–•*]*lots?\s*(?:n\s*[°ºo.]\s*)?(?P<number>\d{1,3}[a-z]?)\b(?!\s*(?:lots|%))",
    re.IGNORECASE,
)
_SHORTEST_TITLE, _LONGEST_TITLE = 3, 150


def awards_in_prose(prose: Value) -> list[Award]:
    """The awards of ``"Le marché a été attribué le 13/03/2025 à la société X pour 78 140 euros HT"``.

    One for each part that begins with ``Lot n° …`` or for the whole; a part that names no winner and no
    failure gives none.
    """
    awards = []
    for number, passage in _passages(prose):
        award = _award(passage)
        if award and number:
            put(award.fields, numero_lot=lot_number(number), intitule=_title(passage))
        if award:
            awards.append(award)
    return awards


def _passages(prose: Value) -> Iterator[tuple[Value | None, Value]]:
    """The parts of a text, with the number of the lot each is about."""
    starts = [*_LOT.finditer(prose.text)]
    if not starts:
        yield None, prose
        return
    ends = [*(following.start() for following in starts[1:]), len(prose.text)]
    for found, end in zip(starts, ends, strict=True):
        yield piece(prose, *found.span("number")), piece(prose, found.end("number"), end)


def _award(passage: Value) -> Award | None:
    found, outcome = winner(passage.text), outcome_in_a_name(passage.text)
    if found and not outcome_in_a_name(found["name"]):
        return Award(_won(passage, found))
    return Award({"statut": replace(passage, text=outcome)}) if outcome else None


def _won(passage: Value, found: re.Match[str]) -> Fields:
    start = found.start("name")
    name = piece(passage, start, start + name_length(found["name"]))
    name = replace(name, text=name.text.strip(' .«»"“”-–:'))
    fields: Fields = {}
    put(fields, titulaire_nom=name, statut=replace(name, text="attribue"))
    if (found["kind"] or "").casefold().startswith("groupement"):
        put(fields, groupement=replace(name, text="oui"))
    for column, span in terms(passage.text):
        put(fields, **{column: piece(passage, *span)})
    return fields


def _title(passage: Value) -> Value | None:
    """The words between the number of a lot and what became of it."""
    line = passage.text.split("\n", 1)[0]
    title = line[: title_length(line)].strip(" .:;–-")
    if not _SHORTEST_TITLE <= len(title) <= _LONGEST_TITLE:
        return None
    return replace(piece(passage, 0, len(line)), text=title)
