"""What Sirene says of a buyer or a winner whose SIRET a document gives."""

from __future__ import annotations

from typing import Any

from normalizers.draft import Draft
from normalizers.geo.candidates import departements_of
from normalizers.geo.coded import place_of_code
from normalizers.geo.place import Place
from normalizers.geo.resolve import resolve
from normalizers.organisations.sirene.register import Register

FROM_SIRENE = "complete_par_sirene"
"""The warning on a column that the document leaves out and the register knows."""


def complete_from_sirene(draft: Draft, who: str) -> None:
    """Name, NAF and commune of ``{who}_siret`` where the document gives none; nothing without a register.

    What was read stands, and a commune only completes an address that does not speak against it.
    """
    siret, register = draft.get(f"{who}_siret"), draft.register
    if siret is None or register is None:
        return
    found = register.of(siret)
    _complete(draft, f"{who}_nom", found.name, f"{who}_siret")
    _complete(draft, f"{who}_naf", found.naf, f"{who}_siret")
    place = place_of_code(found.commune, "commune")
    if _agrees(place, draft.get(f"{who}_ville"), draft.get(f"{who}_code_postal")):
        _complete(draft, f"{who}_code_commune", place.code_commune, f"{who}_siret")


def complete_names_from_sirene(draft: Draft, column: str) -> None:
    """The names that a list of organisations lacks beside their SIRET."""
    register = draft.register
    if register is None or not draft.get(column):
        return
    named = [_named(part, register) for part in draft.all(column)]
    if named != draft.get(column):
        draft.values[column] = named
        draft.warn(f"{column}.nom", FROM_SIRENE)


def _complete(draft: Draft, column: str, value: str | None, since: str) -> None:
    if value and draft.get(column) is None and draft.dataset.declares(column):
        draft.derive(column, value, since)
        draft.warn(column, FROM_SIRENE)


def _agrees(place: Place, town: str | None, postal: str | None) -> bool:
    """Whether a commune is in the département of the postal code read, and is the one that the town names."""
    if postal and place.code_departement not in departements_of(postal):
        return False
    return not town or resolve(town, departement=place.code_departement).code_commune == place.code_commune


def _named(part: dict[str, Any], register: Register) -> dict[str, Any]:
    name = None if part.get("nom") or not part.get("siret") else register.of(part["siret"]).name
    return {"nom": name, **part} if name else part
