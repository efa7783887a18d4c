from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.decoding import LOST, MIXED, STRAY_BYTE, decode

FRENCH = "Marché d’œuvre à Saint-Étienne : 1 234 €"


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_usual_encodings(codec: str) -> None:
    assert decode(FRENCH.encode(codec)) == (FRENCH, ())


@pytest.mark.parametrize(
    "declared", [None, "utf-8", "iso-8859-1", "windows-1252", "utf-16", "nonsense", "zlib"]
)
def test_declaration_lies(declared: str | None) -> None:
    assert decode(FRENCH.encode(), declared)[0] == FRENCH
    assert decode(FRENCH.encode("cp1252"), declared)[0] == FRENCH


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark(codec: str) -> None:
    assert decode("<p>Éclairage</p>".encode(codec)) == ("<p>Éclairage</p>", ())


def test_stray_last_byte_of_utf16() -> None:
    assert decode(FRENCH.encode("utf-16") + b"\n") == (FRENCH, (STRAY_BYTE,))


def test_other_declared_codec_is_believed() -> None:
    assert decode("Ω α".encode("iso-8859-7"), "iso-8859-7") == ("Ω α", ())
    assert decode(b"\xae", "iso-8859-7") == ("\ufffd", (LOST,))


def test_bytes_free_in_windows_1252_become_controls() -> None:
    assert decode(b"\x81\xe9") == ("\x81é", ())


def test_two_encodings_in_one_file() -> None:
    assert decode("é".encode() + "è".encode("cp1252")) == ("éè", (MIXED,))


@given(st.binary())
def test_any_bytes_are_decoded(data: bytes) -> None:
    text, _ = decode(data)
    text.encode("utf-8")


@given(st.text())
def test_utf8_is_kept(text: str) -> None:
    data = b"\xef\xbb\xbf" + text.encode()
    assert decode(data) == (text, ())
