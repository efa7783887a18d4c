"""Numbers that an address gives: a page, a line, a table."""

from __future__ import annotations

from collections.abc import Mapping

from console.web.refusal import BadAddress

_FAR = 10_000_000
_DIGITS = 20


def number_in(params: Mapping[str, str], name: str, least: int) -> int:
    """The number of that name, the least there is where the address gives none.

    Raises:
        BadAddress: it is none, or lies outside of what a document can have.
    """
    text = params.get(name, str(least))
    if not text.isdecimal() or not least <= int(text[:_DIGITS]) <= _FAR:
        raise BadAddress("integer", value=text)
    return int(text)
