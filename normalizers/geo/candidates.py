"""The communes that a name may stand for, and the choice between them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from normalizers.geo import tables
from normalizers.geo.lineage import today
from normalizers.geo.names import expanded_key, key, slashed_key, without_article, words
from normalizers.geo.tables import Name
from normalizers.values.postal import departement_of

_ARTICLE_LAST = re.compile(r"\((?:le|la|les|l['’]?)\)$", re.IGNORECASE)
_COURT = re.compile(
    r"^(?:courdappel|ca|tribunaljudiciaire|tj|tribunaldegrandeinstance|tgi|tribunalsuperieurdappel"
    r"|tribunaldepremiereinstance|tpi)(?:de|d)?"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A code that bears or bore the name, and the commune of today it is in.

    ``nature`` C (commune), A, D, S (its parts), U (usage), P (a postal name), M (first words of the name).
    ``rank`` 0: a commune of full right at the date; 1: a part of one, or a name of usage; 2: a commune of
    another time.
    """

    code: str
    nature: str
    commune: str
    departement: str
    rank: int
    last: str

    def in_departement(self, departement: str) -> bool:
        """Whether the commune is there today, or its code was (Seine, Seine-et-Oise, old Corsica)."""
        return self.departement == departement or self.code.startswith(departement)


def find(name: str, on: date | None) -> tuple[Candidate, ...]:
    """Every candidate for a folded name, as it is, with the article it lacks or with abbreviations spelt."""
    for spell in (key, expanded_key, slashed_key) if "/" in name else (key, expanded_key):
        spelling = spell(name)
        found = tables.names(spelling)
        if _only_usual(found):
            found += _with_article(spelling)
        if found:
            return tuple(_candidates(found, on))
    return ()


def other_article(name: str, on: date | None) -> tuple[Candidate, ...]:
    """Every candidate whose name differs by its article alone: Lamentin for "Le Lamentin" and the reverse."""
    spelling = without_article(name)
    bare = tuple(_candidates(tables.names(spelling), on)) if spelling else ()
    return bare + tuple(_candidates(_with_article(spelling or key(name)), on))


def find_exact(text: str, on: date | None) -> tuple[Candidate, ...]:
    """Every candidate whose name is the whole text: "Baillet-en-France", "Ville-en-Vermois"."""
    found = () if _ARTICLE_LAST.search(text) else tables.names(key(text))
    return () if _only_usual(found) else tuple(_candidates(found, on))


def _only_usual(found: tuple[Name, ...]) -> bool:
    """Whether a name is one of usage alone, which may hide one that it is short of ("Marigot")."""
    return all(each.nature == "U" for each in found)


def _with_article(spelling: str) -> tuple[Name, ...]:
    keys = tables.with_article().get(spelling)
    return tuple(name for each in keys.split("|") for name in tables.names(each)) if keys else ()


def _candidates(found: Iterable[Name], on: date | None) -> Iterable[Candidate]:
    day = on.strftime("%Y%m%d") if on else "99991231"
    for each in found:
        commune = today(each.code)
        if commune is None:
            continue
        full = each.nature == "C" and each.start <= day and (not each.end or day < each.end)
        rank = 0 if full else 1 if each.nature != "C" else 2
        departement = tables.communes()[commune].departement
        yield Candidate(
            each.code, each.nature, commune, departement, rank, each.end if each.nature == "C" else ""
        )


def in_departement(candidates: tuple[Candidate, ...], departement: str) -> tuple[Candidate, ...]:
    """Those of a département."""
    return _where(candidates, lambda each: each.in_departement(departement))


def at_postal_code(candidates: tuple[Candidate, ...], postal_code: str) -> tuple[Candidate, ...]:
    """Those that a postal code serves; for a code not in the table (CEDEX), those of its département."""
    served = communes_served(postal_code)
    if not served:
        return same_departement(candidates, postal_code)
    return _where(candidates, lambda each: each.commune in served or each.nature in "PM")


@lru_cache(maxsize=8192)
def communes_served(postal_code: str) -> frozenset[str]:
    """The communes of today that a postal code serves; none for a CEDEX, which no table lists."""
    found = (today(code) for code in tables.by_postal_code().get(postal_code, ()))
    return frozenset(commune for commune in found if commune)


