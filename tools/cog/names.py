"""Every name that a place in France has or had, by the key under which it is looked up."""

from __future__ import annotations

from collections import defaultdict

from normalizers.geo.names import key, without_article
from tools.cog.editions import Edition
from tools.cog.lineage import State

HEADER = ("cle", "entrees")
ARTICLE_HEADER = ("sans_article", "cles")

_NATURES = {"commune-deleguee": "D", "commune-associee": "S", "arrondissement-municipal": "A"}

# Short or local names in common use, and the seats of collectivities overseas whose commune has another name;
# nature U.
USUAL = {
    "La Baule": "44055", "Six-Fours": "83129", "Levallois": "92044", "Clichy-la-Garenne": "92024",
    "Montreuil-sous-Bois": "93048", "La Plaine Saint-Denis": "93066", "Saint-Denis La Plaine": "93066",
    "Chamonix": "74056", "Évian": "74119", "Thonon": "74281", "Caluire": "69034", "Rueil": "92063",
    "Sainte-Clotilde": "97411", "Berck-sur-Mer": "62108", "Juan-les-Pins": "06004", "Le Touquet": "62826",
    "Antibes Juan-les-Pins": "06004", "Cannes-la-Bocca": "06029",
    "Marigot": "97801", "Gustavia": "97701", "Mata-Utu": "98613",
}  # fmt: skip


def rows(editions: list[Edition], states: list[State]) -> list[tuple[str, ...]]:
    """One row a key; its entries ``code:nature:begin:end`` joined by ``|``, dates without hyphens.

    The nature is C for a commune of full right at the dates given, else that of a part of one. Parts have no
    dates: their names were and stay in use.
    """
    found = {(key(name), code, "C", start, end) for code, name, start, end in states}
    parts: set[tuple[str, str, str]] = set()
    for edition in editions:
        parts |= {
            (key(each["nom"]), each["code"], _NATURES[each["type"]])
            for each in edition.communes
            if each["type"] in _NATURES
        }
    parts |= _parts_before(editions[0]) | {(key(name), code, "U") for name, code in USUAL.items()}
    entries: defaultdict[str, list[str]] = defaultdict(list)
    for name, *rest in sorted(found | {(*part, "", "") for part in parts}):
        entries[name].append(":".join(rest).replace("-", ""))
    return [(name, "|".join(each)) for name, each in sorted(entries.items())]


def _parts_before(edition: Edition) -> set[tuple[str, str, str]]:
    natures = {"COMD": "D", "COMA": "S"}
    return {
        (key(each["nom"]), each["code"], natures[each["type"]])
        for each in edition.history
        if each["type"] in natures
    }


def articles(editions: list[Edition], states: list[State]) -> list[tuple[str, str]]:
    """Keys of names without their article, to the full keys: ``havre`` to ``lehavre``."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    parts = (each["nom"] for edition in editions for each in edition.communes)
    for name in {*parts, *(name for _, name, *_ in states)}:
        bare = without_article(name)
        if bare:
            found[bare].add(key(name))
    return [(bare, "|".join(sorted(keys))) for bare, keys in sorted(found.items())]
