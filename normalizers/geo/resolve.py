"""From the words of a document to a place, never to the nearest name.

Each hint (département, postal code, court) narrows the communes that bear the name. One left: the place.
None or several left: the level that is sure (the département of a hint), with a warning.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from normalizers.codes.countries import country_named, is_french_territory
from normalizers.geo import candidates as search
from normalizers.geo import levels, tables
from normalizers.geo.addresses import find_addresses
from normalizers.geo.candidates import Candidate
from normalizers.geo.departement import normalise_departement
from normalizers.geo.names import key
from normalizers.geo.place import (
    COMMUNE_OR_DEPARTEMENT,
    FOREIGN,
    HOMONYM,
    OUTSIDE,
    POSTAL_ALONE,
    POSTAL_DISAGREES,
    UNKNOWN,
    Place,
)
from normalizers.geo.places import commune_place
from normalizers.geo.reading import Reading, read_place
from normalizers.geo.within import narrow
from normalizers.values.folding import collapse, fold
from normalizers.values.postal import parse_postal_code

ADDRESS_LENGTH = 150
"""A longer text is prose: the one address in it need not be the place that the text is about."""


@dataclass(frozen=True, slots=True)
class _Hints:
    departement: str | None
    postal_code: str | None
    court: str | None

    def any(self) -> bool:
        return bool(self.departement or self.postal_code or self.court)


def resolve(
    text: str | None,
    *,
    departement: str | None = None,
    code_postal: str | None = None,
    on: date | None = None,
    court: str | None = None,
) -> Place:
    """The place that words name, with the hints that stand beside them.

    Args:
        text: the name as printed: ``"Paris (8e)"``, ``"ST GILLES CEDEX"``, ``"ville du Havre"``.
        departement: code or name of the département, in any usual form.
        code_postal: postal code as printed; a CEDEX gives its département alone.
        on: the date of the document: names and codes are those of that day first.
        court: name of the cour d'appel or tribunal judiciaire, for homonyms.

    Returns:
        A place; ``precision`` "inconnu" with a warning where nothing is sure. Never raises on bad text.
    """
    return _resolve(collapse(text or ""), departement or "", code_postal or "", on, court or "")


@lru_cache(maxsize=65536)
def _resolve(text: str, departement: str, code_postal: str, on: date | None, court: str) -> Place:
    postal = parse_postal_code(code_postal)
    whole = search.find_exact(text, on)
    reading = Reading(fold(text)) if whole else read_place(text)
    hints = _Hints(
        normalise_departement(departement) or reading.departement,
        postal.value or reading.postal_code,
        court or None,
    )
    named = _fitting(whole or search.find(reading.name, on), reading.name, hints, on)
    within = reading.within or (fold(departement) if not hints.departement else "")
    found = narrow(named, within, on) if within else named
    place = _place(reading, found, hints, on)
    if found != named:
        place = _situated(place, within, bool(found))
    if not found and place.warnings and len(text) <= ADDRESS_LENGTH and any(map(str.isdigit, text)):
        place = _addressed(text, hints, on) or place
    if postal.foreign and not place.code_commune:
        place = Place("", warnings=(*place.warnings, FOREIGN), explanation=place.explanation)
    return replace(place, libelle=text)


def _situated(place: Place, within: str, found: bool) -> Place:
    """The place with the step of the words that put it in a wider one, which may hold nothing of the name."""
    step = (f"Le texte le situe ainsi : {within}.",)
    if found:
        return replace(place, explanation=step + place.explanation)
    return replace(place, warnings=(OUTSIDE,), explanation=(*step, "Aucune commune de ce nom n'y est."))


def _addressed(text: str, hints: _Hints, on: date | None) -> Place | None:
    """The commune of the one postal code and town inside an address."""
    pairs = [pair for pair in find_addresses(text) if pair.town != text]
    places = [_resolve(pair.town, hints.departement or "", pair.postal_code, on, "") for pair in pairs]
    communes = {place.code_commune for place in places}
    if len(communes) != 1 or None in communes or POSTAL_DISAGREES in places[0].warnings:
        return None
    step = ("L'adresse porte un code postal et une commune.",)
    return replace(places[0], explanation=step + places[0].explanation)


def _fitting(
    found: tuple[Candidate, ...], name: str, hints: _Hints, on: date | None
) -> tuple[Candidate, ...]:
    """The candidates by name, by the name with another article, or that the postal code serves by usage.

    Each comes in only where the hints fit none of those before it.
    """
    if _fit(found, hints):
        return found
    others = search.other_article(name, on) if found else ()
    if _fit(others, hints):
        return others
    return (search.by_usage(name, hints.postal_code) if hints.postal_code else ()) or found


def _fit(found: tuple[Candidate, ...], hints: _Hints) -> bool:
    """Whether a candidate lies where the hints say, or there is none to say it."""
    if hints.postal_code:
        return bool(found and search.at_postal_code(found, hints.postal_code))
    if hints.departement:
        return bool(search.in_departement(found, hints.departement))
    return True


def _place(reading: Reading, found: tuple[Candidate, ...], hints: _Hints, on: date | None) -> Place:
    country = reading.country or country_named(reading.name)
    if country and country != "FR" and not is_french_territory(country) and not (found and hints.any()):
        return Place(
            "", code_pays=country, warnings=(FOREIGN,), explanation=("Le texte nomme un autre pays.",)
        )
    territory = levels.explicit(reading.name)
    if territory:
        return territory
    territory = levels.by_name(reading.name)
    if not found:
        return territory or _unmatched(reading, hints)
    if territory and not hints.postal_code:
        verdict = _territory_or_commune(territory, found, hints)
        if verdict:
            return verdict
    unsure = None if hints.any() or reading.within else _may_be_another(found, reading)
    return unsure or _choose(found, reading, hints, on)


def _may_be_another(found: tuple[Candidate, ...], reading: Reading) -> Place | None:
    """Unknown where nothing tells a commune from a far larger town that the words may mean, or from no place.

    ``le Bourg`` is in each rural address; the one commune of that name is printed with its département.
    """
    if key(reading.name) in tables.larger_abroad():
        return _larger_abroad(key(reading.name))
    if key(reading.name) in _PART_OF_ANY:
        return Place("", warnings=(HOMONYM,), explanation=("Toute commune a un bourg.",))
    larger = search.larger_begun(reading.name, {each.commune for each in search.best(found)})
    if larger is None:
        return None
    step = f"Une ville bien plus peuplée est appelée ainsi : {larger}."
    return Place("", warnings=(HOMONYM,), explanation=(step,))


_PART_OF_ANY = {"bourg", "lebourg"}


def _larger_abroad(name: str) -> Place:
    """Nothing tells a commune from the larger town of another country that the words may mean: "Cologne"."""
    step = f"Une ville bien plus peuplée porte ce nom ailleurs ({tables.larger_abroad()[name]})."
    return Place("", warnings=(HOMONYM,), explanation=(step,))


def _territory_or_commune(territory: Place, found: tuple[Candidate, ...], hints: _Hints) -> Place | None:
    """A name that is also a wider territory's: that, unknown, or None for the commune.

    A région's name alone means the région: a small commune of that name is printed with its département.
    Of a commune and a département ("Mayenne", "Vienne") the département is sure where the commune lies in it;
    a commune that is a whole département (Paris, Saint-Barthélemy) is that commune.
    """
    candidates = search.in_departement(found, hints.departement) if hints.departement else found
    communes = {each.commune for each in candidates if each.rank == 0}
    if territory.code_departement and communes == levels.communes_of(territory.code_departement):
        return None
    both = replace(territory, warnings=(COMMUNE_OR_DEPARTEMENT,)) if communes else territory
    if hints.departement:
        return both if levels.contains(territory, hints.departement) else None
    if territory.precision == "region" or territory.code_region in _OVERSEAS_REGIONS:
        return territory
    if {tables.communes()[each].departement for each in communes} <= {territory.code_departement}:
        return both
    return Place("", warnings=(COMMUNE_OR_DEPARTEMENT,), explanation=("Commune et département homonymes.",))


_OVERSEAS_REGIONS = ("01", "02", "03", "04", "06")


def _choose(found: tuple[Candidate, ...], reading: Reading, hints: _Hints, on: date | None) -> Place:
    left, warnings, steps = _narrow(found, hints)
    if not left:
        return _level_of_hints(hints, warnings, steps)
    chosen = search.best(left)
    communes = {each.commune for each in chosen}
    if not hints.any():
        communes |= {each.commune for each in left if _still_in_use(each, on)}
    if not hints.any() and not reading.within and chosen[0].rank == 2:
        communes |= search.begun_with(reading.name)
    if len(communes) > 1:
        spaced = search.same_words(left, reading.name)
        if spaced and len(spaced) < len(left):
            return _choose(spaced, reading, hints, on)
        return _homonyms(left, communes, hints, warnings, steps)
    place = commune_place(_first(chosen), reading.arrondissement, reading.cedex, on, hints.postal_code)
    if not (warnings or steps):
        return place
    return replace(place, warnings=warnings + place.warnings, explanation=steps + place.explanation)


def _narrow(
    found: tuple[Candidate, ...], hints: _Hints
) -> tuple[tuple[Candidate, ...], tuple[str, ...], tuple[str, ...]]:
    """What the hints leave, the warnings of hints that disagree, and what each hint did."""
    left = found
    warnings: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    if hints.departement:
        left = search.in_departement(left, hints.departement)
        steps += (f"Le département {hints.departement} est donné.",)
        if not left:
            return (), (OUTSIDE,), steps
    if hints.postal_code:
        left, disagrees = _by_postal_code(left, hints.postal_code, keep=bool(hints.departement))
        steps += (f"Le code postal {hints.postal_code} est donné.",)
        warnings += (POSTAL_DISAGREES,) * disagrees
    if hints.court and len({each.commune for each in left}) > 1:
        left = search.under_court(left, hints.court) or left
        steps += (f"La juridiction donnée est {hints.court}.",)
    return left, warnings, steps


def _by_postal_code(
    left: tuple[Candidate, ...], postal_code: str, *, keep: bool
) -> tuple[tuple[Candidate, ...], bool]:
    """Those that a postal code serves, else those of its département; ``keep`` where another hint chose them.

    The second value says that the postal code does not agree with the name.
    """
    served = search.at_postal_code(left, postal_code)
    if served:
        return served, False
    near = search.same_departement(left, postal_code)
    return near or (left if keep else ()), True


def _still_in_use(candidate: Candidate, on: date | None) -> bool:
    """A name in use: one of usage, or a former commune's that ended in the last ten years or since 2000."""
    if candidate.nature == "U":
        return True
    floor = f"{on.year - 10}0101" if on else "20000101"
    return candidate.rank == 2 and candidate.last >= floor


