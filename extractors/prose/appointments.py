"""Appointments to an office: of a company, of its associates, of a salaried or a titular officer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.prose.clauses import Clause
from extractors.prose.columns import Columns, employer, resumes, typed
from extractors.prose.companies import Company
from extractors.prose.entities import named_persons
from extractors.prose.letters import coded, plain, printed
from extractors.prose.memory import Memory, inherited
from extractors.prose.mentions import Mention, companies, persons
from extractors.prose.persons import Person
from extractors.prose.places import Place
from extractors.prose.professions import PROFESSION
from extractors.prose.replaced import replaced_columns
from extractors.prose.residences import further_places, place_columns, remembered

_CREATED = re.compile(
    r"\boffices? (?:ainsi |nouvellement )?créés?\b(?! par (?:l'|un |une )?(?:arrêté|décret))"
    r"|\boffice à créer\b|\bcréation de l'office\b",
    re.IGNORECASE,
)
_ALL_CREATED = re.compile(r"\(offices créés\)", re.IGNORECASE)
_ASSOCIATE = re.compile(
    r"\bassociée?s?\b|\b(?:au sein de|membres? de|dans) (?:la|ladite|cette|cette même) société", re.IGNORECASE
)
_THAT_COMPANY = re.compile(
    r"\ben remplacement de (?:cette|ladite|la(?: dite)?) société"
    r"(?: (?:dissoute|précitée|susvisée|susmentionnée|démissionnaire))?(?= *(?:[,;.]|$))"
)
_QUALITY = re.compile(r"\ben qualité d'associée?s?\b")
_TO_PRACTISE = re.compile(r" pour (?:y )?exercer\b")
_THEIR_PLACE = re.compile(r"\ben (?:son|leur) remplacement\b|\bpour l(?:e|a|es) remplacer\b")
_THE_SAME = re.compile(r"\b(?:de|dans|au sein de) (?:cette|ladite) (?:même )?société")
_SALARIED = re.compile(r"\bsalariée?s?\b")
_OFFICE_FILLED = re.compile(
    r"^ ?(?:,[^,]{0,80},(?: (?:démissionnaire|décédée?|retraitée?)s?,)? ?)?(?:, ?)?"
    r"(?:(?:par )?la nomination d(?:e |')|une? )?"
    r"(?:respectivement )?(?:en (?:cette |la même )?qualité(?: de | d'|$| (?=au|à))|comme |en tant que "
    r"|aux fonctions (?:de |d')|à titre \w+ )?"
    rf"(?:premiers? |première )?(?:(?:{PROFESSION})|(?:avocate?s? )?associée?s?\b|salariée?s?\b"
    r"|(?:(?:seule?s? )?titulaires? (?:de |d')|dans |à |sur |en )?(?:l'|un |une |cet |cette |ledit )?"
    r"(?:second |nouvel |autre |\w+ième )?(?:office|étude)"
    r"|à (?:la|cette|ladite) (?:même )?résidence|membres? de (?:la|ladite|cette)|pour (?:y )?exercer"
    r"|au sein d|en (?:son|leur) remplacement|pour l(?:e|a|es) remplacer"
    r"|titulaire|$|\(offices? créés?\))",
    re.IGNORECASE,
)


def appointment_rows(text: str, clause: Clause, memory: Memory) -> Iterator[Columns]:
    """One row for each company and person that a clause appoints, and for each residence of a company."""
    if not _fills_office(text, clause):
        return
    clause = _replacing(_as_members(clause))
    people, firms = _subjects(text, clause, memory)
    shared = replaced_columns(text, clause) or _that_company(text, clause, memory)
    shared = shared or _that_person(text, clause, memory)
    shared |= _created(text, clause)
    for firm in firms:
        known = memory.with_form(firm)
        memory.company = known
        columns = typed(clause, "nomination_societe") | known.columns() | shared
        place = place_columns(text, clause, memory, known)
        yield columns | place
        yield from (columns | further for further in further_places(text, clause, place))
    kind = _kind_of_person(text, clause, memory, with_firm=_led_by(firms, people))
    if distributed := _respectively(text, clause, people):
        yield from (typed(clause, kind) | columns | _created(text, clause) for columns in distributed)
        return
    for person in people:
        yield typed(clause, kind) | person.columns() | shared | _engaged(text, clause, memory, kind)
    if clause.verb.bare and not people and not firms:
        yield typed(clause, kind) | shared | _engaged(text, clause, memory, kind)


def _led_by(firms: list[Company], people: list[Person]) -> bool:
    """Whether the persons are named after the company in which they then practise."""
    return bool(firms) and not (people and people[0].start < firms[0].start)


def _that_company(text: str, clause: Clause, memory: Memory) -> Columns:
    """The company that "en remplacement de la société dissoute" means."""
    known = memory.company or next(iter(companies(clause.mentions, "within")), None)
    if known is None or not _THAT_COMPANY.search(plain(text), clause.start, clause.end):
        return {}
    return {"remplace_societe": inherited(known.nom)}


def _that_person(text: str, clause: Clause, memory: Memory) -> Columns:
    """The officer of the clause before, whom "nommé en son remplacement" means, and his residence."""
    if len(memory.subjects) != 1 or not _THEIR_PLACE.search(plain(text), clause.start, clause.end):
        return {}
    columns = memory.subjects[0].columns("remplace_") | ({} if clause.places else remembered(memory))
    return {name: inherited(span) for name, span in columns.items()}


def _respectively(text: str, clause: Clause, people: list[Person]) -> list[Columns]:
    """The columns of "MM. A et B sont respectivement nommés … à la résidence de C et à la résidence de D"."""
    if "respectivement" not in text[clause.start : clause.end]:
        return []
    places = [place for place in clause.places if place.start >= clause.verb.end]
    if len(places) != len(people):
        return []
    ends = [*(place.start for place in places[1:]), clause.end]
    return [
        person.columns()
        | place.columns()
        | _office_at(clause, place)
        | replaced_columns(text, _between(clause, place.start, end))
        for person, place, end in zip(people, places, ends, strict=True)
    ]


def _between(clause: Clause, start: int, end: int) -> Clause:
    """What stands from one residence to the next."""
    inside = [mention for mention in clause.mentions if start <= mention.start < end]
    return replace(clause, start=start, end=end, mentions=inside, header=None)


def _office_at(clause: Clause, place: Place) -> Columns:
    """The profession printed last before a residence."""
    before = [word for word in clause.professions if clause.verb.end <= word.start < place.name.start]
    return {"profession": coded(before[-1].code, before[-1].start, before[-1].end)} if before else {}


def _fills_office(text: str, clause: Clause) -> bool:
    """Whether one is appointed to an office, and not to a committee or a post of the State."""
    start, end = clause.predicate
    if clause.verb.word in ("succeeds", "remplacé"):
        return bool(clause.professions)
    return _OFFICE_FILLED.match(plain(text)[start:end]) is not None


def _as_members(clause: Clause) -> Clause:
    """A company after the verb, when persons are appointed before it, is where they practise."""
    if not any(person.start < clause.verb.start for person in persons(clause.mentions, "subject")):
        return clause
    moved = [_within(m) if m.start > clause.verb.end else m for m in clause.mentions]
    return replace(clause, mentions=moved)


def _replacing(clause: Clause) -> Clause:
    """The parts of "M. A est remplacé, en qualité de notaire …, par M. B"."""
    if clause.verb.word != "remplacé":
        return clause
    before = [m for m in clause.mentions if m.start < clause.verb.start]
    after = [m for m in clause.mentions if m.start > clause.verb.start]
    return replace(clause, mentions=[*(replace(m, part="replaced") for m in before), *after])


def _within(mention: Mention) -> Mention:
    is_subject = isinstance(mention.body, Company) and mention.part == "subject"
    return replace(mention, part="within") if is_subject else mention


def _subjects(text: str, clause: Clause, memory: Memory) -> tuple[list[Person], list[Company]]:
    people, firms = persons(clause.mentions, "subject"), companies(clause.mentions, "subject")
    if clause.verb.of_company and memory.met:
        return [], [memory.met]
    if not people and not firms and resumes(text, clause):
        people = memory.subjects or (memory.others if clause.verb.plural else [])
    if not people and not firms and not clause.verb.bare and not clause.unit.opens:
        people = list(named_persons(text, clause.start, clause.verb.start))
    return people, firms


def _kind_of_person(text: str, clause: Clause, memory: Memory, *, with_firm: bool) -> str:
    start, end = (clause.start, clause.end) if clause.verb.word == "agréé" else clause.predicate
    words = re.split(r"en remplacement|\bdont\b|\bet (?:sa|son|ses) ", plain(text)[start:end])[0]
    if "en cette qualité" in words:
        words += f" {memory.title}"
    if _SALARIED.search(words):
        return "nomination_salarie"
    if with_firm or _ASSOCIATE.search(words) or _engaging(clause):
        return "nomination_associe"
    if _QUALITY.search(plain(text), start, end) or _moved(text, clause):
        return "nomination_associe"
    return "nomination_titulaire"


def _moved(text: str, clause: Clause) -> bool:
    """Whether a partner is appointed "pour exercer" in another office that a company holds."""
    flat = plain(text)
    held = companies(clause.mentions, "holder")
    partner = _ASSOCIATE.search(flat, clause.start, clause.verb.start)
    return bool(held and partner and _TO_PRACTISE.match(flat, clause.verb.end))


def _engaging(clause: Clause) -> Company | None:
    """The company in which the persons of the clause are appointed, as the clause says it."""
    owner = [*clause.mentions, *(clause.header.mentions if clause.header else [])]
    after = [m for m in owner if m.start >= clause.predicate[0]]
    firms = companies(after, "within")
    return firms[0] if firms else None


def _engaged(text: str, clause: Clause, memory: Memory, kind: str) -> Columns:
    """The company or employer of an appointed person, and the residence."""
    if kind == "nomination_salarie":
        return _employed(text, clause, memory)
    if kind == "nomination_titulaire":
        return place_columns(text, clause, memory, None)
    firm = _engaging(clause) or next(iter(companies(clause.mentions, "subject")), None)
    if firm is None and (_refers(text, clause) or _moved(text, clause)):
        firm = next(iter(companies(clause.mentions, "holder", "within")), None)
    if firm is None:
        firm = memory.company
        columns = {name: inherited(span) for name, span in firm.columns().items()} if firm else {}
    else:
        firm = memory.with_form(firm)
        columns = firm.columns()
    return columns | place_columns(text, clause, memory, firm)


def _employed(text: str, clause: Clause, memory: Memory) -> Columns:
    """The employer and the residence: those of the words before, where the clause names neither."""
    known = memory.company if not clause.places and clause.start > clause.unit.start else None
    engaged = employer(text, clause)
    if known and not engaged:
        engaged = {"employeur": inherited(printed(text, known.start, known.end))}
    return engaged | place_columns(text, clause, memory, known)


def _refers(text: str, clause: Clause) -> bool:
    """Whether "associé de cette société" means the company of a complement or the holder of the office."""
    flat, (start, end) = plain(text), clause.predicate
    return bool(_THE_SAME.search(flat, start, end) or _QUALITY.search(flat, start, end))


def _created(text: str, clause: Clause) -> Columns:
    flat = plain(text)
    for part in (clause, clause.header):
        match = _CREATED.search(flat, part.start, part.end) if part else None
        if match:
            return {"office_cree": coded("true", match.start(), match.end())}
    every = _ALL_CREATED.search(flat, clause.unit.start, clause.unit.end)
    return {"office_cree": coded("true", every.start(), every.end())} if every else {}
