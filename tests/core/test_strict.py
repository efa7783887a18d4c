"""Strict reading of a tree."""

from __future__ import annotations

import pytest

from core.errors import StructureChanged
from core.model.source import Accounted, Unmapped
from core.model.tree import Node
from core.strict import StrictReader


def leaf(name: str, path: str, text: str, *children: Node) -> Node:
    return Node(name, path, text, children)


TREE = Node(
    "form",
    "/form",
    "",
    (
        leaf(
            "title",
            "/form/title",
            "",
            leaf("p", "/form/title/p[1]", "one"),
            leaf("p", "/form/title/p[2]", "two"),
        ),
        leaf("PT_OPEN", "/form/PT_OPEN", ""),
        Node(
            "F02_PART",
            "/form/F02_PART",
            "",
            (
                leaf(
                    "F02_ANNEX_B",
                    "/form/F02_PART/F02_ANNEX_B",
                    "",
                    leaf("no", "/form/F02_PART/F02_ANNEX_B/no", "1"),
                ),
            ),
        ),
        leaf("amount", "/form/amount", "12", leaf("@unit", "/form/amount/@unit", "EUR")),
    ),
)


def test_a_text_is_all_its_paragraphs() -> None:
    reader = StrictReader(TREE)
    assert [value.text for value in reader.texts("title")] == ["one", "two"]
    assert [value.text for value in reader.texts("amount")] == ["12"]
    assert reader.unread() == ("/form/amount/@unit", "/form/F02_PART/F02_ANNEX_B/no")[::-1]


def test_nodes_are_found_by_name_however_deep() -> None:
    reader = StrictReader(TREE)
    found = list(reader.below("*ANNEX_B*"))
    assert [each.value("no") for each in found] == [
        *(value for each in StrictReader(TREE).at("F02_PART/F02_ANNEX_B") for value in each.values("no"))
    ]
    assert "/form/F02_PART/F02_ANNEX_B/no" not in reader.unread()
    assert list(reader.below("nothing")) == []


def test_the_nearest_of_nested_nodes_is_found() -> None:
    inner = Node("lot", "/a/lot/lot", "x")
    tree = Node("a", "/a", "", (Node("lot", "/a/lot", "", (inner,)),))
    assert [each.node.path for each in StrictReader(tree).below("lot")] == ["/a/lot"]


def test_the_name_of_a_child_stands_for_a_term() -> None:
    found = StrictReader(TREE).tag("", {"PT_OPEN": "ouverte"})
    assert found is not None
    assert (found.text, found.evidence.lecture, found.evidence.path) == (
        "ouverte",
        "PT_OPEN",
        "/form/PT_OPEN",
    )


def test_too_many_strangers_stop_the_reading() -> None:
    with pytest.raises(StructureChanged, match="fields are unknown"):
        StrictReader(TREE).refuse_strangers(0.5)


def test_every_filled_leaf_is_told_as_read_ignored_or_unknown() -> None:
    tree = Node(
        "a",
        "/a",
        "",
        (
            Node("x", "/a/x[1]", "1"),
            Node("x", "/a/x[2]", "2"),
            Node("y", "/a/y", "NC"),
            Node("z", "/a/z", "3", (Node("@unit", "/a/z/@unit", "m"),)),
            Node("w", "/a/w", "4"),
            Node("empty", "/a/empty"),
        ),
    )
    reader = StrictReader(tree)
    reader.values("x")
    reader.ignore("z")
    reader.ignore_leaves(lambda leaf: leaf.text == "NC")
    assert list(reader.account()) == [
        Unmapped("/a/w"),
        Accounted(read=frozenset({"/a/x"}), ignored=frozenset({"/a/y", "/a/z", "/a/z/@unit"})),
    ]
