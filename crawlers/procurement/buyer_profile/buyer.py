"""Name, postal code and town of the buyer, from a label, from the lines that open the notice, or the head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.folding import fold
from crawlers.forms.notice import Fields, put
from crawlers.forms.procedures import procedure_term
from crawlers.procurement.buyer_profile.grammar import Field
from crawlers.procurement.buyer_profile.text import Text
from crawlers.procurement.buyer_profile.words import TYPES, joined, kind_of, paragraph, sentence

_STREET = (
    r"(?:rue|avenue|av\.|boulevard|bd|bld|place|allees?|chemin|route|impasse|quai|cours|square|esplanade|"
    r"promenade|passage|mail|faubourg|quartier|lieu-dit|hotel de ville|z\.?a\.?c?\b|zone|bp|b\.p\.|cs|c\.s\.|"
    r"immeuble|batiment|parc|residence)"
)
_PERSON = (
    r"(?:m\.|mm\.|mme|mlle|mr|monsieur|madame|messieurs|"
    r"le maire|la maire|le president|la presidente|le directeur)"
)
_IS_PERSON = re.compile(rf"^{_PERSON}(?:\s|$|,)")
_IS_STREET = re.compile(rf"^(?:\d|{_STREET}\b|nom r\b)")
_ADDRESS_BEGINS = re.compile(
    rf"[,\s]\s*{_PERSON}(?:\s|(?<=\.))|\s\d{{1,4}}\s?(?:bis|ter)?,?\s+{_STREET}\b|"
    r"\s(?:f-)?\d{5}\s|\st.l\b|\bcorrespondante?\b"
)
"""What cannot be in a name: a person, a number in a street, a postal code."""
_PART_ENDS = (re.compile(r"[,;]"), re.compile(r"\s[-–]\s"))
"""What ends a name before an address, a comma rather than a hyphen; else both may stand inside a name."""
_POSTAL = re.compile(
    r"(?<![\d-])(?:f-)?(?P<postal>\d{5}|\d{2}\s\d{3}),?\s{0,2}(?!euros?\b|eur\b)"
    r"(?P<town>[^\W\d_][^,;\n:()]*)"
)
_TOWN_ENDS = re.compile(
    r"\.\s|\.$|\s[-–]\s|\s(?:t.l\b|t.l.phone|fax|mail|courriel|m.l\b|site|web|adresse|france$)"
)
_GLUED = re.compile(r"(?:t.l(?:.phone|.copieur)?|courriel|fax|m.l|mail)\s*\.?\s*$")
_NUMBER = re.compile(r"\s*\(\d{5,}\)\s*$")
_SIRET = re.compile(r"\b\d{3}\s?\d{3}\s?\d{3}\s?\d{3}\s?\d{2}\b")
_NAMED_SIRET = re.compile(r"\bsiret\W{0,4}(?P<siret>\d{3}\s?\d{3}\s?\d{3}\s?\d{3}\s?\d{2})\b")
"""A line of the address that opens a notice: "SIRET 123 456 789 00012"."""
LONGEST_NAME = 120
MARGIN = 75
"""Letters of a line from which on its end may be the margin's."""
_ABOVE = 4
"""Lines above the postal code among which the name is looked for."""


def put_buyer(
    text: Text, fields: Sequence[Field], head: Value | None, title: Value | None, avis: Fields
) -> None:
    """Fill what is known of the buyer; a name that is only a person, a street or the title is no name."""
    for number, each in enumerate(fields):
        value = each.value(text) if each.key == "acheteur" else None
        if value and _is_name(value.text, title):
            put(avis, acheteur_nom=name_in(first_lines(value, each.label)))
            put_place(value, avis)
            if "acheteur_code_postal" not in avis and number + 1 < len(fields):
                following = fields[number + 1]
                put_place(
                    following.value(text) if following.key in ("correspondant", "adresse", "siret") else None,
                    avis,
                )
    if "acheteur_nom" not in avis:
        _put_opening(text, fields, title, avis)
    if head:
        if _is_name(head.text, title):
            put(avis, acheteur_nom=name_in(first_lines(head, "")))
        put_place(head, avis)
    _put_siret(text, fields, avis)


