"""The old and the new name of a company whose name changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from core.model.act import Span
from extractors.prose.clauses import Clause
from extractors.prose.companies import Company, bare_name, find_companies
from extractors.prose.letters import plain, printed

_QUOTED = re.compile(r"« ?(?P<name>[^»\n]{1,160}?) ?»|\"(?P<other>[^\"\n]{1,160})\"")
_TARGET = re.compile(
    r" (?:en|par celle de|qui devient) (?:la |l')?(?=[^,;]{0,40}(?:SCP|SEL|SAS|SARL|société|«))"
)
_LEAD = re.compile(
    r"\b(?:dénommée?s?|devient|suivante?|comme suit|qu'il suit|(?:dénomination|raison"
    r"|nom)(?: sociale?)?(?: de)?) ?:? ?(?=[A-ZÀ-Ý])"
)


def renamed(text: str, clause: Clause, firm: Company) -> Iterator[tuple[str, dict[str, Span]]]:
    """The kind and columns of a change of name; without a new name it is an act of another kind."""
    fresh = new_name(text, clause, firm)
    if fresh is None:
        yield "autre", firm.columns()
        return
    columns = replace(fresh, forme=fresh.forme or firm.forme).columns()
    yield "changement_denomination", columns | {"societe_ancien_nom": firm.nom}


def new_name(text: str, clause: Clause, firm: Company | None = None) -> Company | None:
    """The company under its new name; ``firm`` is the one that the clause prints under the old name."""
    flat = plain(text)
    target = _TARGET.search(flat, firm.end, clause.verb.start) if firm else None
    if target and (company := next(find_companies(text, target.end(), clause.verb.start), None)):
        return company
    before = firm is not None and firm.start < clause.verb.start
    start = max(clause.verb.end, firm.end if firm and before else clause.verb.end)
    company = next(find_companies(text, start, clause.end), None)
    quoted = _QUOTED.search(flat, start, clause.end)
    if company and (quoted is None or company.start < quoted.start()):
        return company
    if quoted:
        label = "name" if quoted.group("name") else "other"
        name = printed(text, quoted.start(label), quoted.end(label))
        return Company(quoted.start(), quoted.end(), None, name)
    return _bare(text, flat, clause.verb.start, clause.end)


def _bare(text: str, flat: str, start: int, limit: int) -> Company | None:
    lead = _LEAD.search(flat, start, limit)
    end = bare_name(flat, lead.end(), limit) if lead else None
    if lead is None or end is None:
        return None
    return Company(lead.end(), end, None, printed(text, lead.end(), end, 0.9))
