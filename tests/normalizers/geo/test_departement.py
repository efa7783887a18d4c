import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.geo.departement import normalise_departement
from normalizers.geo.tables import departements


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1", "01"),
        ("01", "01"),
        ("001", "01"),
        ("6", "06"),
        ("75", "75"),
        ("075", "75"),
        ("20A", "2A"),
        ("20B", "2B"),
        ("20b", "2B"),
        ("2a", "2A"),
        ("02A", "2A"),
        ("971", "971"),
        ("988", "988"),
        ("75 - Paris", "75"),
        ("(33)", "33"),
        ("69 : Rhône", "69"),
        ("Loire-Atlantique (44)", "44"),
        ("Rhône - 69", "69"),
        ("Rhône", "69"),
        ("RHONE", "69"),
        ("Bouches du Rhône", "13"),
        ("Val-d’Oise", "95"),
        ("département de la Creuse", "23"),
        ("Département du Lot", "46"),
        ("conseil départemental de l'Eure", "27"),
        ("Réunion", "974"),
        ("La Réunion", "974"),
        ("Ile de la Réunion", "974"),
        ("Seine-Inférieure", "76"),
        ("Ville de Paris", "75"),
        ("20", None),
        ("99", None),
        ("0", None),
        ("75056", None),
        ("Gironde (44)", None),
        ("Lyon", None),
        ("abc", None),
        ("", None),
        (None, None),
    ],
)
def test_the_code_of_a_departement(text: str | None, code: str | None) -> None:
    assert normalise_departement(text) == code


@pytest.mark.parametrize("code", sorted(departements()))
def test_every_departement_answers_to_its_code_and_name(code: str) -> None:
    name = departements()[code].name
    assert normalise_departement(code) == code
    assert normalise_departement(name) == code
    assert normalise_departement(f"{code} - {name}") == code
    assert normalise_departement(f"{name} ({code})") == code


@given(st.text(max_size=30))
def test_no_text_raises(text: str) -> None:
    assert normalise_departement(text) in (None, *departements())
