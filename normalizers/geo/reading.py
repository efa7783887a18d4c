"""The words of a place taken apart: the name, and the hints printed around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from normalizers.codes.countries import country_named, is_french_territory
from normalizers.geo.departement import by_name, normalise_departement
from normalizers.geo.within import is_stated, is_territory
from normalizers.values.folding import fold
from normalizers.values.postal import is_french

ARTICLES = {"le": "le ", "la": "la ", "les": "les ", "l'": "l'", "l": "l'"}
ROMAN = {"i": 1, "v": 5, "x": 10}
ORDINALS = (
    "premier", "deuxieme", "troisieme", "quatrieme", "cinquieme", "sixieme", "septieme", "huitieme",
    "neuvieme", "dixieme", "onzieme", "douzieme", "treizieme", "quatorzieme", "quinzieme", "seizieme",
    "dix-septieme", "dix-huitieme", "dix-neuvieme", "vingtieme",
)  # fmt: skip
CITIES = {"paris": ("75056", 20), "marseille": ("13055", 16), "lyon": ("69123", 9)}

_COUNTRY = re.compile(r"(?<!\bde)(?<!\ben)[\s,(-]+france\)?$")
_POSTAL_FIRST = re.compile(r"^\(?(?:f\s?-\s?)?(\d{5}|\d{2}\s\d{3})\)?[\s,-]+(?=\D)")
_POSTAL_LAST = re.compile(r"[\s,(-]+(\d{5})\)?$")
_DIGIT = re.compile(r"\d")
_CODE_FIRST = re.compile(r"^(?:\((?=[^)]*\)))?(?P<code>\d{2,3}|2[ab])(?:\)|\s?[-–:])\s?(?=\D)")
_OVERSEAS_LAST = re.compile(r"[\s-]+(97[1-8])$")
"""No other number that stands after a name has three digits and begins so."""
_CEDEX = re.compile(r"[\s,-]*\b(?:cedex|cdx)(?![a-z]).*$")
_SPECIAL = re.compile(r"\s(?:\d{1,2}\s?)?sp(?:\s?\d{1,2})?$")
_ABROAD = re.compile(r"^(?P<plate>be?|ch|de?|lu?|it?|es?|nl|at?|pt?)\s?-\s?\d{4,5}\s+(?=\S)")
_PLATES = {"b": "BE", "d": "DE", "l": "LU", "i": "IT", "e": "ES", "a": "AT", "p": "PT"}
_BOX = re.compile(r"\b(?:bp|cs|tsa|bp\s?n°)\s?\d[\d ]*\b")
_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
_TAIL = re.compile(r"^(?P<head>.+?)(?:\s?,\s?|\s[-–—]\s)(?P<tail>[^,]+)$")
_OVERSEAS = re.compile(
    r"^(?P<head>.+?)[\s-](?:de|en|a)[\s-](?P<tail>(?:la[\s-])?reunion|guadeloupe|martinique|guyane|mayotte)$"
)
_ORDINAL = (
    rf"(?P<number>\d{{1,2}}|[ivx]{{1,5}}|{'|'.join(ORDINALS)})"
    r"[\s-]?(?:er|ere|e|eme|ieme|nd|nde)?"
)
_DISTRICT = re.compile(
    rf"^(?P<city>paris|lyon|marseille)(?:[\s,-]+(?:le\s)?{_ORDINAL}(?:[\s-]*(?:arrondissement|arrdt|arr?t?|ardt)\.?)?)$"
)
_DISTRICT_OF = re.compile(
    rf"^(?:le\s)?{_ORDINAL}\s(?:arrondissement|arrdt|arr|ardt)\.?\s(?:de\s)?(?P<city>paris|lyon|marseille)$"
)
_ORDINAL_ALONE = re.compile(rf"^{_ORDINAL}(?:[\s-]*(?:arrondissement|arrdt|arr?t?|ardt)\.?)?$")
_OFFICE = re.compile(
    r"^(?:(?:a\s)?(?:la\s|le\s)?"
    r"(?:residence|hotel de ville|ville|commune nouvelle|commune|mairie|municipalite|cne|cite)[\s-]|a\s)\s*"
)
_EXTENT = re.compile(
    r"^(?:sur\s)?(?:(?:tout\s)?(?:le\s|l')?(?:ensemble|territoire)\s(?:du\s|de\sla\s|de\sl'|des\s|de\s|d'))+"
    r"(?=region|departement|communaute|cte\s|metropole|c[cau]\s|commune\s|ville\s"
    r"|\S.*\s(?:metropole|agglomeration|agglo)$)"
)
_OF = re.compile(r"^(?:d'|de[\s-])")
_CONTRACTED = {"du ": "le ", "des ": "les ", "au ": "le ", "aux ": "les "}


@dataclass(frozen=True, slots=True)
class Reading:
    """``name`` is folded; the hints are None where the text has none.

    ``within`` are words that put the name in a wider place: see :mod:`normalizers.geo.within`.
    """

    name: str
    departement: str | None = None
    postal_code: str | None = None
    arrondissement: int | None = None
    cedex: bool = False
    country: str | None = None
    within: str | None = None


def read_place(text: str) -> Reading:
    """Take postal code, CEDEX, département, arrondissement, brackets and "ville de" off a name.

    ``"75008 Paris"``, ``"Paris (8e)"``, ``"Lyon 03"``, ``"PARIS CEDEX 13"``, ``"Havre (Le)"``,
    ``"Saint-Denis (93)"``, ``"Saint-Denis, La Réunion"``, ``"ville du Havre"``.
    """
    name = fold(text)
    if "france" in name:
        name = _COUNTRY.sub("", name)
    if _DIGIT.search(name):
        name = _BOX.sub("", name)
    reading = Reading(_EXTENT.sub("", name.strip(" ,;.-")))
    for step in (_abroad, _brackets, _postal, _cedex, _brackets, _within, _office, _district, _tail):
        reading = step(reading)
    return reading


def _abroad(reading: Reading) -> Reading:
    """``CH-1201 Genève``, ``D-50667 Cologne``: the postal code of another country."""
    found = _ABROAD.match(reading.name)
    if not found:
        return reading
    country = _PLATES.get(found["plate"], found["plate"].upper())
    return replace(reading, name=reading.name[found.end() :], country=country)


def _postal(reading: Reading) -> Reading:
    if not _DIGIT.search(reading.name):
        return reading
    first = _POSTAL_FIRST.match(reading.name)
    if first and is_french(first[1].replace(" ", "")):
        name = reading.name[first.end() :]
        return replace(reading, name=name, postal_code=first[1].replace(" ", ""))
    last = _POSTAL_LAST.search(reading.name)
    if last and is_french(last[1]):
        return replace(reading, name=reading.name[: last.start()], postal_code=last[1])
    code = _CODE_FIRST.match(reading.name)
    departement = normalise_departement(code["code"]) if code else None
    if code and departement:
        return replace(reading, name=reading.name[code.end() :], departement=departement)
    overseas = _OVERSEAS_LAST.search(reading.name)
    if overseas:
        return replace(reading, name=reading.name[: overseas.start()], departement=overseas[1])
    return reading


def _cedex(reading: Reading) -> Reading:
    """Nothing after CEDEX, or after SP (Paris), names a place; the number is that of a sorting office."""
    found = _CEDEX.search(reading.name) or _SPECIAL.search(reading.name)
    return replace(reading, name=reading.name[: found.start()], cedex=True) if found else reading


def _brackets(reading: Reading) -> Reading:
    found = _BRACKETS.search(reading.name) if reading.name.endswith(")") else None
    if not found:
        return reading
    head, inside = reading.name[: found.start()], found[1].strip()
    if inside in ARTICLES:
        return replace(reading, name=ARTICLES[inside] + head)
    ordinal = _ORDINAL_ALONE.match(inside)
    if ordinal and head in CITIES:
        number = _number(ordinal["number"])
        known = number and number <= CITIES[head][1]
        return replace(reading, name=head, arrondissement=number) if known else reading
    return _hint(replace(reading, name=head), inside)


def _hint(reading: Reading, inside: str) -> Reading:
    """What brackets say of the place of a name: postal code, country, département, or words to narrow by."""
    if re.fullmatch(r"\d{5}", inside) and is_french(inside):
        return replace(reading, postal_code=inside)
    if _is_abroad(inside):
        return replace(reading, country=country_named(inside))
    departement = normalise_departement(inside)
    return replace(reading, departement=departement) if departement else replace(reading, within=inside)


def _within(reading: Reading) -> Reading:
    """``Segré, commune nouvelle de Segré-en-Anjou Bleu``, ``Valence, Rhône-Alpes``."""
    found = _TAIL.match(reading.name)
    if found and (is_stated(found["tail"]) or is_territory(found["tail"])):
        return replace(reading, name=found["head"].strip(), within=found["tail"].strip())
    return reading


def _office(reading: Reading) -> Reading:
    """``ville du Havre`` → ``le havre``; a name like "Ville-en-Vermois" is tried whole."""
    found = _OFFICE.match(reading.name)
    rest = reading.name[found.end() :] if found else reading.name
    for contracted, article in _CONTRACTED.items():
        if rest.startswith(contracted):
            return replace(reading, name=article + rest[len(contracted) :])
    if found:
        return replace(reading, name=_OF.sub("", rest))
    return reading


def _district(reading: Reading) -> Reading:
    if not any(city in reading.name for city in CITIES):
        return reading
    found = _DISTRICT.match(reading.name) or _DISTRICT_OF.match(reading.name)
    number = _number(found["number"]) if found else None
    if not found or not number or number > CITIES[found["city"]][1]:
        return reading
    return replace(reading, name=found["city"], arrondissement=number)


def _tail(reading: Reading) -> Reading:
    """``Saint-Denis, La Réunion``, ``Gand, Belgique``: a tail that names a département or a country."""
    found = _TAIL.match(reading.name) or _OVERSEAS.match(reading.name)
    if not found:
        return reading
    tail = found["tail"].strip()
    if _is_abroad(tail):
        return replace(reading, name=found["head"].strip(), country=country_named(tail))
    departement = normalise_departement(tail) if tail.isdigit() else by_name(tail)
    if not departement or reading.departement not in (None, departement):
        return reading
    return replace(reading, name=found["head"].strip(), departement=departement)


def _is_abroad(text: str) -> bool:
    country = country_named(text)
    return country not in (None, "FR") and not is_french_territory(str(country))


def _number(text: str) -> int | None:
    """1 to 20, in figures, in words or in Roman numerals."""
    if text in ORDINALS:
        return ORDINALS.index(text) + 1
    if text.isdigit():
        value = int(text)
    else:
        digits = [ROMAN[letter] for letter in text]
        pairs = zip(digits, [*digits[1:], 0], strict=True)
        value = sum(-each if each < following else each for each, following in pairs)
    return value if 1 <= value <= 20 else None
