"""The place of performance, from what is stated or, failing that, from where the notice is published."""

from __future__ import annotations

from normalizers.codes import nuts
from normalizers.completions.organisations import is_foreign
from normalizers.draft import Draft
from normalizers.geo.coded import place_of_code
from normalizers.geo.departement import normalise_departement
from normalizers.geo.place import Place
from normalizers.geo.resolve import resolve
from normalizers.geo.tables import departements
from normalizers.values.postal import parse_postal_code

_STATED = (
    "lieu_code",
    "lieu_libelle",
    "lieu_ville",
    "lieu_code_postal",
    "lieu_departement",
    "lieu_code_nuts",
)


def complete_place(draft: Draft) -> None:
    """Communes, départements, régions, NUTS and coordinates, with their precision and their origin.

    One commune stated gives ``code_commune``; several give ``communes``. Where no place to the département
    is stated, the départements of publication stand in, and ``lieu_source`` says so (conventions).
    """
    places = _stated_places(draft)
    draft.derive("code_nuts", draft.get("lieu_code_nuts"), "lieu_code_nuts")
    _complete_communes(draft, places)
    _complete_departements(draft, places)
    _complete_regions(draft, places)
    _complete_nuts(draft)
    _complete_precision(draft)


def complete_seat(draft: Draft) -> None:
    """As :func:`complete_place`, for a row whose place is the seat of a company."""
    complete_place(draft)
    if draft.get("lieu_source") == "execution":
        draft.values["lieu_source"] = "siege"


def _stated_places(draft: Draft) -> list[Place]:
    """The places that the words of the notice name; a free text counts only if it is a place as a whole."""
    if draft.get("lieu_code"):
        return [_coded_place(draft)]
    postal, departement = draft.get("lieu_code_postal"), _single(draft.all("lieu_departement"))
    if is_foreign(draft.get("lieu_pays")):
        return []
    towns = draft.all("lieu_ville")
    if not towns:
        label = draft.get("lieu_libelle")
        return [_resolve(label, postal, departement)] if label else []
    places = [_resolve(town, postal, departement) for town in towns]
    for place in places:
        draft.warn("code_commune", *place.warnings)
    return places


def _coded_place(draft: Draft) -> Place:
    """The place of a code; a commune named beside it counts where it lies inside the place of the code."""
    code, kind, label = draft.get("lieu_code"), draft.get("lieu_type_code"), draft.get("lieu_libelle")
    coded = place_of_code(code, kind, on=draft.get("date_notification"))
    if label and coded.precision == "departement":
        postal = parse_postal_code(code).value
        named = _resolve(label, postal, coded.code_departement)
        if named.code_commune and named.code_departement == coded.code_departement:
            return named
    draft.warn("code_commune", *coded.warnings)
    return coded


def _resolve(text: str, postal: str | None, departement: str | None) -> Place:
    return resolve(text, code_postal=postal, departement=departement)


def _single(values: list[str]) -> str | None:
    return values[0] if len(values) == 1 else None


def _complete_communes(draft: Draft, places: list[Place]) -> None:
    communes = {place.code_commune: place for place in places if place.code_commune}
    if len(communes) == 1:
        code, place = communes.popitem()
        draft.derive("code_commune", code, *_STATED)
        draft.derive("latlon", place.latlon, *_STATED)
    else:
        draft.derive("communes", list(communes), *_STATED)


def _complete_departements(draft: Draft, places: list[Place]) -> None:
    stated = [place.code_departement for place in places if place.code_departement]
    stated += [code for each in draft.all("lieu_departement") if (code := _departement(each))]
    if not stated:
        stated = [code for each in draft.all("code_nuts") if (code := _of_nuts(each))]
    if stated:
        draft.derive("code_departement", sorted(set(stated)), *_STATED)
        draft.derive("lieu_source", "execution", *_STATED)
    else:
        draft.derive("code_departement", draft.get("departements_publication"), "departements_publication")
        if draft.get("departements_publication"):
            draft.derive("lieu_source", "publication", "departements_publication")


def _departement(text: str) -> str | None:
    """Publishers give codes, padded or not, or names."""
    return normalise_departement(text) or resolve(text).code_departement


def _of_nuts(code: str) -> str | None:
    """The département of a code of level 3; larger areas do not tell one."""
    inside = nuts.departements(code)
    return inside[0] if len(inside) == 1 else None


def _complete_regions(draft: Draft, places: list[Place]) -> None:
    codes = draft.all("code_departement")
    regions = {departements()[code].region for code in codes if code in departements()}
    if not regions:
        regions = {place.code_region for place in places if place.code_region}
        regions |= {region for each in draft.all("code_nuts") if (region := _region_of_nuts(each))}
    draft.derive("code_region", sorted(code for code in regions if code), "code_departement", *_STATED)


def _region_of_nuts(code: str) -> str | None:
    """The région that holds every département of a code of level 1 or 2; None where they are of several."""
    regions = {departements()[each].region for each in nuts.departements(code)}
    return regions.pop() if len(regions) == 1 else None


def _complete_nuts(draft: Draft) -> None:
    codes = [code for each in draft.all("code_departement") if (code := nuts.of_departement(each))]
    draft.derive("code_nuts", codes, "code_departement")


def _complete_precision(draft: Draft) -> None:
    levels = (
        ("commune", draft.get("code_commune") or draft.get("communes")),
        ("departement", draft.get("code_departement")),
        ("region", draft.get("code_region")),
        ("pays", draft.get("code_nuts") or draft.get("lieu_pays")),
        ("inconnu", True),
    )
    level = next(name for name, known in levels if known)
    draft.derive("lieu_precision", level, "code_commune", "communes", "code_departement", "code_region")
