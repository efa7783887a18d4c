"""The offices that a judgment confers, by the words that print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.prose.letters import plain

_OF_PLAN = r"(?:à|a|de) +l[' ]ex[ée]cution +du +plan|au +plan"
_ROLES = {
    "juge_commissaire": r"juges?[ -]commissaires?(?: +(?:suppléante?s?|titulaires?|adjoint))?",
    "commissaire_execution_plan": rf"commissaires? +(?:{_OF_PLAN})",
    "liquidateur": (
        r"(?:mandataires? +judiciaires? +et +)?(?:co-?)?liquidat(?:eur"
        r"|rice)s?(?: +judiciaires?)?(?: +amiables?)?"
        r"|mandataires?[ -]+liquidat(?:eur|rice)s?|mandataires? +judiciaires? +chargée?s? +de +la "
        r"+liquidation"
    ),
    "administrateur": r"(?:co-?)?administrat(?:eur|rice)s?(?: +(?:judiciaires?|provisoires?))?",
    "mandataire_judiciaire": (
        r"(?:co-?)?mandataires? +judiciaires?(?: +à +la +liquidation +des +entreprises)?"
        r"|représentants? +des +créanciers|mandataires?(?! +(?:ad|de))"
    ),
    "autre": (
        r"(?:commissaires?[ -]priseurs?(?: +judiciaires?)?|commissaires? +de +justice"
        r"|huissiers?(?: +de +justice)?)"
        r"(?:,? +(?:désignée?s?|chargée?s? +d[^:;,.\n]{0,40}))?|notaires?|experts?|mandataires? +ad[ -]hoc"
        r"|techniciens?|conciliateurs?|séquestres?|contrôleurs?|chargée?s? +d'(?:inventaire"
        r"|établir +l'inventaire)"
    ),
}
ROLE = "|".join(_ROLES.values())
_FINDER = re.compile(
    "|".join(rf"\b(?P<{code}>{words})(?![a-zà-ÿ\-])" for code, words in _ROLES.items()), re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Role:
    """A role as printed, with its code in the dataset."""

    code: str
    start: int
    end: int


def find_roles(text: str) -> Iterator[Role]:
    """The roles that a text prints, in order."""
    for match in _FINDER.finditer(plain(text)):
        yield Role(str(match.lastgroup), match.start(), match.end())


def role_code(words: str) -> str:
    """The code of printed role words ("Administrateur Judiciaire Associé"); "autre" for other words."""
    match = _FINDER.match(plain(words))
    return str(match.lastgroup) if match else "autre"
