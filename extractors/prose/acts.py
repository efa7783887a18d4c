"""The acts of one clause, and what they leave for the clauses after it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from core.model.act import Act, Span
from extractors.prose.appointments import appointment_rows
from extractors.prose.clauses import Clause
from extractors.prose.columns import Columns, search
from extractors.prose.companies import Company
from extractors.prose.departures import person_rows
from extractors.prose.letters import DATE, coded, plain
from extractors.prose.memory import Memory, inherited
from extractors.prose.mentions import companies, persons
from extractors.prose.offices import company_rows, creation_rows, office_rows
from extractors.prose.professions import next_profession

_EFFECT = re.compile(
    r"(?:à compter du|avec effet (?:au|du|à compter du|le)|(?:prend|prennent|prendra|prendront|prenant) effet"
    rf" (?:le|au|à compter du|à la date du)|à partir du|à la date du) (?P<date>{DATE})"
)
_OF_OFFICES = (
    "nomination",
    "creation_office",
    "suppression_office",
    "transfert_office",
    "dissolution_societe",
)
_MINISTER = re.compile(r"\bgarde des sceaux\b|\bministre de la justice\b", re.IGNORECASE)
_BY_ARRETE = re.compile(
    rf"(?:\bpar (?:un )?|\((?:par )?)(?:arrêté|décret)[^.;\n]{{0,80}}? du (?P<date>{DATE})",
    re.IGNORECASE,
)
_ROWS: dict[str, Callable[[str, Clause, Memory], Iterator[Columns]]] = {
    "nomination": appointment_rows,
    "suppleance": person_rows,
    "honorariat": person_rows,
    "demission": person_rows,
    "cessation_salarie": person_rows,
    "retrait_associe": person_rows,
    "autre": person_rows,
    "suppression_office": office_rows,
    "transfert_office": office_rows,
    "creation_office": creation_rows,
    "dissolution_societe": company_rows,
    "changement_denomination": company_rows,
}


def acts_of(text: str, clause: Clause, memory: Memory, profession: str | None) -> Iterator[Act]:
    """The acts of a clause; ``profession`` is what the title of the text prints, if it prints one."""
    common = _common(text, clause, memory, profession)
    read = _ROWS.get(clause.kind)
    if common and read:
        for row in read(text, clause, memory):
            yield Act(common | _at_the_courts(common, memory.completed(row)), clause.start, clause.end)
    _remember(clause, memory, common)


def _at_the_courts(common: Columns, row: Columns) -> Columns:
    """The two courts of their order, for an advocate whose own sentence does not name them again."""
    profession = common["profession"]
    if profession.value != "avocat_aux_conseils" or "cour" in row or "residence_libelle" in row:
        return row
    return {**row, "cour": inherited(replace(profession, value="Conseil d'Etat et Cour de cassation"))}


def _common(text: str, clause: Clause, memory: Memory, titled: str | None) -> Columns | None:
    """The columns that all acts of the clause share; None where no legal profession is in sight."""
    profession = _profession(text, clause, memory, titled)
    firms = companies(clause.mentions, "subject")
    ours = clause.kind in _OF_OFFICES or any(_is_liberal(firm) for firm in firms)
    if profession is None and ours and _of_minister(text):
        profession = coded("inconnue", clause.start, clause.start, 0.5)
    if profession is None:
        return None
    columns = {"profession": profession}
    date = clause.unit.date or search(_BY_ARRETE, text, replace(clause, end=clause.unit.end))
    if date:
        columns["date_arrete"] = date
    effect = search(_EFFECT, text, clause)
    if effect:
        columns["date_effet"] = effect
    return columns


def _is_liberal(firm: Company) -> bool:
    """Whether a company has a form of the liberal professions; of theirs, the minister approves only ours."""
    return firm.forme is not None and firm.forme.value.startswith(("SCP", "SEL", "SPFPL", "SPE"))


@lru_cache(maxsize=16)
def _of_minister(text: str) -> bool:
    return _MINISTER.search(plain(text)) is not None


def _profession(text: str, clause: Clause, memory: Memory, titled: str | None) -> Span | None:
    start, end = clause.predicate
    owner = clause.header.professions if clause.header else []
    everywhere = [*clause.professions, *owner]
    within = [word for word in everywhere if start <= word.start < end] or everywhere
    if within:
        return coded(within[0].code, within[0].start, within[0].end)
    if memory.profession:
        return inherited(memory.profession)
    if titled:
        return coded(titled, clause.start, clause.start, 0.8)
    later = next_profession(text, clause.end)
    return inherited(coded(later.code, later.start, later.end)) if later else None


def _remember(clause: Clause, memory: Memory, common: Columns | None) -> None:
    if common and common["profession"].start < common["profession"].end:
        memory.profession = common["profession"]
    subjects = persons(clause.mentions, "subject")
    if subjects or companies(clause.mentions, "subject"):
        memory.subjects = subjects
    memory.others = persons(clause.mentions, "replaced", "holder")
    if bodies := companies(clause.mentions, "subject", "within", "holder"):
        memory.met = bodies[-1]
    memory.meet([mention.body for mention in clause.mentions])
    firms = companies(clause.mentions, "subject", "within", "holder")
    if firms and memory.company is None:
        memory.company = firms[0]
    if clause.places:
        memory.place = clause.places[-1]
