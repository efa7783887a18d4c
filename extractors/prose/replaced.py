"""Who is replaced, and why; discipline is never said."""

from __future__ import annotations

import re

from core.model.act import Span
from extractors.prose.clauses import Clause
from extractors.prose.letters import coded, plain
from extractors.prose.mentions import Mention, Part
from extractors.prose.persons import Person

_MOTIVES = (
    ("discipline", r"destitué|révoqué|suspendu|interdit|radié|disciplin"),
    ("deces", r"décédée?s?|décès|défunte?s?"),
    (
        "retraite",
        r"admise?s? à (?:faire valoir (?:ses|leurs) droits à )?la retraite|retraitée?s?|parti(?:e"
        r"|s)? (?:à|en) la retraite"
        r"|ayant fait valoir (?:ses|leurs) droits à la retraite|atteinte?s? par la limite d'âge"
        r"|départ (?:à|en) la retraite",
    ),
    (
        "demission",
        r"démissionnaires?|dont (?:la|les) démissions?|ayant démissionné|qui a démissionné|démission",
    ),
    (
        "autre",
        r"appelée?s? à |nommée?s?|ayant cessé (?:ses|leurs) fonctions"
        r"|admise?s? à cesser (?:ses|leurs) fonctions|qui (?:cesse|a cessé) (?:ses|leurs) fonctions"
        r"|empêchée?s?|mutée?s?|autorisée?s? à se retirer"
        r"|qui se retire|qui (?:s'est|se sont) retirée?s?|retirée?s?"
        r"|dont (?:le|les) retraits?|ayant cédé|retrayante?s?|empêchement"
        r"|cessation de (?:ses|leurs) fonctions",
    ),
)
_CAUSES = (
    ("deces", r"décès"),
    ("retraite", r"retraite"),
    ("demission", r"démissions?"),
    ("autre", r"retraits?|départs?|fonctions|mutation"),
)
_CAUSE = re.compile(
    r"\b(?:suite|raison|fait|effet) [^,;]{2,40}?\b(?:"
    + "|".join(f"(?P<{code}>{words})" for code, words in _CAUSES)
    + r")(?! à la) [^,;.]{0,24}$",
    re.IGNORECASE,
)
_LATE = re.compile(r"\b(?:son|sa) [a-zéè]{3,12},? (?P<deces>(?:pré)?(?:décédée?|défunte?)),? $")
_MOTIVE = re.compile(
    r"(?:[^;:()«]|\([^()]{0,40}\)){0,130}?\b(?:"
    + "|".join(f"(?P<{code}>{words})" for code, words in _MOTIVES)
    + ")",
    re.IGNORECASE,
)


def replaced_columns(text: str, clause: Clause, part: Part = "replaced") -> dict[str, Span]:
    """The columns remplace_… and motif_remplacement of a clause (``part`` supplied: the officer supplied)."""
    owner = clause.header.mentions if clause.header else []
    found = [m for m in clause.mentions if m.part == part] or [m for m in owner if m.part == part]
    if not found:
        return {}
    first = found[0]
    confidence = 1.0 if len(found) == 1 else 0.7
    columns = _named(first)
    columns = {
        name: Span(span.value, span.start, span.end, span.confidence * confidence)
        for name, span in columns.items()
    }
    motive = _motive(text, clause, found[-1])
    motive = motive or _cause(text, clause, first)
    return columns | ({"motif_remplacement": motive} if motive else {})


def _named(mention: Mention) -> dict[str, Span]:
    if isinstance(mention.body, Person):
        return mention.body.columns("remplace_")
    return {"remplace_societe": mention.body.nom}


def _cause(text: str, clause: Clause, mention: Mention) -> Span | None:
    """The reason that leads to the replaced officer: "par suite du décès de M. A"."""
    before = plain(text)[clause.start : mention.start]
    match = _CAUSE.search(before) or _LATE.search(before)
    if match is None:
        return None
    code = str(match.lastgroup)
    start, end = match.span(code)
    return coded(code, clause.start + start, clause.start + end)


def _motive(text: str, clause: Clause, mention: Mention) -> Span | None:
    """The reason that follows the replaced officer, before another person is named."""
    others = [m.start for m in clause.mentions if m.start >= mention.end]
    end = min([*others, max(clause.end, mention.end)])
    match = _MOTIVE.match(plain(text), mention.end, end)
    if match is None or match.lastgroup == "discipline":
        return None
    code = str(match.lastgroup)
    return coded(code, match.start(code), match.end(code))