def name_in(value: Value) -> Value | None:
    """The name that opens some words: ``"Ville de X, 3 rue Y, 44000 Z"`` is Ville de X."""
    folded = fold(value.text)
    begins = _ADDRESS_BEGINS.search(folded, 1)
    name = value.text[: begins.start()] if begins else value.text
    if begins or _POSTAL.search(folded):
        cut = next((found for part in _PART_ENDS if (found := part.search(name, 1))), None)
        name = name[: cut.start()] if cut else name
    name = _NUMBER.sub("", name).rstrip(" -–")
    return sentence(replace(value, text=name)) if len(name) <= LONGEST_NAME else None


def first_lines(value: Value, label: str) -> Value:
    """The first paragraph, gone on over a line that the margin ends: one as long as a line of a page."""
    lines = value.text.split("\n")
    wraps = (
        len(lines) > 1 and len(label) + len(lines[0]) >= MARGIN and not lines[0].rstrip().endswith((".", ";"))
    )
    if wraps:
        return replace(value, text=joined(lines[:2]))
    return paragraph(value) or value


def put_place(value: Value | None, avis: Fields) -> None:
    """The last postal code with its town."""
    if value is None:
        return
    found = None
    for match in _POSTAL.finditer(fold(value.text)):
        found = match
    if found is None:
        return
    town = value.text[slice(*found.span("town"))]
    if value.text[found.end("town") : found.end("town") + 1] == ":":  # "Rouentél. :" has lost a line end
        town = town[: len(_GLUED.sub("", fold(town)))]
    cut = _TOWN_ENDS.search(fold(town))
    town = (town[: cut.start()] if cut else town).strip(" .-–")
    if town:
        put(
            avis,
            acheteur_code_postal=replace(value, text=value.text[slice(*found.span("postal"))]),
            acheteur_ville=replace(value, text=town),
        )


def _is_name(words: str, title: Value | None) -> bool:
    line = fold(words).strip().split("\n")[0].strip()
    if not re.search(r"[a-z]{2}", line) or line.startswith("-") or line.endswith(":"):
        return False
    if _IS_PERSON.match(line) or _IS_STREET.match(line) or "qui passe le marche" in line:
        return False
    return title is None or _bare(line) != _bare(fold(title.text))


def _bare(folded: str) -> str:
    return re.sub(r"[^a-z0-9]", "", folded)


def _put_opening(text: Text, fields: Sequence[Field], title: Value | None, avis: Fields) -> None:
    """The buyer that the notice opens with, without a label: lines down to a postal code."""
    opening = text.lines(fields[0].start, fields[0].end)
    at = next((n for n, span in enumerate(opening) if _is_address(text.folded[slice(*span)])), None)
    if at is None:
        return
    put_place(text.value(*opening[at]), avis)
    for start, end in reversed(opening[max(0, at - _ABOVE) : at + 1]):
        line = text.value(start, end)
        if line is None or _is_heading(line.text):
            return
        if _is_name(line.text, title) and (name := name_in(line)):
            put(avis, acheteur_nom=name)
            return


def _is_address(line: str) -> bool:
    """A postal code in a line that is no item of a list."""
    return bool(_POSTAL.search(line)) and not line.startswith("-")


def _is_heading(line: str) -> bool:
    words = fold(line).strip(" .")
    return (
        bool(kind_of(line))
        or words in TYPES
        or words.rstrip("s") in TYPES
        or (len(words) < 40 and procedure_term(words) is not None)
    )


def _put_siret(text: Text, fields: Sequence[Field], avis: Fields) -> None:
    for each in fields:
        value = each.value(text) if each.key == "siret" else None
        found = _SIRET.match(value.text) if value else None
        if value and found:
            put(avis, acheteur_siret=replace(value, text=found[0]))
    end = next((each.at for each in fields if each.key == "objet"), fields[0].end)
    opening = text.folded[fields[0].start : end]
    lettered = _NAMED_SIRET.search(opening)
    if lettered and "acheteur_siret" not in avis:
        start, end = lettered.span("siret")
        put(avis, acheteur_siret=text.value(fields[0].start + start, fields[0].start + end))
