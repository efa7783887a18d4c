from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import CorruptDocument, DocumentError, EmptyDocument, LimitExceeded, WrongFormat
from extractors.pdf.document import is_cut
from extractors.pdf.plain import plain_text
from extractors.pdf.reader import read_pages
from tests.extractors.pdf.drawn import pdf, text

LETTER = pdf(text(50, 500, "Madame, Monsieur,"))


def test_no_bytes() -> None:
    with pytest.raises(EmptyDocument):
        list(read_pages(b"", max_pages=9))


def test_another_format() -> None:
    with pytest.raises(WrongFormat):
        list(read_pages(b"<html><body>404</body></html>", max_pages=9))


@pytest.mark.parametrize("share", [0.3, 0.7, 0.97])
def test_a_cut_file_is_never_read_in_part(share: float) -> None:
    with pytest.raises(CorruptDocument):
        list(read_pages(LETTER[: int(share * len(LETTER))], max_pages=9))


def test_what_a_server_appends_does_no_harm() -> None:
    assert plain_text(LETTER + b"\n<!-- served in 12 ms -->\n", max_pages=9) == ("Madame, Monsieur,",)


def test_an_update_cut_after_a_whole_file_is_a_cut_file() -> None:
    assert is_cut(LETTER + b"\n9 0 obj <</Type /Page")


def test_damaged_inside() -> None:
    with pytest.raises(DocumentError):
        list(read_pages(b"%PDF-1.7\n" + b"\x00" * 500 + b"\n%%EOF", max_pages=9))


def test_too_many_pages() -> None:
    with pytest.raises(LimitExceeded, match="3 pages"):
        list(read_pages(pdf(*[text(50, 500, "x")] * 3), max_pages=2))


@given(st.binary(max_size=400))
def test_any_bytes_give_pages_or_a_named_error(data: bytes) -> None:
    with suppress(DocumentError):
        list(read_pages(b"%PDF-1.4\n" + data + b"\n%%EOF", max_pages=9))


@given(st.integers(0, len(LETTER) - 1), st.integers(0, 255))
def test_one_wrong_byte_gives_pages_or_a_named_error(place: int, byte: int) -> None:
    data = bytearray(LETTER)
    data[place] = byte
    with suppress(DocumentError):
        list(read_pages(bytes(data), max_pages=9))
