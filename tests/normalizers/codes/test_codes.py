import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.codes import cpv, nuts
from normalizers.codes.countries import country_code, country_named
from normalizers.geo.tables import departements


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("48411000-2", "48411000"),
        ("48411000", "48411000"),
        ("48411000 - 2", "48411000"),
        ("CPV 45000000-7 Travaux de construction", "45000000"),
        ("45000000-7 / 45000000", "45000000"),
    ],
)
def test_a_cpv_loses_its_check_digit(text: str, code: str) -> None:
    assert cpv.parse_cpv(text).value == code


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("", ()),
        (None, ()),
        ("48411000-3", ("cpv_cle",)),
        ("99999999", ("cpv_inconnu",)),
        ("4841100", ("cpv_illisible",)),
        ("travaux", ("cpv_illisible",)),
        ("45000000-7, 48411000-2", ("cpv_multiples",)),
        ("123456789012", ("cpv_illisible",)),
    ],
)
def test_what_is_no_cpv_is_none(text: str | None, warnings: tuple[str, ...]) -> None:
    result = cpv.parse_cpv(text)
    assert (result.value, result.warnings) == (None, warnings)


def test_the_hierarchy_of_the_vocabulary() -> None:
    assert cpv.ancestors("48411000") == ("48410000", "48400000", "48000000")
    assert cpv.ancestors("48000000") == ()
    assert cpv.division("48411000") == "48000000"
    assert cpv.label("45000000") == "Travaux de construction"
    assert cpv.label("00000000") is None
    assert cpv.covers("48000000", "48411000")
    assert not cpv.covers("48411000", "48000000")


def test_every_code_of_a_text_is_read() -> None:
    assert [each.value for each in cpv.all_cpv("45000000-7, 48411000-2 et 99999999")] == [
        "45000000",
        "48411000",
        None,
    ]


@pytest.mark.parametrize(
    ("text", "code", "departements_inside", "current"),
    [
        ("-FRY10", "FRY10", ("971",), "FRY10"),
        ("Code NUTS : -FRY10.", "FRY10", ("971",), "FRY10"),
        ("FR105", "FR105", ("92",), "FR105"),
        ("FRK26", "FRK26", ("69",), "FRK26"),
        ("frk26", "FRK26", ("69",), "FRK26"),
        ("FRI1", "FRI1", ("24", "33", "40", "47", "64"), "FRI1"),
        ("FR716", "FR716", ("69",), "FRK26"),
        ("FR522", "FR522", ("29",), "FRH02"),
        ("FR910", "FR910", ("971",), "FRY10"),
        ("FRA50", "FRA50", ("976",), "FRY50"),
        ("FR81", "FR81", ("11", "30", "34", "48", "66"), "FRJ1"),
        ("FR", "FR", (), "FR"),
        ("FRZZZ", "FRZZZ", (), "FRZZZ"),
    ],
)
def test_french_nuts_of_every_version(
    text: str, code: str, departements_inside: tuple[str, ...], current: str
) -> None:
    assert nuts.parse_nuts(text).value == code
    assert nuts.departements(code) == departements_inside
    assert nuts.to_current(code) == current


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("", ()),
        ("lieu : BE100", ("nuts_illisible",)),
        ("00", ("nuts_illisible",)),
        ("XX123", ("nuts_illisible",)),
        ("FRX99", ("nuts_inconnu",)),
        ("FRA", ("nuts_inconnu",)),
        ("Gironde", ("nuts_illisible",)),
        ("FRI12 FRK26", ("nuts_multiples",)),
    ],
)
def test_other_nuts_are_none(text: str, warnings: tuple[str, ...]) -> None:
    result = nuts.parse_nuts(text)
    assert (result.value, result.warnings) == (None, warnings)


@pytest.mark.parametrize("text", ["BE100", "UKI31", "ITC4", "DE", " EL303 "])
def test_codes_of_other_countries_are_kept_and_hold_no_departement(text: str) -> None:
    assert nuts.parse_nuts(text).value == text.strip()
    assert nuts.departements(text.strip()) == ()
    assert nuts.to_current(text.strip()) is None


def test_every_departement_of_the_union_has_one_nuts_code() -> None:
    found = {code: nuts.of_departement(code) for code in departements()}
    assert {code for code, each in found.items() if each is None} == {
        "975", "977", "978", "984", "986", "987", "988", "989",
    }  # fmt: skip
    assert len({each for each in found.values() if each}) == 101


def test_level_one_before_2016_has_no_code_of_today() -> None:
    assert nuts.to_current("FR7") is None
    assert nuts.departements("FR7")[:2] == ("01", "03")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("France", "FR"),
        ("Belgique", "BE"),
        ("DEU", "DE"),
        ("de", "DE"),
        ("United Kingdom", "GB"),
        ("Lune", None),
        (None, None),
    ],
)
def test_countries(text: str | None, code: str | None) -> None:
    assert country_code(text) == code


def test_a_code_is_no_name() -> None:
    assert country_named("Lux") is None
    assert country_named("Luxembourg") == "LU"


@given(st.text(max_size=40))
def test_no_text_raises(text: str) -> None:
    cpv.parse_cpv(text)
    nuts.parse_nuts(text)
    country_code(text)
