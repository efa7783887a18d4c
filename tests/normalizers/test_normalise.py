from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from core.model.evidence import Evidence
from core.model.reading import ColumnValue, Reading, Value
from core.model.record import Record
from normalizers.confidence import PROSE, calibrated
from normalizers.normalise import normalise

READ_AT = datetime(2026, 3, 31, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


def value(text: str, confidence: float = 1.0) -> Value:
    return Value(text, Evidence(text, path=f"/{text}"), confidence)


def row(**values: ColumnValue) -> Record:
    return row_of("avis-marches", values)


def row_of(dataset: str, values: dict[str, ColumnValue]) -> Record:
    return normalise(Reading(dataset, "x:1", values), sha256="ab", url="https://x.example", read_at=READ_AT)


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        ("objet", "Fourniture de &quot;livres&quot;", 'Fourniture de "livres"'),
        ("montant_estime", "14 700,00", 14700.0),
        ("date_publication", "26 août 2020", date(2020, 8, 26)),
        ("date_limite_reponse", "2019-07-19T12:00:00+00:00", datetime(2019, 7, 19, 12, tzinfo=PARIS)),
        ("date_limite_reponse", "mardi 3 mars 2026", date(2026, 3, 3)),
        ("cpv", "48411000-2", "48411000"),
        ("duree_mois", "2 ans", 24),
        ("duree_mois", "18", 18),
        ("url_dce", "https://x.example/?a=1&amp;b=2", "https://x.example/?a=1&b=2"),
        ("acheteur_code_postal", "77 500", "77500"),
    ],
)
def test_a_text_becomes_what_its_column_holds(column: str, text: str, expected: object) -> None:
    assert row(**{column: value(text)}).values[column] == expected


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("montant_estime", "0"),
        ("acheteur_siret", "213370122000013"),
        ("type_avis", "avis de quelque chose"),
        ("cpv", "99999999"),
        ("date_publication", "0002-11-30"),
    ],
)
def test_what_cannot_be_read_is_unknown_with_a_warning(column: str, text: str) -> None:
    record = row(**{column: value(text)})
    assert column not in record.values
    assert [warning for warning in record.warnings if warning.endswith(f":{column}")]


def test_a_list_keeps_each_value_once_with_its_evidence() -> None:
    record = row(departements_publication=(value("1"), value("01"), value("20B")))
    assert record.values["departements_publication"] == ["01", "2B"]
    assert [each.lecture for each in record.evidence["departements_publication"]] == ["1", "20B"]


def test_structures_are_read_part_by_part() -> None:
    criteres = ({"libelle": value("Prix"), "poids": value("60 %")}, {"libelle": value("Délai")})
    assert row(criteres=criteres).values["criteres"] == [
        {"libelle": "Prix", "poids": "60 %"},
        {"libelle": "Délai"},
    ]


def test_a_stated_commune_gives_all_its_codes() -> None:
    record = row(lieu_ville=(value("Vitré"),), lieu_code_postal=value("35500"))
    assert record.values["code_commune"] == "35360"
    assert record.values["code_departement"] == ["35"]
    assert record.values["code_region"] == ["53"]
    assert record.values["code_nuts"] == ["FRH03"]
    assert (record.values["lieu_precision"], record.values["lieu_source"]) == ("commune", "execution")
    assert record.evidence["code_commune"] == (value("Vitré").evidence, value("35500").evidence)


def test_without_a_stated_place_the_departements_of_publication_stand_in() -> None:
    record = row(departements_publication=(value("35"), value("22")))
    assert record.values["code_departement"] == ["35", "22"]
    assert (record.values["lieu_precision"], record.values["lieu_source"]) == ("departement", "publication")


def test_a_region_alone_names_no_departement() -> None:
    record = row(lieu_code_nuts=(value("FRH0"),))
    assert "code_departement" not in record.values
    assert record.values["code_region"] == ["53"]
    assert record.values["lieu_precision"] == "region"


def test_nothing_stated_is_unknown() -> None:
    assert row(objet=value("x")).values["lieu_precision"] == "inconnu"


def test_a_derived_value_is_no_surer_than_its_source() -> None:
    record = row(acheteur_siret=value("217500016 00019", confidence=0.6))
    assert record.values["acheteur_siren"] == "217500016"
    assert record.confidence["acheteur_siren"] == calibrated(0.6, PROSE)


def test_a_column_that_nobody_declared_is_a_defect_of_the_source() -> None:
    with pytest.raises(KeyError):
        row(objjet=value("x"))


def test_an_office_has_the_codes_of_its_residence() -> None:
    record = row_of(
        "nominations-professions-juridiques",
        {"residence_libelle": value("Paris (8e)"), "date_publication": value("2026-03-12")},
    )
    assert record.values["code_commune"] == "75056"
    assert record.values["code_arrondissement"] == "75108"


@pytest.mark.parametrize("dataset", ["attributions-marches", "marches-conclus"])
@pytest.mark.parametrize(
    ("given", "siret", "siren"),
    [
        ("73282932000074", "73282932000074", "732829320"),
        ("732 829 320", None, "732829320"),
        ("732829321", None, None),
        ("n° 12", None, None),
    ],
)
def test_a_winner_has_the_number_of_its_enterprise(
    dataset: str, given: str, siret: str | None, siren: str | None
) -> None:
    found = row_of(dataset, {"titulaire_siret": value(given)})
    assert (found.values.get("titulaire_siret"), found.values.get("titulaire_siren")) == (siret, siren)
    if siren:
        assert found.evidence["titulaire_siren"][0].lecture == given


def test_a_buyer_of_a_contract_has_the_number_of_its_enterprise() -> None:
    found = row_of("marches-conclus", {"acheteur_siret": value("732829320")})
    assert (found.values.get("acheteur_siret"), found.values["acheteur_siren"]) == (None, "732829320")
