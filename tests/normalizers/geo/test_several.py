import pytest

from normalizers.geo.addresses import Address, find_addresses
from normalizers.geo.several import resolve_several


@pytest.mark.parametrize(
    ("text", "communes"),
    [
        ("Bordeaux", ["33063"]),
        ("Angers et Saint-Herblain", ["49007", "44162"]),
        ("Rennes, Vannes, Lorient", ["35238", "56260", "56121"]),
        ("Rennes / Lorient", ["35238", "56121"]),
        ("SAINT ETIENNE DE MONTLUC - CORDEMAIS - LE TEMPLE DE BRETAGNE", ["44158", "44045", "44203"]),
        ("Ville de Saumur et Ville de Doué en Anjou", ["49328", "49125"]),
        ("Rennes, Rennes", ["35238"]),
        ("Site A : 1 rue X 35000 Rennes ; site B : 2 rue Y, 56100 Lorient", ["35238", "56121"]),
        ("Ingrandes-le-Fresne-sur-Loire", ["49160"]),
        ("Rennes, Pôle des achats", []),
        ("Quimper et territoire de QBO", []),
        ("Titulaire", []),
        ("", []),
        (None, []),
    ],
)
def test_the_communes_of_a_text(text: str | None, communes: list[str]) -> None:
    assert [place.code_commune for place in resolve_several(text)] == communes


def test_hints_hold_for_each_name() -> None:
    places = resolve_several("Valence et Romans-sur-Isère", departement="26")
    assert [place.code_commune for place in places] == ["26362", "26281"]


def test_a_wider_place_stays_one() -> None:
    (place,) = resolve_several("Bourgogne-Franche-Comté")
    assert (place.precision, place.code_region) == ("region", "27")


def test_addresses_are_postal_codes_with_the_words_after_them() -> None:
    assert find_addresses("20 rue X, 49004 Angers Cedex 01 - 44 300 Nantes (France)") == [
        Address("49004", "angers cedex"),
        Address("44300", "nantes"),
    ]
    assert find_addresses("SIRET 73282932000074, dossier 123456 du lot") == []
