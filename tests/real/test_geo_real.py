"""The towns of real buyers and winners, against evidence that is not the resolver's.

The evidence for a town is the document's own postal code and NUTS code with the names of communes of today,
compared letter by letter: the one commune of that name which the code serves, else (CEDEX, no code) the one
of that name in the département, else the only one of the name in France. Old and usual names that this cannot
see are in ``REVIEWED``, by hand. A misspelt town, or one whose postal code lies elsewhere, counts as one that
should be found.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from normalizers.codes import nuts
from normalizers.geo import tables
from normalizers.geo.place import Place
from normalizers.geo.resolve import resolve

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "real"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not beside the checkout")

# Districts, groupings and stations of delivery that are in no commune or in several, towns of other
# countries, towns invented by the examples of the eForms SDK, and words that are no town at all.
NO_COMMUNE = (
    "defense", "defence", "cergy", "marne-la-vallee", "sophia", "euralille", "exupery", "meme adresse",
    "voir ", "xxx", " quai ", "ravine des cabris", "allemagne", "rome", "strasbourg / nancy",
    "mediateurville",
)  # fmt: skip
INVENTED = ("ville", "town")
FRENCH = {"FR", "GP", "MQ", "GF", "RE", "YT", "PM", "NC", "PF", None}

# Names that are no commune's of today as they are written, with the département: checked by hand.
REVIEWED = {
    ("amelielesbains", "66"): "66003", ("ancenis", "44"): "44003", ("antibesjuanlespins", "06"): "06004",
    ("asnieres", "92"): "92004", ("autrans", "38"): "38225", ("bercksurmer", "62"): "62108",
    ("brainsurlauthion", "49"): "49307", ("caluire", "69"): "69034", ("canneslabocca", "06"): "06029",
    ("chateauneuf", "06"): "06038", ("chatelaudren", "22"): "22206", ("clichylagarenne", "92"): "92024",
    ("clichylagarenne", ""): "92024", ("courslaville", "69"): "69066", ("evry", "91"): "91228",
    ("fleurydaude", "11"): "11145", ("haylesroses", "94"): "94038", ("hellemmeslille", "59"): "59350",
    ("labaule", "44"): "44055", ("laplainesaintdenis", "93"): "93066", ("laplainesaintdenis", ""): "93066",
    ("lavera", "13"): "13056", ("levallois", "92"): "92044", ("lomme", "59"): "59350",
    ("maze", "49"): "49194", ("meroux", "90"): "90068", ("montreuilsousbois", "93"): "93048",
    ("oullins", "69"): "69149", ("paris", ""): "75056", ("marseille", ""): "13055",
    ("petitquevilly", "76"): "76498", ("saintdenisdelareunion", "974"): "97411",
    ("saintjosephlareunion", "974"): "97412", ("saintouen", "93"): "93070",
    ("sainteclotilde", "974"): "97411", ("sixfours", "83"): "83129", ("raimbeaucourt", "62"): "59489",
    ("laplainesaintdenis", "75"): "93066",
    ("saintdenis", "977"): "97411", ("saintpaul", "978"): "97415",
    ("urouetcrennes", "61"): "61474", ("villedesablesursarthe", "72"): "72264",
    ("villefranche", "69"): "69264", ("villedemayenne", "53"): "53147",
}  # fmt: skip


@dataclass(frozen=True)
class Town:
    """A town as a document prints it, with what stands beside it."""

    name: str
    postal: str | None
    nuts: str | None = None
    on: date | None = None

    @property
    def place(self) -> Place:
        return resolve(self.name, code_postal=self.postal, on=self.on)

    @property
    def digits(self) -> str:
        """The postal code alone: the first five digits beside the town or before it."""
        found = re.match(r"\D*(\d{2}) ?(\d{3})(?!\d)", self.postal or self.name)
        return found[1] + found[2] if found else ""

    @property
    def departement(self) -> str:
        """By the postal code, else by the NUTS code of level 3; Corsica and overseas by three digits."""
        entry = nuts.lookup(self.nuts) if self.nuts else None
        if self.digits:
            return self.digits[:3] if self.digits[:2] in ("20", "97", "98") else self.digits[:2]
        return entry.departements[0] if entry and len(entry.departements) == 1 else ""


def unaccented(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.lower().replace("œ", "oe"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def plain(name: str) -> str:
    """Letters alone, without CEDEX, arrondissement and what stands before the name; "St" written out."""
    folded = unaccented(name)
    folded = re.sub(r"^\d{5} |\bc[eé]dex.*$", "", folded)
    folded = re.sub(r"\bst\b\.?", "saint", re.sub(r"\bste\b\.?", "sainte", folded))
    return re.sub("[^a-z]", "", re.sub(r"^(paris|lyon|marseille)\b.*$", r"\1", folded))


@lru_cache(maxsize=1)
def names() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for commune in tables.communes().values():
        found[plain(commune.name)].add(commune.code)
    return {name: frozenset(codes) for name, codes in found.items()}


def evidence(town: Town) -> str | None:
    """The commune that the document's own codes and a name of today tell; None where they tell none."""
    reviewed = REVIEWED.get((plain(town.name), town.departement))
    if reviewed:
        return reviewed
    named = names().get(plain(town.name), frozenset())
    served = {tables.today().get(code, code) for code in tables.by_postal_code().get(town.digits, ())}
    inside = {code for code in named if within(code, town.departement)}
    for found in (named & served, inside, named if not town.departement else frozenset()):
        if len(found) == 1:
            return next(iter(found))
    return None


