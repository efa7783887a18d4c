from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.watch import Range
from workers.matching.fields import NAMES
from workers.matching.lexer import pieces
from workers.matching.query import parse_query
from workers.matching.terms import Atom, Between, Near, Query, Value
from workers.matching.trouble import HINTS, SAID, QueryError


def wanted(text: str) -> tuple[list[list[str]], list[str]]:
    query = parse_query(text)
    return [[atom.wanted for atom in group] for group in query.groups], [a.wanted for a in query.excluded]


@pytest.mark.parametrize(
    ("text", "groups", "excluded"),
    [
        ("", [], []),
        ("école collège", [["école"], ["collège"]], []),
        ("école ET collège", [["école"], ["collège"]], []),
        ("école OU collège OU lycée", [["école", "collège", "lycée"]], []),
        ('"cour d\'école" peinture', [["cour d'école"], ["peinture"]], []),
        ("« cour d'école » peinture", [["cour d'école"], ["peinture"]], []),
        ("peinture NON routière", [["peinture"]], ["routière"]),
        ("peinture NON routière OU sol", [["peinture"]], ["routière", "sol"]),
        ("peinture NON (routière OU sol)", [["peinture"]], ["routière", "sol"]),
        ('peinture -"marquage au sol"', [["peinture"]], ["marquage au sol"]),
        ("a OR b NOT c", [["a", "b"]], ["c"]),
        ("(a b) OU c", [["a", "c"], ["b", "c"]], []),
        ("(a OU b) (c OU d)", [["a", "b"], ["c", "d"]], []),
        ("((a)) OU ((b c) OU d)", [["a", "b", "d"], ["a", "c", "d"]], []),
        ("(a NON b) c", [["a"], ["c"]], ["b"]),
        ("Saint-Denis -Paris", [["Saint-Denis"]], ["Paris"]),
        ("… !", [], []),
    ],
)
def test_grammar(text: str, groups: list[list[str]], excluded: list[str]) -> None:
    assert wanted(text) == (groups, excluded)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        (
            "cpv:45000000,7131",
            Query(((Value("/cpv", "45", "cpv:45000000"), Value("/cpv", "7131", "cpv:7131")),)),
        ),
        ("cpv:30000000-9", Query(((Value("/cpv", "30", "cpv:30000000-9"),),))),
        ("Département:Finistère", Query(((Value("/departement", "29", "Département:Finistère"),),))),
        ("region:bretagne", Query(((Value("/region", "53", "region:bretagne"),),))),
        ("buyer:213502388", Query(((Value("/acheteur", "213502388", "buyer:213502388"),),))),
        (
            'acheteur:"Ville de Rennes"',
            Query(((Atom("acheteur:Ville de Rennes", ("vill", "de", "ren"), "/acheteur"),),)),
        ),
        ("type:sans-suite", Query(((Value("/type", "sans_suite", "type:sans-suite"),),))),
        ("-source:ted", Query(excluded=(Value("/source", "ted", "source:ted"),))),
        ("montant>=90k", Query(bounds=(Between("/montant", Range(90000.0), "montant>=90k"),))),
        ("montant:1,5M..", Query(bounds=(Between("/montant", Range(1500000.0), "montant:1,5M.."),))),
        (
            "publication:01/03/2026..2026-03-31",
            Query(
                bounds=(
                    Between(
                        "/publication",
                        Range("2026-03-01", "2026-03-31"),
                        "publication:01/03/2026..2026-03-31",
                    ),
                )
            ),
        ),
        ("deadline<=30d", Query(bounds=(Between("/jours", Range(0.0, 30.0), "deadline<=30d"),))),
        ("limite>=15j", Query(bounds=(Between("/jours", Range(15.0), "limite>=15j"),))),
        ("pres:48.11,-1.68/20km", Query(((Near(48.11, -1.68, 20.0, "pres:48.11,-1.68/20km"),),))),
        ("nb_lots>=2", Query(bounds=(Between("nb_lots", Range(2.0), "nb_lots>=2"),))),
    ],
)
def test_fields(text: str, query: Query) -> None:
    assert parse_query(text) == query


def test_a_commune_stands_for_its_lineage() -> None:
    (group,) = parse_query("commune:44160").groups
    assert {"44160", "44003"} <= {term.value for term in group if isinstance(term, Value)}
    (by_name,) = parse_query("commune:Ancenis").groups
    assert {term.value for term in by_name if isinstance(term, Value)} >= {"44003"}
    (arrondissement,) = parse_query("commune:75108").groups
    assert [term.value for term in arrondissement if isinstance(term, Value)] == ["75108"]


