"""The companies of a notice, each with its number and the address of its seat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from core.model.reading import Value
from core.strict import StrictReader
from crawlers.legal.bodacc.seats import Seat, seat

UNPAIRED_NUMBERS = "immatriculations_non_appariees:entreprise_siren"
UNPAIRED_SEATS = "adresses_non_appariees:lieu_libelle"

Columns = Mapping[str, Value]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Company:
    """The columns ``entreprise_*`` and the inputs of the seat."""

    values: Columns
    warnings: tuple[str, ...] = ()


def companies(reader: StrictReader) -> list[Company]:
    """The companies of a notice in its order, each once: publishers repeat one that has two addresses.

    Number and address belong to the company at the same place of its list. Where the lists are not equally
    long, or natural persons stand among the parties, they stay unknown with a warning, unless there is one
    party and nothing to choose.
    """
    names = [_names(each) for each in reader.at("personneMorale")]
    parties = len(names) + len(list(reader.at("personnePhysique")))
    numbers, unpaired = _paired(_numbers(reader, parties), len(names), parties)
    warnings: tuple[str, ...] = (UNPAIRED_NUMBERS,) if unpaired else ()
    departement = reader.value("numeroDepartement")
    seats, unpaired = _paired([seat(each, departement) for each in reader.at("adresse")], len(names), parties)
    warnings += (UNPAIRED_SEATS,) if unpaired else ()
    parts = zip(names, numbers, seats, strict=True)
    return distinct([_company(columns, number, where, warnings) for columns, number, where in parts])


def distinct(parties: Sequence[Company]) -> list[Company]:
    """Each company once, by its number or else its name."""
    found: dict[str, Company] = {}
    for company in parties:
        found.setdefault(_key(company), company)
    return list(found.values())


def named_company(names: StrictReader, number: Value | None, where: Seat | None) -> Company:
    """The company of a node that prints its name, with its own number and seat."""
    return _company(_names(names), number, where, ())


def _names(reader: StrictReader) -> Columns:
    reader.ignore("sigle")
    found = {
        "entreprise_nom": reader.value("denomination"),
        "entreprise_forme": reader.value("formeJuridique"),
    }
    return {name: value for name, value in found.items() if value}


def _numbers(reader: StrictReader, parties: int) -> list[Value | None]:
    """The numbers in the register; several greffes print the number of one company again."""
    reader.ignore("numeroImmatriculation/codeRCS", "numeroImmatriculation/nomGreffeImmat")
    found = [each.value("numeroIdentificationRCS") for each in reader.at("numeroImmatriculation")]
    one = parties == 1 and len({_digits(number) for number in found}) == 1
    return found[:1] if one else found


def _paired(given: Sequence[T | None], names: int, parties: int) -> tuple[Sequence[T | None], bool]:
    """One for each company, and whether the given ones could not be told apart."""
    if len(given) == names == parties:
        return given, False
    return [None] * names, bool(given)


def _company(names: Columns, number: Value | None, where: Seat | None, warnings: tuple[str, ...]) -> Company:
    values = {**names, **({"entreprise_siren": number} if number else {}), **(where.values if where else {})}
    return Company(values, (*warnings, *(where.warnings if where else ())))


def _key(company: Company) -> str:
    """The number, else the name."""
    known = company.values.get("entreprise_siren") or company.values.get("entreprise_nom")
    return _digits(known)


def _digits(value: Value | None) -> str:
    return "".join(value.text.casefold().split()) if value else ""
