"""Country codes of France and its territories overseas, in two and three letters (ISO 3166-1)."""

from __future__ import annotations

from core.model.reading import Value

FRENCH = frozenset(
    {
        *("FR", "GP", "MQ", "GF", "RE", "PM", "YT", "BL", "MF", "WF", "PF", "NC", "TF"),
        *("FRA", "GLP", "MTQ", "GUF", "REU", "SPM", "MYT", "BLM", "MAF", "WLF", "PYF", "NCL", "ATF"),
    }
)


def is_abroad(country: Value | None) -> bool:
    """Whether a code is that of another country; no code tells nothing."""
    return country is not None and country.text not in FRENCH


def french_number(number: Value | None, country: Value | None) -> Value | None:
    """A national number of a French organisation: those of other countries are no SIRET."""
    return None if is_abroad(country) else number