def test_two_circles_are_alternatives() -> None:
    (group,) = parse_query("pres:Rennes/20km,48.11,-1.68/5km").groups
    assert [term.km for term in group if isinstance(term, Near)] == [20.0, 5.0]


@pytest.mark.parametrize(
    ("text", "key", "at"),
    [
        ('école "cour', "quote", 7),
        ("(école", "open", 1),
        ("école) cour", "close", 6),
        ("OU école", "operator", 1),
        ("école OU", "operator", 7),
        ("NON", "operator", 1),
        ("école NON OU collège", "operator", 7),
        ("école OU NON collège", "operator", 7),
        ("a ()", "empty", 3),
        ("peinture NON (sol mur)", "negated", 10),
        ("NON montant>=5", "negated", 1),
        ("école OU montant>=5", "alternative", 1),
        (" ".join(["(a b c d)", *["OU (e f g h)"] * 4]), "large", 1),
        ("école couleur:rouge", "field", 7),
        ("cpv: 45", "value", 1),
        ("cpv>=45", "sign", 1),
        ("montant>5", "sign", 1),
        ("montant>=beaucoup", "bound", 10),
        ("publication<=31/02/2026", "bound", 14),
        ("cpv:45,travaux", "code", 8),
        ("acheteur:213502389", "code", 10),
        ("type:consultation,devis", "term", 19),
        ("région:Bretagne,Atlantide", "place", 17),
        ("commune:99999", "place", 9),
        ("commune:Saint-Denis", "homonym", 9),
        ("pres:Rennes", "circle", 6),
        ("pres:Rennes/2000km", "circle", 6),
        ('objet:"…"', "nothing", 7),
    ],
)
def test_a_query_that_says_nothing_is_refused_and_pointed_at(text: str, key: str, at: int) -> None:
    with pytest.raises(QueryError) as refused:
        parse_query(text)
    assert (refused.value.key, refused.value.at) == (key, at)
    assert refused.value.hint
    assert f"at column {at}" in str(refused.value)
    assert text[at - 1 : at + 10] in str(refused.value)


def test_each_error_has_its_sentence_and_its_hint() -> None:
    assert SAID.keys() == HINTS.keys()


FRAGMENT = st.sampled_from(
    [*(f"{name}:" for names in NAMES.values() for name in names), "OU", "NON", "ET", "(", ")", '"', "-", ","]
)


@given(st.lists(st.one_of(FRAGMENT, st.text(max_size=8)), max_size=12))
def test_any_text_is_a_query_or_a_named_error(parts: list[str]) -> None:
    text = " ".join(parts)
    try:
        query = parse_query(text)
    except QueryError as refused:
        assert 1 <= refused.at <= len(text) + 1
        return
    atoms = [term for group in (*query.groups, query.excluded) for term in group if isinstance(term, Atom)]
    assert all(atom.stems for atom in atoms)


WORD = st.sampled_from(["école", '"cour d\'école"', "cpv:45", "departement:35", "acheteur:ville", "-piscine"])


@given(st.lists(WORD, max_size=5), st.lists(WORD, max_size=5))
def test_side_by_side_is_all_of_both(one: list[str], other: list[str]) -> None:
    left, right = parse_query(" ".join(one)), parse_query(" ".join(other))
    both = parse_query(
        f"{' '.join(one)} ET ({' '.join(other)})" if one and other else " ".join([*one, *other])
    )
    assert both.groups == left.groups + right.groups
    assert both.excluded == left.excluded + right.excluded


@pytest.mark.parametrize(
    ("text", "values", "words"),
    [
        ("montant>=90 000", "90 000", []),
        ("montant>=1 500 000,50 € école", "1 500 000,50 €", ["école"]),
        ("montant>=90\u202f000\u00a0€", "90\u202f000\u00a0€", []),
        ("montant<=90000 euros toiture", "90000 euros", ["toiture"]),
        ("montant:25 000..90 000 toiture", "25 000..90 000", ["toiture"]),
        ("montant:..90 000", "..90 000", []),
        ("montant:25 000..", "25 000..", []),
        ("departement:35 200 logements", "35", ["200", "logements"]),
        ("montant>=90 0000", "90", ["0000"]),
        ("nb_lots>=2 lots", "2", ["lots"]),
    ],
)
def test_figures_are_grouped_as_the_french_do(text: str, values: str, words: list[str]) -> None:
    field, *others = pieces(text)
    assert (field.values, [each.text for each in others]) == (values, words)


def test_a_grouped_amount_is_that_amount() -> None:
    assert parse_query("montant>=90 000 €").bounds[0].bounds == Range(90000.0)
