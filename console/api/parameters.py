"""The parameters of a request, checked as the vendor checks them; an unknown one is passed over, as there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from starlette.datastructures import QueryParams

from console.api.odsql.patterns import LANGUAGES
from console.api.odsql.query import MOST_GROUPS, Clauses
from console.api.refusals import BadParameter

DEFAULT_LIMIT = 10
MOST_ROWS = 100
FARTHEST = 10_000
_WORDS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False, "": False}


@dataclass(frozen=True, slots=True)
class Page:
    """Which results are wanted; no limit means all."""

    limit: int | None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it was asked; ``refine`` and ``exclude`` are pairs of a facet and a value."""

    clauses: Clauses
    refine: tuple[tuple[str, str], ...] = ()
    exclude: tuple[tuple[str, str], ...] = ()
    facets: tuple[str, ...] = ()
    language: str = "fr"
    zone: str = "UTC"
    links: bool = False


def asked(params: QueryParams) -> Asked:
    """The parameters that all endpoints share.

    Raises:
        BadParameter: one of them has a value that it cannot have.
    """
    clauses = Clauses(
        _joined(params, "select"),
        tuple(params.getlist("where")),
        _joined(params, "group_by"),
        _joined(params, "order_by"),
    )
    return Asked(
        clauses,
        _pairs(params, "refine"),
        _pairs(params, "exclude"),
        tuple(text for text in params.getlist("facet") if text),
        _language(params.get("lang", "")),
        _zone(params.get("timezone", "")),
        flag(params, "include_links"),
    )


def page(params: QueryParams, *, grouped: bool) -> Page:
    """Which results of a list are wanted.

    Raises:
        BadParameter: more than a list gives.
    """
    most, farthest = (MOST_GROUPS, MOST_GROUPS) if grouped else (MOST_ROWS, FARTHEST)
    limit = integer(params, "limit", DEFAULT_LIMIT, -1, most)
    limit = most if limit == -1 else limit
    offset = integer(params, "offset", 0, 0, farthest)
    if offset + limit > farthest and "offset" in params:
        raise BadParameter(
            f"Invalid value for offset API parameter: offset + limit is {offset + limit} "
            f"but at most {farthest} is expected."
        )
    return Page(limit, offset)


def export_page(params: QueryParams) -> Page:
    """How many results of an export are wanted; all of them by default."""
    limit = integer(params, "limit", -1, -1, 2**31)
    return Page(None if limit == -1 else limit, integer(params, "offset", 0, 0, 2**31))


def integer(params: QueryParams, name: str, default: int, low: int, high: int) -> int:
    """A number within bounds.

    Raises:
        BadParameter: it is none, or outside of them.
    """
    text = params.get(name, "").strip()
    if not text:
        return default
    try:
        value = int(text)
    except ValueError:
        raise BadParameter(f"Invalid value for {name} API parameter: an integer is expected.") from None
    if not low <= value <= high:
        raise BadParameter(
            f"Invalid value for {name} API parameter: {value} was found "
            f"but {low} <= {name} <= {high} is expected."
        )
    return value


def flag(params: QueryParams, name: str, default: bool = False) -> bool:
    """A parameter that is true or false."""
    text = params.get(name)
    if text is None:
        return default
    if text.lower() not in _WORDS:
        raise BadParameter(f"Invalid value for {name} API parameter: true or false is expected.")
    return _WORDS[text.lower()]


def choice(params: QueryParams, name: str, known: Sequence[str], default: str) -> str:
    """A parameter with a few values."""
    text = params.get(name, default) or default
    if text not in known:
        raise BadParameter(f"Invalid value for {name} API parameter: one of {', '.join(known)} is expected.")
    return text


def _joined(params: QueryParams, name: str) -> str:
    return ", ".join(text for text in params.getlist(name) if text.strip())


def _pairs(params: QueryParams, name: str) -> tuple[tuple[str, str], ...]:
    """``FACET:VALUE``; the facet may stand between quotes."""
    found = []
    for text in params.getlist(name):
        if not text:
            continue
        facet, colon, value = text.partition(":")
        if not colon or "\0" in text:
            raise BadParameter(f"Invalid value for {name} API parameter: FACETNAME:FACETVALUE is expected.")
        found.append((facet.strip().strip("`\"'"), value.strip().strip('"')))
    return tuple(found)


def _language(text: str) -> str:
    if text and text not in LANGUAGES:
        raise BadParameter(
            f"Invalid value for lang API parameter: one of {', '.join(LANGUAGES)} is expected."
        )
    return text or "fr"


def _zone(text: str) -> str:
    if not text or text.upper() in ("UTC", "Z"):
        return "UTC"
    try:
        if text in available_timezones():
            return ZoneInfo(text).key
    except (ZoneInfoNotFoundError, ValueError):
        pass
    raise BadParameter("Invalid value for timezone API parameter: a name such as Europe/Paris is expected.")
