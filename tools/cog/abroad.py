"""Towns of other countries that bear the name of a smaller French commune: GeoNames, CC BY 4.0.

"Cologne" alone may be in Gers or in Germany. A town counts where it has ten times the inhabitants of every
commune of the name and is near or very large. Near towns and capitals count by their other names too, for the
French ones: Cologne, Fribourg, Le Caire.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from normalizers.geo.names import key, without_article
from tools.cog.coordinates import read_cities
from tools.cog.editions import Edition
from tools.cog.lineage import State

HEADER = ("cle", "pays")
_NEAR = frozenset({"AD", "AT", "BE", "CH", "DE", "ES", "GB", "IT", "LU", "MC", "NL", "PT"})
_FRENCH = frozenset({"FR", "GP", "MQ", "GF", "RE", "PM", "YT", "BL", "MF", "WF", "PF", "NC", "TF"})
_NEAR_POPULATION, _FAR_POPULATION = 30_000, 500_000
_TIMES = 10
_LETTERS = 5
"""A shorter other name is likely the code of an airport or a name in another script."""


def rows(folder: Path, edition: Edition, states: list[State], heirs: dict[str, str]) -> list[tuple[str, str]]:
    """Key of the name and ISO country of the most populous town."""
    inhabitants = _inhabitants(edition, states, heirs)
    found: dict[str, tuple[int, str]] = {}
    for name, population, country in _towns(folder):
        if name in inhabitants and population >= _TIMES * inhabitants[name]:
            found[name] = max(found.get(name, (0, "")), (population, country))
    return sorted((name, country) for name, (_, country) in found.items())


def _inhabitants(edition: Edition, states: list[State], heirs: dict[str, str]) -> dict[str, int]:
    """For each name, today's or not, the most inhabitants of a commune of today that it leads to."""
    found: defaultdict[str, int] = defaultdict(int)
    for code, name, *_ in states:
        commune = edition.current[heirs.get(code, code)]
        for each in (key(name), without_article(name)):
            if each:
                found[each] = max(found[each], int(commune.get("population", 0)))
    return dict(found)


def _towns(folder: Path) -> Iterator[tuple[str, int, str]]:
    for fields in read_cities(folder):
        country, population = fields[8], int(fields[14] or 0)
        near, capital = country in _NEAR, fields[7] == "PPLC"
        if country in _FRENCH or population < (_NEAR_POPULATION if near else _FAR_POPULATION):
            continue
        others = {name for each in fields[3].split(",") if len(name := key(each)) >= _LETTERS}
        for name in {key(fields[1]), key(fields[2])} | (others if near or capital else set()):
            yield name, population, country
