"""The earlier act that an act mends or withdraws, and what it does to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.folding import fold

MENDS = "rectifie"
WITHDRAWS = "retire"

_WITHDRAWN = re.compile(r"\b(?:rapporte|retire|annule|abroge)(?:e|s|es)?\b")
_WITHDRAWING = re.compile(
    r"(?:rapportant|retirant|annulant|abrogeant|portant (?:retrait|annulation|abrogation) de)\s+"
    r"(?P<act>l['’](?:arr[êe]t[ée]|d[ée]cret)\s+du\s+\d{1,2}(?:\s?er)?\s+[^\W\d_]+\s+\d{4}(?:\s+\(NOR\s*:[^)]*\))?)",
    re.IGNORECASE,
)
_EFFECTS = {
    MENDS: frozenset({"RECTIFICATION", "RECTIFIE"}),
    WITHDRAWS: frozenset({"ANNULATION", "ANNULE", "ABROGATION", "ABROGE", "RETRAIT"}),
}
"""The kinds of links of the DILA that say the same of the text as its prose."""

Row = Mapping[str, Value]


def linked(row: Row, title: Value, links: Mapping[str, Value]) -> dict[str, Value]:
    """The columns of a row and of what it does to an earlier act; for ``links`` see :func:`read_links`."""
    found = dict(row)
    effect = _effect(row, title)
    if effect is None:
        return found
    found["effet_acte_lie"] = effect
    if "acte_lie" not in row and (named := _WITHDRAWING.search(title.text)):
        words = named["act"][2:]
        found["acte_lie"] = replace(title, text=words, evidence=replace(title.evidence, lecture=words))
    if effect.text in links:
        found["id_jorftext_lie"] = links[effect.text]
    return found


def read_links(readers: Iterable[StrictReader]) -> dict[str, Value]:
    """The text that a text mends or withdraws, by what it does to it, where the publisher links but one."""
    found: dict[str, dict[str, Value]] = {effect: {} for effect in _EFFECTS}
    for reader in readers:
        kind, target = reader.value("@typelien"), reader.value("@cidtexte")
        for effect, kinds in _EFFECTS.items():
            if kind and target and kind.text.upper() in kinds:
                found[effect].setdefault(target.text, target)
        reader.ignore("@*")
        reader.own()
    return {effect: next(iter(targets.values())) for effect, targets in found.items() if len(targets) == 1}


def _effect(row: Row, title: Value) -> Value | None:
    """What the verb of the act says; an act known by its title alone, what the title says."""
    kind = row.get("type_acte")
    if kind is None:
        return None
    if kind.text == "rectificatif":
        return replace(kind, text=MENDS)
    words = fold(kind.evidence.lecture)
    if kind.text == "autre" and ("acte_lie" in row and _WITHDRAWN.search(words)):
        return replace(kind, text=WITHDRAWS)
    return replace(kind, text=WITHDRAWS) if kind.text == "autre" and _WITHDRAWING.search(title.text) else None
