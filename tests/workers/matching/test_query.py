import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InputError
from workers.matching.query import parse_query


def wanted(text: str) -> tuple[list[list[str]], list[str]]:
    query = parse_query(text)
    return [[atom.wanted for atom in group] for group in query.groups], [a.wanted for a in query.excluded]


@pytest.mark.parametrize(
    ("text", "groups", "excluded"),
    [
        ("", [], []),
        ("école collège", [["école"], ["collège"]], []),
        ("école OU collège OU lycée", [["école", "collège", "lycée"]], []),
        ('"cour d\'école" peinture', [["cour d'école"], ["peinture"]], []),
        ("peinture NON routière", [["peinture"]], ["routière"]),
        ('peinture -"marquage au sol"', [["peinture"]], ["marquage au sol"]),
        ("a OR b NOT c", [["a", "b"]], ["c"]),
        ("… !", [], []),
    ],
)
def test_grammar(text: str, groups: list[list[str]], excluded: list[str]) -> None:
    assert wanted(text) == (groups, excluded)


@pytest.mark.parametrize("text", ['"école', "OU école", "école OU", "NON", "école NON OU collège"])
def test_a_query_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_query(text)
    assert refused.value.hint


@given(st.text(max_size=60))
def test_any_text_is_a_query_or_a_named_error(text: str) -> None:
    try:
        query = parse_query(text)
    except InputError:
        return
    assert all(atom.stems for group in query.groups for atom in group)
