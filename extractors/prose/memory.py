"""What the clauses before have said: what "ladite société" and "la même résidence" mean."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from core.model.act import Span
from extractors.prose.clauses import Clause
from extractors.prose.companies import Company
from extractors.prose.letters import plain
from extractors.prose.persons import Person
from extractors.prose.places import Place

INHERITED = 0.85


@dataclass(slots=True)
class Memory:
    """The state of one reading; it is emptied where another arrêté begins."""

    title: str = ""
    arrete: int = 0
    profession: Span | None = None
    company: Company | None = None
    place: Place | None = None
    court: Span | None = None
    met: Company | None = None
    subjects: list[Person] = field(default_factory=list)
    others: list[Person] = field(default_factory=list)
    given: dict[str, Span | None] = field(default_factory=dict)
    seats: dict[str, Place] = field(default_factory=dict)
    forms: dict[str, Span] = field(default_factory=dict)
    departments: dict[str, Span] = field(default_factory=dict)

    def seat_of(self, company: Company | None) -> Place | None:
        """The residence that the text gave to a company."""
        return self.seats.get(_key(company)) if company else None

    def seat(self, clause: Clause, after: Clause) -> None:
        """Notes the residence of "…, laquelle est nommée notaire à …" for the company before it."""
        firms = [m.body for m in clause.mentions if isinstance(m.body, Company)]
        if firms and after.places:
            self.seats.setdefault(_key(firms[-1]), after.places[0])

    def rename(self, old: Company, columns: dict[str, Span]) -> None:
        """Notes the new name of the company that the text speaks of; the seat stays."""
        fresh = replace(old, nom=columns["societe_nom"], forme=columns.get("societe_forme"))
        if seat := self.seats.get(_key(old)):
            self.seats.setdefault(_key(fresh), seat)
        if self.company is None or _key(self.company) == _key(old):
            self.company = fresh

    def with_form(self, company: Company) -> Company:
        """The company with the form that the text gave before, where this mention has none."""
        form = self.forms.get(_key(company))
        return replace(company, forme=inherited(form)) if form and not company.forme else company

    def meet(self, bodies: list[Person | Company]) -> None:
        """Notes the given names of the persons of a clause that has been read."""
        for body in bodies:
            if isinstance(body, Person) and body.prenoms:
                known = self.given.setdefault(_words(body.nom), body.prenoms)
                if known and _words(known) != _words(body.prenoms):
                    self.given[_words(body.nom)] = None

    def completed(self, columns: dict[str, Span]) -> dict[str, Span]:
        """The columns with what a clause before printed: given names for "M. Xiberras", a département."""
        for prefix in ("", "remplace_"):
            name = columns.get(f"{prefix}nom")
            given = self.given.get(_words(name)) if name and f"{prefix}prenoms" not in columns else None
            if given:
                columns = columns | {f"{prefix}prenoms": inherited(given)}
        name = columns.get("residence_libelle")
        if name and "departement" not in columns and (known := self.departments.get(_words(name))):
            columns = columns | {"departement": inherited(known)}
        return columns

    def learn(self, text: str, clause: Clause) -> None:
        """Notes the companies of a clause with their seats, before the clause is read."""
        if clause.unit.arrete != self.arrete:
            self.__init__(title=self.title, arrete=clause.unit.arrete)  # type: ignore[misc]
        flat = plain(text)
        for place in clause.places:
            if place.department:
                self.departments.setdefault(_words(place.name), place.department)
        firms = [m.body for m in clause.mentions if isinstance(m.body, Company)]
        for index, firm in enumerate(firms):
            if firm.forme:
                self.forms.setdefault(_key(firm), firm.forme)
            limit = firms[index + 1].start if index + 1 < len(firms) else clause.end
            seat = next((p for p in clause.places if firm.end <= p.start < limit), None)
            if seat and "en remplacement" not in flat[firm.end : seat.start]:
                self.seats.setdefault(_key(firm), seat)


def _key(company: Company) -> str:
    return _words(company.nom)


def _words(span: Span) -> str:
    return " ".join(plain(span.value).casefold().split())


def inherited(span: Span) -> Span:
    """The same span, less sure because another sentence printed it."""
    return replace(span, confidence=min(span.confidence, INHERITED))
