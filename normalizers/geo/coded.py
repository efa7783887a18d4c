"""Places given as a code with the kind of the code: the lieuExecution of the DECP."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from normalizers.codes.countries import country_code
from normalizers.geo import levels, lineage, tables
from normalizers.geo.candidates import Candidate, communes_served, departements_of
from normalizers.geo.departement import normalise_departement
from normalizers.geo.place import FOREIGN, Place
from normalizers.geo.places import commune_place
from normalizers.values.folding import fold
from normalizers.values.postal import parse_postal_code

UNKNOWN_CODE = "code_lieu_inconnu"
UNKNOWN_KIND = "type_code_lieu_inconnu"


def place_of_code(code: str | None, kind: str | None, *, on: date | None = None) -> Place:
    """The place of a code: ``("33063", "Code commune")``, ``("33", "Code département")``.

    The kinds are those of the DECP formats of 2019 and 2022: Code postal, Code commune, Code arrondissement,
    Code département, Code région, Code pays. A code that is not of its kind is unknown with a warning: "75"
    may be Paris or Nouvelle-Aquitaine, so the kind is never guessed.
    """
    readers = {
        "commune": _commune,
        "arrondissement": _commune,
        "postal": _postal,
        "departement": _departement,
        "region": _region,
        "pays": _country,
    }
    text = (code or "").strip()
    if not text:
        return Place("")
    name = fold(kind or "").removeprefix("code").strip(" _-")
    if name not in readers:
        return Place(text, warnings=(UNKNOWN_KIND,))
    place = readers[name](text.upper(), on)
    return replace(place or Place("", warnings=(UNKNOWN_CODE,)), libelle=text)


def _commune(code: str, on: date | None) -> Place | None:
    current = lineage.today(code)
    if current is None:
        return None
    nature = "A" if code in tables.arrondissements() else "C"
    departement = tables.communes()[current].departement
    return commune_place(Candidate(code, nature, current, departement, 0, ""), None, False, on, None)


def _postal(code: str, on: date | None) -> Place | None:
    """The commune where the postal code serves one alone, else the département."""
    postal = parse_postal_code(code).value
    if postal is None:
        return None
    served = communes_served(postal)
    if len(served) == 1:
        (commune,) = served
        departement = tables.communes()[commune].departement
        return commune_place(Candidate(commune, "C", commune, departement, 0, ""), None, False, on, postal)
    found = departements_of(postal)
    return levels.departement(next(iter(found))) if len(found) == 1 else None


def _departement(code: str, _on: date | None) -> Place | None:
    found = normalise_departement(code)
    return levels.departement(found) if found else None


def _region(code: str, _on: date | None) -> Place | None:
    found = code.zfill(2)
    return levels.region(found) if found in tables.regions() else None


def _country(code: str, _on: date | None) -> Place | None:
    found = country_code(code)
    if found is None:
        return None
    return levels.explicit("france") if found == "FR" else Place("", code_pays=found, warnings=(FOREIGN,))
