import csv
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.geo import tables
from normalizers.geo.names import expanded_key, key
from normalizers.geo.place import Place
from normalizers.geo.reading import read_place
from normalizers.geo.resolve import resolve

with (Path(__file__).parent / "places.csv").open(encoding="utf-8", newline="") as handle:
    CASES = list(csv.DictReader(handle))


def place_of(case: dict[str, str]) -> Place:
    return resolve(
        case["text"],
        departement=case["departement"] or None,
        code_postal=case["code_postal"] or None,
        on=date.fromisoformat(case["on"]) if case["on"] else None,
        court=case["court"] or None,
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(list(case.values())[:5]))
def test_the_table_of_places(case: dict[str, str]) -> None:
    place = place_of(case)
    assert place.precision == case["precision"]
    assert place.warnings == tuple(case["warnings"].split("|") if case["warnings"] else ())
    for column in ("code_commune", "code_commune_then", "code_arrondissement"):
        assert getattr(place, column) == (case[column] or None), column
    for column in ("code_departement", "code_region"):
        assert not case[column] or getattr(place, column) == case[column], column


def test_every_commune_of_today_resolves_by_its_name_and_postal_code() -> None:
    wrong = [
        (commune.name, postal)
        for commune in tables.communes().values()
        for postal in (commune.postal_codes.split("|") if commune.postal_codes else ())
        if resolve(commune.name, code_postal=postal).code_commune != commune.code
    ]
    assert wrong == []


def test_every_commune_of_today_resolves_by_its_name_and_departement() -> None:
    """Save three that share the name of their département: the département is what is sure."""
    wrong = {
        commune.name: place.warnings
        for commune in tables.communes().values()
        if (place := resolve(commune.name, departement=commune.departement)).code_commune != commune.code
    }
    assert wrong == dict.fromkeys(("Corrèze", "Doubs", "Mayenne"), ("commune_ou_departement",))


def test_capitals_without_accents_are_the_same_name() -> None:
    for commune in list(tables.communes().values())[::50]:
        plain = resolve(commune.name, departement=commune.departement)
        spelt = commune.name.upper().replace("-", " ").replace("SAINTE ", "STE ").replace("SAINT ", "ST ")
        capital = resolve(spelt, departement=commune.departement)
        assert capital.code_commune == plain.code_commune, commune


def test_every_former_commune_resolves_in_its_departement_at_its_time() -> None:
    """The last day of each name since 1943 leads to the code it had that day, or to what is sure.

    Mana in Guyane had two codes at once until 1953.
    """
    asked, unsure, wrong = 0, 0, []
    for code, rows in tables.states().items():
        for state in (each for each in rows if each.end):
            day = date.fromordinal(date.fromisoformat(state.end).toordinal() - 1)
            place = resolve(state.name, departement=code[:3] if code.startswith("97") else code[:2], on=day)
            asked += 1
            unsure += place.precision != "commune"
            if place.precision == "commune" and place.code_commune_then != code:
                wrong.append((code, place.code_commune_then))
    assert wrong == [("97355", "97306")]
    assert unsure <= asked // 50


def test_a_place_explains_itself() -> None:
    place = resolve("Saint-Géréon", departement="44", on=date(2024, 1, 1))
    assert place.explanation[0] == "Le département 44 est donné."
    assert "44003" in place.explanation[-1]


def test_a_commune_brings_its_territories_and_courts() -> None:
    place = resolve("Bordeaux")
    assert place.code_departement == "33"
    assert place.code_region == "75"
    assert place.code_epci == "243300316"
    assert place.code_nuts == "FRI12"
    assert place.cour_appel == "Cour d'appel de Bordeaux"
    assert place.tribunal_judiciaire == "Tribunal judiciaire de Bordeaux"
    assert place.latlon == "44.84044,-0.5805"


@pytest.mark.parametrize(
    ("text", "court"),
    [
        ("Paris", "Tribunal judiciaire de Paris"),
        ("Lyon", "Tribunal judiciaire de Lyon"),
        ("Marseille", "Tribunal judiciaire de Marseille"),
    ],
)
def test_the_three_cities_have_a_court(text: str, court: str) -> None:
    assert resolve(text).tribunal_judiciaire == court


@given(st.text(max_size=60), st.text(max_size=8), st.text(max_size=8))
def test_no_text_raises(text: str, departement: str, code_postal: str) -> None:
    place = resolve(text, departement=departement, code_postal=code_postal)
    assert (place.code_commune is None) or place.precision == "commune"
    assert place.precision != "inconnu" or place.code_departement is None


@given(st.sampled_from(sorted(tables.communes())), st.integers(0, 30), st.sampled_from("bcdfghjkmnpqrtvwxz"))
def test_a_misspelt_name_is_never_moved_to_the_nearest(code: str, position: int, letter: str) -> None:
    name = tables.communes()[code].name
    wrong = name[:position] + letter + name[position + 1 :]
    place = resolve(wrong, departement=tables.communes()[code].departement)
    known = {read_place(wrong).name, wrong}
    spellings = {spelling for each in known for spelling in (key(each), expanded_key(each))}
    if place.precision == "commune":
        assert any(tables.names(each) or each in tables.with_article() for each in spellings)


def test_it_is_fast_enough() -> None:
    """At least 20 000 a second is measured by benchmarks; here only an order of magnitude, on any machine."""
    names = [commune.name for commune in list(tables.communes().values())[:4000]]
    start = time.perf_counter()
    for name in names:
        resolve(name, departement="33")
    assert len(names) / (time.perf_counter() - start) > 2000
