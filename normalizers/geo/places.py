"""A chosen commune with all that hangs on it."""

from __future__ import annotations

from datetime import date

from normalizers.codes import nuts
from normalizers.geo import lineage, tables
from normalizers.geo.candidates import Candidate
from normalizers.geo.place import FORMER_NAME, POSTAL_DISAGREES, SHORT_NAME, Place
from normalizers.geo.reading import CITIES


def commune_place(
    chosen: Candidate, arrondissement: int | None, cedex: bool, on: date | None, postal_code: str | None
) -> Place:
    """The place of a commune: codes today and then, territories, courts and coordinates."""
    commune = tables.communes()[chosen.commune]
    appeal, first = tables.courts().get(commune.code, ("", ""))
    district, disagrees = _one(_district(chosen, arrondissement), _district_served(commune.code, postal_code))
    warnings = (FORMER_NAME,) if chosen.rank == 2 else (SHORT_NAME,) if chosen.nature in "MU" else ()
    return Place(
        "",
        "commune",
        code_commune=commune.code,
        code_commune_then=_then(chosen, on),
        code_arrondissement=district,
        code_departement=commune.departement,
        code_region=commune.region,
        code_epci=commune.epci or None,
        code_nuts=nuts.of_departement(commune.departement),
        code_pays="FR",
        latlon=_point(commune.code, district),
        cour_appel=appeal or None,
        tribunal_judiciaire=first or None,
        warnings=warnings + (POSTAL_DISAGREES,) * disagrees,
        explanation=_explanation(chosen, commune.name, cedex),
    )


def _one(named: str | None, served: str | None) -> tuple[str | None, bool]:
    """The arrondissement; none where the words and the postal code name two, which is the second value."""
    disagree = bool(named and served and named != served)
    return (None, True) if disagree else (named or served, False)


def _district(chosen: Candidate, number: int | None) -> str | None:
    """The arrondissement by its own name ("Paris 8e Arrondissement") or the number beside the city."""
    if chosen.nature == "A":
        return chosen.code
    if number is None:
        return None
    for city, (code, _) in CITIES.items():
        if code == chosen.commune:
            return {"paris": "751", "marseille": "132", "lyon": "6938"}[city] + (
                str(number) if city == "lyon" else f"{number:02d}"
            )
    return None


def _district_served(commune: str, postal_code: str | None) -> str | None:
    """The one arrondissement of the commune that a postal code serves ("75008")."""
    served = tables.by_postal_code().get(postal_code or "", frozenset()) & tables.arrondissements().keys()
    found = [code for code in served if tables.arrondissements()[code].parent == commune]
    return found[0] if len(found) == 1 else None


def _then(chosen: Candidate, on: date | None) -> str | None:
    if on is None or chosen.nature == "A":
        return chosen.commune
    return lineage.at(chosen.code, on)


def _point(commune: str, district: str | None) -> str | None:
    entry = tables.arrondissements().get(district or "") or tables.communes()[commune]
    return entry.latlon or tables.communes()[commune].latlon or None


def _explanation(chosen: Candidate, name: str, cedex: bool) -> tuple[str, ...]:
    steps: list[str] = []
    if cedex:
        steps.append("Le CEDEX désigne un bureau distributeur, non un arrondissement.")
    if chosen.code == chosen.commune and chosen.rank == 0:
        steps.append(f"Nom de la commune {chosen.commune} ({name}).")
    elif chosen.nature == "A":
        steps.append(f"Arrondissement {chosen.code} de la commune {chosen.commune} ({name}).")
    elif chosen.nature == "U":
        steps.append(f"Nom d'usage de la commune {chosen.commune} ({name}).")
    elif chosen.nature == "P":
        steps.append(f"Nom postal d'un lieu de la commune {chosen.commune} ({name}).")
    elif chosen.nature == "M":
        steps.append(f"Seule commune du code postal dont le nom s'abrège ainsi : {chosen.commune} ({name}).")
    elif chosen.nature in "DS":
        steps.append(f"Commune déléguée ou associée {chosen.code} de {chosen.commune} ({name}).")
    else:
        steps.append(f"Ancien nom ou ancienne commune {chosen.code}, aujourd'hui {chosen.commune} ({name}).")
    return tuple(steps)
