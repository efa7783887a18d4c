"""Answers that may have been cut."""

from __future__ import annotations

import pytest

from workers.wholeness import is_announced, is_cut, without_validators

PAGE = "<!DOCTYPE html>\n<html lang='fr'><body>é</body></HTML>\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_page_is_cut_where_it_has_no_end(encoding: str) -> None:
    assert not is_cut(PAGE.encode(encoding))
    assert is_cut(PAGE[:-10].encode(encoding))


@pytest.mark.parametrize("body", [b"", b"<a/>", b"<li>a fragment</li>", b"a;b\n1;2\n"])
def test_what_is_no_page_has_no_such_end(body: bytes) -> None:
    assert not is_cut(body)


def test_a_length_or_chunks_announce_the_end() -> None:
    assert is_announced({"content-length": "3"})
    assert is_announced({"transfer-encoding": "chunked"})
    assert not is_announced({"etag": "1"})
    assert without_validators({"etag": "1", "last-modified": "x", "server": "y"}) == {"server": "y"}
