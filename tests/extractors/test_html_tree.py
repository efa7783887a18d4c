from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from core.errors import DocumentError, EmptyDocument, LimitExceeded, WrongFormat
from core.model.tree import Node
from extractors.html_tree import LINKS, TEXT, parse, read


def leaves(data: bytes) -> list[tuple[str, str]]:
    tree = parse(data)
    return [
        (leaf.path, leaf.text) for child in tree.children if child.name != LINKS for leaf in child.leaves()
    ]


def test_a_block_is_a_leaf_with_its_inline_content() -> None:
    data = b"<p>Avis  de\n<b>march\xc3\xa9</b><br>n&deg; <span>20-1</span>&nbsp;:</p><p>2</p>"
    assert leaves(data) == [("/html/body/p[1]", "Avis de marché\nn° 20-1\xa0:"), ("/html/body/p[2]", "2")]


def test_text_between_blocks_has_a_leaf_of_its_own() -> None:
    data = b"<div>Legal <i>basis</i>:<p>one</p>Directive<br>2014<p>two</p><b>bold</b> end</div>"
    assert leaves(data) == [
        ("/html/body/div/text()[1]", "Legal basis:"),
        ("/html/body/div/p[1]", "one"),
        ("/html/body/div/text()[3]", "Directive\n2014"),
        ("/html/body/div/p[2]", "two"),
        ("/html/body/div/b", "bold end"),
    ]
    body = parse(data).first("body/div")
    assert body is not None
    assert [child.name for child in body.children] == [TEXT, "p", TEXT, "p", TEXT]
    assert body.text == "Legal basis:\none\nDirective\n2014\ntwo\nbold end"


def test_paths_are_those_of_xpath() -> None:
    data = (
        b"<div>a<script>x</script><p>b</p>c<!-- no -->d<p>e<i>f</i></p><section>g</section></div><div>h</div>"
    )
    page: Any = etree.fromstring(data.decode(), etree.HTMLParser())
    for path, text in leaves(data):
        found = page.xpath(path)
        assert len(found) == 1
        start = found[0] if isinstance(found[0], str) else "".join(found[0].itertext())
        assert text.startswith(start)


def test_inline_element_around_blocks_is_a_container() -> None:
    assert leaves(b"<font><p>a</p><p>b</p></font>") == [
        ("/html/body/font/p[1]", "a"),
        ("/html/body/font/p[2]", "b"),
    ]


def test_what_is_not_shown_is_dropped() -> None:
    data = b"<style>p {}</style><script>var a = '<p>no</p>'</script><!-- no --><p>yes<script>no</script></p>"
    assert leaves(data) == [("/html/body/p", "yes")]


def test_masked_at_sign_is_left_as_it_is() -> None:
    assert leaves(b'<p>m.ousselin<span class="arobas"> </span>mairie.fr</p>') == [
        ("/html/body/p", "m.ousselin mairie.fr")
    ]


def test_preformatted_text_keeps_its_lines() -> None:
    assert leaves(b"<pre>a\n  b</pre>") == [("/html/body/pre", "a\nb")]


def test_links() -> None:
    tree = parse(b'<p>see <a href=" /x?a=1&amp;b=2 "><b>the</b> page</a></p><a name="n">no link</a>')
    links = tree.children[-1]
    assert links.name == LINKS
    assert links.children == (
        Node("a", "/html/body/p/a", "the page", (Node("@href", "/html/body/p/a/@href", "/x?a=1&b=2"),)),
    )


def test_utf16_with_a_stray_byte_and_a_lying_declaration() -> None:
    text = '<html><head><meta charset="windows-1252"></head><body><p>é’</p></body></html>'
    page = read(text.encode("utf-16") + b"\n")
    assert page.warnings == ("a stray last byte is dropped",)
    assert [leaf.text for leaf in page.tree.leaves()] == ["é’"]


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1"])
@pytest.mark.parametrize("actual", ["utf-8", "cp1252"])
def test_declared_encoding_may_be_wrong(declared: str, actual: str) -> None:
    data = f'<meta charset="{declared}"><p>cœur – été</p>'.encode(actual)
    assert leaves(data) == [("/html/body/p", "cœur – été")]


def test_table_with_merged_cells() -> None:
    data = b"""<table><tr><th rowspan=2>Lot</th><th colspan="2">Montant</th></tr>
      <tr><td>HT</td><td>TTC</td></tr><tr><td>1</td><td colspan="x">10</td><td></td></tr></table>"""
    (table,) = read(data).tables
    assert [(cell.row, cell.col, cell.rowspan, cell.colspan, cell.text) for cell in table.cells] == [
        (0, 0, 2, 1, "Lot"),
        (0, 1, 1, 2, "Montant"),
        (1, 1, 1, 1, "HT"),
        (1, 2, 1, 1, "TTC"),
        (2, 0, 1, 1, "1"),
        (2, 1, 1, 1, "10"),
        (2, 2, 1, 1, ""),
    ]
    assert table.cells[2].path == "/html/body/table/tr[2]/td[1]"
    assert (table.strategy, table.confidence, table.page, table.bbox) == ("html", 1.0, 1, None)


def test_table_in_a_table() -> None:
    outer, inner = read(b"<table><tr><td>a<table><tr><td>b<td>c</table>d</td></tr></table>").tables
    assert [cell.text for cell in outer.cells] == ["a\nb\tc\nd"]
    assert [cell.text for cell in inner.cells] == ["b", "c"]


def test_cells_of_a_row_are_parted_by_tabs() -> None:
    row = parse(b"<table><tr><td>a</td><td>b</td></tr></table>").first("body/table/tr")
    assert row is not None
    assert row.text == "a\tb"


@pytest.mark.parametrize("data", [b"", b" \n", b"<!-- nothing -->", b"<!DOCTYPE html>"])
def test_nothing_there(data: bytes) -> None:
    with pytest.raises(EmptyDocument):
        parse(data)


def test_plain_text_is_no_page() -> None:
    with pytest.raises(WrongFormat):
        parse(b"a < b and b > c")


@pytest.mark.parametrize("tag", [b"<div>", b"<b>", b"<table><tr><td>"])
def test_nested_too_deep(tag: bytes) -> None:
    with pytest.raises(LimitExceeded):
        parse(tag * 5000 + b"<p>x")


def test_spans_cannot_fill_memory() -> None:
    with pytest.raises(LimitExceeded):
        read(b"<table><tr>" + b"<td colspan=1000>" * 2000)
    (table,) = read(b"<table><tr><td rowspan=99999 colspan=99999>a<td colspan=-1>b").tables
    assert [(cell.rowspan, cell.colspan) for cell in table.cells] == [(1000, 1000), (1, 1)]


PIECES = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<td>",
    "<table>",
    "<tr>",
    "</table>",
    "<br>",
    "a",
    " ",
    "<a href=x>",
    "é",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_no_text_is_lost_and_paths_are_unique(pieces: list[str]) -> None:
    data = "<html><body>" + "".join(pieces) + "</body></html>"
    tree = parse(data.encode())
    body = [node for child in tree.children if child.name != LINKS for node in child.walk()]
    paths = [node.path for node in body]
    assert len(paths) == len(set(paths))
    shown = sum(
        leaf.text.count("a") + leaf.text.count("é") for child in tree.children[:-1] for leaf in child.leaves()
    )
    assert shown == pieces.count("a") + pieces.count("é")


@given(st.binary(max_size=300))
def test_any_bytes_give_a_tree_or_a_named_error(data: bytes) -> None:
    for document in (data, b"<p>" + data):
        with suppress(DocumentError):
            read(document)
