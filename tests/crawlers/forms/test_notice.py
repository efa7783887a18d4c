"""What a notice as read makes of rows."""

from __future__ import annotations

from core.model.reading import Reading
from crawlers.forms.notice import Award, Fields, Notice, buyer_number, put, rows
from tests.crawlers.forms.said import said, words


def notice(kind: str = "consultation", divided: str | None = None) -> Notice:
    made = Notice("boamp", "26-1", {"type_avis": said(kind), "date_publication": said("2026-03-12")})
    made.divided = said(divided) if divided else None
    return made


def read(made: Notice) -> tuple[Reading, list[Reading]]:
    first, *others = rows(made)
    return first, others


def won(lot: str, amount: str | None = None, contract: str = "") -> Award:
    fields = {"numero_lot": said(lot), "statut": said("attribue"), "titulaire_nom": said("ROC")}
    if amount:
        fields["montant"] = said(amount)
    return Award(dict(fields), contract)


def test_an_undivided_notice_says_of_the_whole_what_its_block_says() -> None:
    made = notice(divided="non")
    made.lots = [
        {"cpv": said("45000000"), "cpv_secondaires": (said("45100000"),), "duree_mois": said("12 mois")}
    ]
    avis, lots = read(made)
    assert words(avis.values["nb_lots"]) == "1"
    assert words(avis.values["duree_mois"]) == "12 mois"
    assert words(avis.values["cpv_secondaires"]) == ["45100000"]
    assert lots == []


def test_of_several_blocks_of_an_undivided_notice_counts_what_they_share() -> None:
    made = notice(divided="non")
    made.lots = [
        {"lieu_libelle": said("Carcans"), "duree_mois": said(months), "cpv": said(code)}
        for months, code in (("12 mois", "45000000"), ("24 mois", "45100000"))
    ]
    avis, lots = read(made)
    assert words(avis.values["lieu_libelle"]) == "Carcans"
    assert "duree_mois" not in avis.values
    assert [words(avis.values["cpv"]), words(avis.values["cpv_secondaires"])] == ["45000000", ["45100000"]]
    assert lots == []


def test_lots_are_rows_of_a_divided_notice() -> None:
    made = notice(divided="oui")
    made.lots = [{"numero_lot": said("1", "/l[1]/n")}, {"intitule": said("Voirie", "/l[2]/t")}]
    avis, lots = read(made)
    assert words(avis.values["nb_lots"]) == "2"
    assert [lot.id for lot in lots] == ["boamp:26-1:lot:1", "boamp:26-1:lot:rang-2"]
    assert words(lots[0].values["date_publication"]) == "2026-03-12"


def test_two_lots_of_one_number_keep_two_ids() -> None:
    made = notice()
    made.lots = [{"numero_lot": said("1")}, {"numero_lot": said("1")}]
    assert [lot.id for lot in read(made)[1]] == ["boamp:26-1:lot:1", "boamp:26-1:lot:1-rang-2"]


def test_places_of_lots_are_those_of_the_notice() -> None:
    made = notice()
    made.lots = [{"lieu_code_nuts": said("FRH03")}, {"lieu_code_nuts": said("FRH04")}]
    assert words(read(made)[0].values["lieu_code_nuts"]) == ["FRH03", "FRH04"]


def test_criteria_that_differ_are_told() -> None:
    made = notice()
    made.lots = [{"criteres": ({"libelle": said("Prix")},)}, {"criteres": ({"libelle": said("Délai")},)}]
    avis, _ = read(made)
    assert "criteres" not in avis.values
    assert avis.warnings == ("criteres_differents_selon_les_lots:criteres",)


def test_the_awarded_total_counts_a_joint_contract_once() -> None:
    made = notice("attribution", divided="oui")
    made.awards = [won("1", "100,50 €", "c1"), won("1", "100,50 €", "c1"), won("2", "200 €", "c2")]
    avis, awards = read(made)
    assert words(avis.values["montant_attribue"]) == "300.50"
    assert [award.id for award in awards] == [
        "boamp:26-1:attr:1:1",
        "boamp:26-1:attr:1:2",
        "boamp:26-1:attr:2:1",
    ]


def test_a_total_with_a_gap_is_unknown() -> None:
    made = notice("attribution")
    made.awards = [won("1", "100 €", "c1"), won("2", None, "c2")]
    assert "montant_attribue" not in read(made)[0].values


def test_an_award_without_any_winner_is_sans_suite() -> None:
    made = notice("attribution")
    made.awards = [Award({"statut": said("infructueux")})]
    assert words(read(made)[0].values["type_avis"]) == "sans_suite"


def test_an_undivided_award_has_no_lot() -> None:
    made = notice("attribution", divided="non")
    made.awards = [won("1")]
    assert [award.id for award in read(made)[1]] == ["boamp:26-1:attr:-:1"]


def test_put_fills_what_is_empty_alone() -> None:
    fields: Fields = {"objet": said("Voirie")}
    put(fields, objet=said("Autre"), cpv=None, criteres=())
    assert {name: words(value) for name, value in fields.items()} == {"objet": "Voirie"}


def test_nine_figures_are_a_siren() -> None:
    assert list(buyer_number(said("213 500 275"))) == ["acheteur_siren"]
    assert list(buyer_number(said("21350027500018"))) == ["acheteur_siret"]
    assert buyer_number(None) == {}
