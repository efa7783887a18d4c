"""What the reader of buyers' own pages does with labels, heads, buyers, lots and criteria."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import StructureChanged
from core.model.evidence import Evidence
from core.model.reading import Reading, Value
from core.model.source import Answer, Unmapped, Window
from core.model.tree import Node
from crawlers.forms.procedures import procedure_term
from crawlers.procurement.buyer_profile import SOURCE
from crawlers.procurement.buyer_profile.buyer import name_in, put_place
from crawlers.procurement.buyer_profile.criteria import by_lot, criteria
from crawlers.procurement.buyer_profile.discovery import discover
from crawlers.procurement.buyer_profile.grammar import LOST, Grammar
from crawlers.procurement.buyer_profile.head import read_head
from crawlers.procurement.buyer_profile.text import Text, text_of
from crawlers.procurement.buyer_profile.words import kind_of, moment, paragraph, types_of
from extractors.parse import parse
from workers.toolbox import ProseToolbox

FORM = SOURCE.forms[0]

BASIC = (
    "Avis d'appel public à la concurrence",
    "Nom et adresse officiels de l'organisme acheteur : Ville de X, 3 rue Y, 44000 Nantes.",
    "Objet du marché : Toitures.",
    "Type de procédure : procédure adaptée.",
    "Date limite de réception des offres : 17 avril 2026 à 12 h.",
)


def page(*lines: str) -> bytes:
    return ("<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>").encode()


def read(*lines: str) -> list[Reading]:
    document = parse(page(*lines), name="avis.html", media="html")
    assert FORM.recognises(document)
    return [each for each in FORM.read(document, ProseToolbox()) if isinstance(each, Reading)]


def text(*lines: str) -> Text:
    return text_of(
        Node("body", "/body", "", tuple(Node("p", f"/body/p[{n}]", line) for n, line in enumerate(lines, 1)))
    )


def value(words: str) -> Value:
    return Value(words, Evidence(lecture=words))


def said(reading: Reading, column: str) -> str | None:
    found = reading.values.get(column)
    return found.text if isinstance(found, Value) else None


def keys(grammar: Grammar, *lines: str) -> list[tuple[str, str]]:
    page_text = text(*lines)
    fields = grammar.fields(page_text)[1:]
    return [(each.key, (each.value(page_text) or value("")).text) for each in fields]


LABELS = Grammar(
    {
        "objet": ("Objet", "Objet du marché"),
        "lots": ("Prestation divisée en lots",),
        "duree": ("Durée",),
        "rien": ("Refus des variantes*", "Conditions de participation"),
    }
)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Objet : Toitures"], [("objet", "Toitures")]),
        (["OBJET DU MARCHÉ :", "Toitures"], [("objet", "Toitures")]),
        (["2. Objet du marché : Toitures"], [("objet", "Toitures")]),
        (["2/ Objet : Toitures", "3/ Durée: 2 ans"], [("objet", "Toitures"), ("duree", "2 ans")]),
        (["- Objet : Toitures"], [("objet", "Toitures")]),
        (["Objet : Toitures Durée : 2 ans"], [("objet", "Toitures"), ("duree", "2 ans")]),
        (["Objet : la durée : deux ans"], [("objet", "la durée : deux ans")]),
        ([f"Objet du march{LOST} : Toitures"], [("objet", "Toitures")]),
        (["Forme : Prestation divisée en", "lots : oui"], [("lots", "oui")]),
        (["Objet : Toitures. Refus des variantes."], [("objet", "Toitures."), ("rien", ".")]),
        (["Conditions de participation", "néant"], [("rien", "néant")]),
        (["Durée"], []),
        (["un objet : rien"], []),
    ],
)
def test_labels(lines: list[str], found: list[tuple[str, str]]) -> None:
    assert keys(LABELS, *lines) == found


def test_evidence_points_into_the_line_of_the_words() -> None:
    page_text = text("Avis", "Objet : Toitures")
    found = LABELS.fields(page_text)[1].value(page_text)
    assert found and found.evidence == Evidence("Toitures", path="/body/p[2]", start=8, end=16)


def test_a_translation_below_is_left_out() -> None:
    assert "Subject" not in text("Objet : x", "Below text is machine translated", "Subject: x").plain


HEAD = (
    f"R{LOST}fection du toit",
    "Appel d'offre public : national",
    "Date de parution : 08/03/2026",
    f"Date de clot{LOST}re : 17/04/2026",
    "Localisation : 2A - Corse-du-Sud (Corse)",
    "AAPC",
    "travaux",
    f"Proc{LOST}dure : adapt{LOST}e",
    f"NOM ET ADRESSE OFFICIELS DE L{LOST}ORGANISME ACHETEUR PUBLIC",
    "MAIRIE DE X (00164429)",
    "20000 AJACCIO",
    f"TEXTE L{LOST}GAL DE L{LOST}APPEL D{LOST}OFFRE (MARCH{LOST} PUBLIC)",
)


def test_the_head_of_an_aggregator() -> None:
    page_text = text(*HEAD, "Réfection du toit", "Objet : toit")
    head = read_head(page_text)
    texts = [each.text if each else None for each in (head.title, head.kind, head.published, head.closing)]
    assert texts == [f"R{LOST}fection du toit", "consultation", "08/03/2026", "17/04/2026"]
    assert [each.text for each in head.types] == ["travaux"]
    assert [each.text for each in head.departements] == ["2A"]
    assert head.buyer and head.buyer.text == "MAIRIE DE X (00164429)\n20000 AJACCIO"
    assert page_text.plain[head.start :].lstrip().startswith("Réfection")


def test_a_notice_under_a_head_alone() -> None:
    (row,) = read(*HEAD, "Réfection du toit", "Offres à remettre en mairie pour ce marché public.")
    assert said(row, "objet") == "Réfection du toit"
    assert said(row, "objet_publication") == f"R{LOST}fection du toit"
    assert said(row, "acheteur_nom") == "MAIRIE DE X"
    assert said(row, "date_limite_reponse") == "17/04/2026"
    assert said(row, "type_avis") == "consultation"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ville de X, 3 rue Y, 44000 Nantes.", "Ville de X"),
        ("Mairie de X - La Rua - 05600 RISOUL", "Mairie de X"),
        ("MAIRIE DE X M. OLIVIER B - MAIRE 51 RUE CARNOT - 62480 Y", "MAIRIE DE X"),
        ("Mairie de La Motte 3 place des écoles", "Mairie de La Motte"),
        ("Mayenne Habitat, Office Public de l'Habitat", "Mayenne Habitat, Office Public de l'Habitat"),
        ("CC DES MONTS, M.Michel R - Président", "CC DES MONTS"),
        ("MAIRIE DE X (00164429)", "MAIRIE DE X"),
        ("Syndicat des eaux - 3 chemin du Moulin, 74420 Boëge", "Syndicat des eaux"),
        ("Mairie de X.", "Mairie de X"),
    ],
)
def test_names_of_buyers(words: str, name: str) -> None:
    found = name_in(value(words))
    assert found and found.text == name


@pytest.mark.parametrize(
    ("words", "postal", "town"),
    [
        ("3 rue Y, 44000 Nantes, tél. 02", "44000", "Nantes"),
        ("BP 2305 - 74011 Annecy Cedex", "74011", "Annecy Cedex"),
        ("rue de la Liberté, 71130Gueugnon. Téléphone", "71130", "Gueugnon"),
        ("76120 Grand Quevillytél. : 02", "76120", "Grand Quevilly"),
        ("78124 Châtel", "78124", "Châtel"),
        (f"67520 Nordheim t{LOST}l. : 03-88", "67520", "Nordheim"),
    ],
)
def test_places_of_buyers(words: str, postal: str, town: str) -> None:
    fields: dict[str, object] = {}
    put_place(value(words), fields)  # type: ignore[arg-type]
    texts = [each.text for each in fields.values() if isinstance(each, Value)]
    assert texts == [postal, town]


def test_a_buyer_that_opens_the_notice_without_a_label() -> None:
    (row,) = read(
        "AVIS D'APPEL PUBLIC A LA CONCURRENCE",
        "VALS HABITAT",
        "M. Le Directeur",
        "3 rue Rossini",
        "26000 VALENCE",
        "Tél : 04",
        "Objet : Toitures",
        "Procédure : Procédure adaptée",
        "Remise des offres : 14/09/26 à 12h00",
    )
    assert said(row, "acheteur_nom") == "VALS HABITAT"
    assert said(row, "acheteur_ville") == "VALENCE"
    assert said(row, "date_limite_reponse") == "14/09/2026 à 12h00"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("AVISD'APPELPUBLICALACONCURRENCE", "consultation"),
        (f"AVIS DE MARCH{LOST}", "consultation"),
        ("Avis d'attribution", "attribution"),
        ("Résultat de marché", "attribution"),
        ("Avis rectificatif", "rectificatif"),
        ("Avis d'annulation", "annulation"),
        ("Avis d'intention de conclure", "intention"),
        ("Toitures de l'école", None),
        ("x" * 200 + " appel public", None),
    ],
)
def test_headings(heading: str, kind: str | None) -> None:
    assert kind_of(heading) == kind


@pytest.mark.parametrize(
    ("words", "types"),
    [
        ("Travaux", ["travaux"]),
        ("Marché de fournitures et services.", ["fournitures", "services"]),
        ("fourniture et mise en service de pompes", ["fournitures"]),
        ("Intellectuel", []),
    ],
)
def test_types(words: str, types: list[str]) -> None:
    assert [each.text for each in types_of(value(words))] == types


@pytest.mark.parametrize(
    ("words", "read_as"),
    [
        ("04/09/20 à 12h00 au plus tard.", "04/09/2020 à 12h00 au plus tard."),
        (f"11 Ao{LOST}t 2020 {LOST} 17:00", "11 août 2020 à 17:00"),
        (f"3 f{LOST}vrier 2026", "3 février 2026"),
        ("04/09/2020", "04/09/2020"),
    ],
)
def test_dates(words: str, read_as: str) -> None:
    found = moment(value(words))
    assert found and found.text == read_as


@pytest.mark.parametrize(
    ("words", "term"),
    [
        (f"Proc{LOST}dure Adapt{LOST}e (M.A.P.A.)", "adaptee"),
        ("procédure adaptée ouverte", "adaptee"),
        ("Appel d'offres ouvert", "ouverte"),
        ("formalisée", None),
    ],
)
def test_procedures(words: str, term: str | None) -> None:
    assert procedure_term(words) == term


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("40% Technique\n20% Sous-critère 1 : x\n20% Sous-critère 2 : y\n60% Prix", ["Technique", "Prix"]),
        ("Offre appréciée avec leur pondération. - prix : 70 %; - délai : 30 %.", ["prix", "délai"]),
        (
            "en fonction du critère du prix (60 %) et de la valeur technique (40 %)",
            ["prix", "valeur technique"],
        ),
        ("Valeur technique : 50 % -\nPrix : 35 % -\nDélai : 15 % -", ["Valeur technique", "Prix", "Délai"]),
        ("jugées selon les critères suivants : - Références : 30% - Prix : 70%", ["Références", "Prix"]),
        (
            "énoncés ci-dessous : 1. Prix des prestations. Pondération : 60. 2. Délai. Pondération : 40.",
            ["Prix des prestations", "Délai"],
        ),
        ("énoncés dans le règlement de la consultation", []),
        (
            "Qualité\n1. Technique - / Pondération : 55\nPrix :\n1. Prix / Pondération : 45",
            ["Technique", "Prix"],
        ),
        ("\nLot 1 : x\nPrix 60%\nDélai 40%\nLot 2 : y\nPrix 100%", []),
    ],
)
def test_criteria(words: str, found: list[str]) -> None:
    assert [each["libelle"].text for each in criteria(value(words))] == found


def test_criteria_lot_by_lot_are_told() -> None:
    assert by_lot(value("Lot 1 : x\nLot 2 : y"))
    (row, *_) = read(
        *BASIC, "Critères d'attribution :", "Lot 1 : Nord", "Prix 60%", "Lot 2 : Sud", "Prix 100%"
    )
    assert row.warnings == ("criteres_differents_selon_les_lots:criteres",)


def test_paragraphs() -> None:
    whole = paragraph(value("une phrase\nqui continue.\nUne autre"))
    assert whole and whole.text == "une phrase qui continue."
    found = paragraph(value("mot d'assu-\nrance\nAutre"))
    assert found and found.text == "mot d'assu-rance"


@pytest.mark.parametrize(
    ("lines", "titles"),
    [
        (["Prestation divisée en lots : oui", "Lot 1 : Nord.", "Lot 2 : Sud."], ["Nord", "Sud"]),
        ([f"Lot N{LOST} 1A - Canal", f"Lot N{LOST} 1B - Génie"], ["Canal", "Génie"]),
        (["Lot 1 : travaux", "de voirie", "Lot 2 : Sud"], ["travaux de voirie", "Sud"]),
        (["Allotissement :", "Lot 1 : Nord", "Lot 1 : Nord encore", "Lot 2 : Sud"], ["Nord", "Sud"]),
        (["Les variantes sont acceptées Lot 1 - Nord Lot 2 - Sud"], ["Nord", "Sud"]),
        (["Caution Lot 2 - Sud"], []),
        (["Prestation divisée en lots : non"], []),
    ],
)
def test_lots(lines: list[str], titles: list[str]) -> None:
    rows = read(*BASIC, *lines)
    assert [said(row, "intitule") for row in rows[1:]] == titles


def test_a_list_of_lots_with_labels_of_its_own() -> None:
    rows = read(
        *BASIC,
        "Durée : 6 mois.",
        "Renseignements relatifs aux lots : Lot(s) 01. - Bureaux. Durée : 24 mois. "
        "C.P.V. - Objet principal : 39130000. Mots descripteurs : Mobilier "
        "Lot(s) 02. - Sièges. C.P.V. - Objet principal : 39113000.",
    )
    assert [(said(row, "intitule"), said(row, "cpv"), said(row, "duree_mois")) for row in rows[1:]] == [
        ("Bureaux", "39130000", "24 mois"),
        ("Sièges", "39113000", None),
    ]
    assert said(rows[0], "duree_mois") == "6 mois" and "cpv" not in rows[0].values


def test_the_lots_of_a_form_of_the_joue_have_their_number_below_the_title() -> None:
    rows = read(
        "Avis de marché",
        "Section I : Pouvoir adjudicateur",
        "I.1)",
        "NOM ET ADRESSES",
        "Ville de X, 3 rue Y, 44000, Nantes, F",
        "II.1.1)",
        "Intitulé : Repas",
        "Ce marché est divisé en lots : oui",
        "II.2.1)",
        "Intitulé : Écoles",
        "Lot nº : 1",
        "II.2.2)",
        "Code CPV principal : 55524000",
        "II.2.1)",
        "Intitulé :",
        "Lot nº : 2",
        "II.2.7)",
        "Durée en mois : 24",
        "IV.1.1)",
        "Type de procédure : Ouverte",
        "IV.2.2)",
        "Date limite de réception des offres ou des demandes de participation",
        "1.e.r avril 2026 - 12:00",
    )
    assert said(rows[0], "objet") == "Repas" and said(rows[0], "acheteur_ville") == "Nantes"
    assert said(rows[0], "date_limite_reponse") == "1er avril 2026 - 12:00"
    assert not rows[0].values.keys() & {"cpv", "duree_mois"}
    found = [(said(row, "numero_lot"), said(row, "intitule"), said(row, "cpv")) for row in rows[1:]]
    assert found == [("1", "Écoles", "55524000"), ("2", None, None)]
    assert said(rows[2], "duree_mois") == "24"


def test_one_lot_is_no_division() -> None:
    (row,) = read(*BASIC, "Allotissement : les travaux font l'objet d'un lot unique.")
    assert said(row, "nb_lots") == "1"


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("minimum 10 000 euros H.T / maximum 70 000 euros H.T.", "10 000 euros", "70 000 euros"),
        ("sans minimum, avec un maximum de 90 000 euros", None, "90 000 euros"),
        ("pour un maximum de 3 lots", None, None),
    ],
)
def test_bounds_of_a_framework(words: str, low: str | None, high: str | None) -> None:
    (row,) = read(*BASIC, f"Quantité/étendue : accord-cadre, {words}")
    assert (said(row, "montant_min"), said(row, "montant_max")) == (low, high)


def test_numbered_points_end_the_subject() -> None:
    (row,) = read(
        "1. Organisme : Ville de X, 44000 Nantes.",
        "2. Objet du marché : toit.",
        "3. Marché passé vite.",
        "4. Procédure : adaptée",
        "5. Date limite de remise des offres : 2 mai 2026",
    )
    assert said(row, "objet") == "toit"


@pytest.mark.parametrize(
    "label",
    [
        "Date limite de remise des candidatures et des offres",
        "Date et heure limites de réception des plis",
        "Dates et heures limites de dépôt des offres électroniques",
        "Date limite pour le dépôt des dossiers de candidature",
        "Date limite de réception des offres ou des demandes de participation",
        "Date et heure limites de dépôt",
    ],
)
def test_the_deadline_has_many_labels(label: str) -> None:
    (row,) = read(*BASIC[:4], f"{label} : 30 avril 2026 à 9 h")
    assert said(row, "date_limite_reponse") == "30 avril 2026 à 9 h"


def test_the_heading_of_a_row_is_a_label_of_one_word() -> None:
    table = "<table>{}</table>".format(
        "".join(
            f"<tr><th>{label}</th><td>{words}</td></tr>"
            for label, words in (
                ("Pouvoir adjudicateur", "Ville de X<br>5 rue Y - 44000 Nantes"),
                ("Intitulé", "Voirie"),
                ("Nature du marché", "Travaux"),
                ("Procédure", "Procédure adaptée"),
            )
        )
    )
    (row,) = read("Avis de marché", table, "Remise des offres : 14/09/26 à 12h00")
    assert (said(row, "objet"), said(row, "acheteur_nom")) == ("Voirie", "Ville de X")


def test_the_address_that_opens_a_notice_may_name_its_siret_and_a_place_its_town_below() -> None:
    (row,) = read(
        "AVIS D'APPEL PUBLIC A LA CONCURRENCE",
        "VALS HABITAT<br>3 rue Rossini<br>26000 VALENCE<br>Tél : 04<br>SIRET 214 200 107 00016",
        "Objet : Toitures",
        "Procédure : Procédure adaptée",
        "Lieu d'exécution : place de l'Église<br>26100 Romans",
        "L'intégralité des documents de la consultation se trouve sur le profil : https://exemple.fr/42",
        "Remise des offres : 14/09/26 à 12h00",
    )
    assert said(row, "acheteur_siret") == "214 200 107 00016"
    assert said(row, "lieu_libelle") == "place de l'Église 26100 Romans"
    assert said(row, "url_dce") == "https://exemple.fr/42"


def test_a_rectificatif_is_read_as_it_mends() -> None:
    (row,) = read(
        "AVIS RECTIFICATIF",
        *BASIC[1:4],
        "Au lieu de : Date limite de réception des offres : 12 mai 2026 à 12 h",
        "Lire : Date limite de réception des offres : 26 mai 2026 à 12 h",
    )
    assert said(row, "objet") == "Toitures"
    assert said(row, "date_limite_reponse") == "26 mai 2026 à 12 h"


def test_a_lot_that_failed_is_an_award_without_winner() -> None:
    rows = read(
        "AVIS D'ATTRIBUTION",
        *BASIC[1:4],
        "LOT N° 1 - Canalisations<br>Titulaire : SAS A, 74130 Bonneville<br>Montant HT : 1 000,00 €",
        "LOT N° 2 - Enrobés<br>Lot déclaré infructueux",
    )
    found = [
        (said(row, "numero_lot"), said(row, "statut"), said(row, "titulaire_nom"))
        for row in rows
        if row.dataset == "attributions-marches"
    ]
    assert found == [("1", "attribue", "SAS A"), ("2", "infructueux", None)]


def test_an_award_notice_without_lots_has_none_that_failed() -> None:
    rows = read("AVIS D'ATTRIBUTION", *BASIC[1:4], "Titulaire : SAS A, 74130 Bonneville")
    assert [said(row, "statut") for row in rows if row.dataset == "attributions-marches"] == ["attribue"]


def test_the_number_of_a_lot_stands_above_its_winner_under_a_label() -> None:
    rows = read(
        "AVIS D'ATTRIBUTION",
        *BASIC[1:4],
        "Référence attribuée au marché par le pouvoir adjudicateur : 19S0045",
        "Numéro du marché ou du lot : 2",
        "Nom du titulaire / organisme : SARL B, 42600 Montbrison",
        "Montant mini 20 000 euros et maxi 80 000 euros",
    )
    (award,) = [row for row in rows if row.dataset == "attributions-marches"]
    assert (said(award, "numero_lot"), said(award, "titulaire_ville")) == ("2", "Montbrison")
    assert said(rows[0], "numero_source") == "19S0045"


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Nom et adresse de la collectivité : Ville de X, 3 rue Y, 44000 Nantes",
            "Objet de l'opération : Ponts",
        ),
        (
            "I.1) Nom, adresses et point(s) de contact : Ville de X, 3 rue Y, F - 44000 Nantes",
            "II.1.1) Intitulé attribué au contrat par le pouvoir adjudicateur : Ponts",
        ),
        ("Nom du maître d'ouvrage : Ville de X, 3 rue Y, 44000 Nantes", "Objet du marché public : Ponts"),
    ],
)
def test_buyers_and_subjects_have_many_labels(lines: tuple[str, str]) -> None:
    (row,) = read(
        "AVIS DE MARCHE",
        *lines,
        "Mode de passation choisi : procédure adaptée",
        "Classification CPV (vocabulaire commun pour les marchés publics) : 45221000",
        "Durée initiale du marché : 1 an",
        "Date et heure limites : 20 octobre 2026 à 12 h",
    )
    assert (said(row, "acheteur_nom"), said(row, "objet")) == ("Ville de X", "Ponts")
    assert (said(row, "cpv"), said(row, "duree_mois")) == ("45221000", "1 an")
    assert said(row, "date_limite_reponse") == "20 octobre 2026 à 12 h"


def test_who_is_to_win_is_foreseen() -> None:
    rows = read("AVIS D'INTENTION DE CONCLURE", *BASIC[1:4], "Titulaire pressenti : SAS A, 74130 Bonneville")
    assert [said(row, "statut") for row in rows if row.dataset == "attributions-marches"] == ["prevu"]


def test_a_concession_is_a_call() -> None:
    (row,) = read(
        "AVIS DE CONCESSION",
        "Autorité concédante : Ville de X, 3 rue Y, 44000 Nantes",
        "Objet de la concession : Délégation de service public du camping",
        "Durée de la concession : 15 ans",
        "Valeur estimée de la concession : 4 200 000 euros HT",
        "Date limite de remise des candidatures et des offres : 30/04/2026 12:00",
    )
    assert said(row, "type_avis") == "consultation" and said(row, "duree_mois") == "15 ans"


def test_a_page_that_speaks_of_contracts_and_is_no_notice() -> None:
    with pytest.raises(StructureChanged):
        read("Retrouvez chaque marché public", "et chaque appel d'offres de la ville")
    with pytest.raises(StructureChanged):
        read(
            "Procédure : adaptée",
            "Durée : 2 mois",
            "Critères d'attribution : prix",
            "appel d'offres, marché public",
        )


def test_a_page_in_another_language_is_not_recognised() -> None:
    document = parse(
        page("Call for expression of interest", "Deadline: 17 April"), name="x.html", media="html"
    )
    assert not FORM.recognises(document)


@given(st.lists(st.text(alphabet="Objet du marché:Lot 12%-\ufffd.,", max_size=40), max_size=8))
def test_any_lines_give_rows_or_a_named_refusal(lines: list[str]) -> None:
    try:
        rows = read(*BASIC, *(line.replace("<", "") for line in lines))
    except StructureChanged:
        return
    assert rows[0].id.startswith("buyer-profile:")
    assert len({row.id for row in rows}) == len(rows)


class Pages:
    seeds = ("https://ville.example/marches/",)

    def __init__(self, body: str | None) -> None:
        self.body = body

    def get(self, url: str) -> Answer | None:
        return Answer(url, self.body.encode(), {}) if self.body is not None else None

    def post(self, url: str, body: bytes) -> Answer | None:
        raise AssertionError("nothing is posted")


def test_discovery() -> None:
    week = Window(date(2026, 3, 1), date(2026, 3, 7))
    body = (
        '<a href="avis-1.htm">a</a><a href="/avis/2026-44#haut">b</a><a href="avis-1.htm">a</a>'
        '<a href="https://ailleurs.example/avis-2.htm">c</a><a href="/contact">d</a>'
    )
    found = [(each.key, each.url) for each in discover(Pages(body), week)]
    assert found == [
        ("ville.example/marches/avis-1.htm", "https://ville.example/marches/avis-1.htm"),
        ("ville.example/avis/2026-44", "https://ville.example/avis/2026-44"),
    ]
    assert not list(discover(Pages(None), week))
    with pytest.raises(StructureChanged):
        list(discover(Pages("<p>en travaux</p>"), week))


def test_the_words_that_announce_the_lots_are_known_though_letters_are_lost() -> None:
    lines = (
        *BASIC,
        f"Le march{LOST} est compos{LOST} des lots suivants :",
        f"Nombre de visites autoris{LOST}es : trois",
    )
    assert unknown(*lines) == ["nombre de visites autoris?es"]


def unknown(*lines: str) -> list[str]:
    document = parse(page(*lines), name="avis.html", media="html")
    found = FORM.read(document, ProseToolbox())
    return [each.path.partition("/")[2] for each in found if isinstance(each, Unmapped)]
