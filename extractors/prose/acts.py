"""The acts of one clause: who they concern, and the columns that the clause fills for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from core.model.act import Act, Span
from extractors.prose.clauses import Clause
from extractors.prose.companies import Company
from extractors.prose.letters import DATE, coded, group, plain, printed
from extractors.prose.memory import Memory, inherited
from extractors.prose.mentions import Mention, companies, persons
from extractors.prose.persons import Person
from extractors.prose.professions import PROFESSION, next_profession
from extractors.prose.renaming import renamed
from extractors.prose.replaced import replaced_columns
from extractors.prose.residences import further_places, place_columns

Columns = dict[str, Span]

_EFFECT = re.compile(
    r"(?:à compter du|avec effet (?:au|du|à compter du|le)|(?:prend|prennent|prendra|prendront) effet"
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
    rf"\bpar (?:un )?(?:arrêté|décret)[^.;\n]{{0,80}}? du (?P<date>{DATE})",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\W*(?:[Ii]ls?|[Ee]lles?|[Ll]'intéressée?|[Cc]elui-ci|[Cc]elle-ci|[Cc]e dernier|[Cc]ette dernière)\W*",
)
_CREATED = re.compile(
    r"\boffices? (?:ainsi |nouvellement )?créés?\b|\boffice à créer\b|\bcréation de l'office\b"
)
_LINKED = re.compile(
    rf"\b(?P<act>(?:arrêté|décret|décision)s?[^,;]{{0,60}}? (?:en date )?du {DATE})", re.IGNORECASE
)
_ASSOCIATE = re.compile(
    r"\bassociée?s?\b|\b(?:au sein de|membres? de|dans) (?:la|ladite|cette|cette même) société", re.IGNORECASE
)
_SALARIED = re.compile(r"\bsalariée?s?\b")
_OFFICE_FILLED = re.compile(
    r"^ ?(?:,[^,]{0,80}, ?)?(?:, ?)?(?:en (?:cette )?qualité(?: de | d'|$| (?=au))|comme |en tant que "
    r"|aux fonctions (?:de |d')|à titre \w+ )?"
    rf"(?:premiers? |première )?(?:(?:{PROFESSION})|associée?s?\b|salariée?s?\b"
    r"|(?:titulaires? (?:de |d')|dans |à |sur |en )?(?:l'|un |une |cet |cette |ledit )?(?:office|étude)"
    r"|à (?:la|cette|ladite) (?:même )?résidence|membres? de (?:la|ladite|cette)|pour (?:y )?exercer"
    r"|au sein d"
    r"|titulaire|$|\(offices? créés?\))",
    re.IGNORECASE,
)


def acts_of(text: str, clause: Clause, memory: Memory, profession: str | None) -> Iterator[Act]:
    """The acts of a clause; ``profession`` is what the title of the text prints, if it prints one."""
    common = _common(text, clause, memory, profession)
    rows = list(_rows(text, clause, memory)) if common else []
    for row in rows:
        columns = {**(common or {}), **row}
        yield Act(columns, clause.start, clause.end)
    _remember(clause, memory, common)


def _common(text: str, clause: Clause, memory: Memory, titled: str | None) -> Columns | None:
    """The columns that all acts of the clause share; None where no legal profession is in sight."""
    profession = _profession(text, clause, memory, titled)
    if profession is None and clause.kind in _OF_OFFICES and _of_minister(text):
        profession = coded("inconnue", clause.start, clause.start, 0.5)
    if profession is None:
        return None
    columns = {"profession": profession}
    date = clause.unit.date or _search(_BY_ARRETE, text, clause)
    if date:
        columns["date_arrete"] = date
    effect = _search(_EFFECT, text, clause)
    if effect:
        columns["date_effet"] = effect
    return columns


@lru_cache(maxsize=16)
def _of_minister(text: str) -> bool:
    return _MINISTER.search(plain(text)) is not None


def _search(pattern: re.Pattern[str], text: str, clause: Clause, name: str = "date") -> Span | None:
    """The named group of a pattern in the clause, else in the header of its list."""
    flat = plain(text)
    match = pattern.search(flat, clause.start, clause.end)
    if match is None and clause.header:
        match = pattern.search(flat, clause.header.start, clause.header.end)
    return group(text, match, name) if match else None


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


def _rows(text: str, clause: Clause, memory: Memory) -> Iterator[Columns]:
    if clause.kind == "nomination":
        yield from _nominations(text, clause, memory)
    elif clause.kind in (
        "suppleance",
        "honorariat",
        "demission",
        "cessation_salarie",
        "retrait_associe",
        "autre",
    ):
        yield from _persons_rows(text, clause, memory)
    elif clause.kind in ("suppression_office", "transfert_office"):
        yield from _office_rows(text, clause, memory)
    elif clause.kind == "creation_office":
        yield _typed(clause) | place_columns(text, clause, memory, None)
    elif clause.kind in ("dissolution_societe", "changement_denomination"):
        yield from _company_rows(text, clause, memory)


def _typed(clause: Clause, kind: str | None = None, confidence: float = 0.98) -> Columns:
    verb = clause.verb
    return {"type_acte": coded(kind or clause.kind, verb.start, verb.end, confidence)}


def _nominations(text: str, clause: Clause, memory: Memory) -> Iterator[Columns]:
    if not _fills_office(text, clause):
        return
    clause = _as_members(clause)
    people, firms = _subjects(text, clause, memory)
    shared = replaced_columns(text, clause) | _created(text, clause)
    for firm in firms:
        known = memory.with_form(firm)
        memory.company = known
        columns = _typed(clause, "nomination_societe") | known.columns() | shared
        place = place_columns(text, clause, memory, known)
        yield columns | place
        yield from (columns | further for further in further_places(text, clause, place))
    kind = _kind_of_person(text, clause, memory, bool(firms))
    for person in people:
        yield _typed(clause, kind) | person.columns() | shared | _engaged(text, clause, memory, kind)
    if clause.verb.bare and not people and not firms:
        yield _typed(clause, kind) | shared | _engaged(text, clause, memory, kind)


def _fills_office(text: str, clause: Clause) -> bool:
    """Whether one is appointed to an office, and not to a committee or a post of the State."""
    start, end = clause.predicate
    return _OFFICE_FILLED.match(plain(text)[start:end]) is not None


def _as_members(clause: Clause) -> Clause:
    """A company after the verb, when persons are appointed before it, is where they practise."""
    if not any(person.start < clause.verb.start for person in persons(clause.mentions, "subject")):
        return clause
    moved = [_within(m) if m.start > clause.verb.end else m for m in clause.mentions]
    return replace(clause, mentions=moved)


def _within(mention: Mention) -> Mention:
    is_subject = isinstance(mention.body, Company) and mention.part == "subject"
    return replace(mention, part="within") if is_subject else mention


def _subjects(text: str, clause: Clause, memory: Memory) -> tuple[list[Person], list[Company]]:
    people, firms = persons(clause.mentions, "subject"), companies(clause.mentions, "subject")
    if not people and not firms and _resumes(text, clause):
        people = memory.subjects
    return people, firms


def _resumes(text: str, clause: Clause) -> bool:
    """Whether the subject is that of the clause before: "… et est nommé", "Elle est nommée"."""
    return clause.elided or _PRONOUN.fullmatch(plain(text), clause.start, clause.verb.start) is not None


def _kind_of_person(text: str, clause: Clause, memory: Memory, with_firm: bool) -> str:
    start, end = clause.predicate
    flat = plain(text)
    words = re.split(r"en remplacement|\bdont\b", flat[start:end])[0]
    if "en cette qualité" in words:
        words += f" {memory.title}"
    if _SALARIED.search(words):
        return "nomination_salarie"
    if with_firm or _ASSOCIATE.search(words) or _engaging(clause, memory):
        return "nomination_associe"
    return "nomination_titulaire"


def _engaging(clause: Clause, memory: Memory) -> Company | None:
    """The company in which the persons of the clause are appointed, as the clause says it."""
    owner = [*clause.mentions, *(clause.header.mentions if clause.header else [])]
    after = [m for m in owner if m.start >= clause.predicate[0]]
    firms = companies(after, "within")
    return firms[0] if firms else None


def _engaged(text: str, clause: Clause, memory: Memory, kind: str) -> Columns:
    """The company or employer of an appointed person, and the residence."""
    if kind == "nomination_salarie":
        return _employer(text, clause) | place_columns(text, clause, memory, None)
    if kind == "nomination_titulaire":
        return place_columns(text, clause, memory, None)
    firm = _engaging(clause, memory) or next(iter(companies(clause.mentions, "subject")), None)
    if firm is None:
        firm = memory.company
        columns = {name: inherited(span) for name, span in firm.columns().items()} if firm else {}
    else:
        firm = memory.with_form(firm)
        columns = firm.columns()
    return columns | place_columns(text, clause, memory, firm)


def _employer(text: str, clause: Clause) -> Columns:
    owner = [*clause.mentions, *(clause.header.mentions if clause.header else [])]
    after = [m for m in owner if m.start >= clause.predicate[0]] or owner
    for part in ("holder", "within"):
        found = [m for m in after if m.part == part] or [m for m in owner if m.part == part]
        if found:
            return {"employeur": printed(text, found[0].start, found[0].end)}
    return {}


def _created(text: str, clause: Clause) -> Columns:
    flat = plain(text)
    for part in (clause, clause.header):
        match = _CREATED.search(flat, part.start, part.end) if part else None
        if match:
            return {"office_cree": coded("true", match.start(), match.end())}
    return {}


def _persons_rows(text: str, clause: Clause, memory: Memory) -> Iterator[Columns]:
    people = persons(clause.mentions, "subject")
    if not people and clause.kind in ("cessation_salarie", "autre"):
        people = persons(clause.mentions, "within")[:1]
    if not people and _resumes(text, clause):
        people = memory.subjects
    shared = _shared(text, clause, memory)
    for person in people:
        yield _typed(clause) | person.columns() | shared
    if not people and clause.kind == "autre":
        for firm in companies(clause.mentions, "subject")[:1]:
            yield (
                _typed(clause)
                | firm.columns()
                | place_columns(text, clause, memory, firm)
                | _linked(text, clause)
            )


def _shared(text: str, clause: Clause, memory: Memory) -> Columns:
    """What the persons of a departure, suppléance or other act have in common."""
    if clause.kind == "cessation_salarie":
        people = persons(clause.mentions, "subject")
        rest = clause if people else replace(clause, mentions=clause.mentions[1:])
        return _employer(text, rest) | place_columns(text, clause, memory, None)
    if clause.kind == "retrait_associe":
        firm = next(iter(companies(clause.mentions, "within", "subject", "holder")), None) or memory.company
        columns = memory.with_form(firm).columns() if firm else {}
        return columns | place_columns(text, clause, memory, firm)
    columns = place_columns(text, clause, memory, None)
    if clause.kind == "demission":
        for firm in companies(clause.mentions, "within")[:1]:
            columns |= memory.with_form(firm).columns()
    if clause.kind == "suppleance":
        columns |= replaced_columns(text, clause, "supplied")
    return columns | (_linked(text, clause) if clause.kind == "autre" else {})


def _linked(text: str, clause: Clause) -> Columns:
    match = _LINKED.search(plain(text), clause.start, clause.end)
    return {"acte_lie": group(text, match, "act")} if match else {}


def _office_rows(text: str, clause: Clause, memory: Memory) -> Iterator[Columns]:
    if clause.unit.opens and clause.header is None and not clause.places:
        return
    row = _typed(clause) | place_columns(text, clause, memory, None)
    people, firms = persons(clause.mentions, "holder"), companies(clause.mentions, "holder")
    if people:
        row |= people[0].columns()
    elif firms:
        row |= memory.with_form(firms[0]).columns()
    yield row


def _company_rows(text: str, clause: Clause, memory: Memory) -> Iterator[Columns]:
    firm = next(iter(companies(clause.mentions, "subject", "holder", "within")), None) or memory.company
    if firm is None:
        return
    firm = memory.with_form(firm)
    place = place_columns(text, clause, memory, firm)
    if clause.kind == "dissolution_societe":
        yield _typed(clause) | firm.columns() | place
    else:
        yield from (_typed(clause, kind) | columns | place for kind, columns in renamed(text, clause, firm))


def _remember(clause: Clause, memory: Memory, common: Columns | None) -> None:
    if common and common["profession"].start < common["profession"].end:
        memory.profession = common["profession"]
    memory.subjects = persons(clause.mentions, "subject") or memory.subjects
    firms = companies(clause.mentions, "subject", "within", "holder")
    if firms and memory.company is None:
        memory.company = firms[0]
    if clause.places:
        memory.place = clause.places[-1]
