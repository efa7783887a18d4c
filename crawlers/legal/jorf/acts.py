"""Rows of the acts that a text or its title says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from core.model.reading import Reading, Refusal, Value
from core.model.toolbox import Toolbox
from core.model.tree import Node
from crawlers.legal.acts import act_values
from crawlers.legal.jorf.body import Body
from crawlers.legal.jorf.links import linked
from crawlers.legal.jorf.matter import announces_acts, is_of_justice, is_protected

DATASET = "nominations-professions-juridiques"
PROTECTED = "protected"
TITLE_ONLY = "lu_au_titre_seul:type_acte"
BODY_NOT_READ = "corps_sans_acte_reconnu:type_acte"


@dataclass(frozen=True, slots=True)
class Text:
    """What is known of a text beside its body.

    ``number`` names it in the ids of its rows: the JORFTEXT, the NOR where that is not printed.
    ``numbered`` texts ("Décret n° 2026-794") are rules for all and never name a person to an office.
    ``links`` are the numbers of the texts that it mends or withdraws, where the publisher says so.
    """

    number: Value
    title: Value
    columns: Mapping[str, Value] = field(default_factory=dict)
    ministry: str = ""
    numbered: bool = False
    links: Mapping[str, Value] = field(default_factory=dict)

    def shared(self) -> dict[str, Value]:
        """The columns that all its rows have in common."""
        named = {"id_jorftext": self.number} if self.number.text.startswith("JORFTEXT") else {}
        return {**named, "titre": self.title, **self.columns}


def protected(title: Value, number: Value | None = None) -> Refusal:
    """The refusal of a protected text; it does not repeat the title, which may name a person.

    With the number of the text no other document may give its rows: neither a door where the mark is missing.
    """
    proof = title.evidence
    where = proof.path or f"page {proof.page}"
    forbids = f"{number.text}:" if number else ""
    return Refusal(PROTECTED, "the law forbids to index this text", where, forbids)


def rows_of_title(text: Text, toolbox: Toolbox, warning: str) -> Iterator[Reading]:
    """A row for each act that the title announces; the text, when it is read, gives rows of the same ids."""
    node = Node("", text.title.evidence.path or "", text.title.text)
    for ordinal, act in enumerate(toolbox.title_acts(text.title.text), 1):
        values = linked({**text.shared(), **act_values(act, node)}, text.title, text.links)
        yield Reading(DATASET, f"{text.number.text}:1:{ordinal}", values, (warning,))


def announced_rows(text: Text, toolbox: Toolbox) -> Iterator[Reading | Refusal]:
    """The rows of the title of a text whose acts are said elsewhere; nothing for a text of another matter."""
    if is_protected(text.title.text):
        yield protected(text.title, text.number)
    elif _announced(text, toolbox):
        yield from rows_of_title(text, toolbox, TITLE_ONLY)


def read_text(text: Text, body: Body, toolbox: Toolbox) -> Iterator[Reading | Refusal]:
    """The acts of a text on legal professions; nothing for a text of another matter.

    Where the title announces an act and the body prints none that we know, the rows are those of the title,
    with a warning.
    """
    if is_protected(text.title.text):
        yield protected(text.title, text.number)
        return
    if not is_ours(text, toolbox):
        return
    refused = [_placed(each, body) for each in toolbox.refused(body.text)]
    rows = list(_rows(text, body, toolbox))
    yield from refused
    yield from rows
    if not rows and not refused and _announced(text, toolbox):
        yield from rows_of_title(text, toolbox, BODY_NOT_READ)


def is_ours(text: Text, toolbox: Toolbox) -> bool:
    """Whether the text may hold acts on legal professions: by its title, else by its ministry."""
    if _announced(text, toolbox):
        return True
    nor = text.columns.get("nor")
    return not text.numbered and is_of_justice(text.ministry, nor.text if nor else "")


def _announced(text: Text, toolbox: Toolbox) -> bool:
    title = text.title.text
    return not text.numbered and announces_acts(title, toolbox.title_acts(title))


def _rows(text: Text, body: Body, toolbox: Toolbox) -> Iterator[Reading]:
    ordinals: Counter[str] = Counter()
    for act in toolbox.acts(body.text, text.title.text):
        article = body.part_at(act.start).article
        ordinals[article] += 1
        values = {name: body.value(span) for name, span in act.columns.items()}
        number = f"{text.number.text}:{article}:{ordinals[article]}"
        yield Reading(DATASET, number, linked({**text.shared(), **values}, text.title, text.links))


def _placed(refusal: Refusal, body: Body) -> Refusal:
    """The refusal with the place of its paragraph for the offsets in the body."""
    start = refusal.path.partition("-")[0]
    if not start.isdigit() or not body.parts:
        return replace(refusal, path="")
    proof = body.part_at(int(start)).paragraph.prove(0, 1)
    return replace(refusal, path=proof.path or (f"page {proof.page}" if proof.page else ""))
