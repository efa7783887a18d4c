"""What becomes of the fields of the coded data and of the sections of a form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from core.model.source import Accounted, Unmapped
from crawlers.forms.accounts import account_labels, account_sections
from crawlers.procurement.ted.page.coded import Coded
from crawlers.procurement.ted.page.sections import Section

CODED_READ = frozenset({"ND", "PD", "OJ", "TD", "PR", "NC", "AU", "DS", "DT", "PC"})
CODED_IGNORED = {
    "the title that TED composes of country, town and subject": ("TI",),
    "language of the notice": ("OL",),
    "town, country and place, which the form says exactly": ("TW", "CY", "RC"),
    "codes in other words": ("Pc",),
    "other classifications: kind of buyer, activity, regulation, kind of tender, award": (
        "AA",
        "MA",
        "RP",
        "TY",
        "AC",
        "HA",
        "DI",
        "DD",
    ),
    "address of the buyer, and the table's titles in other words": ("IA", "IT", "AI", "AT"),
}
"""By the two letters of the field."""

READ = (
    "I.1", "I.3", "II.1.[1-8]", "II.2.[1-7]", "IV.1.9", "IV.2.1", "IV.2.2",
    "V", "V.1", "V.2", "V.2.[1345]", "VI.[56]", "VII.*",
)  # fmt: skip
IGNORED = {
    "headings": ("I", "II", "II.1", "II.2", "III", "III.[12]", "IV", "IV.[123]", "VI", "VI.4", "VII"),
    "joint procurement, kind and activity of the buyer": ("I.[2456]",),
    "system of qualification, limits of candidates, variants, options, catalogues, funds, further words": (
        "II.2.8",
        "II.2.9",
        "II.2.1[0-4]",
        "II.3",
    ),
    "conditions of participation and of performance": ("III.*",),
    "the procedure, which the coded data say": ("IV.1.[1-8]", "IV.1.1[01]"),
    "languages, validity, opening of tenders, invitations": ("IV.2.[3-8]",),
    "prizes and jury": ("IV.3.*",),
    "numbers of tenders and other facts of an award without a column": ("V.2.[26]", "V.3*", "V.4*"),
    "renewal, electronic exchanges, further words, review": ("VI.[123]", "VI.4.*"),
}
"""Sections by their number in the standard forms of regulation (EU) 2015/1986; the pages show no others."""


def account(coded: Coded, form: Sequence[Section]) -> Iterator[Unmapped | Accounted]:
    """The filled fields of the table and the filled sections of the form that was read."""
    aside = {each for some in CODED_IGNORED.values() for each in some}
    yield from account_labels(
        coded.keys() & CODED_READ, coded.keys() & aside, sorted(coded.keys() - CODED_READ - aside)
    )
    filled = dict.fromkeys(each.number for each in form if each.lines or each.title)
    read = [number for number in filled if _is_of(number, READ)]
    ignored = [number for number in filled if any(_is_of(number, some) for some in IGNORED.values())]
    yield from account_sections(read, ignored, [each for each in filled if each not in {*read, *ignored}])


def _is_of(number: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(number, pattern) for pattern in patterns)
