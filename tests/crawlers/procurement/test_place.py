"""What the reader of PLACE does with its two layouts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import StructureChanged
from core.model.evidence import Evidence
from core.model.reading import Reading, Value
from core.model.source import Answer, Window
from crawlers.procurement.place import SOURCE, parts
from crawlers.procurement.place.discovery import consultation_key, discover
from extractors.parse import parse
from workers.toolbox import ProseToolbox

FORM = SOURCE.forms[0]
SITE = "https://www.marches-publics.gouv.fr/"

BASIC = (
    ("Date et heure limite de remise des plis", "09/04/2026 12:00 (heure de Paris)"),
    ("Référence", "2026-01"),
    ("Intitulé", "Toitures"),
    ("Objet", "Entretien des toitures"),
    ("Entité publique", "Ministère de la Culture"),
    ("Entité d'Achat", "MC / DRAC - Direction régionale"),
)


def page(*pairs: tuple[str, str], heading: str = "Détails de la consultation") -> bytes:
    rows = "".join(f"<div><label>{label} :</label><div>{value}</div></div>" for label, value in pairs)
    return f"<html><body><h1>{heading}</h1>{rows}</body></html>".encode()


def inline(*pairs: tuple[str, str]) -> bytes:
    rows = "".join(f"<p>{label} : {value}</p>" for label, value in pairs)
    return f"<html><body><h1>Détail de la consultation</h1>{rows}</body></html>".encode()


def read(data: bytes) -> list[Reading]:
    document = parse(data, name="page.html", media="html")
    assert FORM.recognises(document)
    return [each for each in FORM.read(document, ProseToolbox()) if isinstance(each, Reading)]


def text(reading: Reading, column: str) -> str | None:
    value = reading.values.get(column)
    return value.text if isinstance(value, Value) else None


def value(words: str) -> Value:
    return Value(words, Evidence(lecture=words))


def test_both_layouts_give_one_row() -> None:
    (apart,), (together,) = read(page(*BASIC)), read(inline(*BASIC))
    assert apart.id == together.id == "place:MC:2026-01"
    for column, given_value in apart.values.items():
        assert isinstance(given_value, Value)
        assert text(together, column) == given_value.text


def test_dead_template_fields_are_no_data() -> None:
    dead = (("Caution provisoire", ""), ("Prix d'acquisition des plans", "0,00 MAD"), ("Qualifications", "-"))
    (row,) = read(page(*BASIC, *dead))
    assert row.values.keys() == read(page(*BASIC))[0].values.keys()


def test_an_empty_label_takes_no_value_from_the_next_one() -> None:
    (row,) = read(page(("Intitulé", ""), *(pair for pair in BASIC if pair[0] != "Intitulé")))
    assert text(row, "objet") == "Entretien des toitures"
    assert "objet_publication" not in row.values


@pytest.mark.parametrize(
    ("said", "lots"), [("Non", "1"), ("2 lots", "2"), ("33 Lots", "33"), ("1 lot", "1"), ("-", None)]
)
def test_number_of_lots(said: str, lots: str | None) -> None:
    (row,) = read(page(*BASIC, ("Allotissement", said)))
    assert text(row, "nb_lots") == lots


def test_lots_that_the_page_lists() -> None:
    data = page(*BASIC, ("Allotissement", "2 lots")).replace(
        b"</body>", "<div>Lot 01 : Nord</div><div>Lot n°2 - Sud</div></body>".encode()
    )
    rows = read(data)
    assert [row.id for row in rows[1:]] == ["place:MC:2026-01:lot:1", "place:MC:2026-01:lot:2"]
    assert [text(row, "intitule") for row in rows[1:]] == ["Nord", "Sud"]


def test_an_object_that_begins_with_a_lot_is_no_lot() -> None:
    pairs = [pair if pair[0] != "Objet" else ("Objet", "Lot 1 : Nord") for pair in BASIC]
    assert len(read(page(*pairs, ("Allotissement", "2 lots")))) == 1


@pytest.mark.parametrize(
    ("public", "service", "expected"),
    [
        ("Ministère de la Culture", "MC / DRAC - Direction", "Ministère de la Culture - Direction"),
        ("Ministère de la Culture", None, "Ministère de la Culture"),
        ("Etablissements de Santé et Médico-sociaux", "ESMS / 59 CH - CH VALENS", "CH VALENS"),
        (
            "Etablissements de Santé et Médico-sociaux",
            "ESMS / 75 HP / SCB - Blanchisseries",
            "75 HP - Blanchisseries",
        ),
        ("Opérateurs de l'Etat", None, "Opérateurs de l'Etat"),
    ],
)
def test_buyers(public: str, service: str | None, expected: str) -> None:
    found = parts.buyer(None, value(public), value(service) if service else None)["acheteur_nom"]
    assert isinstance(found, Value) and found.text == expected


@pytest.mark.parametrize(
    ("words", "name", "postal", "town"),
    [
        ("EXPERTISE (75006 - Paris)", "EXPERTISE", "75006", "Paris"),
        ("PFIR de Rennes (35108 - Rennes cedex 3)", "PFIR de Rennes", "35108", "Rennes cedex 3"),
        ("Commune de X", "Commune de X", None, None),
    ],
)
def test_organisme(words: str, name: str, postal: str | None, town: str | None) -> None:
    found = parts.buyer(value(words), None, None)
    texts = {key: each.text if isinstance(each, Value) else None for key, each in found.items()}
    assert texts == {"acheteur_nom": name, "acheteur_code_postal": postal, "acheteur_ville": town}


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("Procédure adaptée", "adaptee"),
        ("Appel d'offres ouvert", "ouverte"),
        ("Appel d'offres restreint", "restreinte"),
        ("Procédure avec négociations", "negociee"),
        ("Procédure de passation des marchés subséquents", "accord_cadre"),
        ("Marché négocié sans publicité ni mise en concurrence", "negociee_sans_publicite"),
        ("Dialogue compétitif", "dialogue_competitif"),
        ("Vente aux enchères", None),
    ],
)
def test_procedures(words: str, term: str | None) -> None:
    found = parts.procedure(value(words))
    assert (found["procedure"].text if isinstance(found["procedure"], Value) else None) == term
    assert isinstance(found["procedure_libelle"], Value)


def test_a_list_of_places_that_is_cut_is_told() -> None:
    (row,) = read(page(*BASIC, ("Lieu d'exécution", "(59) Nord, (2A) Corse-du-Sud ...")))
    codes = row.values["lieu_departement"]
    assert [each.text for each in codes if isinstance(each, Value)] == ["59", "2A"]  # type: ignore[union-attr]
    assert row.warnings == ("liste_tronquee:code_departement",)


def test_a_page_without_reference_or_with_unknown_labels_has_changed() -> None:
    with pytest.raises(StructureChanged):
        read(page(("Dossier", "1"), ("Titre", "x")))
    with pytest.raises(StructureChanged):
        read(page(*BASIC, *((f"Libellé {letter}", "x") for letter in "abcde")))


def test_another_page_is_not_recognised() -> None:
    document = parse(b"<html><body><p>Bonjour : oui</p></body></html>", name="page.html", media="html")
    assert not FORM.recognises(document)


@given(
    st.lists(st.tuples(st.sampled_from(["Objet", "Lieu", "Code CPV", "X"]), st.text("a1:-( )", max_size=9)))
)
def test_any_labels_give_rows_or_a_named_refusal(pairs: list[tuple[str, str]]) -> None:
    try:
        rows = read(page(*BASIC, *pairs))
    except StructureChanged:
        return
    assert rows[0].id == "place:MC:2026-01"


@pytest.mark.parametrize(
    ("address", "key"),
    [
        (
            f"{SITE}?page=entreprise.EntrepriseDetailsConsultation&refConsultation=62&orgAcronyme=f5j",
            "f5j:62",
        ),
        (
            f"{SITE}?page=entreprise.EntrepriseDemandeTelechargementDce&refConsultation=62&orgAcronyme=f5j",
            "f5j:62",
        ),
        (f"{SITE}entreprise/consultation/257?orgAcronyme=f2h", "f2h:257"),
        (f"{SITE}?page=entreprise.EntrepriseAdvancedSearch&AllCons", None),
        ("javascript:popUp('index.php?page=commun.PopUpDetailLots&refConsultation=6&orgAccronyme=x')", None),
    ],
)
def test_keys(address: str, key: str | None) -> None:
    assert consultation_key(address) == key


class Pages:
    def __init__(self, body: str | None, *seeds: str) -> None:
        self.seeds = seeds
        self.body = body

    def get(self, url: str) -> Answer | None:
        return Answer(url, self.body.encode(), {}) if self.body is not None else None

    def post(self, url: str, body: bytes) -> Answer | None:
        raise AssertionError("nothing is posted")


def test_a_seed_may_be_a_consultation_or_a_page_of_links(week: Window) -> None:
    one = f"{SITE}entreprise/consultation/257?orgAcronyme=f2h"
    body = f'<a href="{one}">a</a><a href="/entreprise/consultation/9?orgAcronyme=b">b</a><a href="/">c</a>'
    found = [(each.key, each.url) for each in discover(Pages(body, one, SITE), week)]
    assert found == [("f2h:257", one), ("b:9", f"{SITE}entreprise/consultation/9?orgAcronyme=b")]
    assert not list(discover(Pages(None, SITE), week))
    with pytest.raises(StructureChanged):
        list(discover(Pages("<p>en travaux</p>", SITE), week))


@pytest.fixture
def week() -> Window:
    return Window(date(2026, 3, 1), date(2026, 3, 7))
