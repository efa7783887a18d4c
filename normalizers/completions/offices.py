"""Where an office of a legal profession has its seat."""

from __future__ import annotations

from normalizers.draft import Draft
from normalizers.geo.resolve import resolve

_SINCE = ("residence_libelle", "departement")


def complete_office(draft: Draft) -> None:
    """Codes of the residence today and at the publication, and its jurisdictions."""
    residence = draft.get("residence_libelle")
    if not residence:
        return
    place = resolve(residence, departement=draft.get("departement"), on=draft.get("date_publication"))
    draft.warn("code_commune", *place.warnings)
    draft.derive("code_commune", place.code_commune, *_SINCE)
    draft.derive("code_commune_publication", place.code_commune_then, *_SINCE)
    for name in (
        "code_arrondissement",
        "code_departement",
        "code_region",
        "code_epci",
        "latlon",
        "cour_appel",
        "tribunal_judiciaire",
    ):
        draft.derive(name, getattr(place, name), *_SINCE)
