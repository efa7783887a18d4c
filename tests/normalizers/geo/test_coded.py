from datetime import date

import pytest

from normalizers.geo.coded import place_of_code


@pytest.mark.parametrize(
    ("code", "kind", "precision", "expected"),
    [
        ("33063", "Code commune", "commune", ("33063", "33", "75")),
        ("33063", "CODE COMMUNE", "commune", ("33063", "33", "75")),
        ("2a004", "Code commune", "commune", ("2A004", "2A", "94")),
        ("75108", "Code arrondissement", "commune", ("75056", "75", "11")),
        ("92300", "Code postal", "commune", ("92044", "92", "11")),
        ("22300", "Code postal", "departement", (None, "22", "53")),
        ("75384", "Code postal", "departement", (None, "75", "11")),
        ("33", "Code département", "departement", (None, "33", "75")),
        ("1", "Code departement", "departement", (None, "01", "84")),
        ("971", "Code département", "departement", (None, "971", "01")),
        ("75", "Code région", "region", (None, None, "75")),
        ("4", "Code région", "region", (None, "974", "04")),
        ("FR", "Code pays", "pays", (None, None, None)),
        ("FRA", "Code pays", "pays", (None, None, None)),
    ],
)
def test_a_code_of_its_kind(
    code: str, kind: str, precision: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    place = place_of_code(code, kind)
    assert place.precision == precision
    assert (place.code_commune, place.code_departement, place.code_region) == expected
    assert place.warnings == ()


@pytest.mark.parametrize(
    ("code", "kind", "warning"),
    [
        ("99999", "Code commune", "code_lieu_inconnu"),
        ("33", "Code commune", "code_lieu_inconnu"),
        ("33063", "Code département", "code_lieu_inconnu"),
        ("SW1A", "Code postal", "code_lieu_inconnu"),
        ("77", "Code région", "code_lieu_inconnu"),
        ("BE", "Code pays", "lieu_etranger"),
        ("33", "", "type_code_lieu_inconnu"),
        ("33", None, "type_code_lieu_inconnu"),
        ("3301", "Code canton", "type_code_lieu_inconnu"),
    ],
)
def test_anything_else_is_unknown(code: str, kind: str | None, warning: str) -> None:
    place = place_of_code(code, kind)
    assert (place.precision, place.warnings) == ("inconnu", (warning,))


def test_an_arrondissement_is_kept_beside_its_commune() -> None:
    assert place_of_code("69383", "Code commune").code_arrondissement == "69383"
    assert place_of_code("75008", "Code postal").code_arrondissement == "75108"


def test_a_merged_commune_has_two_codes() -> None:
    place = place_of_code("44160", "Code commune", on=date(2018, 1, 1))
    assert (place.code_commune, place.code_commune_then) == ("44003", "44160")


def test_no_code_is_nothing() -> None:
    assert place_of_code("", "Code commune").warnings == ()
    assert place_of_code(None, None).precision == "inconnu"