def within(code: str, departement: str) -> bool:
    actual = tables.communes()[code].departement
    return actual == departement or (departement[:2] == "20" and actual in ("2A", "2B") and departement != "")


def boamp(*keys: str) -> Iterator[Town]:
    """The towns of every block at these keys of ``donnees``, one a block."""
    for line in (REAL / "boamp/ods/records.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        day = date.fromisoformat(record["dateparution"][:10])
        for block in blocks(json.loads(record["donnees"] or "{}"), keys):
            name, postal = block.get("VILLE") or block.get("ville"), block.get("CP") or block.get("cp")
            if isinstance(name, str):
                yield Town(name, postal if isinstance(postal, str) else None, None, day)


def blocks(tree: Any, keys: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    if isinstance(tree, list):
        for each in tree:
            yield from blocks(each, keys)
    elif isinstance(tree, dict):
        for key, value in tree.items():
            if key in keys:
                yield from (
                    each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict)
                )
            yield from blocks(value, keys)


def ted(role: str) -> Iterator[Town]:
    """The French towns of addresses whose element is, or is not, that of a contractor."""
    for path in sorted((REAL / "ted/export").rglob("*.xml")):
        for town in etree.parse(path).iter("{*}TOWN"):
            address = town.getparent()
            assert address is not None
            winner = "CONTRACTOR" in etree.QName(address).localname
            country = address.find("{*}COUNTRY")
            french = (country.get("VALUE") if country is not None else None) in FRENCH
            if french and town.text and winner == (role == "winners"):
                code = address.find("{*}NUTS")
                yield Town(
                    town.text,
                    address.findtext("{*}POSTAL_CODE"),
                    code.get("CODE") if code is not None else None,
                )


def eforms() -> Iterator[Town]:
    """The French addresses of organisations in eForms."""
    for path in sorted((REAL / "ted/eforms").rglob("*.xml")):
        try:
            root = etree.parse(path)
        except etree.XMLSyntaxError:
            continue
        for address in root.iter("{*}PostalAddress"):
            town, country = (
                address.findtext("{*}CityName"),
                address.findtext("{*}Country/{*}IdentificationCode"),
            )
            if town and country == "FRA":
                yield Town(
                    town, address.findtext("{*}PostalZone"), address.findtext("{*}CountrySubentityCode")
                )


SETS = {
    "boamp, buyers": lambda: [*boamp("IDENTITE"), *boamp("organisme")],
    "boamp, winners": lambda: list(boamp("TITULAIRE")),
    "ted, buyers": lambda: list(ted("buyers")),
    "ted, winners": lambda: list(ted("winners")),
    "ted, eForms": lambda: list(eforms()),
}


@lru_cache(maxsize=8)
def towns(name: str) -> tuple[Town, ...]:
    return tuple(SETS[name]())


def named_communes(name: str) -> list[Town]:
    """Those that name a French commune, rightly spelt or not."""
    return [
        town
        for town in towns(name)
        if not any(word in unaccented(town.name) for word in NO_COMMUNE) and plain(town.name) not in INVENTED
    ]


def report(name: str, asked: list[Town], missed: list[Town]) -> str:
    unknown = Counter((town.name, town.postal, town.place.warnings) for town in missed)
    right = len(asked) - len(missed)
    return f"{name}: {right} of {len(asked)} right ({right / len(asked):.2%}); missed {unknown}"


@pytest.mark.parametrize("name", SETS)
def test_no_town_is_taken_for_another(name: str) -> None:
    wrong = {
        (town.name, town.postal, town.place.code_commune, evidence(town))
        for town in named_communes(name)
        if town.place.code_commune not in (None, evidence(town))
    }
    assert wrong == set()


@pytest.mark.parametrize("source", ["boamp", "ted"])
def test_99_in_100_towns_have_the_right_commune(source: str) -> None:
    asked = [town for name in SETS if name.startswith(source) for town in named_communes(name)]
    missed = [
        town for town in asked if town.place.code_commune is None or town.place.code_commune != evidence(town)
    ]
    assert len(asked) > (400 if source == "boamp" else 2800)
    assert 1 - len(missed) / len(asked) >= 0.99, report(source, asked, missed)


def test_the_departement_of_the_postal_code_is_kept_where_no_commune_is_sure() -> None:
    unsure = [
        town.place
        for name in SETS
        for town in towns(name)
        if town.digits and town.place.code_commune is None and town.place.code_pays != "DE"
    ]
    assert all(place.warnings for place in unsure)
    assert sum(place.code_departement is not None for place in unsure) >= 0.8 * len(unsure)


def test_a_commune_lies_in_the_departement_of_its_postal_code() -> None:
    """Border communes served from next door aside, and CEDEX of La Réunion (977, 978)."""
    apart = {
        (town.name, town.postal)
        for name in SETS
        for town in towns(name)
        if town.digits and town.digits[:2] not in ("20", "97", "98")
        and (code := town.place.code_departement) and code != town.digits[:2]
    }  # fmt: skip
    assert len(apart) <= 3, apart
