"""The stock of Sirene: compiled from composed files, and what it completes in a row."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest

from core.errors import InputError
from core.model.evidence import Evidence
from core.model.reading import ColumnValue, Reading, Value
from core.model.record import Record
from normalizers.normalise import normalise
from normalizers.organisations.sirene.compiled import FILE, compile_stock, counted
from normalizers.organisations.sirene.register import Establishment, Register, opened_register

Columns = dict[str, list[str | None]]

TOWN, SCHOOL, TRADER, HIDDEN = "21999000900017", "05208130400017", "99900110000018", "29035080000014"
ESTABLISHMENTS: Columns = {
    "siret": [TOWN, SCHOOL, TRADER, HIDDEN, "no number"],
    "siren": [TOWN[:9], SCHOOL[:9], TRADER[:9], HIDDEN[:9], None],
    "enseigne1Etablissement": ["GUICHET", None, "Le Comptoir d'Essai", "[ND]", "x"],
    "activitePrincipaleEtablissement": ["84.11Z", "85.20Z", "52.1B", "[ND]", "00.00Z"],
    "codeCommuneEtablissement": ["35238", "75108", "35051", "[ND]", "35238"],
    "etatAdministratifEtablissement": ["A", "F", "A", "A", "A"],
    "numeroVoieEtablissement": ["1", "2", "3", "4", "5"],
}
UNITS: Columns = {
    "siren": [TOWN[:9], SCHOOL[:9], TRADER[:9]],
    "denominationUniteLegale": ["COMMUNE D'ESSAI", 'ECOLE "LES, PINS"', None],
}


def write(path: Path, columns: Columns) -> Path:
    table = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
    if path.suffix == ".parquet":
        pyarrow.parquet.write_table(table, path)
    else:
        pyarrow.csv.write_csv(table, path)
    return path


@pytest.fixture(params=["parquet", "csv"])
def stock(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    kind = request.param
    return (
        write(tmp_path / f"StockEtablissement.{kind}", ESTABLISHMENTS),
        write(tmp_path / f"StockUniteLegale.{kind}", UNITS),
    )


@pytest.fixture
def register(stock: tuple[Path, Path], tmp_path: Path) -> Iterator[Register]:
    with opened_register(tmp_path / "home", stock) as found:
        assert found is not None
        yield found


def test_both_formats_say_the_same(register: Register, tmp_path: Path) -> None:
    assert counted(tmp_path / "home" / FILE) == (4, 2)
    assert register.of(TOWN) == Establishment("COMMUNE D'ESSAI", "84.11Z", "35238")
    assert register.of(SCHOOL) == Establishment('ECOLE "LES, PINS"', "85.20Z", "75108")


def test_a_sign_names_where_no_unit_does_and_older_activities_are_none(register: Register) -> None:
    assert register.of(TRADER) == Establishment("Le Comptoir d'Essai", None, "35051")


def test_what_is_not_disseminated_or_unknown_is_nothing(register: Register) -> None:
    assert register.of(HIDDEN) == register.of("12345678200010") == Establishment(None, None, None)


def test_numbers_stored_as_numbers_get_their_zeros_back(tmp_path: Path) -> None:
    path = tmp_path / "numbers.parquet"
    table = pa.table(
        {"siret": [int(SCHOOL)], "siren": [int(SCHOOL[:9])], "denominationUniteLegale": ["ECOLE"]}
    )
    pyarrow.parquet.write_table(table, path)
    compile_stock([path], tmp_path / FILE)
    assert Register(tmp_path / FILE).of(SCHOOL).name == "ECOLE"


def test_one_file_joined_with_semicolons_and_a_mark_of_order(tmp_path: Path) -> None:
    path = tmp_path / "joined.csv"
    path.write_text(f"siret;denominationUniteLegale\n{SCHOOL};ECOLE\n", encoding="utf-8-sig")
    compile_stock([path], tmp_path / FILE)
    assert Register(tmp_path / FILE).of(SCHOOL) == Establishment("ECOLE", None, None)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.csv", None),
        ("other.csv", b"nom,ville\nEssai,Rennes\n"),
        ("empty.csv", b""),
        ("cut.parquet", b"PAR1 and then nothing"),
        ("stock.zip", b"PK\x03\x04\xff\xfe\x00"),
        ("uneven.csv", b"siret,siren\n1,2,3\n"),
    ],
)
def test_what_is_no_stock_file_is_said_and_leaves_nothing(
    name: str, content: bytes | None, tmp_path: Path
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=name):
        compile_stock([path], tmp_path / "home" / FILE)
    assert not list((tmp_path / "home").iterdir())


def test_compiled_once_until_the_files_change_and_kept_when_they_go(tmp_path: Path) -> None:
    home, file = tmp_path / "home", write(tmp_path / "units.csv", UNITS)
    with opened_register(home, [file]):
        first = (home / FILE).stat().st_ino
    with opened_register(home, [file]):
        assert (home / FILE).stat().st_ino == first
    write(file, {"siren": [TOWN[:9]], "denominationUniteLegale": ["VILLE D'ESSAI"]})
    os.utime(file, ns=(1, 1))
    with opened_register(home, [file]) as register:
        assert register is not None and register.of(TOWN).name == "VILLE D'ESSAI"
    file.unlink()
    with opened_register(home, [file]) as register:
        assert register is not None and register.of(TOWN).name == "VILLE D'ESSAI"


def test_without_a_file_there_is_no_register(tmp_path: Path) -> None:
    for files in ([], [tmp_path / "absent.parquet"]):
        with opened_register(tmp_path, files) as register:
            assert register is None
    assert not list(tmp_path.iterdir())


def read(text: str) -> Value:
    return Value(text, Evidence(text, path=f"/{text}"))


def row(register: Register | None, dataset: str = "avis-marches", /, **values: ColumnValue) -> Record:
    at = datetime(2026, 3, 31, tzinfo=UTC)
    return normalise(Reading(dataset, "x:1", values), sha256="0", url="", read_at=at, register=register)


def test_a_siret_completes_what_the_notice_leaves_out(register: Register) -> None:
    found = row(register, acheteur_siret=read(TOWN))
    assert found.values["acheteur_nom"] == "COMMUNE D'ESSAI"
    assert found.values["acheteur_naf"] == "84.11Z"
    assert found.values["acheteur_code_commune"] == "35238"
    assert found.evidence["acheteur_nom"] == found.evidence["acheteur_siret"]
    assert "complete_par_sirene:acheteur_nom" in found.warnings


def test_what_was_read_stands(register: Register) -> None:
    given = {
        "acheteur_nom": read("Ville"),
        "acheteur_ville": read("Bruz"),
        "acheteur_code_postal": read("35170"),
    }
    found = row(register, acheteur_siret=read(TOWN), **given)
    assert found.values["acheteur_nom"] == "Ville"
    assert found.values["acheteur_code_commune"] == "35047"
    assert found.warnings == ("complete_par_sirene:acheteur_naf",)


@pytest.mark.parametrize(
    ("town", "postal", "commune"),
    [
        ("", "35000", "35238"),
        ("", "44000", None),
        ("Rennes et environs", "", None),
    ],
)
def test_a_commune_speaks_against_no_address(
    register: Register, town: str, postal: str, commune: str | None
) -> None:
    given = {"acheteur_ville": read(town), "acheteur_code_postal": read(postal)}
    found = row(register, acheteur_siret=read(TOWN), **{k: v for k, v in given.items() if v.text})
    assert found.values.get("acheteur_code_commune") == commune


def test_an_arrondissement_is_in_its_commune(register: Register) -> None:
    found = row(register, "attributions-marches", titulaire_siret=read(SCHOOL))
    assert found.values["titulaire_code_commune"] == "75056"
    assert found.values["titulaire_nom"] == 'ECOLE "LES, PINS"'
    assert found.values["titulaire_naf"] == "85.20Z"


def test_lists_of_organisations_get_the_names_that_lack(register: Register) -> None:
    holders = ({"siret": read(TOWN)}, {"siret": read(SCHOOL), "nom": read("École")}, {"nom": read("Seule")})
    found = row(register, "marches-conclus", titulaires=holders, acheteur_siret=read(TRADER))
    names = [holder["nom"] for holder in found.values["titulaires"]]
    assert names == ["COMMUNE D'ESSAI", "École", "Seule"]
    assert found.values["acheteur_nom"] == "Le Comptoir d'Essai"
    assert "acheteur_code_commune" not in found.values


@pytest.mark.parametrize("siret", [TOWN, HIDDEN, ""])
def test_without_register_or_siret_nothing_changes(register: Register, siret: str) -> None:
    given = {"acheteur_siret": read(siret)} if siret else {"acheteur_nom": read("Commune d'Essai")}
    bare = row(None, **given)
    assert {"acheteur_naf", "acheteur_code_commune"}.isdisjoint(bare.values)
    if siret != TOWN:
        assert row(register, **given) == bare
