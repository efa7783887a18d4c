"""What the reader of the DECP does with its dialects and their faults."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import StructureChanged
from core.model.evidence import Evidence
from core.model.reading import Reading, Refusal, Value
from core.model.source import Answer, Unmapped, Window
from crawlers.procurement.decp import SOURCE, names
from crawlers.procurement.decp.contracts import contract_id
from crawlers.procurement.decp.discovery import CURRENT, FORMER, RECORDS, Piece, discover
from extractors.parse import parse
from tests.crawlers.told import Found, told
from workers.toolbox import ProseToolbox

BUYER, HOLDER, OTHER = "21910987300014", "51234987900019", "52345098900018"


def read(data: bytes, media: str) -> list[Found]:
    for form in SOURCE.forms:
        if form.media == media:
            document = parse(data, name=f"decp.{media}", media=media, embedded=form.embedded)
            assert form.recognises(document)
            return told(form.read(document, ProseToolbox()))
    raise AssertionError(media)


def contract(**fields: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "id": "2026M1",
        "acheteur": {"id": BUYER, "nom": "Ville de Bourgneuf"},
        "objet": "Entretien",
        "codeCPV": "77310000-6",
        "procedure": "Procédure adaptée",
        "lieuExecution": {"code": "91", "typeCode": "Code département"},
        "dureeMois": 12,
        "dateNotification": "2026-02-16",
        "montant": 148000.0,
        "titulaires": [{"typeIdentifiant": "SIRET", "id": HOLDER}],
    }
    return given | fields


def package(*contracts: dict[str, Any]) -> bytes:
    return json.dumps({"marches": list(contracts)}, ensure_ascii=False).encode()


def one(**fields: Any) -> Reading:
    (found,) = readings(read(package(contract(**fields)), "json"))
    return found


def readings(found: list[Found]) -> list[Reading]:
    return [each for each in found if isinstance(each, Reading)]


def text(reading: Reading, column: str) -> str | None:
    value = reading.values.get(column)
    assert value is None or isinstance(value, Value)
    return value.text if value else None


def parts(reading: Reading, column: str) -> list[dict[str, str]]:
    value = reading.values.get(column, ())
    assert not isinstance(value, Value)
    return [{k: v.text for k, v in part.items()} for part in value if not isinstance(part, Value)]


def test_all_dialects_give_one_row() -> None:
    nested = one()
    wrapped = {"marches": {"marche": [contract(titulaires=[{"titulaire": contract()["titulaires"][0]}])]}}
    xml = f"""<marches><marche><id>2026M1</id>
      <acheteur><id>{BUYER}</id><nom>Ville de Bourgneuf</nom></acheteur><objet>Entretien</objet>
      <codeCPV>77310000-6</codeCPV><procedure>Procédure adaptée</procedure>
      <lieuExecution><code>91</code><typeCode>Code département</typeCode></lieuExecution>
      <dureeMois>12</dureeMois><dateNotification>2026-02-16</dateNotification><montant>148000.0</montant>
      <titulaires><titulaire><typeIdentifiant>SIRET</typeIdentifiant><id>{HOLDER}</id></titulaire></titulaires>
      </marche></marches>"""
    table = (
        "id;acheteur_id;acheteur.nom;objet;codeCPV;procedure;lieuExecution_code;lieuExecution_typeCode;"
        "dureeMois;dateNotification;montant;titulaire_id_1;titulaire_typeIdentifiant_1\n"
        f"2026M1;{BUYER};Ville de Bourgneuf;Entretien;77310000-6;Procédure adaptée;91;Code département;"
        f"12;2026-02-16;148000.0;{HOLDER};SIRET\n"
    )
    others = [
        *read(json.dumps(wrapped).encode(), "json"),
        *read(xml.encode(), "xml"),
        *read(table.encode(), "csv"),
    ]
    assert len(others) == 3
    for other in readings(others):
        assert other.id == nested.id == f"decp:{BUYER}2026M1"
        assert other.values.keys() == nested.values.keys()
        for column, value in nested.values.items():
            if isinstance(value, Value):
                assert text(other, column) == value.text
            else:
                assert parts(other, column) == parts(nested, column)


@pytest.mark.parametrize(
    ("uid", "expected"),
    [
        (BUYER + "X1", f"decp:{BUYER}X1"),
        ("test", f"decp:{BUYER}2026M1"),
        ("E5E2FDB1DE8E11B0DA2DCFC375D3BD25", f"decp:{BUYER}2026M1"),
        (None, f"decp:{BUYER}2026M1"),
    ],
)
def test_the_uid_is_the_identity_where_it_begins_with_the_buyer(uid: str | None, expected: str) -> None:
    proof = Evidence(lecture="")
    given = Value(uid, proof) if uid else None
    assert contract_id(given, Value(BUYER, proof), Value("2026M1", proof)) == expected


def test_a_contract_without_numbers_is_named_by_its_document() -> None:
    found = one(id=None, acheteur={"nom": "Ville de Bourgneuf"})
    assert found.id.startswith("decp:") and found.id.endswith(":1")
    assert "identifiant_absent:id" in found.warnings


def test_the_name_with_a_stray_space_is_the_name() -> None:
    assert text(one(acheteur={"id": BUYER, "nom ": "Ville"}), "acheteur_nom") == "Ville"
    assert text(one(**{"acheteur": {}, "acheteur.id": BUYER}), "acheteur_siret") == BUYER


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (" CDL", None),
        ("MQ", None),
        ("nan", None),
        ("12311111111.0", None),
        ("231.125", "231.1250"),
        ("14 700,00", "14 700,00"),
        (1e17, "1e+17"),
        (49599.25, "49599.25"),
    ],
)
def test_amounts(written: Any, read_as: str | None) -> None:
    assert text(one(montant=written), "montant_ht") == read_as


def test_a_capped_amount_is_told() -> None:
    assert one(montant="12311111111.0").warnings == ("montant_plafonne:montant_ht",)


def test_whole_months_may_be_written_as_decimals() -> None:
    assert text(one(dureeMois="48.0"), "duree_mois") == "48"
    assert text(one(dureeMois=4.5), "duree_mois") == "4.5"


@pytest.mark.parametrize(
    ("holder", "found", "told"),
    [
        ({"typeIdentifiant": "", "id": HOLDER}, {"siret": HOLDER}, False),
        ({"id": HOLDER, "denominationSociale": "ACME"}, {"nom": "ACME", "siret": HOLDER}, False),
        (
            {"typeIdentifiant": "TVA", "id": "DE814864138", "nom": "Hof"},
            {"nom": "Hof", "identifiant": "DE814864138", "type_identifiant": "TVA"},
            True,
        ),
        (
            {"typeIdentifiant": "TVA", "id": "99999999999"},
            {"identifiant": "99999999999", "type_identifiant": "TVA"},
            True,
        ),
        ({"typeIdentifiant": "CDL", "id": "CDL"}, None, False),
    ],
)
def test_holders(holder: dict[str, str], found: dict[str, str] | None, told: bool) -> None:
    reading = one(titulaires=[{"titulaire": holder}])
    assert parts(reading, "titulaires") == ([found] if found else [])
    assert ("titulaire_sans_siret:titulaires" in reading.warnings) == told


def test_holders_are_found_in_lists_of_lists_once_each() -> None:
    siret = {"typeIdentifiant": "SIRET", "id": HOLDER}
    reading = one(titulaires=[[[siret, {"typeIdentifiant": "SIRET", "id": OTHER}]], [siret]])
    assert parts(reading, "titulaires") == [{"siret": HOLDER}, {"siret": OTHER}]
    assert text(reading, "titulaire_siret") == HOLDER


def test_modifications_in_both_wrappings_and_as_text() -> None:
    change = {"objetModification": "Avenant", "dateNotificationModification": "2026-03-02", "montant": 5}
    for shape in (
        [change],
        [{"modification": change}],
        json.dumps([change]),
        json.dumps([{"modification": change}]),
    ):
        (found,) = parts(one(modifications=shape), "modification")
        assert found == {"date": "2026-03-02", "objet": "Avenant", "montant": "5"}
    assert not parts(one(modifications=[{"modification": {"id": 1}}]), "modification")


@pytest.mark.parametrize(
    ("nature", "expected"),
    [("Concession de travaux", "travaux"), ("Délégation de service public", "services"), ("Marché", None)],
)
def test_natures(nature: str, expected: str | None) -> None:
    assert text(one(nature=nature), "nature") == expected


def test_a_place_name_that_only_repeats_its_code_is_no_name() -> None:
    where = {"code": "35000", "typeCode": "Code postal"}
    assert text(one(lieuExecution=where | {"nom": "35000"}), "lieu_libelle") is None
    assert text(one(lieuExecution=where | {"nom": "Code postal"}), "lieu_libelle") is None
    assert text(one(lieuExecution=where | {"nom": "RENNES"}), "lieu_libelle") == "RENNES"


def test_an_unknown_field_is_told_and_many_refuse_the_contract() -> None:
    found = read(package(contract(nouveau="x")), "json")
    assert [each.path for each in found if isinstance(each, Unmapped)] == ["/marches/nouveau"]
    strange = contract(**{f"champ{letter}": "x" for letter in "abcd"})
    found = read(package(strange, contract(id="2026M2")), "json")
    assert [each.id for each in readings(found)] == [f"decp:{BUYER}2026M2"]
    assert [each.code for each in found if isinstance(each, Refusal)] == ["structure-changed"]
    with pytest.raises(StructureChanged):
        read(package(strange), "json")


def test_a_package_of_something_else_is_refused() -> None:
    with pytest.raises(StructureChanged):
        read(b'{"marches": {"contrats": [{"a": "b"}]}}', "json")


def test_nothing_is_no_error() -> None:
    for empty in (b'{"marches": []}', b'{"marches": {"marche": []}}', b'{"total_count": 0, "results": []}'):
        assert read(empty, "json") == []


def test_older_answers_wrap_each_record() -> None:
    record = {
        "id": "1",
        "acheteur_id": BUYER,
        "objet": "Voirie",
        "montant": 5,
        "datenotification": "2026-01-02",
    }
    for answer in (
        [{"recordid": "x", "fields": record}],
        {"total_count": 1, "records": [{"record": {"id": "x", "fields": record}}]},
        {"total_count": 1, "results": [record]},
        [record],
    ):
        (row,) = readings(read(json.dumps(answer).encode(), "json"))
        assert row.id == f"decp:{BUYER}1"


HEAD = "id;acheteur_id;objet;montant;dateNotification;titulaire_id_1;idModification;montantModification"


def lines(*rows: str) -> list[Reading]:
    return readings(read("\n".join([HEAD, *rows]).encode(), "csv"))


def test_the_lines_of_a_contract_are_one_row() -> None:
    (row,) = lines(
        f"1;{BUYER};Voirie;100;2026-01-02;{HOLDER};CDL;CDL",
        f"1;{BUYER};Voirie;100;2026-01-02;{OTHER};CDL;CDL",
        f"1;{BUYER};Voirie;100;2026-01-02;{HOLDER};1;120",
    )
    assert parts(row, "titulaires") == [{"siret": HOLDER}, {"siret": OTHER}]
    assert parts(row, "modification") == [{"montant": "120", "numero": "1"}]


def test_lines_that_contradict_one_another_stay_apart() -> None:
    rows = lines(
        f"1;{BUYER};Lot A;100;2026-01-02;{HOLDER};CDL;CDL",
        f"1;{BUYER};Lot B;200;2026-01-02;{HOLDER};CDL;CDL",
        f"1;{BUYER};Lot A;100;2026-01-02;{HOLDER};CDL;CDL",
    )
    assert [row.id for row in rows] == [f"decp:{BUYER}1", f"decp:{BUYER}1:2"]
    assert all("identifiant_repete:id" in row.warnings for row in rows)


def test_a_table_names_its_unknown_columns_once() -> None:
    head = f"{HEAD};codeCPV;procedure;dureeMois;couleur;vide"
    line = f"{BUYER};Voirie;100;2026-01-02;{HOLDER};1;120;45233141;Appel d'offres ouvert;12"
    found = read(f"{head}\n1;{line};rouge;\n2;{line};bleu;\n".encode(), "csv")
    assert [each.path for each in found if isinstance(each, Unmapped)] == ["colonne/couleur"]


def test_a_cell_of_json_is_read_inside() -> None:
    cell = '"{""code"": ""91"", ""typeCode"": ""Code département"", ""nom"": ""Essonne""}"'
    found = read(f"id,acheteur_id,objet,montant,lieuExecution\n1,{BUYER},Voirie,5,{cell}\n".encode(), "csv")
    (row,) = readings(found)
    code = row.values["lieu_code"]
    assert isinstance(code, Value) and code.text == "91" and code.evidence.path == "ligne[2]/colonne[5]"
    assert text(row, "lieu_libelle") == "Essonne"


@given(st.text(alphabet="aA._ -é1", min_size=1, max_size=12))
def test_a_name_has_one_folded_form(name: str) -> None:
    folded = names.folded(name)
    assert names.folded(folded) == folded or name.startswith("_")


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=8) | st.lists(st.text(max_size=5)), max_size=6))
def test_any_package_gives_rows_or_a_named_refusal(member: dict[str, Any]) -> None:
    try:
        found = read(json.dumps({"marches": [member]}).encode(), "json")
    except StructureChanged:
        return
    assert all(isinstance(each, Found) for each in found)


class Counting:
    """An Opendatasoft that holds so many contracts a day and notification day."""

    seeds = ()

    def __init__(self, per_day: int) -> None:
        self.per_day = per_day
        self.asked: list[str] = []

    def get(self, url: str) -> Answer | None:
        self.asked.append(url)
        clause = unquote(url)
        if "is null" in clause:
            count = 3
        elif "datenotification" in clause:
            since, until = (
                date.fromisoformat(clause.split(f"datenotification {sign} date'")[1][:10])
                for sign in (">=", "<=")
            )
            inside = [date(2026, 2, day) for day in range(1, 6) if since <= date(2026, 2, day) <= until]
            count = self.per_day * len(inside)
        else:
            count = self.per_day * 5 + 3
        return Answer(url, json.dumps({"total_count": count, "results": []}).encode(), {})

    def post(self, url: str, body: bytes) -> Answer | None:
        raise AssertionError("nothing is posted")


def test_a_small_day_is_one_export() -> None:
    day = date(2026, 3, 12)
    (reference,) = discover(Counting(2), Window(day, day))
    assert reference.key == f"{CURRENT}:2026-03-12"
    assert reference.published == day
    assert "/exports/json?where=datepublicationdonnees" in reference.url


def test_a_large_day_is_split_until_each_piece_is_small() -> None:
    day = date(2026, 3, 12)
    found = list(discover(Counting(RECORDS - 1), Window(day, day)))
    assert len({each.key for each in found}) == len(found) == 6
    assert found[-1].key.endswith(":undated")


def test_one_large_day_of_notification_cannot_be_split() -> None:
    piece = Piece(CURRENT, date(2026, 3, 12), date(2026, 2, 1), date(2026, 2, 1))
    assert piece.parts() == ()


def test_the_former_dataset_is_asked_for_the_years_it_holds() -> None:
    day = date(2022, 3, 12)
    assert [each.key.split(":")[0] for each in discover(Counting(1), Window(day, day))] == [CURRENT, FORMER]


def test_an_answer_without_a_count_is_a_changed_structure() -> None:
    class Changed(Counting):
        def get(self, url: str) -> Answer | None:
            return Answer(url, b'{"nhits": 3}', {})

    with pytest.raises(StructureChanged):
        list(discover(Changed(1), Window(date(2026, 3, 12), date(2026, 3, 12))))


def test_terms_of_the_contract() -> None:
    reading = one(
        ccag="Maitrise d'œuvre",
        techniques="['Accord-cadre', \"Système d'acquisition dynamique\"]",
        typesPrix={"typePrix": ["Définitif ferme", "Provisoire"]},
        marcheInnovant=True,
    )
    assert text(reading, "ccag") == "maitrise_d_oeuvre"
    assert _texts(reading, "techniques") == ["accord_cadre", "systeme_d_acquisition_dynamique"]
    assert _texts(reading, "types_prix") == ["definitif_ferme", "provisoire"]
    assert text(reading, "marche_innovant") == "true"


def _texts(reading: Reading, name: str) -> list[str]:
    values = reading.values[name]
    assert isinstance(values, tuple)
    return [each.text for each in values if isinstance(each, Value)]
