"""Bodies and places as printed."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawlers.forms.notice import Fields
from crawlers.procurement.boamp.printed.address import last_postal, put_address
from crawlers.procurement.boamp.printed.amounts import put_amount_or_range
from crawlers.procurement.boamp.printed.codes import cpv_codes, nuts_codes
from crawlers.procurement.boamp.printed.european_party import bodies, country_of, is_party, read_party
from crawlers.procurement.boamp.printed.line import Line
from tests.crawlers.forms.said import said, words

BODY = (
    "Commune de Valbrume, Numéro national d'identification : 21350275000018, 2 place de la mairie, "
    "35410, Valbrume, F, Téléphone : (+33) 2 99 00 00 00, Code NUTS : FRH03"
)


def plain(fields: Fields) -> dict[str, str]:
    return {name: words(value) for name, value in fields.items()}


def test_a_body_of_a_european_form() -> None:
    assert plain(read_party(said(BODY), "acheteur")) == {
        "acheteur_nom": "Commune de Valbrume",
        "acheteur_siret": "21350275000018",
        "acheteur_code_postal": "35410",
        "acheteur_ville": "Valbrume",
    }
    country = country_of(said(BODY))
    assert country is not None
    assert country.text == "F"


def test_a_name_with_commas_is_known_by_the_index() -> None:
    body = "Régie Eau, Air et Sol, 1 rue du Puits, 35000, Rennes, F"
    assert (
        plain(read_party(said(body), "acheteur", "REGIE EAU, AIR ET SOL"))["acheteur_nom"]
        == "Régie Eau, Air et Sol"
    )
    assert plain(read_party(said(body), "acheteur"))["acheteur_nom"] == "Régie Eau"


@pytest.mark.parametrize("text", ["Adresse(s) internet :", "L'avis concerne un marché public", ""])
def test_a_sentence_is_no_body(text: str) -> None:
    assert not is_party(said(text))


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("Levage SA, 5 rue du Treuil,", "33290, Blanquefort, F, Code NUTS : FRI12"), ["Levage SA"]),
        (("Levage SA, 33290, Blanquefort, F,", "Code NUTS : FRI12", "Câbles, 33000, Bordeaux, F"), None),
        (("Levage SA, 33290, Blanquefort, F", "Câbles, 3 quai,", "33000, Bordeaux, F"), None),
        (("Levage SA, 33290, Blanquefort, F, Tél. : 05", "Câbles, 33000, Bordeaux, F"), None),
    ],
)
def test_a_body_wraps_in_a_pdf_until_its_country_or_its_code(
    lines: tuple[str, ...], names: list[str] | None
) -> None:
    found = bodies([Line(text, page=1, wraps=True) for text in lines])
    assert [plain(read_party(body, "x"))["x_nom"] for body in found] == (names or ["Levage SA", "Câbles"])


def test_each_line_of_a_page_of_the_web_is_a_body() -> None:
    found = bodies([Line("Levage SA, 5 rue,", path="/p"), Line("Câbles, 33000, Bordeaux, F", path="/p")])
    assert [plain(read_party(body, "x"))["x_nom"] for body in found] == ["Câbles"]


def test_an_address_ends_before_its_telephone() -> None:
    fields: Fields = {}
    put_address(
        said("Mairie, 2 rue X, 75181 Paris cedex 04, tél. : 01 40 00 00 00, 75001 Ailleurs"),
        "acheteur",
        fields,
    )
    assert plain(fields) == {"acheteur_code_postal": "75181", "acheteur_ville": "Paris cedex 04"}


@given(st.text(alphabet="0123 ,-Paé\n", max_size=40))
@example("00\n000,P")
@example("35 410\nP")
def test_a_postal_code_has_five_figures_and_a_town(text: str) -> None:
    found = last_postal(text)
    if found:
        postal, town = found
        assert "\n" not in postal
        assert len(postal.replace(" ", "")) == 5
        assert town.strip()


def test_an_amount_or_the_ends_of_a_range() -> None:
    one: Fields = {}
    put_amount_or_range(said("45 000 euros"), one)
    assert plain(one) == {"montant_estime": "45 000 euros"}
    ends: Fields = {}
    put_amount_or_range(said("entre 25 000 et 46 000 euros"), ends)
    assert plain(ends) == {"montant_min": "25 000 euros", "montant_max": "46 000 euros"}
    blank: Fields = {}
    put_amount_or_range(said("euros"), blank)
    assert blank == {}


def test_codes_are_named_once() -> None:
    assert words(cpv_codes([said("45233140, 45233140"), None])) == ["45233140"]
    assert words(nuts_codes([said("-FRE11. FRE11")])) == ["FRE11"]
