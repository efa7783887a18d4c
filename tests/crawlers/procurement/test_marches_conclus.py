"""What the reader of buyers' lists does with the layouts that buyers choose."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import StructureChanged
from core.model.evidence import Evidence
from core.model.reading import Reading, Refusal, Value
from core.model.source import Answer, Unmapped, Window
from crawlers.procurement.marches_conclus import SOURCE
from crawlers.procurement.marches_conclus.discovery import discover
from crawlers.procurement.marches_conclus.headings import field_of
from crawlers.procurement.marches_conclus.holder import read_holder
from crawlers.procurement.marches_conclus.price import read_price
from crawlers.procurement.marches_conclus.titles import Title, buyer_in, kind_of_cell, read_title
from extractors.parse import parse
from tests.crawlers.told import Found, told
from tools import compose_marches_conclus as compose
from workers.toolbox import ProseToolbox

Row = dict[str, str]


def read(data: bytes, media: str = "csv") -> list[Found]:
    document = parse(data, name=f"liste.{media}", media=media)
    form = next(form for form in SOURCE.forms if form.media == media and form.recognises(document))
    return told(form.read(document, ProseToolbox()))


def listed(*lines: str) -> list[Found]:
    return read("\n".join(lines).encode("cp1252"))


def rows(found: list[Found]) -> list[Row]:
    return [
        {name: value.text for name, value in each.values.items() if isinstance(value, Value)}
        for each in found
        if isinstance(each, Reading)
    ]


def warnings(found: list[Found]) -> list[str]:
    return [warning for each in found if isinstance(each, Reading) for warning in each.warnings]


CONTRACTS = [item for item in compose.LIST if isinstance(item, compose.Contract)]
HEAD = "Objet;Date;Titulaire;Code postal;Montant HT"


@pytest.fixture(scope="module")
def spreadsheet() -> list[Row]:
    return rows(read(compose.spreadsheet()))


def test_each_contract_is_a_row(spreadsheet: list[Row]) -> None:
    assert [row["objet"] for row in spreadsheet] == [each.subject for each in CONTRACTS]
    assert [row["titulaire_nom"] for row in spreadsheet] == [each.holder for each in CONTRACTS]
    assert [row["date_notification"] for row in spreadsheet] == [each.date for each in CONTRACTS]


def test_titles_give_bracket_and_kind(spreadsheet: list[Row]) -> None:
    assert [row["nature"] for row in spreadsheet] == [
        *["travaux"] * 4,
        *["fournitures"] * 2,
        *["services"] * 2,
        "travaux",
        "services",
    ]
    assert {row["tranche"] for row in spreadsheet} == {
        item for item in compose.LIST if str(item).startswith("Tranche")
    }


def test_the_title_of_the_list_names_the_buyer(spreadsheet: list[Row]) -> None:
    assert {row["acheteur_nom"] for row in spreadsheet} == {compose.BUYER}


def test_a_town_in_the_place_of_the_postal_code_is_a_town(spreadsheet: list[Row]) -> None:
    row = next(row for row in spreadsheet if row["titulaire_nom"] == "BRIGHTON ACADEMY LTD")
    assert row["titulaire_ville"] == "Londres"
    assert "titulaire_code_postal" not in row


def test_the_prices_of_lots_in_one_cell_are_added_up() -> None:
    found = read(compose.spreadsheet())
    row = next(row for row in rows(found) if "Lots 2 et 4" in row["objet"])
    assert row["montant_ht"] == "24246.69 €"
    assert warnings(found) == ["somme_des_lots:montant_ht"]


def test_the_id_has_the_digest_and_the_line() -> None:
    document = parse(compose.spreadsheet(), name="l.csv", media="csv")
    first = next(iter(SOURCE.forms[0].read(document, ProseToolbox())))
    assert isinstance(first, Reading)
    assert first.id == f"marches-conclus:{document.sha256[:16]}:7"
    subject = first.values["objet"]
    assert isinstance(subject, Value)
    assert subject.evidence.path == "ligne[7]/colonne[2]"


@pytest.mark.parametrize("layout", [compose.ruled, compose.two_pages, compose.unruled, compose.sections])
def test_every_layout_gives_the_rows_of_the_spreadsheet(layout: object, spreadsheet: list[Row]) -> None:
    assert callable(layout)
    found = read(layout(), "pdf")
    assert rows(found) == spreadsheet
    assert not [each for each in found if isinstance(each, Refusal)]
    for each in found:
        assert isinstance(each, Reading)
        for value in each.values.values():
            assert isinstance(value, Value)
            assert value.evidence.page
            assert value.evidence.bbox


def test_a_list_without_headings_is_of_another_structure() -> None:
    with pytest.raises(StructureChanged):
        read(compose.redesigned())


def test_a_year_without_contracts_gives_no_row() -> None:
    assert read(compose.without_contracts()) == []


def test_a_row_that_is_nothing_known_is_refused_by_name() -> None:
    found = listed(
        HEAD, "École;01/02/2025;BATIR;28000;1 000,00", ";;;;voir annexe", "Pont;01/02/2025;GC;28000;2 000,00"
    )
    refused = [each for each in found if isinstance(each, Refusal)]
    assert [(each.code, each.path) for each in refused] == [("row-not-understood", "ligne[3]")]
    assert len(rows(found)) == 2


def test_more_refused_rows_than_contracts_mean_another_structure() -> None:
    with pytest.raises(StructureChanged):
        listed(HEAD, "École;01/02/2025;BATIR;28000;1 000,00", *["zut;;;;"] * 3)


def test_a_column_that_nobody_knows_is_told_once() -> None:
    found = listed(
        f"{HEAD};Pilotage",
        "École;01/02/2025;BATIR;28000;1 000,00;oui",
        "Pont;01/02/2025;GC;28000;2 000,00;non",
    )
    assert [each.path for each in found if isinstance(each, Unmapped)] == ["colonne/pilotage"]


def test_totals_and_titles_of_lots_are_no_contracts() -> None:
    found = listed(
        HEAD,
        "Rénovation du gymnase;;;;Total : 3 000,00",
        "Rénovation du gymnase - Lot 1;01/02/2025;BATIR;28000;1 000,00",
        "Espaces verts;;;;",
        "Lot 1 : plantations;01/02/2025;PPF;77414;2 000,00",
        "TOTAL;;;;6 000,00",
    )
    assert [row["titulaire_nom"] for row in rows(found)] == ["BATIR", "PPF"]
    assert not [each for each in found if isinstance(each, Refusal)]


def test_a_kind_around_brackets_lasts_until_the_next_kind() -> None:
    found = listed(
        "MARCHÉS DE TRAVAUX;;;;",
        HEAD,
        "De 20 000 à 89 999,99 € HT;;;;",
        "École;01/02/2025;BATIR;28000;30 000,00",
        "De 90 000 à 206 999,99 € HT;;;;",
        "Pont;01/02/2025;GC;28000;100 000,00",
        "MARCHÉS DE SERVICES;;;;",
        "Ménage;01/02/2025;NET;28000;100 000,00",
    )
    got = [(row["nature"], row.get("tranche", "")[:9]) for row in rows(found)]
    assert got == [("travaux", "De 20 000"), ("travaux", "De 90 000"), ("services", "")]


def test_kind_and_bracket_may_be_columns() -> None:
    found = listed(
        "Nature;Tranche;Intitulé du marché;Attributaire;CP;Ville;Montant notifié (€ HT);Date de notification",
        "T;20 000 à 90 000;École;BATIR;28000;Chartres;12.345;12/03/2025",
    )
    (row,) = rows(found)
    assert (row["nature"], row["tranche"]) == ("travaux", "20 000 à 90 000")
    assert (row["titulaire_code_postal"], row["titulaire_ville"]) == ("28000", "Chartres")
    assert row["montant_ht"] == "12.345 €"


def test_a_subject_over_several_lots_is_shared() -> None:
    found = listed(HEAD, "École;01/02/2025;BATIR;28000;1 000,00", ";02/02/2025;PLOMB;28000;2 000,00")
    assert [row["objet"] for row in rows(found)] == ["École", "École"]
    assert warnings(found) == ["objet_de_la_ligne_precedente:objet"]


def test_a_lot_of_its_own_column_stands_behind_the_subject() -> None:
    found = listed(
        "Objet;Lot;Titulaire;Montant HT", "École;3;BATIR;1 000,00", "École;Lot 4 : toit;COUV;2 000,00"
    )
    assert [row["objet"] for row in rows(found)] == ["École - Lot 3", "École - Lot 4 : toit"]


def test_a_year_of_two_digits_is_of_this_century_and_told() -> None:
    found = listed(HEAD, "École;02/04/15;BATIR;28000;1 000,00", "Pont;17/04/2015;GC;28000;2 000,00")
    assert [row["date_notification"] for row in rows(found)] == ["02/04/2015", "17/04/2015"]
    assert warnings(found) == ["annee_sur_deux_chiffres:date_notification"]


@pytest.mark.parametrize(
    ("heading", "cell", "duration"),
    [
        ("Durée (jours)", "1460", "1460 jour"),
        ("Durée en mois", "48", "48 mois"),
        ("Durée", "48", "48"),
        ("Durée en mois ou jours", "48", "48"),
        ("Durée (jours)", "4 ans", "4 ans"),
    ],
)
def test_the_heading_of_durations_gives_their_unit(heading: str, cell: str, duration: str) -> None:
    (row,) = rows(listed(f"Objet;Titulaire;Montant HT;{heading}", f"École;BATIR;1 000,00;{cell}"))
    assert row["duree_mois"] == duration


def test_the_notification_goes_before_the_signature_and_a_number_is_no_subject() -> None:
    found = listed(
        "Marché n°;Intitulé du marché / lot;Société;Montant HT;Date de signature;Date de notification",
        "2025-04;Mission OPC;FERRAND;12 000,00;02/05/2025;09/05/2025",
    )
    (row,) = rows(found)
    assert (row["objet"], row["date_notification"]) == ("Mission OPC", "09/05/2025")


def test_what_was_not_awarded_is_no_contract() -> None:
    found = listed(HEAD, "École;01/02/2025;déclaré infructueux;;", "Pont;01/02/2025;GC;28000;2 000,00")
    assert [row["titulaire_nom"] for row in rows(found)] == ["GC"]


@pytest.mark.parametrize("cell", ["1 250 / trimestre", "3 000 € HT par an", "12 000 € annuel"])
def test_a_price_of_a_period_is_not_that_of_the_contract(cell: str) -> None:
    found = listed(HEAD, f"Copieurs;01/02/2025;BATIR;28000;{cell}")
    assert "montant_ht" not in rows(found)[0]
    assert warnings(found) == ["montant_par_periode:montant_ht"]


def test_an_export_of_a_database_is_a_list() -> None:
    found = listed(
        "annee,objet_marche,date_notification,titulaire,code_postal_titulaire,montant_ht,montant_max",
        "2025,École,2025-03-12,BATIR,28000,1000.00,5000.00",
    )
    (row,) = rows(found)
    assert (row["titulaire_nom"], row["titulaire_code_postal"]) == ("BATIR", "28000")
    assert (row["date_notification"], row["montant_ht"]) == ("2025-03-12", "1000.00")


HTML_HEADS = """<html><body><h1>Ville de Sauveterre : marchés conclus en 2025</h1><table>
<tr><th rowspan="2">Objet</th><th colspan="3">Titulaire</th><th rowspan="2">Montant HT</th></tr>
<tr><th>Nom</th><th>Code postal</th><th>Ville</th></tr>
<tr><td>École</td><td>BATIR</td><td>28000</td><td>Chartres</td><td>1 000,00 €</td></tr>
</table></body></html>"""


def test_headings_may_have_two_lines() -> None:
    (row,) = rows(read(HTML_HEADS.encode(), "html"))
    assert row["titulaire_nom"] == "BATIR"
    assert row["titulaire_ville"] == "Chartres"
    assert row["objet"] == "École"


def test_headings_of_two_lines_need_no_merged_cells() -> None:
    found = listed(
        "Objet;Titulaire;;;Montant",
        ";Nom;Code postal;Ville;€ HT",
        "École;BATIR;28000;Chartres;1 000,00",
        "Pont;GC;28000;Chartres;2 000,00",
    )
    assert [row["titulaire_nom"] for row in rows(found)] == ["BATIR", "GC"]
    assert [row["titulaire_ville"] for row in rows(found)] == ["Chartres", "Chartres"]
    assert [row["montant_ht"] for row in rows(found)] == ["1 000,00 €", "2 000,00 €"]
    assert not warnings(found)


def test_the_title_under_the_headings_is_no_second_line() -> None:
    found = listed(f";{HEAD}", "SERVICES;;;;;", ";Ménage;01/02/2025;NET;28000;1 000,00")
    assert [row["nature"] for row in rows(found)] == ["services"]


def test_of_several_dates_that_of_the_notification_is_read() -> None:
    found = listed(
        "Objet;Date d'envoi;Titulaire;Montant;Date de notification;Montant HT",
        "École;01/01/2025;BATIR;1 200,00;02/02/2025;1 000,00",
    )
    (row,) = rows(found)
    assert (row["date_notification"], row["montant_ht"]) == ("02/02/2025", "1 000,00")


def test_a_list_of_the_arrete_needs_no_price() -> None:
    found = listed(
        "Objet;Date;Attributaire;Code postal", "École;01/02/2025;BATIR;28000", "Pont;02/02/2025;GC;28000"
    )
    assert [row["titulaire_nom"] for row in rows(found)] == ["BATIR", "GC"]


def test_a_page_without_list_is_not_of_this_form() -> None:
    document = parse(b"<html><body><p>Contact</p></body></html>", name="x.html", media="html")
    assert not any(form.recognises(document) for form in SOURCE.forms if form.media == "html")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("OBJET", "objet"),
        ("Objet du marché", "objet"),
        ("Intitulé", "objet"),
        ("Nature et objet du marché", "objet"),
        ("Nature des prestations", "objet"),
        ("Nature", "nature"),
        ("Type de marché", "nature"),
        ("ATTRIBUTAIRE", "titulaire"),
        ("Nom de l'attributaire", "titulaire"),
        ("Entreprise retenue", "titulaire"),
        ("Titulaire et code postal", "titulaire"),
        ("Nom et adresse du titulaire", "titulaire"),
        ("Code postal du titulaire", "code_postal"),
        ("Code\npostal", "code_postal"),
        ("C.P.", "code_postal"),
        ("Ville", "ville"),
        ("Adresse de l'entreprise", "adresse"),
        ("Montant en € HT", "montant"),
        ("Montant du marché HT", "montant"),
        ("€ HT", "montant"),
        ("Montant TTC", "autre_montant"),
        ("Date de notification du marché", "date"),
        ("Notifié le", "date"),
        ("N° SIRET", "siret"),
        ("SIRET de l'acheteur", "acheteur_siret"),
        ("N° de marché", "numero"),
        ("N°", "numero"),
        ("N° de lot", "lot"),
        ("Procédure de passation", "procedure"),
        ("Durée", "duree"),
        ("Tranche de montant", "tranche"),
        ("Lieu d'exécution", "lieu"),
        ("Observations", "remarque"),
        ("Fournisseur code postal", "code_postal"),
        ("Fournisseur ville", "ville"),
        ("Titulaire - adresse", "adresse"),
        ("code_postal_titulaire", "code_postal"),
        ("ville_titulaire", "ville"),
        ("objet_marche", "objet"),
        ("dateNotification", "date"),
        ("nomTitulaire", "titulaire"),
        ("montant_ht", "montant"),
        ("Montant min", "autre_montant"),
        ("Montant max", "autre_montant"),
        ("Organisme", "acheteur"),
        ("Entité d'achat", "acheteur"),
        ("Périmètre financier", "remarque"),
        ("Quelque chose", None),
        ("12/03/2025", None),
        ("", None),
    ],
)
def test_headings_are_known_by_their_words(heading: str, field: str | None) -> None:
    assert field_of(heading) == field


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Tranche 1 : 0 à 19 999,99 € HT", Title(bracket=True, known=True)),
        ("De 20 000 à 89 999,99 € HT", Title(bracket=True, known=True)),
        ("Marchés supérieurs à 90 000 € HT", Title(bracket=True, known=True)),
        ("MARCHÉS DE TRAVAUX DE 20 000 € À 89 999 € HT", Title(bracket=True, kind="travaux", known=True)),
        ("Marchés de 90 000 € HT et plus", Title(bracket=True, known=True)),
        ("90 000 et plus", Title(bracket=True, known=True)),
        ("Travaux de 30 logements et plus", Title()),
        ("TRAVAUX", Title(kind="travaux", known=True)),
        ("Marchés publics de fournitures", Title(kind="fournitures", known=True)),
        ("FOURNITURE", Title(kind="fournitures", known=True)),
        ("Prestations intellectuelles", Title(kind="services", known=True)),
        ("II - MARCHÉS DE FOURNITURES COURANTES", Title(kind="fournitures", known=True)),
        ("1.2 Marchés de services (2025)", Title(kind="services", known=True)),
        ("Travaux compris entre 20 000 et 90 000 € HT", Title(bracket=True, kind="travaux", known=True)),
        ("Fournitures et services", Title(kind="", known=True)),
        ("Néant", Title(known=True)),
        ("Aucun marché", Title(known=True)),
        ("Total général", Title(known=True)),
        ("Liste des marchés conclus en 2025", Title(known=True)),
        ("Travaux de rénovation du gymnase", Title()),
        ("Aménagement du bourg - tranche 2", Title()),
        ("Réfection de 10 à 15 logements", Title()),
    ],
)
def test_titles_are_known_by_their_words(words: str, title: Title) -> None:
    assert read_title(words) == title


@pytest.mark.parametrize(
    ("words", "buyer"),
    [
        ("COMMUNE DE BOURGNEUF - LISTE DES MARCHÉS CONCLUS EN 2025", "COMMUNE DE BOURGNEUF"),
        ("Communauté de communes du Val d'Or : marchés conclus", "Communauté de communes du Val d'Or"),
        ("Marchés conclus par la ville de Bourgneuf", None),
        ("Tranche 1", None),
    ],
)
def test_the_buyer_is_named_in_a_part_of_a_title(words: str, buyer: str | None) -> None:
    assert buyer_in(words) == buyer


@pytest.mark.parametrize(
    ("cell", "kind"), [("T", "travaux"), ("Services", "services"), ("MAPA", None), ("", None)]
)
def test_kinds_of_cells(cell: str, kind: str | None) -> None:
    assert kind_of_cell(cell) == kind


def _value(text: str) -> Value:
    return Value(text, Evidence(lecture=text, path="p"))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("SEPUR (78377)", ("SEPUR", "78377", None)),
        ("SEPUR - 78 370 Plaisir", ("SEPUR", "78 370", "Plaisir")),
        ("EUROVIA, 12 rue des Lilas, 75014 PARIS", ("EUROVIA", "75014", "PARIS")),
        ("COLAS\nZA du Pré\n28000 CHARTRES CEDEX 9", ("COLAS", "28000", "CHARTRES CEDEX 9")),
        ("2LS", ("2LS", None, None)),
        ("LES JARDINS", ("LES JARDINS", None, None)),
        ("75014", ("75014", None, None)),
    ],
)
def test_a_holder_may_have_its_place_behind_its_name(
    cell: str, expected: tuple[str, str | None, str | None]
) -> None:
    found = read_holder(_value(cell), None, None, None)
    names = ("titulaire_nom", "titulaire_code_postal", "titulaire_ville")
    assert tuple(found[name].text if name in found else None for name in names) == expected


@pytest.mark.parametrize(
    ("postal", "town", "expected"),
    [
        ("75 013", None, ("75 013", None)),
        ("75014 Paris", None, ("75014", "Paris")),
        ("Paris 75014", None, ("75014", "Paris")),
        ("Londres", None, (None, "Londres")),
        (None, "28000 Chartres", ("28000", "Chartres")),
        ("28000", "Chartres", ("28000", "Chartres")),
        ("SW1A 2AA", None, ("SW1A 2AA", None)),
    ],
)
def test_postal_codes_and_towns_share_their_cells(
    postal: str | None, town: str | None, expected: tuple[str | None, str | None]
) -> None:
    found = read_holder(None, _value(postal) if postal else None, _value(town) if town else None, None)
    names = ("titulaire_code_postal", "titulaire_ville")
    assert tuple(found[name].text if name in found else None for name in names) == expected


@pytest.mark.parametrize(
    ("cell", "heading", "expected"),
    [
        ("14 237.50", "Montant € HT", ("14 237.50 €", ())),
        ("14 237.50", "Montant HT", ("14 237.50", ())),
        ("12 000 € HT", "Montant", ("12 000 € HT", ())),
        ("12 000", "Montant", ("12 000", ("taxe_non_precisee:montant_ht",))),
        ("12 000 € TTC", "Montant", (None, ("montant_ttc_non_repris:montant_ht",))),
        ("Lot 1 : 10 000,50\nLot 2 : 5 000", "Montant HT", ("15000.50 €", ("somme_des_lots:montant_ht",))),
        ("Lot 1 : 10 000,50 Lot 2 : 5 000", "Montant HT", ("15000.50 €", ("somme_des_lots:montant_ht",))),
        ("mini 10 000 maxi 40 000", "Montant HT", ("mini 10 000 maxi 40 000", ())),
    ],
)
def test_prices(cell: str, heading: str, expected: tuple[str | None, tuple[str, ...]]) -> None:
    value, told = read_price(_value(cell), heading, list_is_net=False)
    assert (value.text if value else None, told) == expected


@given(st.text(max_size=80))
def test_no_words_break_the_readers_of_words(words: str) -> None:
    field_of(words)
    read_title(words)
    buyer_in(words)
    if words:
        read_holder(_value(words), _value(words), _value(words), _value(words))
        read_holder(_value(words), None, None, None)
        read_price(_value(words), words, list_is_net=True)


class Site:
    """An origin with one page."""

    def __init__(self, body: bytes | None, seeds: tuple[str, ...]) -> None:
        self.body = body
        self.seeds = seeds

    def get(self, url: str) -> Answer | None:
        return None if self.body is None else Answer(url, self.body, {})

    def post(self, url: str, body: bytes) -> Answer | None:
        raise AssertionError("no listing of this source is asked for by POST")


WINDOW = Window(date(2026, 3, 1), date(2026, 3, 31))
SEED = "https://www.bourgneuf.example/marches/listes"


def test_the_lists_that_a_page_links_to_are_found() -> None:
    page = b"""<a href="/docs/Liste%202025.csv?v=3&amp;w=1">2025</a> <a href='liste.pdf'><b>PDF</b></a>
    <a href="/contact">x</a> <a href="mailto:a@b.example">y</a> <a href="liste.pdf">encore</a>"""
    found = list(discover(Site(page, (SEED,)), WINDOW))
    assert [(each.key, each.url) for each in found] == [
        (
            "www.bourgneuf.example:Liste 2025.csv",
            "https://www.bourgneuf.example/docs/Liste%202025.csv?v=3&w=1",
        ),
        ("www.bourgneuf.example:liste.pdf", "https://www.bourgneuf.example/marches/liste.pdf"),
    ]


def test_a_seed_may_be_a_list_itself() -> None:
    (found,) = discover(Site(None, ("https://a.example/x/liste.csv",)), WINDOW)
    assert found.key == "a.example:liste.csv"


def test_a_page_that_is_gone_has_no_lists() -> None:
    assert list(discover(Site(None, (SEED,)), WINDOW)) == []


def test_a_page_without_links_is_told() -> None:
    with pytest.raises(StructureChanged):
        list(discover(Site(b"Maintenance", (SEED,)), WINDOW))


def test_lists_of_one_name_in_two_folders_are_two_lists() -> None:
    page = b"<a href='2024/liste.csv'>2024</a> <a href='2025/liste.csv'>2025</a> <a href='2025/b.csv'>b</a>"
    keys = [each.key for each in discover(Site(page, (SEED,)), WINDOW)]
    site = "www.bourgneuf.example"
    assert keys == [f"{site}:/marches/2024/liste.csv", f"{site}:/marches/2025/liste.csv", f"{site}:b.csv"]
