from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import CorruptDocument, DocumentError, EmptyDocument, HostileDocument, LimitExceeded
from core.model.tree import Node
from extractors.xml_tree import parse


def texts(data: bytes) -> dict[str, str]:
    return {node.path: node.text for node in parse(data).walk() if node.text}


def test_names_are_local_and_attributes_are_children() -> None:
    data = b"""<?xml version="1.0"?><a:r xmlns:a="u" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
      <a:id xsi:type="t" schemeName="s"> 12 </a:id><b/></a:r>"""
    assert texts(data) == {"/r/id": "12", "/r/id/@type": "t", "/r/id/@schemeName": "s"}
    assert parse(data).first("b") == Node("b", "/r/b")


def test_only_repeated_names_are_counted() -> None:
    assert texts(b"<l><n>1</n><x><n>2</n></x><n>3</n></l>") == {
        "/l/n[1]": "1",
        "/l/x/n": "2",
        "/l/n[2]": "3",
    }


def test_same_local_name_from_two_namespaces() -> None:
    assert texts(b'<r xmlns:a="1" xmlns:b="2"><a:n>1</a:n><b:n>2</b:n></r>') == {
        "/r/n[1]": "1",
        "/r/n[2]": "2",
    }
    assert texts(b'<r xmlns:a="1" xmlns:b="2" a:n="1" b:n="2"/>') == {"/r/@n": "1", "/r/@n[2]": "2"}


def test_mixed_content_is_prose() -> None:
    data = b"<c id='1'>M. A (Jean),\n   1<sup>er</sup> clerc<br/>Mme B<p>fin</p></c>"
    assert texts(data) == {"/c": "M. A (Jean), 1er clerc\nMme B\nfin", "/c/@id": "1"}
    assert parse(data).is_leaf()


def test_comments_instructions_and_cdata() -> None:
    assert texts(b"<r><!-- no --><?no no?><t>a<!-- no -->b</t><c><![CDATA[<p>c</p>]]></c></r>") == {
        "/r/t": "ab",
        "/r/c": "<p>c</p>",
    }


@pytest.mark.parametrize("declared", ["utf-8", "windows-1252", "ISO-8859-1"])
@pytest.mark.parametrize("actual", ["utf-8", "cp1252"])
def test_declared_encoding_may_be_wrong(declared: str, actual: str) -> None:
    data = f'<?xml version="1.0" encoding="{declared}"?><r>5 décembre 2007 – œuvre</r>'.encode(actual)
    assert texts(data) == {"/r": "5 décembre 2007 – œuvre"}


def test_utf16_with_declaration() -> None:
    assert texts('<?xml version="1.0" encoding="UTF-16"?><r>é</r>'.encode("utf-16")) == {"/r": "é"}


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1/x">%x;]><a/>',
        b'<!-- <a> --><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"),
    ],
)
def test_entities_are_hostile(data: bytes) -> None:
    with pytest.raises(HostileDocument):
        parse(data)


def test_billion_laughs_costs_nothing() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 30))
    start = time.perf_counter()
    with pytest.raises(HostileDocument):
        parse(f'<!DOCTYPE a [<!ENTITY e0 "ha">{entities}]><a b="&e29;">&e29;</a>'.encode())
    assert time.perf_counter() - start < 1


def test_plain_doctype_is_no_harm() -> None:
    assert texts(b'<!DOCTYPE r SYSTEM "r.dtd"><r>1</r>') == {"/r": "1"}
    assert texts(b"<!DOCTYPE r [<!ELEMENT r (#PCDATA)>]><r>1</r>") == {"/r": "1"}


@pytest.mark.parametrize("data", [b"", b"  \n ", b"\xef\xbb\xbf"])
def test_nothing_there(data: bytes) -> None:
    with pytest.raises(EmptyDocument):
        parse(data)


@pytest.mark.parametrize("data", [b"<a><b>", b"<a>&nbsp;</a>", b"text", b"<a/><b/>", b"\0\1", b"<a>\x01</a>"])
def test_cut_or_malformed(data: bytes) -> None:
    with pytest.raises(CorruptDocument):
        parse(data)


def test_nested_too_deep() -> None:
    for depth in (200, 100_000):
        with pytest.raises(LimitExceeded):
            parse(b"<a>" * depth + b"</a>" * depth)


def test_a_text_too_long() -> None:
    with pytest.raises(LimitExceeded):
        parse(b"<a>" + b"x" * 11_000_000 + b"</a>")


@given(st.binary(max_size=300))
def test_any_bytes_give_a_tree_or_a_named_error(data: bytes) -> None:
    for document in (data, b"<r>" + data + b"</r>"):
        with suppress(DocumentError):
            parse(document)


@given(st.lists(st.sampled_from(["<b>", "</b>", "<c>", "</c>", "é", " ", "<br/>", "&amp;"]), max_size=30))
def test_paths_are_unique(pieces: list[str]) -> None:
    try:
        tree = parse(f"<r>{''.join(pieces)}</r>".encode())
    except CorruptDocument:
        return
    paths = [node.path for node in tree.walk()]
    assert len(paths) == len(set(paths))
