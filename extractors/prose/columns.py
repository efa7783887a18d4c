"""Columns that several kinds of acts fill in the same way."""

from __future__ import annotations

import re

from core.model.act import Span
from extractors.prose.clauses import Clause
from extractors.prose.letters import DATE, coded, group, plain, printed

Columns = dict[str, Span]

_PRONOUN = re.compile(
    r"\W*(?:[Ii]ls?|[Ee]lles?|[Ll](?:'intéressée?|es intéressée?s)|[Cc]elui-ci|[Cc]elle-ci|[Cc]eux-ci"
    r"|[Cc]elles-ci|[Cc]e dernier|[Cc]ette dernière|[Cc]es derni(?:er|ère)s|[Tt]ou(?:s|tes) (?:deux|trois)"
    r")\W*",
)
_LINKED = re.compile(
    rf"\b(?P<act>(?:arrêté|décret|décision)s?[^,;]{{0,60}}? (?:en date )?du {DATE})", re.IGNORECASE
)


def typed(clause: Clause, kind: str | None = None) -> Columns:
    """The column type_acte, read in the verb of the clause."""
    verb = clause.verb
    return {"type_acte": coded(kind or clause.kind, verb.start, verb.end, 0.98)}


def search(pattern: re.Pattern[str], text: str, clause: Clause, name: str = "date") -> Span | None:
    """The named group of a pattern in the clause, else in the header of its list."""
    flat = plain(text)
    match = pattern.search(flat, clause.start, clause.end)
    if match is None and clause.header:
        match = pattern.search(flat, clause.header.start, clause.header.end)
    return group(text, match, name) if match else None


def resumes(text: str, clause: Clause) -> bool:
    """Whether the subject is that of the clause before: "… et est nommé", "Elle est nommée"."""
    return clause.elided or _PRONOUN.fullmatch(plain(text), clause.start, clause.verb.start) is not None


def employer(text: str, clause: Clause) -> Columns:
    """The column employeur: the holder of the office in which a salaried officer works, as printed."""
    owner = [*clause.mentions, *(clause.header.mentions if clause.header else [])]
    after = [m for m in owner if m.start >= clause.predicate[0]] or owner
    for part in ("holder", "within"):
        found = [m for m in after if m.part == part] or [m for m in owner if m.part == part]
        if found:
            return {"employeur": printed(text, found[0].start, found[0].end)}
    return {}


def linked(text: str, clause: Clause) -> Columns:
    """The column acte_lie: the arrêté that the clause speaks of."""
    match = _LINKED.search(plain(text), clause.start, clause.end)
    return {"acte_lie": group(text, match, "act")} if match else {}
