from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import CorruptDocument, EmptyDocument, LimitExceeded
from core.model.tree import Node
from extractors.json_tree import parse, read_lines

EMBEDDED = frozenset({"donnees", "anterieures"})


def texts(node: Node) -> dict[str, str]:
    return {each.path: each.text for each in node.walk() if not each.children}


def test_numbers_keep_their_digits() -> None:
    data = b'{"siret": 00, "m": 1}'
    with pytest.raises(CorruptDocument):
        parse(data)
    assert texts(parse(b'{"a": 14700.00, "b": 1e17, "c": 12345678901234567890, "d": true, "e": NaN}')) == {
        "/a": "14700.00",
        "/b": "1e17",
        "/c": "12345678901234567890",
        "/d": "true",
        "/e": "NaN",
    }


def test_lists_repeat_their_name_and_a_single_object_has_no_index() -> None:
    many = parse(b'{"lot": [{"n": 1}, {"n": 2}]}')
    one = parse(b'{"lot": {"n": 1}}')
    single = parse(b'{"lot": [{"n": 1}]}')
    assert texts(many) == {"/lot[1]/n": "1", "/lot[2]/n": "2"}
    assert texts(one) == texts(single) == {"/lot/n": "1"}
    assert [node.text for node in many.find("lot/n")] == ["1", "2"]


def test_top_level_list_and_list_in_list() -> None:
    assert texts(parse(b'[{"a": 1}, {"a": [[1, 2], []]}]')) == {
        "/item[1]/a": "1",
        "/item[2]/a[1]/item[1]": "1",
        "/item[2]/a[1]/item[2]": "2",
        "/item[2]/a[2]": "",
    }


def test_top_level_scalar() -> None:
    assert parse(b'"x"') == Node("", "", "x")


def test_empty_values_are_empty_texts() -> None:
    assert texts(parse(b'{"a": null, "b": "", "c": [], "d": {}, "e": [null]}')) == dict.fromkeys(
        ["/a", "/b", "/c", "/d", "/e"], ""
    )


def test_duplicate_and_strange_keys_are_kept_and_their_paths_differ() -> None:
    tree = parse(b'{"nom ": 1, "a": 1, "a": 2, "a/b": 3, "a[1]": 4, "~": 5, "": 6}')
    assert [child.name for child in tree.children] == ["nom ", "a", "a", "a/b", "a[1]", "~", ""]
    paths = [child.path for child in tree.children]
    assert paths == ["/nom ", "/a[1]", "/a[2]", "/a~1b", "/a~21]", "/~0", "/"]


def test_embedded_json_is_parsed_in_place() -> None:
    record = {
        "donnees": json.dumps({"OBJET": {"CPV": "45"}}),
        "anterieures": json.dumps([{"id": 1}, {"id": 2}]),
        "other": '{"a": 1}',
    }
    assert texts(parse(json.dumps(record).encode(), EMBEDDED)) == {
        "/donnees/OBJET/CPV": "45",
        "/anterieures[1]/id": "1",
        "/anterieures[2]/id": "2",
        "/other": '{"a": 1}',
    }


@pytest.mark.parametrize("text", ["", "no JSON", "{cut", "12"])
def test_embedded_text_that_is_no_json_stays_a_leaf(text: str) -> None:
    assert texts(parse(json.dumps({"donnees": text}).encode(), EMBEDDED)) == {"/donnees": text}


def test_half_a_character_is_a_lost_letter() -> None:
    assert texts(parse(b'{"a": "x\\ud83d", "b": "\\ud83d\\ude00"}')) == {"/a": "x\ufffd", "/b": "😀"}


def test_line_ends_inside_strings_are_read() -> None:
    assert parse(b'{"a": "1\n2"}').first("a") == Node("a", "/a", "1\n2")


def test_json_lines() -> None:
    tree, _ = read_lines(b'{"donnees": "{\\"a\\": 1}"}\r\n\n{"b": 2}\n', EMBEDDED)
    assert texts(tree) == {"/item[1]/donnees/a": "1", "/item[2]/b": "2"}


def test_error_names_the_line() -> None:
    with pytest.raises(CorruptDocument, match="line 3"):
        read_lines(b'{"a": 1}\n\n{"a": \n')


@pytest.mark.parametrize("data", [b"", b" \n", b"\xef\xbb\xbf", "\ufeff ".encode("utf-16-le")])
def test_nothing_there(data: bytes) -> None:
    with pytest.raises(EmptyDocument):
        parse(data)


@pytest.mark.parametrize("data", [b'{"a": 1', b"{'a': 1}", b"hello", b'{"a": 1} x', b"\0\1\2"])
def test_cut_or_no_json(data: bytes) -> None:
    with pytest.raises(CorruptDocument):
        parse(data)


@pytest.mark.parametrize("depth", [200, 100_000])
def test_nested_too_deep(depth: int) -> None:
    with pytest.raises(LimitExceeded):
        parse(b"[" * depth + b"]" * depth)
    with pytest.raises(LimitExceeded):
        parse(b'{"a":' * depth + b"1" + b"}" * depth)


def test_long_names_cannot_multiply() -> None:
    name = "k" * 5000
    with pytest.raises(LimitExceeded):
        parse(json.dumps({name: [1, 2, 3]}).encode())


def test_too_many_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.limits.Budget.__init__.__defaults__", (100, 1000))
    with pytest.raises(LimitExceeded):
        parse(b"[" + b"1," * 200 + b"1]")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_paths_are_unique_and_nothing_is_lost(value: object) -> None:
    tree = parse(json.dumps(value).encode())
    paths = [node.path for node in tree.walk()]
    assert len(paths) == len(set(paths))
    assert sum(1 for node in tree.walk() if node.text) == count_filled(value)


def count_filled(value: object) -> int:
    if isinstance(value, dict):
        return sum(count_filled(each) for each in value.values())
    if isinstance(value, list):
        return sum(count_filled(each) for each in value)
    return int(value not in (None, ""))


@given(st.binary(max_size=200))
def test_any_bytes_give_a_tree_or_a_named_error(data: bytes) -> None:
    with suppress(CorruptDocument, EmptyDocument, LimitExceeded):
        parse(data)
