"""Rectificatifs: "au lieu de : « … », lire : « … »"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.model.act import Act, Span
from extractors.prose.acts import acts_of
from extractors.prose.clauses import find_clauses
from extractors.prose.letters import DATE, coded, group, plain
from extractors.prose.memory import Memory
from extractors.prose.mentions import companies, find_mentions, persons
from extractors.prose.places import find_places
from extractors.prose.professions import next_profession

_READ = re.compile(
    r"(?:\b(?:[Ll]ire|LIRE|il (?:faut|convient de) lire)"
    r"|(?<=sont remplacés par) (?:les mots|les termes|ceux-ci)) ?:? ?(?P<open>[«\"]?) ?"
)
_INSTEAD = re.compile(r"\b[Aa]u lieu de\b|\bles (?:mots|termes) ?:? ?(?=[«\"][^»\"]*[»\"],? sont remplacés)")
"""What was wrong: "au lieu de : « … »", "les mots : « … » sont remplacés par"."""
_WORD = re.compile(r"\brectificatif\b", re.IGNORECASE)
_ACT = re.compile(rf"(?P<act>(?:arrêté|décret|décision)s? [^,;:«]{{0,80}}?du {DATE})")
_ISSUE = re.compile(
    rf"(?P<act>Journal officiel [^;:«]{{0,60}}?du {DATE}"
    r"(?:, [ée]dition [a-zé]+|,? (?:page|texte n[°o]|p\.) ?\d+|,? \(?NOR ?: ?[A-Z0-9]{12}\)?)*)"
)


def read_rectifications(text: str, title: str, titled: str | None) -> tuple[Act, ...] | None:
    """The acts as they read after a rectificatif; None for a text that is none."""
    flat = plain(text)
    instead = _INSTEAD.search(flat)
    if instead is None or not _READ.search(flat):
        return None
    linked = _ACT.search(flat, 0, instead.start()) or _ISSUE.search(flat)
    common = {"acte_lie": group(text, linked, "act")} if linked else {}
    return tuple(_passages(text, flat, common, titled))


def _passages(text: str, flat: str, common: dict[str, Span], titled: str | None) -> Iterator[Act]:
    for match in _READ.finditer(flat):
        end = _end(flat, match)
        for columns in _rows(text, match.end(), end, titled):
            mark = coded("rectificatif", match.start(), match.end())
            yield Act({**columns, **common, "type_acte": mark}, match.start(), end)


def _end(flat: str, match: re.Match[str]) -> int:
    closing = {"«": "»", '"': '"'}.get(match.group("open"))
    end = flat.find(closing, match.end()) if closing else -1
    instead = _INSTEAD.search(flat, match.end())
    return end if end >= 0 else instead.start() if instead else len(flat)


def _rows(text: str, start: int, end: int, titled: str | None) -> Iterator[dict[str, Span]]:
    """The columns of whole sentences, else those of the words that are corrected."""
    memory = Memory()
    rows = []
    for clause in find_clauses(text, start, end):
        memory.learn(text, clause)
        rows += [act.columns for act in acts_of(text, clause, memory, titled)]
    yield from rows or [_words(text, start, end, titled)]


def _words(text: str, start: int, end: int, titled: str | None) -> dict[str, Span]:
    columns = {"profession": _profession(text, start, end, titled)}
    mentions = find_mentions(text, start, end)
    for person in persons(mentions, "subject")[:1]:
        columns |= person.columns()
    for person in persons(mentions, "replaced")[:1]:
        columns |= person.columns("remplace_")
    for firm in companies(mentions, "subject", "within", "holder")[:1]:
        columns |= firm.columns()
    inside = [m for m in mentions]
    for place in find_places(text, start, end):
        if not any(m.start <= place.name.start < m.end for m in inside):
            return columns | place.columns()
    return columns


def _profession(text: str, start: int, end: int, titled: str | None) -> Span:
    inside = next_profession(text, start)
    word = inside if inside and inside.start < end else next_profession(text, 0)
    if word:
        return coded(word.code, word.start, word.end)
    return coded(titled or "inconnue", start, start, 0.8 if titled else 0.5)
