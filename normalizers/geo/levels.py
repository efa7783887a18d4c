"""Places wider than a commune: groupings, départements, régions, France."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from normalizers.codes import nuts
from normalizers.geo import tables
from normalizers.geo.departement import by_name as departement_by_name
from normalizers.geo.departement import normalise_departement
from normalizers.geo.names import key, words
from normalizers.geo.place import Place, Precision
from normalizers.values.folding import fold

_OF = r"(?:de\sla\s|de\sl'|des\s|du\s|de\s|d'|\s?:\s?)?"
_REGION = re.compile(rf"^(?:la\s)?(?:region|conseil regional|collectivite territoriale)\s{_OF}(?P<name>.+)$")
_CODED_DEPARTEMENT = re.compile(
    r"^(?:departement|dep|dept|dpt)s?\.?\s?(?:n\s?[°º]\s?)?(?P<code>\d{2,3}|2[ab])$"
)
_DEPARTEMENT = re.compile(
    rf"^(?:le\s|tout\sle\s|ensemble\sdu\s)?(?:departement|conseil departemental|conseil general)"
    rf"\s{_OF}(?P<name>.+)$"
)
_GROUPING = re.compile(
    r"\b(?:cc|ca|cu|cte|communaute|agglomeration|agglo|metropole|eurometropole|intercommunalite)\b"
)
_KINDS = re.compile(
    r"^(?:la\s|l')?(?:cc|ca|cu|(?:communaute|cte)\s(?:de\s(?:communes?|cnes)|d'agglomeration|urbaine)|communaute)\s"
    + _OF
)
_FRANCE = {
    "france", "france entiere", "france metropolitaine", "territoire national", "tout le territoire national",
    "national", "nationale", "ensemble du territoire national", "territoire francais",
}  # fmt: skip


def explicit(name: str) -> Place | None:
    """A level the words name: "région Occitanie", "département du Rhône", "CC du Pays de Maîche"."""
    if name in _FRANCE:
        return Place("", "pays", code_nuts="FR", code_pays="FR", explanation=("Le texte nomme la France.",))
    found = _CODED_DEPARTEMENT.match(name)
    if found and (code := normalise_departement(found["code"])):
        return departement(code)
    found = _DEPARTEMENT.match(name)
    if found and (code := departement_by_name(found["name"])):
        return departement(code)
    found = _REGION.match(name)
    if found and (place := region_by_name(found["name"])):
        return place
    return grouping(name) if _GROUPING.search(name) else None


def by_name(name: str) -> Place | None:
    """A département, région of today or of 1972–2015, or grouping, by its bare name.

    The DROM are both; their département is the narrower.
    """
    code = departement_by_name(name)
    if code:
        return departement(code)
    return region_by_name(name) or grouping(name)


def departement(code: str) -> Place:
    """The place of a département; a collectivity overseas is one."""
    entry = tables.departements()[code]
    return Place(
        "",
        "departement",
        code_departement=code,
        code_region=entry.region,
        code_nuts=nuts.of_departement(code),
        code_pays="FR",
        explanation=(f"Département {code} ({entry.name}).",),
    )


def contains(territory: Place, code: str) -> bool:
    """Whether a département is the territory or lies in the région that it is."""
    if territory.code_departement:
        return territory.code_departement == code
    return bool(territory.code_region) and tables.departements()[code].region == territory.code_region


def region_by_name(name: str) -> Place | None:
    """A région of today, or of 1972–2015 with its own NUTS code."""
    entry = _regions().get(key(name))
    return replace(region(entry[0]), code_nuts=entry[1]) if entry else None


def region(code: str) -> Place:
    """A région of today; one with a single département carries its code too."""
    inside = [each.code for each in tables.departements().values() if each.region == code]
    entry = tables.regions()[code]
    nuts_code = next((each for found, each in _regions().values() if found == code and len(each) == 3), None)
    return Place(
        "",
        "region",
        code_departement=inside[0] if len(inside) == 1 else None,
        code_region=code,
        code_nuts=nuts_code,
        code_pays="FR",
        explanation=(f"Région {code} ({entry.name}).",),
    )


def grouping(name: str) -> Place | None:
    """An EPCI: its département or région where all its communes are in one.

    "Sophia Antipolis" alone is a place, not the CA: a name counts only with its kind, or if it says itself
    that it is a grouping ("Angers Loire Métropole").
    """
    whole, bare = _groupings()
    kind = _GROUPING.search(name)
    code = whole.get(key(name))
    if kind and not code:
        code = bare.get(key(_KINDS.sub("", name))) or _by_kind().get(_kind_and_rest(name))
    if not code:
        return None
    entry = tables.epci()[code]
    members = [tables.communes()[each] for each in entry.members.split("|") if each in tables.communes()]
    departements = {each.departement for each in members}
    regions = {each.region for each in members}
    step = (f"Groupement {code} ({entry.name}).",)
    if len(departements) == 1:
        place = departement(departements.pop())
        return replace(place, code_epci=code, explanation=step + place.explanation)
    precision: Precision = "region" if len(regions) == 1 else "pays"
    region = regions.pop() if precision == "region" else None
    return Place("", precision, code_region=region, code_epci=code, code_pays="FR", explanation=step)


@lru_cache(maxsize=128)
def communes_of(departement_code: str) -> frozenset[str]:
    """The communes of a département."""
    return frozenset(code for code, each in tables.communes().items() if each.departement == departement_code)


@lru_cache(maxsize=1)
def _regions() -> dict[str, tuple[str, str]]:
    """Key to code of the région and its NUTS; a région of 1972–2015 gives that of today it went into."""
    found: dict[str, tuple[str, str]] = {}
    for code in nuts.codes():
        entry = nuts.lookup(code)
        if entry is None or entry.level not in (1, 2) or entry.version != "2016" or not entry.departements:
            continue
        regions = {tables.departements()[each].region for each in entry.departements}
        if len(regions) == 1:
            found.setdefault(key(entry.label), (regions.pop(), code))
    return found | {alias: found[name] for alias, name in _ALIASES.items()}


_ALIASES = {
    "paca": "provencealpescotedazur",
    "provencealpescotedazurpaca": "provencealpescotedazur",
    "reunion": "lareunion",
    "idf": "iledefrance",
    "aura": "auvergnerhonealpes",
}


@lru_cache(maxsize=1)
def _groupings() -> tuple[dict[str, str], dict[str, str]]:
    """Keys of full names, and keys without the kind; a key that two groupings share is left out."""
    return (
        _unique((key(entry.name), entry.code) for entry in tables.epci().values()),
        _unique((key(_KINDS.sub("", fold(entry.name))), entry.code) for entry in tables.epci().values()),
    )


_KIND_WORDS = {
    "cc": "CC", "communes": "CC", "cnes": "CC", "ca": "CA", "agglomeration": "CA", "agglo": "CA", "cu": "CU",
    "urbaine": "CU", "metropole": "METRO", "eurometropole": "METRO",
}  # fmt: skip
_SMALL_WORDS = frozenset({"communaute", "cte", "de", "du", "des", "d", "la", "le", "les", "l"})


def _kind_and_rest(name: str) -> str:
    """The kind of grouping that a name tells and its other words: ``CA parissaclay`` of "CA Paris-Saclay"."""
    found = words(name)
    kinds = {_KIND_WORDS[word] for word in found if word in _KIND_WORDS}
    rest = "".join(word for word in found if word not in _KIND_WORDS and word not in _SMALL_WORDS)
    return f"{'|'.join(sorted(kinds))} {rest}"


@lru_cache(maxsize=1)
def _by_kind() -> dict[str, str]:
    """Kind and telling words to a grouping, whatever small words join them; shared ones are left out."""
    return _unique((_kind_and_rest(fold(entry.name)), entry.code) for entry in tables.epci().values())


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for name, code in pairs:
        found.setdefault(name, set()).add(code)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}