def _first(candidates: tuple[Candidate, ...]) -> Candidate:
    """One of several codes of a commune: its own code before the code of a part of it."""
    return min(candidates, key=lambda each: (each.code != each.commune, each.code))


def _homonyms(
    left: tuple[Candidate, ...],
    communes: set[str],
    hints: _Hints,
    warnings: tuple[str, ...],
    steps: tuple[str, ...],
) -> Place:
    steps += (f"Plusieurs communes portent ce nom : {', '.join(sorted(communes))}.",)
    departements = {tables.communes()[each].departement for each in communes}
    if len(departements) == 1:
        place = levels.departement(departements.pop())
        return replace(place, warnings=(*warnings, HOMONYM), explanation=steps + place.explanation)
    return _level_of_hints(hints, (*warnings, HOMONYM), steps)


def _unmatched(reading: Reading, hints: _Hints) -> Place:
    if not reading.name and not hints.any():
        return Place("")
    named = (POSTAL_ALONE,) if hints.departement or hints.postal_code else (UNKNOWN,)
    return _level_of_hints(hints, named, ("Aucune commune ne porte ce nom.",) if reading.name else ())


def _level_of_hints(hints: _Hints, warnings: tuple[str, ...], steps: tuple[str, ...]) -> Place:
    """The département that the hints agree on; nothing where they do not."""
    known = {hints.departement} if hints.departement else set()
    if hints.postal_code:
        served = search.departements_of(hints.postal_code)
        known = known & served if known else set(served)
    if len(known) != 1:
        return Place("", warnings=warnings or (UNKNOWN,), explanation=steps)
    place = levels.departement(str(known.pop()))
    return replace(place, warnings=warnings, explanation=steps + place.explanation)