def by_usage(name: str, postal_code: str) -> tuple[Candidate, ...]:
    """The communes served by a postal code whose postal name it is, or whose name it shortens or lengthens.

    ``Sainte-Clotilde`` at 97490 is in Saint-Denis; ``Levallois`` at 92300 is Levallois-Perret. Whole words
    and the exact postal code alone: no likeness is measured, and a CEDEX serves no commune.
    """
    served = communes_served(postal_code)
    named = tables.delivery().get((postal_code, key(name)), ())
    if named:
        return tuple(_used(commune, "P") for commune in named if commune in tables.communes())
    return tuple(
        _used(code, "M") for code in sorted(served) if any(_same_start(name, n) for n in _names_in(code))
    )


def _used(commune: str, nature: str) -> Candidate:
    return Candidate(commune, nature, commune, tables.communes()[commune].departement, 1, "")


def _names_in(commune: str) -> set[str]:
    """The names of a commune of today and of its parts."""
    return {tables.communes()[commune].name} | {part.name for part in tables.parts_of().get(commune, ())}


def _same_start(name: str, other: str) -> bool:
    """Whether one name is the first words of the other; "saint" or an article alone begins too many."""
    given, official = words(name), words(other)
    shorter, longer = sorted((given, official), key=len)
    telling = [word for word in shorter if word not in _COMMON]
    return bool(telling) and longer[: len(shorter)] == shorter


@lru_cache(maxsize=1)
def _beginnings() -> dict[str, frozenset[str]]:
    """Keys of the first words of each name of today, without the whole, to the communes so named."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for code, commune in tables.communes().items():
        parts = words(commune.name)
        for length in range(1, len(parts)):
            found["".join(parts[:length])].add(code)
    return {begun: frozenset(codes) for begun, codes in found.items()}


def begun_with(name: str) -> frozenset[str]:
    """The communes whose name of today is longer and begins with these words: "Ivry", "Le Plessis"."""
    return _beginnings().get(key(name), frozenset())


LARGE, TIMES = 30_000, 10
"""How many people a town has that a name alone may mean, and how many times more: as for towns abroad."""


def larger_begun(name: str, communes: Iterable[str]) -> str | None:
    """The name of a town of many more people that is called so for short: "Boulogne", "Asnières"."""
    here = max((_people(each) for each in communes), default=0)
    longer = max(begun_with(name), key=_people, default=None)
    if longer is None or _people(longer) < max(LARGE, TIMES * here):
        return None
    return tables.communes()[longer].name


def _people(commune: str) -> int:
    return int(tables.communes()[commune].population or 0)


_COMMON = frozenset(
    {"saint", "sainte", "le", "la", "les", "l", "d", "de", "du", "des", "sur", "sous", "en", "et"}
)


def same_departement(candidates: tuple[Candidate, ...], postal_code: str) -> tuple[Candidate, ...]:
    """Those in the départements of a postal code."""
    found = departements_of(postal_code)
    return _where(candidates, lambda each: any(each.in_departement(code) for code in found))


def departements_of(postal_code: str) -> frozenset[str]:
    """The départements of the communes that a postal code serves, or that its first digits name."""
    found = frozenset(tables.communes()[commune].departement for commune in communes_served(postal_code))
    if found:
        return found
    first = departement_of(postal_code)
    return frozenset({first}) if first else frozenset({"2A", "2B"} if postal_code.startswith("20") else ())


def under_court(candidates: tuple[Candidate, ...], court: str) -> tuple[Candidate, ...]:
    """Those whose cour d'appel or tribunal judiciaire bears the name given."""
    wanted = key(court)
    return _where(candidates, lambda each: any(_same_court(wanted, name) for name in _courts(each.commune)))


def _courts(commune: str) -> tuple[str, ...]:
    return tables.courts().get(commune, ())


def _same_court(wanted: str, name: str) -> bool:
    """``Versailles``, ``CA de Versailles``, ``cour d'appel de Versailles``: the town settles it."""
    town = _COURT.sub("", key(name), count=1)
    return wanted == key(name) or _COURT.sub("", wanted, count=1) == town


def _where(candidates: tuple[Candidate, ...], test: Callable[[Candidate], bool]) -> tuple[Candidate, ...]:
    return tuple(each for each in candidates if test(each))


def same_words(candidates: tuple[Candidate, ...], name: str) -> tuple[Candidate, ...]:
    """Those whose name is spaced as it is written: "La Garde" is not "Lagarde"."""
    wanted = words(name)
    return _where(candidates, lambda each: any(words(name) == wanted for name in _names_of(each.code)))


def _names_of(code: str) -> set[str]:
    entries = (tables.parts().get(code), tables.communes().get(code))
    return {state.name for state in tables.states().get(code, ())} | {each.name for each in entries if each}


def best(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Those of the best rank."""
    first = min((each.rank for each in candidates), default=0)
    return _where(candidates, lambda each: each.rank == first)
