"""The communes of today, with arrondissements, communes déléguées and associées."""

from __future__ import annotations

from tools.cog.editions import Edition, Entry

HEADER = (
    "code", "nom", "type", "parent", "departement", "region", "epci", "arrondissement", "codes_postaux",
    "anciens_codes", "population", "siren", "latlon",
)  # fmt: skip

_TYPES = {
    "commune-actuelle": "C",
    "arrondissement-municipal": "A",
    "commune-deleguee": "D",
    "commune-associee": "S",
}
Points = dict[str, tuple[str, str]]


def rows(edition: Edition, points: Points) -> list[tuple[str, ...]]:
    """One row a commune or part of one; ``type`` is C, A (arrondissement), D (déléguée) or S (associée)."""
    epci = {member["code"]: each["code"] for each in edition.epci for member in each["membres"]}
    return sorted(_row(each, epci, points) for each in edition.communes)


def _row(each: Entry, epci: dict[str, str], points: Points) -> tuple[str, ...]:
    kind = _TYPES[each["type"]]
    code = each["code"]
    point = points.get(code) if kind in "CA" else None
    return (
        code,
        each["nom"],
        kind,
        each.get("chefLieu") or each.get("commune") or "",
        each["departement"],
        each["region"],
        epci.get(code, "") if kind == "C" else "",
        each.get("arrondissement", ""),
        "|".join(each.get("codesPostaux", ())),
        "|".join(each.get("anciensCodes", ())),
        str(each.get("population", "")),
        each.get("siren", ""),
        ",".join(point) if point else "",
    )
